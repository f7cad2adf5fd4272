"""The brand file: what is accepted, what each key becomes, and what is refused with which words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from spark_setup import brand
from spark_setup.brand import Brand, BrandError
from spark_setup.core.lights import DEFAULT_MAP, Hue, Light, Movement, State

Make = Callable[[str], Brand]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A brand from the text of its file; pictures and pages lie beside it."""
    for name in ("logo.svg", "dark.svg", "wide.png", "help.html"):
        (tmp_path / name).write_text("<svg/>", encoding="utf-8")
    (tmp_path / "images").mkdir()

    def load(text: str) -> Brand:
        file = tmp_path / "brand.toml"
        file.write_text(text, encoding="utf-8")
        return brand.load(file)

    return load


@pytest.fixture
def refused(make: Make) -> Callable[[str], BrandError]:
    """What a file is refused with."""

    def load(text: str) -> BrandError:
        with pytest.raises(BrandError) as caught:
            make(text)
        return caught.value

    return load


Refused = Callable[[str], BrandError]


def test_without_a_file_there_is_the_example_brand() -> None:
    example = brand.load()
    assert example.product.device_name == "Temperature Monitor"
    assert example.product.brand_name == "Northwind"
    assert example.product.network_prefix == "Northwind"
    assert example.product.setup_button == "SETUP"
    assert not example.product.product_mode
    assert example.name.suggestions == ("Kitchen", "Cellar", "Greenhouse")
    assert example.name.suggested("de-AT") == ("Küche", "Keller", "Gewächshaus")
    assert example.name.suggested("en") == example.name.suggestions
    assert example.look.logo is not None
    assert example.look.logo.is_file()
    assert example.look.lamp is not None
    assert example.warnings == ()


def test_the_plain_photon_brand_loads() -> None:
    photon = brand.load(brand.default_file().parent / "photon" / "brand.toml")
    assert photon == brand.load(str(photon.file))  # as README and the embedding example name it
    assert photon.product.network_prefix == "Photon"
    assert photon.warnings == ()


def test_an_empty_file_is_a_brand_of_defaults(make: Make) -> None:
    empty = make("")
    assert empty.product.device_name == "Photon"
    assert empty.behaviour.api_url == "https://api.particle.io"
    assert empty.doors.sign_in
    assert not empty.doors.skip
    assert not empty.doors.enterprise
    assert empty.led.lights == DEFAULT_MAP
    assert empty.warnings == ()


def test_the_brand_beside_a_packaged_program_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "northwind-setup"))
    assert brand.default_file().parent.name == "brand"
    (tmp_path / "brand.toml").write_text("device_name = 'Lamp'", encoding="utf-8")
    assert brand.load().product.device_name == "Lamp"


@pytest.mark.parametrize(
    "text",
    [
        "[product]\nproduct_mode = true\nproduct_id = 1319\n",
        "product_mode = true\nproduct_id = 1319\n",
        "product_mode = true\n[product]\nproduct_id = 1319\n",
        "product = { product_mode = true, product_id = 1319 }\n",
        "product.product_mode = true\nproduct.product_id = 1319\n",
    ],
)
def test_product_keys_may_stand_at_the_top(make: Make, text: str) -> None:
    made = make(text)
    assert made.product.product_mode
    assert made.product.product_id == 1319


@pytest.mark.parametrize(
    ("extra", "sign_in", "create"),
    [
        ("", False, False),
        ("[auth]\nclient_id = 'mine'", True, False),
        ("[auth]\ncreation_client_id = 'c'\ncreation_client_secret = 's'", True, True),
        ("[doors]\nsign_in = true", True, False),
    ],
)
def test_product_mode_closes_account_doors_that_lead_nowhere(
    make: Make, extra: str, sign_in: bool, create: bool
) -> None:
    made = make(f"product_mode = true\nproduct_id = 1\n{extra}\n")
    assert (made.doors.sign_in, made.doors.create_account) == (sign_in, create)


@pytest.mark.parametrize("name", ["Northwind", "Northwind-", " Northwind "])
def test_the_dash_belongs_to_the_network_name_not_to_the_prefix(make: Make, name: str) -> None:
    made = make(f'network_prefix = "{name}"')
    assert made.product.network_prefix == "Northwind"


