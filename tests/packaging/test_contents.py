"""Whose work is in the bundle: every file has an owner, the licences are texts, the bill is CycloneDX."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT


@pytest.fixture(scope="module")
def parts(load_module: Any, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    import certifi
    import PySide6

    from spark_setup import cli

    assert certifi.__file__ is not None
    assert PySide6.__file__ is not None
    qt = Path(PySide6.__file__).parent
    library = next((qt / "Qt" / "lib").glob("libQt6Core.so.6"), qt / "__init__.py")
    rows = [
        ("certifi/cacert.pem", certifi.where(), "DATA"),
        ("certifi", certifi.__file__, "PYMODULE"),
        ("PySide6/Qt/lib/libQt6Core.so.6", str(library), "BINARY"),
        ("json", json.__file__, "PYMODULE"),
        ("spark_setup.cli", cli.__file__, "PYMODULE"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        *load_module("lean").compiled_support(tmp_path_factory.mktemp("support")),
        ("shiboken6/files.dir/of_this_tree.pyc", __file__, "DATA"),
    ]
    return load_module("contents").parts_of(rows)  # type: ignore[no-any-return]


def test_every_file_has_an_owner_and_ours_comes_first(parts: list[Any]) -> None:
    assert parts[0].name == "Spark Setup"
    names = [part.name for part in parts]
    assert {"certifi", "Python", "Qt and Qt for Python", "pyinstaller"} <= set(names)
    assert "requests" not in names  # it is not in these rows
    assert sorted(names[1:], key=str.lower) == names[1:]
    by_name = {part.name: part for part in parts}
    assert set(by_name["certifi"].files) == {"certifi/cacert.pem"}
    assert all(part.text.strip() for part in parts)


def test_what_is_compiled_from_shibokens_archive_is_still_qts(parts: list[Any]) -> None:
    """Its files come from this tree's build folder, and would be taken for ours."""
    names = {name for part in parts if part.name.startswith("Qt") for name in part.files}
    assert "shiboken6/files.dir/of_this_tree.pyc" in names
    assert "shiboken6/files.dir/shibokensupport/signature/loader.pyc" in names
    assert not any("shiboken" in name for name in parts[0].files)


def test_qt_comes_with_its_notice_and_both_licences(parts: list[Any]) -> None:
    qt = next(part for part in parts if part.name.startswith("Qt"))
    assert qt.licence == "LGPL-3.0-only"
    for words in ("You may replace them", "GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE"):
        assert words in qt.text


def test_the_about_page_shows_what_the_bundle_says(
    load_module: Any, parts: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spark_setup.support import licences

    (tmp_path / "licences.json").write_text(load_module("contents").as_licences(parts), encoding="utf-8")
    monkeypatch.setattr(licences, "resources_dir", lambda: tmp_path)
    shown = licences.licences()
    assert [(row.part, row.text) for row in shown] == [(part.name, part.text) for part in parts]


def test_the_bill_is_the_same_for_the_same_bundle(load_module: Any, parts: list[Any]) -> None:
    contents = load_module("contents")
    made = contents.as_bill(parts, "x", "1.0", "2026-11-24T00:00:00Z")
    assert made == contents.as_bill(parts, "x", "1.0", "2026-11-24T00:00:00Z")
    bill = json.loads(made)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    certifi = next(row for row in bill["components"] if row["name"] == "certifi")
    assert certifi["purl"].startswith("pkg:pypi/certifi@")
    assert certifi["components"][0]["hashes"][0]["alg"] == "SHA-256"
    assert certifi["properties"]  # the lock's hashes
    refs = [row["bom-ref"] for row in bill["components"]]
    assert len(refs) == len(set(refs))


def test_the_environment_is_the_locked_one(load_module: Any) -> None:
    versions = load_module("contents").lock_versions()
    assert versions["pyside6-essentials"] == "6.11.3"
    assert ("jeepney" in versions) == sys.platform.startswith("linux")
    assert load_module("bundle").differences_from_lock() == []


def test_a_bundle_lists_its_files() -> None:
    """Each file of the built bundle is in its bill; only the program itself, and the lists, are not."""
    folder, bill = (
        ROOT / "build" / "dist" / "northwind-setup",
        ROOT / "build/stage/northwind-setup/sbom.cdx.json",
    )
    if not folder.is_dir() or not bill.is_file():
        pytest.skip("no bundle in build/dist (make package)")
    told = {
        row["name"]
        for part in json.loads(bill.read_text())["components"]
        for row in part.get("components", [])
    }
    there = {
        path.relative_to(folder / "_internal").as_posix()
        for path in (folder / "_internal").rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    # Those that are ours are in the component of the program, and PyInstaller makes the library's zip.
    left = {name for name in there - told if not name.startswith("spark_setup/resources/")}
    assert left <= {"base_library.zip"}
