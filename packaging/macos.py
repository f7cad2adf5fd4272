"""What macOS is told about the program: Info.plist, its texts in every language, entitlements; disk image.

Facts: host-wifi.md, section 5. Without the location text no network has a name; without the local network's
text macOS refuses the device silently, and it looks like "no route to host". Both count only in a signed
bundle that was double-clicked. Everything but `image` can be made and tested on any system.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
from pathlib import Path
from typing import Any

from identity import Identity

OLDEST = "13.0"
"""Of the locked PySide6 6.11: its wheel's tag is macosx_13_0."""

# Usage texts and where words.toml has them. The second is what systems before macOS 11 read; Apple still
# asks for both where both keys might be looked up.
USAGE = {
    "NSLocationWhenInUseUsageDescription": "location",
    "NSLocationUsageDescription": "location",
    "NSLocalNetworkUsageDescription": "local_network",
}


def info_plist(identity: Identity) -> dict[str, Any]:
    """The keys that PyInstaller's own Info.plist lacks or has otherwise."""
    english = identity.words["en"]
    told: dict[str, Any] = {
        "CFBundleDisplayName": identity.app_name,
        "CFBundleName": identity.app_name[:15],
        "CFBundleIdentifier": identity.bundle_id,
        "CFBundleShortVersionString": identity.version,
        "CFBundleVersion": identity.version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": list(identity.words),
        "LSMinimumSystemVersion": OLDEST,
        "LSApplicationCategoryType": "public.app-category.utilities",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": identity.publisher,
        **{key: english[name] for key, name in USAGE.items()},
    }
    if identity.scheme is not None:
        told["CFBundleURLTypes"] = [
            {
                "CFBundleURLName": identity.bundle_id,
                "CFBundleTypeRole": "Viewer",
                "CFBundleURLSchemes": [identity.scheme],
            }
        ]
    return told


def entitlements() -> dict[str, bool]:
    """What the hardened runtime must allow. No sandbox: an app in it may not change the Wi-Fi."""
    return {
        "com.apple.security.personal-information.location": True,
        # ctypes, cffi and pyobjc make small pieces of code at run time on Intel.
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
    }


def strings(identity: Identity, language: str) -> str:
    """InfoPlist.strings of one language."""
    words = identity.words[language]
    rows = {key: words[name] for key, name in USAGE.items()}
    rows |= {"CFBundleDisplayName": identity.app_name}
    return "".join(f'"{key}" = "{_quoted(text)}";\n' for key, text in sorted(rows.items()))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def for_spec(identity: Identity, work: Path) -> dict[str, Any]:
    """What installer.spec needs. The certificate's name comes from the environment, never from a file."""
    file = work / "entitlements.plist"
    file.write_bytes(plistlib.dumps(entitlements()))
    return {
        "info_plist": info_plist(identity),
        "entitlements": str(file),
        "target_arch": os.environ.get("MACOS_ARCH") or None,
        "sign_as": os.environ.get("MACOS_SIGN_AS") or None,
    }


def translate(identity: Identity, app: Path) -> None:
    """Put the texts of every language into a bundle; before it is signed for good."""
    for language in identity.words:
        folder = app / "Contents" / "Resources" / f"{language}.lproj"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "InfoPlist.strings").write_text(strings(identity, language), encoding="utf-8")


def commands(identity: Identity, app: Path, work: Path, out: Path) -> list[list[str]]:
    """Sign, pack, notarise: what `image` runs, in this order.

    Signed for good only with MACOS_SIGN_AS, notarised only with MACOS_NOTARY_PROFILE besides (made once by
    `xcrun notarytool store-credentials`).
    """
    dmg = str(out / f"{identity.slug}-{identity.version}.dmg")
    sign_as, profile = os.environ.get("MACOS_SIGN_AS"), os.environ.get("MACOS_NOTARY_PROFILE")
    sign = ["codesign", "--force", "--timestamp", "--sign", sign_as or "-"]
    # The hardened runtime loads libraries of its own team only, and "-" has no team: it would not even start.
    hard = ["--options", "runtime"] if sign_as else []
    hard += ["--entitlements", str(work / "entitlements.plist")]
    run: list[list[str]] = []
    # The texts came after PyInstaller's signature, which is made without a name ("-") if there is none.
    run.append([*(part for part in sign if sign_as or part != "--timestamp"), "--deep", *hard, str(app)])
    run.append(["codesign", "--verify", "--deep", "--strict", str(app)])
    run.append(
        [
            *("hdiutil", "create", "-volname", identity.file_name, "-srcfolder", str(app.parent / "image")),
            *("-ov", "-format", "ULMO", "-fs", "HFS+", dmg),
        ]
    )
    if sign_as:
        run.append([*sign, dmg])
    if sign_as and profile:
        run.append(["xcrun", "notarytool", "submit", dmg, "--keychain-profile", profile, "--wait"])
        run.append(["xcrun", "stapler", "staple", dmg])
    return run


def image(identity: Identity, app: Path, work: Path, out: Path) -> Path:
    """The .dmg with the program and a link to Applications. macOS only. Raises `CalledProcessError`."""
    import shutil

    folder = app.parent / "image"
    shutil.rmtree(folder, ignore_errors=True)
    first, second, *rest = commands(identity, app, work, out)
    for command in (first, second):
        subprocess.run(command, check=True)
    folder.mkdir()
    subprocess.run(["ditto", str(app), str(folder / app.name)], check=True)
    (folder / "Applications").symlink_to("/Applications")
    for command in rest:
        subprocess.run(command, check=True)
    return out / f"{identity.slug}-{identity.version}.dmg"
