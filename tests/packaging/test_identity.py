"""From a brand to names, icons and data: what systems tell two programs apart by."""

from __future__ import annotations

import struct
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Northwind Setup", "northwind-setup"),
        ("Zoë's Setup", "zoes-setup"),
        ("  A & B  ", "a-b"),
        ("設定", None),
        ("9 Lives", None),
        ("X", None),
    ],
)
def test_names_for_files(load_module: Any, name: str, slug: str | None) -> None:
    assert load_module("identity").slug_of(name) == slug


def test_a_name_without_letters_needs_one_said(load_module: Any, acme_file: Path) -> None:
    identity = load_module("identity")
    text = acme_file.read_text().replace('"Äcme\'s \\"Valve\\" $etup"', '"設定"').replace('"Acme"', '"１"')
    acme_file.write_text(text)
    with pytest.raises(identity.CannotBuild, match="--slug"):
        identity.identity_of(acme_file)
    assert identity.identity_of(acme_file, slug="valve").slug == "valve"


def test_two_brands_share_nothing(acme: Any, northwind: Any) -> None:
    assert (acme.slug, northwind.slug) == ("acmes-valve-etup", "northwind-setup")
    assert acme.app_id == "example.acme_valves.acmes_valve_etup"
    assert acme.bundle_id == "example.acme-valves.acmes-valve-etup"
    assert acme.scheme == "acme-valve"
    assert acme.contact == "Acme Holding <help@acme.example>"
    told = repr((acme.app_id, acme.contact, acme.words, acme.homepage)).lower()
    assert "northwind" not in told
    assert "temperature" not in told
    assert acme.words["de"]["summary"] == "Valve ins WLAN bringen"


def test_every_language_of_the_wizard_has_all_sentences(load_module: Any) -> None:
    from spark_setup.ui.words import LANGUAGES

    lean = load_module("lean")
    assert set(lean.LANGUAGES) == set(LANGUAGES)
    tables = tomllib.loads((ROOT / "packaging" / "words.toml").read_text(encoding="utf-8"))
    assert set(tables) == set(LANGUAGES)
    for table in tables.values():
        assert table.keys() == tables["en"].keys()
        assert all(sentence.strip() for sentence in table.values())


def test_only_what_the_brand_names_is_shipped(load_module: Any, acme: Any, tmp_path: Path) -> None:
    laid = load_module("stage").lay_out(acme, tmp_path / "resources")
    there = {file.relative_to(laid).as_posix() for file in laid.rglob("*") if file.is_file()}
    assert {name for name in there if name.startswith("brand/")} == {
        "brand/brand.toml",
        "brand/mark.svg",
        "brand/terms.html",
    }
    assert "icons/wifi.svg" in there
    assert "translations/spark_setup_de.ts" in there
    foreign = [f for f in laid.rglob("*") if f.is_file() and b"northwind" in f.read_bytes().lower()]
    assert foreign == []


def test_a_file_outside_the_brands_folder_is_refused(load_module: Any, acme_file: Path) -> None:
    (acme_file.parent.parent / "outside.svg").write_text((acme_file.parent / "mark.svg").read_text())
    acme_file.write_text(acme_file.read_text().replace('"mark.svg"', '"../outside.svg"'))
    identity = load_module("identity")
    with pytest.raises(identity.CannotBuild, match=r"outside\.svg"):
        load_module("stage").lay_out(identity.identity_of(acme_file), acme_file.parent.parent / "laid")


def test_icons_in_both_containers_and_every_size(
    load_module: Any, acme: Any, northwind: Any, tmp_path: Path, qapp: Any
) -> None:
    from PySide6.QtGui import QImage

    icons = load_module("icons")
    icons.make(acme, tmp_path / "a")
    icons.make(northwind, tmp_path / "n")
    for size in icons.LINUX_SIZES:
        file = tmp_path / "a" / "hicolor" / f"{size}x{size}" / "apps" / f"{acme.app_id}.png"
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (size, size)
    # Twice as high as wide: red in the middle, nothing at the sides.
    assert picture.pixelColor(256, 256).name() == "#ff0000"
    assert picture.pixelColor(20, 256).alpha() == 0
    ico = (tmp_path / "a" / "icon.ico").read_bytes()
    assert struct.unpack("<HHH", ico[:6]) == (0, 1, len(icons.ICO_SIZES))
    length, start = struct.unpack("<II", ico[6 + 16 - 8 : 6 + 16])
    assert ico[start : start + 4] == b"\x89PNG"
    assert QImage.fromData(ico[start : start + length]).width() == icons.ICO_SIZES[0]
    icns = (tmp_path / "a" / "icon.icns").read_bytes()
    assert icns[:4] == b"icns"
    assert struct.unpack(">I", icns[4:8]) == (len(icns),)
    assert ico != (tmp_path / "n" / "icon.ico").read_bytes()


def test_a_brand_without_a_picture_gets_the_wizards_sign(load_module: Any, tmp_path: Path, qapp: Any) -> None:
    plain = load_module("identity").identity_of(ROOT / "resources" / "brand" / "photon" / "brand.toml")
    load_module("icons").make(plain, tmp_path)
    svg = (tmp_path / "hicolor" / "scalable" / "apps" / f"{plain.app_id}.svg").read_text()
    assert "currentColor" not in svg
