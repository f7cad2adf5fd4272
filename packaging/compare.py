"""Two builds of the same tree, file by file: `packaging/compare.py ONE OTHER`. Exit code 1 if they differ.

Says of each file that differs what is known to differ in such a file, and of the rest that nobody knows why.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import zipfile
from pathlib import Path

# Pattern of the name, and why two builds may differ there.
KNOWN = (
    (r"base_library\.zip$", "a zip with the time of its members, if SOURCE_DATE_EPOCH is not set"),
    (
        r"licences\.json$|LICENCES\.txt$",
        "made from what is installed on the builder: another package version",
    ),
    (r"\.dist-info/(RECORD|direct_url\.json|INSTALLER)$", "pip writes where it came from"),
    (r"\.so(\.\d+)*$|^[^/.]+$", "machine code: another library, compiler or version of strip on the builder"),
)


def digests(folder: Path) -> dict[str, str]:
    """Every file below `folder`: its digest, or where a link leads; and whether it can be run."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link to {os.readlink(path)}"
        elif path.is_file():
            runs = " x" if os.access(path, os.X_OK) else ""
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest() + runs
    return found


def reason(name: str, one: Path, other: Path) -> str:
    """Why a file may differ."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(one / name) as first, zipfile.ZipFile(other / name) as second:
            members = {i.filename: (i.CRC, i.date_time) for i in first.infolist()}
            others = {i.filename: (i.CRC, i.date_time) for i in second.infolist()}
        changed = sorted(n for n in members.keys() | others.keys() if members.get(n) != others.get(n))
        return f"members: {', '.join(changed[:5]) or 'only their order'}"
    return next((words for pattern, words in KNOWN if re.search(pattern, name)), "unknown")


def differences(one: Path, other: Path) -> list[str]:
    """A line for each difference."""
    first, second = digests(one), digests(other)
    lines = [f"{name}: only in {one}" for name in first.keys() - second.keys()]
    lines += [f"{name}: only in {other}" for name in second.keys() - first.keys()]
    lines += [
        f"{name}: {reason(name, one, other)}"
        for name in first.keys() & second.keys()
        if first[name] != second[name]
    ]
    return sorted(lines)


def main(arguments: list[str]) -> int:
    """Print the differences."""
    if len(arguments) != 2:
        print("compare.py ONE OTHER", file=sys.stderr)
        return 2
    one, other = map(Path, arguments)
    found = differences(one, other)
    for line in found:
        print(line)
    print(f"{len(digests(one))} files, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