def test_every_kind_of_value(make: Make, tmp_path: Path) -> None:
    made = make(
        """
        [look]
        logo = "logo.svg"
        logo_dark = 'dark.svg'
        product_image = ".\\\\wide.png"
        lamp = [0.5, 0, 1]
        images_dir = "images"
        font = "Inter"
        font_size_offset = 1
        [auth]
        session_url = "http://127.0.0.1:8080/session/"
        url_scheme = "northwind-setup://"
        start_with = "signup"
        creation_client_id = "c"
        creation_client_secret = "hush"
        [doors]
        skip = true
        [links]
        terms = "https://northwind.example/terms#top"
        troubleshooting = "help.html"
        [support]
        email = "help@northwind.example"
        [name]
        suggestions = []
        """
    )
    assert made.look.logo == made.look.app_icon == tmp_path / "logo.svg"
    assert made.look.product_image == tmp_path / "wide.png"
    assert (made.look.font, made.look.font_header) == ("Inter", "Inter")
    assert made.look.font_size_offset == 1.0
    assert made.auth.session_url == "http://127.0.0.1:8080/session"
    assert made.auth.url_scheme == "northwind-setup"
    assert made.auth.start_with == "signup"
    assert made.auth.allow_skip
    assert made.links.terms == "https://northwind.example/terms#top"
    assert made.links.troubleshooting == (tmp_path / "help.html").as_uri()
    assert "hush" not in repr(made)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("product_mode = 'true'", "true or false, without quotes, not a text"),
        ("product_mode = 1", "not a number"),
        ("product_id = '1319'", "whole number without quotes, not a text"),
        ("product_id = 0", "from 1 upwards"),
        ("product_id = true", "not true or false"),
        ("device_name = 5", "text in quotes, not a number"),
        ("device_name = ''", "empty"),
        ('device_name = "a\\nb"', "control character"),
        ("device_name = 2026-01-01", "not a date"),
        ("network_prefix = '-'", "1 to 25 bytes"),
        ("network_prefix = 'ÄÄÄÄÄÄÄÄÄÄÄÄÄ'", "1 to 25 bytes"),
        ("power_on = 'Put batteries into your {thing}'", "{device}"),
        ("power_on = 'Put batteries into your {device'", "{device}"),
        ("look.accent = 'teal'", "#0B6780"),
        ("look.accent = ['#000000']", "not a list"),
        ("look.logo = 'none.svg'", "not there"),
        ("look.logo = 'brand.toml'", "SVG or PNG"),
        ("look.logo = 'https://x.example/logo.svg'", "not an address"),
        ("look.images_dir = 'logo.svg'", "folder"),
        ("look.lamp = [0.5, 2, 0.1]", "0 to 1"),
        ("look.lamp = [0.5]", "three numbers"),
        ("look.font_size_offset = 40", "between -2 and 8"),
        ("auth.session_url = 'http://northwind.example/s'", "https://"),
        ("auth.session_url = 'https://kit:pw@northwind.example/s'", "https://"),
        ("auth.session_url = 'https://northwind.example:port/s'", "https://"),
        ("auth.session_url = 'https://'", "https://"),
        ("auth.url_scheme = 'https'", "scheme of your own"),
        ("auth.url_scheme = 'no blanks'", "scheme of your own"),
        ("auth.start_with = 'sign-up'", "login, signup"),
        ("behaviour.api_url = 'ftp://x.example'", "https://"),
        ("links.terms = 'javascript:alert(1)'", "https address"),
        ("links.terms = 'missing.html'", "not there"),
        ("support.email = 'help'", "e-mail"),
        ("name.suggestions = 'Kitchen'", "list"),
        ("name.suggestions = ['Kitchen', 5]", "not a number"),
        ("name.suggestions_de = 'Küche'", "list"),
        ("led.online = 'white'", "steady white"),
        ("led.listening_color = 'beige'", "dark blue"),
        ("look = 'nice'", "[look]"),
        ("product_mode = true", "product_id = 1234"),
        ("look.logo = 'logo.svg'", "look.logo_dark"),
        ("look.logo_wide_dark = 'wide.png'", "look.logo_wide"),
        ("auth.creation_client_secret = 'hush'", "belong together"),
        ("text.title = ''", "not empty"),
        ("text.title = 'Plug in {device'", "other half"),
        ("text.title = 'Plug in {}'", "other half"),
    ],
)
def test_wrong_values_are_refused_with_file_line_and_cause(refused: Refused, line: str, hint: str) -> None:
    error = refused(f"# a comment\n\n{line}\n")
    assert error.line == 3
    assert hint in error.cause
    assert str(error) == f"brand.toml, line 3: {error.cause}"
    assert "hush" not in str(error)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("look.acent = '#000000'", '"look.accent"'),
        ("accent = '#000000'", '"look.accent"'),
        ("device_nam = 'x'", '"product.device_name"'),
        ("deviceName = 'x'", '"product.device_name"'),
        ("brandImage = 'x'", '"look.logo"'),
        ("[lok]", '"[look]"'),
        ("doors.skipp = true", '"doors.skip"'),
        ("led.onlin = 'steady white'", '"led.online"'),
        ("auth.sessionurl = 'x'", '"auth.session_url"'),
        ("product.product_ids = 5", '"product.product_id"'),
    ],
)
def test_misspelt_keys_are_refused_with_what_was_meant(refused: Refused, line: str, meant: str) -> None:
    error = refused(f"\n{line}\n")
    assert error.line == 2
    assert error.cause.endswith(f"Did you mean {meant}?")


