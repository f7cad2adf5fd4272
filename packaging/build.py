"""From a brand folder to what people double-click: `packaging/build.py --brand DIR`.

Makes what the system it runs on can make: on Linux .deb, .rpm and .tar.xz, on Windows an installer, on macOS
a disk image; with them checksums, the bill of materials, and all licences. All in build/release/NAME.
docs/packaging.md tells what has to be installed, and what signing needs.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import bundle
import icu
from identity import CannotBuild, Identity, identity_of
from spark_setup.brand import BrandError

TARGETS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
RELEASE = bundle.BUILD / "release"


def here() -> str:
    """The target that this system can make."""
    return TARGETS.get(sys.platform, "linux")


def brand_file(given: Path) -> Path:
    """The brand file in a folder, or the file itself. Raises `CannotBuild`."""
    file = given / "brand.toml" if given.is_dir() else given
    if not file.is_file():
        raise CannotBuild(f"there is no {file}")
    return file


def build(identity: Identity, made: Path, out: Path) -> list[Path]:
    """Every file that people download, from the bundle `made`."""
    work = bundle.BUILD / "stage" / identity.slug
    moment = bundle.epoch()
    target = here()
    if target == "macos":
        import macos

        files = [macos.image(identity, made, work, out)]
    elif target == "windows":
        import windows

        windows.sign([made / f"{identity.slug}.exe"])
        files = [windows.installer(identity, made, work, out)]
    else:
        import linux

        root = linux.system_tree(identity, made, work / "icons", work / "root", moment)
        files = [linux.package(identity, root, made, out, moment, kind) for kind in ("deb", "rpm")]
        folder = linux.archive_tree(identity, made, work / "icons", work / "archive", moment)
        files.append(linux.archive(folder, out / f"{folder.name}-linux-{machine()}.tar.xz", moment))
    base = f"{identity.slug}-{identity.version}-{target}"
    for name, ending in (("sbom.cdx.json", "cdx.json"), ("LICENCES.txt", "licences.txt")):
        files.append(Path(shutil.copyfile(work / name, out / f"{base}.{ending}")))
    sums = out / f"{base}.sha256"
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return [*files, sums]


def machine() -> str:
    """The processor's name."""
    import platform

    return platform.machine()


def main(arguments: list[str] | None = None) -> int:
    """Build one brand; a sentence and exit code 1 where that cannot be done."""
    parser = argparse.ArgumentParser(prog="build", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--brand", type=Path, required=True, metavar="DIR", help="brand.toml and its files")
    parser.add_argument("--target", choices=sorted(TARGETS.values()), default=here())
    parser.add_argument("--slug", metavar="NAME", help="name of files and packages (default: from app_name)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="default: build/release/NAME")
    parser.add_argument("--reuse-bundle", action="store_true", help="pack the bundle that is there")
    options = parser.parse_args(arguments)
    try:
        if options.target != here():
            raise CannotBuild(f"{options.target} programs are made on {options.target}, and this is {here()}")
        wrong = bundle.differences_from_lock()
        if wrong:
            raise CannotBuild("this environment is not the locked one (make venv): " + "; ".join(wrong))
        identity = identity_of(brand_file(options.brand), slug=options.slug)
        if here() == "linux":
            icu.tool("icupkg", "icu-devtools")
        made = bundle.DIST / (f"{identity.file_name}.app" if here() == "macos" else identity.slug)
        if not (options.reuse_bundle and made.is_dir()):
            made = bundle.make(identity)
        out = options.out or RELEASE / identity.slug
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        files = build(identity, made, out)
    except (BrandError, CannotBuild, icu.NoTool, KeyError) as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"build: {error.cmd[0]} ended with exit code {error.returncode}", file=sys.stderr)
        return 1
    print(f"{made}: {bundle.size(made) / 1e6:.1f} MB installed")
    for file in files:
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
