"""Cuts ICU's data down to the languages that the wizard ships: 32 MB become 3.

Qt for Linux brings its own ICU, whose data is one library holding nothing but a package of named items.
`icupkg` (Debian: icu-devtools) takes items out; the linker makes a library of the rest. Windows and macOS
need none of this: there Qt uses the system's.

What stays: what ICU starts with (names, normalisation, character properties, the root of every tree), and
collation, names and formats of the shipped languages. Sorting in any other language is that of the root.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

TREES = ("", "coll/", "curr/", "lang/", "region/", "unit/", "zone/", "rbnf/")
# The trees whose root alone is asked for: Qt has names of countries, currencies and units of its own.
SMALL_TREES = ("coll/", "", "zone/")


class NoTool(Exception):  # noqa: N818 - a sentence for the person who builds
    """A program that is needed here is not installed. `str()` names it and its package."""


def tool(name: str, package: str) -> str:
    """The program's path; Debian keeps icupkg in /usr/sbin, which is not on everybody's path."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin:/sbin")
    if found is None:
        raise NoTool(f"{name} is missing. On Debian and Ubuntu: apt-get install {package}")
    return found


def data_of(library: Path) -> tuple[str, bytes]:
    """The symbol and the bytes of the package inside a libicudata. Raises `ValueError` for another file."""
    done = subprocess.run(
        [tool("readelf", "binutils"), "--dyn-syms", "--sections", "--wide", str(library)],
        capture_output=True,
        text=True,
        check=True,
    )
    symbol = re.search(r"([0-9a-f]{16})\s+(0x[0-9a-f]+|\d+)\s+OBJECT\s.*\s(icudt\d+_dat)$", done.stdout, re.M)
    section = re.search(r"\.rodata\s+PROGBITS\s+([0-9a-f]+)\s+([0-9a-f]+)", done.stdout)
    if symbol is None or section is None:
        raise ValueError(f"{library.name} holds no package of ICU data")
    size = int(symbol[2], 0)
    start = int(symbol[1], 16) - int(section[1], 16) + int(section[2], 16)
    with library.open("rb") as file:
        file.seek(start)
        return symbol[3], file.read(size)


def kept(items: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The items that stay, by name."""
    return [item for item in items if wanted(item, languages)]


def wanted(item: str, languages: Sequence[str]) -> bool:
    """Whether an item of the package is of use to a program that speaks `languages`."""
    folder, _, name = item.rpartition("/")
    tree = f"{folder}/" if folder else ""
    if name in ("cnvalias.icu", "ibm-37_P100-1995.cnv"):
        return True  # opened when a converter is looked for, whether it is there or not
    if name.endswith((".cnv", ".dict", ".brk", ".spp", ".cfu")) or tree not in TREES:
        return False  # encodings, line breaking, names in DNS: Qt and Python have their own
    if tree == "" and (name.endswith((".icu", ".nrm")) or name in ("pool.res", "res_index.res")):
        return True
    if tree == "coll/" and name == "ucadata.icu":
        return True
    if tree not in SMALL_TREES:
        return name in ("root.res", "pool.res", "res_index.res")
    return re.split(r"[_.]", name)[0] in (
        *languages,
        *("root", "pool", "res", "supplementalData", "numberingSystems", "likelySubtags", "keyTypeData"),
        *("timezoneTypes", "zoneinfo64", "metaZones", "windowsZones", "icuver", "icustd", "plurals"),
        *("tzdbNames", "metadata", "currencyNumericCodes", "dayPeriods", "genderList", "grammaticalFeatures"),
    )


def cut(library: Path, target: Path, languages: Sequence[str]) -> tuple[int, int]:
    """Make `target` from `library`; returns the bytes before and after. Raises `NoTool`."""
    icupkg, assembler = tool("icupkg", "icu-devtools"), tool("gcc", "gcc")
    symbol, data = data_of(library)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        # Items carry the package's name, and icupkg takes it from the file's: another name finds nothing.
        package = work / f"{symbol.removesuffix('_dat')}l.dat"
        whole = work / "whole" / package.name
        whole.parent.mkdir()
        whole.write_bytes(data)
        listed = subprocess.run([icupkg, "-l", str(whole)], capture_output=True, text=True, check=True)
        items = listed.stdout.split()
        gone = work / "gone.txt"
        stay = set(kept(items, languages))
        gone.write_text("\n".join(item for item in items if item not in stay) + "\n")
        subprocess.run([icupkg, "-r", str(gone), str(whole), str(package)], check=True, capture_output=True)
        source = work / "data.s"
        source.write_text(
            f".section .rodata\n.balign 16\n.globl {symbol}\n.type {symbol}, %object\n{symbol}:\n"
            f'.incbin "{package.name}"\n.size {symbol}, . - {symbol}\n'
            '.section .note.GNU-stack,"",%progbits\n'
        )
        command = [
            *(assembler, "-shared", "-nostdlib", f"-Wl,-soname,{library.name}", "-Wl,--build-id=none"),
            *("-Wl,-z,noseparate-code", "-o", str(target.resolve()), source.name),
        ]
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(command, cwd=work, check=True)
    return library.stat().st_size, target.stat().st_size
