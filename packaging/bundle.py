"""Makes the program with Python inside, and says how large it became.

`make bundle`: the example brand, as build/dist/spark-setup. packaging/build.py makes branded ones alike.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contents import Part
    from identity import Identity

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
DIST = BUILD / "dist"
EXAMPLE = ROOT / "resources" / "brand" / "brand.toml"


def size(folder: Path) -> int:
    """Bytes of all files; a link counts nothing."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def epoch() -> int:
    """The moment that files and archives are dated to: SOURCE_DATE_EPOCH, or that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(done.stdout.strip() or "1700000000") if done.returncode == 0 else 1_700_000_000


def differences_from_lock() -> list[str]:
    """What is installed here and is not what the lock file says; empty if all is well."""
    import contents

    wrong = []
    for name, version in sorted(contents.lock_versions().items()):
        try:
            here = metadata.version(name)
        except metadata.PackageNotFoundError:
            here = "missing"
        if here != version:
            wrong.append(f"{name} is {here}, and the lock says {version}")
    return wrong


def make(identity: Identity, dist: Path = DIST, *, cut_icu: bool = True) -> Path:
    """Run PyInstaller on installer.spec; returns the folder made. Raises `CalledProcessError`."""
    import icons
    import lean
    import macos
    import stage
    import windows

    work = BUILD / "stage" / identity.slug
    resources = stage.lay_out(identity, work / "resources")
    icons.make(identity, work / "icons")
    shutil.copyfile(work / "icons" / icons.OPENING, resources / icons.OPENING)
    told: dict[str, Any] = {
        "name": identity.slug,
        "file_name": identity.file_name,
        "bundle_id": identity.bundle_id,
        "version": identity.version,
        "resources": str(resources),
        "work": str(work),
        "icu": cut_icu,
        "icon": str(work / "icons" / ("icon.icns" if sys.platform == "darwin" else "icon.ico")),
        **windows.for_spec(identity, work),
        **macos.for_spec(identity, work),
    }
    (work / "stage.json").write_text(json.dumps(told), encoding="utf-8")
    target = dist / identity.slug
    shutil.rmtree(target, ignore_errors=True)
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", str(dist), "--workpath", str(BUILD / "pyinstaller" / identity.slug)),
        str(ROOT / "installer.spec"),
    ]
    subprocess.run(command, cwd=ROOT, env=environment(os.environ, work), check=True)
    if sys.platform == "darwin":
        target = dist / f"{identity.file_name}.app"
        macos.translate(identity, target)
    else:
        shutil.copyfile(work / "LICENCES.txt", target / "LICENCES.txt")
    if sys.platform.startswith("linux"):
        for file in sorted(target.rglob("*.so*")):
            if not file.is_symlink():
                lean.without_foreign_paths(file)
    return target


def environment(given: Mapping[str, str], work: Path) -> dict[str, str]:
    """For PyInstaller: where the stage is, and the same order and dates every time."""
    return {
        **given,
        "SPARK_SETUP_STAGE": str(work / "stage.json"),
        "SOURCE_DATE_EPOCH": str(epoch()),
        "PYTHONHASHSEED": "0",
    }


def papers(parts: Sequence[Part], told: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Licences and the bill of materials, as rows for the bundle; called by installer.spec."""
    import contents

    work = Path(told["work"])
    bill = contents.as_bill(parts, told["name"], told["version"], utc(epoch()))
    (work / "sbom.cdx.json").write_text(bill, encoding="utf-8")
    (work / "licences.json").write_text(contents.as_licences(parts), encoding="utf-8")
    (work / "LICENCES.txt").write_text(contents.as_text(parts), encoding="utf-8")
    return [("spark_setup/resources/licences.json", str(work / "licences.json"), "DATA")]


def utc(seconds: int) -> str:
    """2026-11-25T00:00:00Z"""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def main() -> int:
    """The example brand's bundle; exit code 1 with PyInstaller's own words if it cannot be made."""
    import icu
    from identity import identity_of

    argparse.ArgumentParser(prog="bundle", description=(__doc__ or "").partition("\n")[0]).parse_args()
    cut = True
    if sys.platform.startswith("linux"):
        try:
            icu.tool("icupkg", "icu-devtools")
        except icu.NoTool as missing:
            print(f"ICU is not cut to our languages, which costs 28 MB: {missing}")
            cut = False
    try:
        made = make(identity_of(EXAMPLE, slug="spark-setup"), cut_icu=cut)
    except subprocess.CalledProcessError as error:
        return error.returncode
    print(f"{made}: {size(made) / 1e6:.0f} MB, {sum(1 for _ in made.rglob('*'))} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
