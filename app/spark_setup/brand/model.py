"""What a brand file says, checked and typed. Made by `load`; nothing here reads a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..core.lazily import dataclass
from ..core.lights import Light, State
from ..core.secrets import Secret
from ..core.toml_file import sentence
from .palette import Palette


class BrandError(Exception):
    """A brand file that is refused. `str()` is one sentence: file, line, cause. Never quotes a secret."""

    def __init__(self, file: Path, line: int | None, cause: str) -> None:
        super().__init__(sentence(file, line, cause))
        self.file, self.line, self.cause = file, line, cause


@dataclass(frozen=True)
class BrandWarning:
    """Something in the brand file that was not followed or will confuse people; the wizard runs anyway."""

    file: Path
    line: int | None
    cause: str

    def __str__(self) -> str:
        return sentence(self.file, self.line, self.cause)


@dataclass(frozen=True)
class Product:
    """What the device and its maker are called, and which product of the cloud it is."""

    device_name: str
    product_name: str
    app_name: str
    brand_name: str
    publisher: str
    network_prefix: str
    """Without the dash: "Photon"."""
    setup_button: str
    power_on: str | None
    """None: the wizard's own sentence, in the person's language."""
    product_mode: bool
    product_id: int | None


@dataclass(frozen=True)
class Lamp:
    """Where the light sits in the product picture: centre and diameter as shares (0 to 1) of its width
    (`x`, `size`) and height (`y`)."""

    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Look:
    """Pictures, fonts and colours. A picture that is None means the wizard's own."""

    logo: Path | None
    logo_dark: Path | None
    logo_wide: Path | None
    logo_wide_dark: Path | None
    app_icon: Path | None
    product_image: Path | None
    lamp: Lamp | None
    header_image: Path | None
    page_image: Path | None
    images_dir: Path | None
    tint_icons: bool
    font: str
    font_bold: str
    font_header: str
    font_size_offset: float
    light: Palette
    dark: Palette


@dataclass(frozen=True)
class Led:
    """What the device's light means. `mapped` are the states whose light the brand chose itself."""

    lights: Mapping[State, Light]
    mapped: frozenset[State]


@dataclass(frozen=True)
class Auth:
    """How a session comes about. `allow_skip` is the same as `doors.skip`."""

    session_url: str | None
    url_scheme: str | None
    start_with: str
    allow_skip: bool
    show_log_out: bool
    show_terms: bool
    agree: tuple[str, ...]
    client_id: str
    creation_client_id: str | None
    creation_client_secret: Secret | None


@dataclass(frozen=True)
class Behaviour:
    """Where the cloud is and what the program does unasked."""

    api_url: str
    wifi_only: bool
    log_level: str


@dataclass(frozen=True)
class Doors:
    """Which ways through the wizard exist."""

    sign_in: bool
    create_account: bool
    skip: bool
    take_over: bool
    wifi_only: bool
    skip_network_page: bool
    enterprise: bool
    """Reserved; nothing reads it yet."""


@dataclass(frozen=True)
class Links:
    """Pages for people: https, http or file addresses, None where the brand has none."""

    video: str | None
    terms: str | None
    privacy: str | None
    troubleshooting: str | None
    forgot_password: str | None
    account_recovery: str | None


@dataclass(frozen=True)
class Support:
    """Whom a person can ask. Empty texts are not shown."""

    name: str
    email: str
    phone: str
    url: str | None
    hours: str


@dataclass(frozen=True)
class Naming:
    """Names offered on the last page."""

    default: str
    suggestions: tuple[str, ...]
    suggestions_de: tuple[str, ...]

    def suggested(self, language: str) -> tuple[str, ...]:
        """The names to choose from in `language`."""
        german = language.split("-")[0] == "de"
        return self.suggestions_de if german and self.suggestions_de else self.suggestions


@dataclass(frozen=True)
class Texts:
    """Sentences the brand replaces: by language ("" = every language), then by the text's key."""

    sentences: Mapping[str, Mapping[str, str]]

    def get(self, key: str, language: str = "") -> str | None:
        """The brand's sentence for `key` in `language` ("de", "de-AT" falls back to "de"), or None."""
        for name in (language, language.split("-")[0], ""):
            found = self.sentences.get(name, {}).get(key)
            if found is not None:
                return found
        return None


@dataclass(frozen=True)
class Brand:
    """A whole brand file."""

    file: Path
    product: Product
    look: Look
    led: Led
    auth: Auth
    behaviour: Behaviour
    doors: Doors
    links: Links
    support: Support
    name: Naming
    text: Texts
    warnings: tuple[BrandWarning, ...]
