"""What a brand file promises is seen on the pages: names, pictures, fonts, links, the cloud's address."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage, QPalette, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fakes.seen_texts import texts_in
from fakes.shown import OPTIONS, every_moment, sample, showing
from setup.facts import account, begun, code, path, told, wifi
from spark_setup.brand import Brand, load
from spark_setup.brand.key import Kind
from spark_setup.brand.schema import KEYS
from spark_setup.setup import facts as f
from spark_setup.setup.setup import Setup
from spark_setup.support.moments import Moment
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.brand_words import words_for
from spark_setup.ui.colours import contrast, mix
from spark_setup.ui.controller import SetupController
from spark_setup.ui.dialogs.about import AboutDialog
from spark_setup.ui.pictures import strength
from spark_setup.ui.system_theme import theme_for
from spark_setup.ui.theme import Scheme, Theme
from spark_setup.ui.wizard import SetupWizard

from .conftest import Shown

ROOT = Path(__file__).parents[2]
LOGO, PRODUCT, BACK, WIDE = "#C01060", "#105020", "#003050", "#705000"
LOGO_DARK, WIDE_DARK = "#D070A0", "#C0A060"
PAGE, HEAD = "#FFFBF0", "#EDE4C8"
FILM, HELP = "https://northwind.example/film", "https://northwind.example/help"
FILE = f"""
[product]
device_name = "Monitor"
product_name = "Climate Line"
brand_name = "Northwind"
network_prefix = "Northwind"
setup_button = "MODE"
power_on = "Put the batteries into your {{{{deviceName}}}}"
[look]
logo = "logo.svg"
logo_dark = "logo_dark.svg"
logo_wide = "wide.svg"
logo_wide_dark = "wide_dark.svg"
product_image = "product.svg"
lamp = [0.5, 0.5, 0.2]
header_image = "back.svg"
page_image = "back.svg"
images_dir = "icons"
tint_icons = true
font = "Body Family"
font_bold = "Button Family"
font_header = "Title Family"
font_size_offset = 3
page_background = "{PAGE}"
header_background = "{HEAD}"
[led]
listening_color = "white"
[auth]
show_log_out = false
[links]
video = "{FILM}"
troubleshooting = "{HELP}"
[text]
join.searching.lead = "{{{{product}}}}: blinks {{{{color}}}}, {{{{listen_light}}}}."
"""


def square(colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80" viewBox="0 0 80 80">'
        f'<rect width="80" height="80" fill="{colour}"/></svg>'
    )


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    """One with everything in it."""
    folder = tmp_path_factory.mktemp("brand")
    for name, colour in (
        *(("logo", LOGO), ("product", PRODUCT), ("back", BACK), ("wide", WIDE)),
        *(("logo_dark", LOGO_DARK), ("wide_dark", WIDE_DARK)),
    ):
        (folder / f"{name}.svg").write_text(square(colour), encoding="utf-8")
    (folder / "icons").mkdir()
    (folder / "icons" / "bars-3.svg").write_text(square("currentColor"), encoding="utf-8")
    (folder / "brand.toml").write_text(FILE, encoding="utf-8")
    made = load(folder / "brand.toml")
    assert made.warnings == ()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that the person's browser got."""
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(found.append(url.toString())) or True)
    return found


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def colours_of(widget: QWidget) -> set[str]:
    seen = picture(widget)
    return {pixel(seen, QPoint(x, y)) for x in range(0, seen.width(), 4) for y in range(0, seen.height(), 4)}


def pixel(image: QImage, at: QPoint) -> str:
    return image.pixelColor(at).name().upper()


def words_of(window: QWidget) -> str:
    text = " ".join(text.text for text in texts_in(window))
    return re.sub("[\u2066-\u2069]", "", text)


