"""Who the program is, for systems and installers: names, publisher, link, languages. All from the brand file.

One brand, one program: two brands can be installed beside each other, because everything that a system tells
programs apart by is made from the brand.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import lean
from spark_setup import __version__
from spark_setup.brand import Brand, load
from spark_setup.ui.texts import TEXTS

WORDS = Path(__file__).with_name("words.toml")


class CannotBuild(Exception):  # noqa: N818 - a sentence for the person who builds
    """The brand lacks something that an installer needs. `str()` is the sentence."""


@dataclass(frozen=True)
class Identity:
    """One branded program."""

    brand: Brand
    slug: str
    """Name of the program, the packages and the files: `northwind-setup`."""
    app_id: str
    """Reverse domain name: `example.northwind.northwind_setup`."""
    version: str
    words: Mapping[str, Mapping[str, str]]
    """Language, name, sentence: what packaging/words.toml says, in the brand's words."""

    @property
    def bundle_id(self) -> str:
        """The same as Apple wants it: with hyphens, where AppStream wants underscores."""
        return self.app_id.replace("_", "-")

    @property
    def app_name(self) -> str:
        """What people read."""
        return self.brand.product.app_name

    @property
    def file_name(self) -> str:
        """`app_name` without the signs that no file of Windows or macOS may have in its name."""
        return re.sub(r'[<>:"/\\|?*]', "", self.app_name).strip(" .") or self.slug

    @property
    def publisher(self) -> str:
        """Whose program it is."""
        return self.brand.product.publisher

    @property
    def scheme(self) -> str | None:
        """The URL scheme that starts the program."""
        return self.brand.auth.url_scheme

    @property
    def homepage(self) -> str | None:
        """Where people find help: a page on the web."""
        url = self.brand.support.url
        return url if url is not None and url.startswith("https://") else None

    @property
    def contact(self) -> str:
        """`Name <address>`, as packages name who looks after them."""
        return f"{self.publisher} <{self.brand.support.email or f'support@{self.slug}.invalid'}>"


def identity_of(file: Path, *, slug: str | None = None) -> Identity:
    """The identity that a brand file describes. Raises `BrandError`, `CannotBuild` for names of no use."""
    brand = load(file, TEXTS)
    name = slug or slug_of(brand.product.app_name) or slug_of(brand.product.network_prefix)
    if name is None:
        raise CannotBuild(
            f'"{brand.product.app_name}" has no letter from a to z, and file names need one. '
            f"Give the program a name: --slug NAME"
        )
    if "\0" in brand.product.app_name or any(ord(sign) < 32 for sign in brand.product.app_name):
        raise CannotBuild("product.app_name has control characters in it")
    return Identity(
        brand, name, f"{_domain(brand, name)}.{name}".replace("-", "_"), __version__, _words(brand)
    )


def slug_of(name: str) -> str | None:
    """`Zoë's Setup` becomes `zoes-setup`; None without letters from a to z. Debian wants two signs."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return slug if re.fullmatch(r"[a-z][a-z0-9-]+", slug) else None


def _domain(brand: Brand, slug: str) -> str:
    """The maker's domain, turned round: of the support page, the session server, the e-mail address."""
    hosts = [urlsplit(url).hostname for url in (brand.support.url, brand.auth.session_url) if url]
    hosts.append(brand.support.email.partition("@")[2])
    for host in hosts:
        labels = [re.sub(r"[^a-z0-9-]", "", label) for label in (host or "").lower().split(".")]
        labels = labels[1:] if labels[:1] == ["www"] else labels
        if len(labels) >= 2 and all(label and not label[0].isdigit() for label in labels):
            return ".".join(reversed(labels))
    return f"invalid.{slug}"


def _words(brand: Brand) -> dict[str, dict[str, str]]:
    tables = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    values = {
        "{app}": brand.product.app_name,
        "{device}": brand.product.device_name,
        "{brand}": brand.product.brand_name,
    }

    def filled(sentence: str) -> str:
        return re.sub(r"\{\w+\}", lambda found: values[found[0]], sentence)

    missing = sorted(set(lean.LANGUAGES) - set(tables))
    if missing:
        raise CannotBuild(f"packaging/words.toml says nothing in {', '.join(missing)}")
    return {
        language: {name: filled(sentence) for name, sentence in tables[language].items()}
        for language in lean.LANGUAGES
    }