def test_a_key_like_nothing_else_points_at_the_guide(refused: Refused) -> None:
    assert "guide" in refused("[zzz]\nqqq = 1").cause


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("product_id = 5\n[product]\nproduct_id = 6", 3, "given twice (first in line 1)"),
        ("doors.skip = false\nauth.allow_skip = true", 2, "same thing"),
        ("[led]\nlistening = 'off'\nlistening_color = 'red'", 3, "same thing"),
    ],
)
def test_one_thing_said_twice(refused: Refused, text: str, line: int, hint: str) -> None:
    error = refused(text)
    assert error.line == line
    assert hint in error.cause


@pytest.mark.parametrize(
    ("content", "line", "hint"),
    [
        (b'[look]\nlogo = "C:\\Users\\kit\\logo.png"\n', 2, "backslash"),
        (b'product_name = "Caf\xe9"\n', 1, "UTF-8"),
        (b"product_id = 04711\n", 1, "begin with 0"),
        (b"product_id = 1\nproduct_id = 2\n", 2, "given twice"),
        ("product_id = 1\n".encode("utf-16"), None, "UTF-16"),
    ],
)
def test_damaged_files_are_brand_errors(tmp_path: Path, content: bytes, line: int | None, hint: str) -> None:
    file = tmp_path / "brand.toml"
    file.write_bytes(content)
    with pytest.raises(BrandError) as caught:
        brand.load(file)
    assert caught.value.line == line
    assert hint in caught.value.cause
    assert caught.value.__cause__ is None


def test_notepads_file_is_a_good_file(tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_bytes(b"\xef\xbb\xbf[product]\r\nproduct_mode = true\r\nproduct_id = 1319\r\n")
    assert brand.load(file).product.product_id == 1319


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrandError, match=r"nope\.toml: There is no such file"):
        brand.load(tmp_path / "nope.toml")


def test_lights_of_the_brand(make: Make) -> None:
    made = make('[led]\nonline = "steady white"\nlistening_color = "orange"\n')
    assert made.led.lights[State.ONLINE] == Light(Movement.STEADY, Hue.WHITE)
    assert made.led.lights[State.LISTENING] == Light(Movement.BLINK, Hue.ORANGE)
    assert made.led.lights[State.JOINING] == DEFAULT_MAP[State.JOINING]
    assert made.led.mapped == {State.ONLINE, State.LISTENING}
    assert made.warnings == ()


def test_two_states_with_one_light_are_warned_about(make: Make) -> None:
    made = make('# light\nled.online = "blinking green"\n')
    (warning,) = made.warnings
    assert (warning.line, "joining and online" in warning.cause) == (2, True)
    (warning,) = make('led.listening_color = "green"\n').warnings
    assert "listening and joining" in str(warning)


def test_sentences_by_language(make: Make) -> None:
    made = make(
        """
        [text]
        "ready.title" = "Wake up your {{deviceName}}"
        skip_question = "Sure?"
        [text.de]
        ready.title = "{device} aufwecken, {mode button}"
        """
    )
    assert made.text.get("ready.title") == "Wake up your {device}"
    assert made.text.get("ready.title", "de-AT") == "{device} aufwecken, {button}"
    assert made.text.get("ready.title", "fr") == "Wake up your {device}"
    assert made.text.get("skip_question", "de") == "Sure?"
    assert made.text.get("other") is None


KNOWN = {"ready.title": "Plug in your {device}", "join.one.title": "Connect to {suffix}", "skip": "Sure?"}


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('"ready.title" = "Plug it in"', "lacks its {device}"),
        ('"ready.titel" = "Plug in {device}"', 'mean "text.ready.title"'),
        ('"ready.title" = "Plug in {device} {sufix}"', "{sufix}"),
        ('"join.one.title" = "{suffix} {sufix}"', "mean {suffix}"),
        ('de."ready.title" = "Einstecken"', "lacks its {device}"),
    ],
)
def test_sentences_are_held_against_the_wizards_own(tmp_path: Path, line: str, hint: str) -> None:
    file = tmp_path / "brand.toml"
    file.write_text(f"[text]\n{line}\n", encoding="utf-8")
    with pytest.raises(BrandError) as caught:
        brand.load(file, known_texts=KNOWN)
    assert caught.value.line == 2
    assert hint in caught.value.cause


def test_good_sentences_pass(tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text('[text]\n"ready.title" = "{brand}: switch on the {device}"\n', encoding="utf-8")
    assert brand.load(file, known_texts=KNOWN).text.get("ready.title") == "{brand}: switch on the {device}"


def test_the_reserved_door_is_warned_about_where_it_is_opened(make: Make) -> None:
    made = make("[doors]\nskip = true\nenterprise = true\n")
    (warning,) = made.warnings
    assert warning.line == 3
    assert warning.cause.startswith("doors.enterprise: ")
    assert "cannot be chosen yet" in warning.cause
    assert make("[doors]\nenterprise = false\n").warnings == ()