def press(window: QWidget, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible()
    button.click()


def ready(setup: Setup | None = None) -> Moment:
    """Get ready, with a device that does not come."""
    searching = setup or told(begun(prefixes=OPTIONS.prefixes), wifi(), path(), account(), code())
    return showing(searching, since=2, now=62)


def test_no_key_of_the_brand_file_is_without_effect() -> None:
    """A key that nobody reads is a promise that nobody keeps (the mobile SDKs have several)."""
    folders = [(ROOT / "app" / "spark_setup").rglob("*.py"), (ROOT / "packaging").glob("*.py")]
    files = [file for found in folders for file in found if file.parent.name != "brand"]
    read = "\n".join(file.read_text(encoding="utf-8") for file in files)
    where = {"allow_skip": "skip", "listening_color": "lights"}
    where |= dict.fromkeys(("suggestions", "suggestions_de"), "suggested")
    own = {Kind.COLOUR, Kind.LIGHT}  # read from their maps: the palettes and the lights
    names = [where.get(key.last, key.last) for key in KEYS if key.kind not in own]
    assert [name for name in names if not re.search(rf"\.{name}\b", read)] == []


# ---------------------------------------------------------------- names and sentences


def test_button_and_first_title_are_the_brands(brand: Brand, shown: Shown) -> None:
    said = words_of(shown(ready(), brand=brand))
    assert "Hold MODE for 3 seconds until its light is blinking white." in said
    assert "Put the batteries into your Monitor" in said


def test_placeholders_of_the_mobile_sdks_are_filled_in_everywhere(brand: Brand) -> None:
    lead = words_for(brand, "en", "host")("join.searching.lead")
    assert lead == "Climate Line: blinks white, blinking white."


def test_the_title_stays_translated_where_the_brand_says_nothing() -> None:
    assert words_for(load(None), "de", "host")("ready.title") == "Schließen Sie Ihren Temperature Monitor an"


# ---------------------------------------------------------------- pictures and colours


def test_logo_header_colour_and_header_picture(brand: Brand, shown: Shown) -> None:
    window = shown(ready(), brand=brand)
    seen, head = picture(window.rail), window.rail.head_area()
    assert LOGO in {pixel(seen, QPoint(x, head.center().y())) for x in range(seen.width())}
    edge = QColor(pixel(seen, QPoint(3, 3)))
    assert edge != QColor(HEAD), "the picture lies over the colour"
    assert edge.red() < QColor(HEAD).red()
    for ink in (window.look.theme.colours.text, window.look.theme.colours.muted):
        assert contrast(ink, edge) >= 4.5
    assert pixel(seen, QPoint(3, head.bottom() + 3)) == window.look.theme.colours.rail.name().upper()


def test_header_and_page_colour_without_pictures(brand: Brand, shown: Shown) -> None:
    plain = replace(brand, look=replace(brand.look, header_image=None, page_image=None))
    window = shown(ready(), brand=plain)
    assert pixel(picture(window.rail), QPoint(3, 3)) == HEAD
    assert pixel(picture(window.body), QPoint(3, 3)) == PAGE


def test_the_page_picture_is_faint_and_reaches_the_edges(brand: Brand, shown: Shown) -> None:
    window = shown(ready(), brand=brand)
    seen, theme = picture(window), window.look.theme
    right, bottom = window.width() - 1, window.footer.top() - 1
    corners = [QPoint(theme.rail_width, 0), QPoint(right, 0), QPoint(right, bottom)]
    found = {pixel(seen, at) for at in corners}
    assert len(found) == 1, "no frame of another colour around the page"
    ground = QColor(found.pop())
    assert QColor(PAGE) != ground
    assert ground.red() > QColor(PAGE).red() - 40
    for ink in (theme.colours.text, theme.colours.muted, theme.colours.link):
        assert contrast(ink, ground) >= 4.5


def test_a_picture_is_only_as_strong_as_texts_on_it_can_be_read() -> None:
    stripes = QImage(40, 40, QImage.Format.Format_RGB32)
    stripes.fill(QColor("black"))
    white, ink = QColor("white"), QColor("#566170")
    share = strength(stripes, white, [ink], 1.0)
    assert 0 < share < 0.3
    assert contrast(ink, mix(white, QColor("black"), share)) >= 4.5
    stripes.fill(white)
    assert strength(stripes, white, [ink], 0.1) == 0.1


def test_the_devices_picture_and_its_lamp(brand: Brand, shown: Shown) -> None:
    led = shown(ready(), brand=brand).body.card.led
    seen = picture(led)
    left, middle = (seen.width() - min(seen.width(), seen.height())) // 2 + 3, seen.height() // 2
    assert pixel(seen, QPoint(left, middle)) == PRODUCT
    assert pixel(seen, QPoint(seen.width() // 2, middle + 3)) != PRODUCT, "the lamp is drawn in it"
    led.set_product(led._product, None)
    assert pixel(picture(led), QPoint(seen.width() // 2, middle + 3)) == PRODUCT, "a lamp without a place"


def test_the_wide_logo_is_in_about_and_the_windows_icon_is_the_brands(brand: Brand, shown: Shown) -> None:
    window = shown(ready(), brand=brand)
    icon = window.windowIcon().pixmap(QSize(32, 32)).toImage()
    assert pixel(icon, icon.rect().center()) == LOGO
    window.help.show_about()
    about = window.help.dialog
    assert isinstance(about, AboutDialog)
    assert pixel(picture(about.logo), QPoint(5, 5)) == WIDE


def test_on_dark_ground_the_logos_for_it_are_shown(brand: Brand, shown: Shown) -> None:
    window = shown(ready(), brand=brand)
    window.help.show_about()
    about = window.help.dialog
    assert isinstance(about, AboutDialog)
    assert LOGO in colours_of(window.rail)
    window.set_colours(theme_for(brand, Scheme.DARK))
    assert LOGO not in colours_of(window.rail)
    assert LOGO_DARK in colours_of(window.rail)
    assert pixel(picture(about.logo), QPoint(5, 5)) == WIDE_DARK


def test_icons_are_replaced_by_name_and_tinted(brand: Brand, shown: Shown) -> None:
    window = shown(sample("network"), brand=brand)
    accent = window.look.theme.colours.accent.name().upper()
    plain = replace(brand, look=replace(brand.look, images_dir=None, tint_icons=False))

    def filled(window: SetupWizard) -> bool:
        """Whether there is a square of the accent where a row's bars are."""
        seen, side = picture(window), window.look.theme.size(12)
        squares = (
            QRect(x, y, side, side)
            for x in range(seen.width() - 100, seen.width() - 20, 4)
            for y in range(150, seen.height() - 150, 4)
        )
        return any(
            all(pixel(seen, at) == accent for at in (s.topLeft(), s.bottomRight(), s.topRight(), s.center()))
            for s in squares
        )

    assert filled(window)
    assert not filled(shown(sample("network"), brand=plain))


def test_a_picture_that_is_none_is_told_and_ours_is_used(
    brand: Brand, shown: Shown, tmp_path: Path, expected_warnings: Callable[..., None]
) -> None:
    expected_warnings("icon wifi-return is no SVG", "picture logo.png cannot be read")
    (tmp_path / "wifi-return.svg").write_text("no picture", encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(b"no picture")
    spoiled = replace(brand.look, images_dir=tmp_path, logo=tmp_path / "logo.png", logo_dark=None)
    seen = picture(shown(sample("join.one"), brand=replace(brand, look=spoiled)))
    usual = picture(shown(sample("join.one"), brand=replace(brand, look=replace(spoiled, images_dir=None))))
    assert seen == usual, "our own icon stands in"


def test_more_contrast_for_a_person_comes_before_all_of_it(
    brand: Brand, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        def accessibility(self) -> Hints:
            return self

        def contrastPreference(self) -> Qt.ContrastPreference:
            return Qt.ContrastPreference.HighContrast

    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: Hints())
    assert theme_for(brand, Scheme.LIGHT).high_contrast
    window = shown(ready(), brand=brand)
    system = QGuiApplication.palette().color(QPalette.ColorRole.Base).name().upper()
    assert pixel(picture(window.rail), QPoint(3, 3)) == system
    assert pixel(picture(window.body), QPoint(3, 3)) == system


# ---------------------------------------------------------------- fonts


def test_fonts_of_texts_buttons_and_titles(brand: Brand, shown: Shown) -> None:
    window = shown(sample("password"), brand=brand)
    assert window.body.header.title.font().family() == "Title Family"
    assert window.primary_button.font().family() == "Button Family"
    assert window.body.header.lead.font().family() == "Body Family"
    only = replace(brand, look=replace(brand.look, font_bold="", font_header=""))
    plain = shown(sample("password"), brand=only)
    assert plain.primary_button.font().family() == plain.body.header.title.font().family() == "Body Family"


def test_text_is_larger_by_the_offset_and_never_too_small(brand: Brand, qapp: object) -> None:
    usual = theme_for(load(None), Scheme.LIGHT)
    assert theme_for(brand, Scheme.LIGHT).body_px == usual.body_px + 3 * 96 / 72
    smaller = replace(brand, look=replace(brand.look, font_size_offset=-2.0))
    assert theme_for(smaller, Scheme.LIGHT).body_px >= Theme.build(Scheme.LIGHT).body_px


# ---------------------------------------------------------------- links and ways


@pytest.mark.parametrize(("place", "link"), [("ready", "ready.film"), ("join.searching", "join.film")])
def test_the_film_is_a_click_away(
    brand: Brand, shown: Shown, opened: list[str], place: str, link: str
) -> None:
    moment = ready() if place == "ready" else sample(place, "S2-05")
    assert moment.step.place.value == place
    press(shown(moment, brand=brand), link)
    assert opened == [FILM]
    assert shown(moment).findChild(QAbstractButton, link) is None, "a brand without a film"


def test_names_of_the_brand_are_proposed_for_the_device(shown: Shown) -> None:
    named = replace(load(None).name, default="Thermometer", suggestions=("Kitchen", "Cellar"))
    window = shown(sample("result.success"), brand=replace(load(None), name=named))
    edit = window.findChild(QLineEdit, "success.name")
    assert edit is not None
    assert edit.text() == "Thermometer"
    press(window, "success.chips.2")
    assert edit.text() == "Cellar"


def test_proposed_names_speak_the_language_of_the_page(shown: Shown) -> None:
    window = shown(sample("result.success"), language="de")
    press(window, "success.chips.1")
    edit = window.findChild(QLineEdit, "success.name")
    assert edit is not None
    assert edit.text() == "Küche"
    only = replace(load(None).name, suggestions_de=())
    window = shown(sample("result.success"), language="de", brand=replace(load(None), name=only))
    assert "Kitchen" in words_of(window), "a brand that has no German names"


def test_who_lost_the_second_factor_gets_the_brands_page(
    brand: Brand, shown: Shown, opened: list[str]
) -> None:
    recovery = "https://northwind.example/recovery"
    links = replace(brand.links, account_recovery=recovery)
    mfa = next(m for m in every_moment() if m.step.place.value == "signin.mfa")
    press(shown(mfa, brand=replace(brand, links=links)), "signin.mfa.lost")
    assert opened == [recovery]


def test_help_with_problems_is_in_the_details_of_every_page(
    brand: Brand, shown: Shown, opened: list[str]
) -> None:
    window = shown(sample("password"), brand=brand)
    window.help.show()
    assert "Help with problems" not in words_of(window), "on the device's network the page would stay blank"
    window = shown(ready(), brand=brand)
    window.help.show()
    press(window, "drawer.troubleshooting")
    assert opened == [HELP]


def test_who_may_not_log_out_does_not_come_back_to_signing_in(brand: Brand, shown: Shown) -> None:
    def at_ready(brand: Brand) -> SetupWizard:
        options = options_of(brand, has_session=False)
        setup = told(Setup(options=options), f.SignedIn(at=0), wifi(), path(), account(), code())
        return shown(showing(setup, since=2, now=62), brand=brand)

    assert not at_ready(brand).back_button.isVisible()
    free = replace(brand, auth=replace(brand.auth, show_log_out=True))
    assert at_ready(free).back_button.isVisible()


# ---------------------------------------------------------------- the cloud


class _Cloud(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(503)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def own_cloud() -> Iterator[tuple[str, list[str]]]:
    """The brand's own address, and what was asked there."""
    handler = type("Handler", (_Cloud,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler.asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_own_api_address_is_the_one_that_is_asked(
    own_cloud: tuple[str, list[str]], tmp_path: Path, qtbot: QtBot
) -> None:
    url, asked = own_cloud
    file = tmp_path / "brand.toml"
    file.write_text(f'[behaviour]\napi_url = "{url}"\n', encoding="utf-8")
    controller = SetupController(load(file), host_wifi="none", language="en")
    controller.inject_session_access_token("0123456789abcdef0123456789abcdef01234567")
    controller.start()
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    controller.cancel()
    qtbot.waitUntil(lambda: controller.result is not None, timeout=20_000)


def test_two_brands_in_one_program_keep_to_themselves(brand: Brand, shown: Shown) -> None:
    alone = picture(shown(sample("network")))
    one, other = shown(sample("network"), brand=brand), shown(sample("network"))
    assert picture(one) != alone, "the brand's names, colours, icons"
    assert picture(other) == alone
