"""What macOS is told, against host-wifi.md, section 5. The signed bundle itself needs a Mac."""

from __future__ import annotations

import plistlib
import re
from pathlib import Path
from typing import Any

import pytest

USAGE = (
    "NSLocationWhenInUseUsageDescription",
    "NSLocationUsageDescription",
    "NSLocalNetworkUsageDescription",
)


def test_info_plist(load_module: Any, acme: Any) -> None:
    macos = load_module("macos")
    told = plistlib.loads(plistlib.dumps(macos.info_plist(acme)))
    for key in USAGE:
        assert "Valve" in told[key]
        assert "{" not in told[key]
    assert told["LSMinimumSystemVersion"] == "13.0"
    assert told["CFBundleIdentifier"] == acme.bundle_id
    assert re.fullmatch(r"[A-Za-z0-9.-]+", told["CFBundleIdentifier"])
    assert told["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["acme-valve"]
    assert told["CFBundleDisplayName"] == acme.app_name
    assert set(told["CFBundleLocalizations"]) == set(acme.words)


def test_entitlements_are_the_needed_ones_and_no_sandbox(load_module: Any) -> None:
    told = load_module("macos").entitlements()
    assert told["com.apple.security.personal-information.location"] is True
    assert "com.apple.security.app-sandbox" not in told
    assert "com.apple.security.cs.disable-library-validation" not in told


def test_the_texts_of_every_language(load_module: Any, acme: Any, tmp_path: Path) -> None:
    load_module("macos").translate(acme, tmp_path / "X.app")
    folders = sorted((tmp_path / "X.app" / "Contents" / "Resources").iterdir())
    assert [folder.name for folder in folders] == sorted(f"{name}.lproj" for name in acme.words)
    seen = []
    for folder in folders:
        text = (folder / "InfoPlist.strings").read_text(encoding="utf-8")
        rows = dict(re.findall(r'^"(\w+)" = "((?:[^"\\]|\\.)*)";$', text, re.M))
        assert set(rows) == {*USAGE, "CFBundleDisplayName"}
        assert rows["CFBundleDisplayName"] == r"Äcme's \"Valve\" $etup"
        seen.append(rows["NSLocalNetworkUsageDescription"])
    assert len(set(seen)) == len(seen)


def test_signing_is_a_hook(
    load_module: Any, acme: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    macos = load_module("macos")
    for name in ("MACOS_SIGN_AS", "MACOS_NOTARY_PROFILE"):
        monkeypatch.delenv(name, raising=False)

    def programs() -> list[str]:
        rows = macos.commands(acme, tmp_path / "X.app", tmp_path, tmp_path)
        return [" ".join(row[:3]) for row in rows]

    assert [name.split()[0] for name in programs()] == ["codesign", "codesign", "hdiutil"]
    unsigned = macos.commands(acme, tmp_path / "X.app", tmp_path, tmp_path)[0]
    assert "--entitlements" in unsigned
    assert "--options" not in unsigned
    monkeypatch.setenv("MACOS_SIGN_AS", "Developer ID Application: Acme")
    monkeypatch.setenv("MACOS_NOTARY_PROFILE", "acme")
    assert programs()[-2:] == ["xcrun notarytool submit", "xcrun stapler staple"]
    first = macos.commands(acme, tmp_path / "X.app", tmp_path, tmp_path)[0]
    assert first[first.index("--options") :][:2] == ["--options", "runtime"]


def test_the_locked_qt_runs_on_the_oldest_system_named(load_module: Any) -> None:
    from importlib import metadata

    assert metadata.version("PySide6-Essentials").startswith("6.11.")
    assert load_module("macos").OLDEST == "13.0"
