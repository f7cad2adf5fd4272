"""The list of keys, the guide made from it, and the example brand's pictures."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from spark_setup.brand import model
from spark_setup.brand.guide import guide
from spark_setup.brand.key import Kind
from spark_setup.brand.schema import KEYS, SECTIONS
from spark_setup.core.paths import resources_dir

ROOT = Path(__file__).resolve().parents[2]
ICONS = frozenset(
    {f"bars-{level}" for level in range(5)}
    | {"lock", "tick", "cross", "plus", "dash", "warning", "info", "help", "clock", "caps", "eye", "eye-off"}
    | {"key", "refresh", "copy", "save", "wifi", "wifi-return", "book", "globe", "chevron", "lamp"}
)


def test_the_guide_is_current() -> None:
    """Make it new with `python -m spark_setup.brand > docs/branding.md`."""
    assert (ROOT / "docs" / "branding.md").read_text(encoding="utf-8") == guide()


def test_the_guide_is_printed_as_it_is_kept() -> None:
    run = [sys.executable, "-m", "spark_setup.brand"]
    assert subprocess.run(run, check=True, capture_output=True, timeout=30).stdout == guide().encode()


def test_every_key_is_a_field_and_every_field_a_key() -> None:
    classes = {
        "product": model.Product,
        "auth": model.Auth,
        "behaviour": model.Behaviour,
        "doors": model.Doors,
        "links": model.Links,
        "support": model.Support,
        "name": model.Naming,
        "look": model.Look,
    }
    for section, kind in classes.items():
        fields = {field.name for field in dataclasses.fields(kind)} - {"light", "dark"}
        keys = {key.last for key in KEYS if key.section == section and key.kind is not Kind.COLOUR}
        assert fields == keys
    assert {key.section for key in KEYS} | {"text"} == set(SECTIONS)


def test_no_key_is_there_twice() -> None:
    names = [key.name for key in KEYS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "mobile",
    [
        *("deviceName", "productName", "brandName", "networkNamePrefix", "modeButtonName", "productMode"),
        *("productId", "listenModeLEDColorName", "brandImage", "brandImageBackgroundColor"),
        *("brandImageBackgroundImage", "productImage", "pageBackgroundColor", "pageBackgroundImage"),
        *(
            "normalTextColor",
            "linkTextColor",
            "elementBackgroundColor",
            "elementTextColor",
            "tintSetupImages",
        ),
        *("normalTextFontName", "boldTextFontName", "headerTextFontName", "fontSizeOffset"),
        *("instructionalVideoFilename", "termsOfServiceLinkURL", "privacyPolicyLinkURL"),
        *("troubleshootingLinkURL", "forgotPasswordLinkURL", "allowSkipAuthentication", "startWithLogin"),
        *("initWithSetupOnly", "oAuthClientId", "customAPIBaseURL", "app_name", "power_on_action"),
        *("error_text_color", "form_field_background_color", "http_log_level", "indicator_light"),
    ],
)
def test_what_the_mobile_sdk_lets_change_can_be_changed(mobile: str) -> None:
    assert any(mobile in key.mobile for key in KEYS)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icons_are_line_icons_of_one_colour(name: str) -> None:
    file = resources_dir() / "icons" / f"{name}.svg"
    root = ET.parse(file).getroot()
    assert root.get("viewBox") == "0 0 20 20"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "1.7"
    assert root.get("stroke-linecap") == "round"
    assert "#" not in file.read_text(encoding="utf-8")


def test_no_icon_is_left_over() -> None:
    assert {file.stem for file in (resources_dir() / "icons").iterdir()} == ICONS


def test_the_brand_room_stays_light() -> None:
    code = (
        "import sys, spark_setup.brand; "
        "print([m for m in ('PySide6', 'requests', 'cryptography', 'platformdirs') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=30)
    assert done.stdout.strip() == b"[]"
