"""Makes the program with Python inside, build/dist/spark-setup, and says how large it became."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "build" / "dist"


def size(folder: Path) -> int:
    """Bytes of all files; a link counts nothing."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def main() -> int:
    """Run PyInstaller on installer.spec; the exit code is its own."""
    shutil.rmtree(DIST, ignore_errors=True)
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", str(DIST), "--workpath", str(ROOT / "build" / "pyinstaller")),
        str(ROOT / "installer.spec"),
    ]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code == 0:
        bundle = DIST / "spark-setup"
        print(f"{bundle}: {size(bundle) / 1e6:.0f} MB, {sum(1 for _ in bundle.rglob('*'))} files")
    return code


if __name__ == "__main__":
    sys.exit(main())
