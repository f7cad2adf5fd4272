"""What of Qt and its surroundings goes into the bundle, and what does not, with the reason.

Used by installer.spec. Knows names and ELF files, nothing of PyInstaller: rows are (name in the bundle, file,
kind) as PyInstaller has them.
"""

from __future__ import annotations

import ast
import posixpath
import py_compile
import re
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

Row = tuple[str, str, str]
ELF = ("BINARY", "EXTENSION")
PT_LOAD, PT_DYNAMIC, DT_STRTAB, DT_RPATH, DT_RUNPATH = 1, 2, 5, 15, 29

# Qt's bindings that PyInstaller's hooks bring although no line of ours imports them are left out.
ALWAYS = frozenset({"QtCore", "QtGui", "QtWidgets", "QtSvg"})

# The languages that the wizard ships: only their part of Qt's own texts is of use.
LANGUAGES = ("en", "de")

UNUSED = (
    # (pattern of the name in the bundle, reason)
    (
        r"plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vnc|vkkhrdisplay)\b",
        "no screen of a person's",
    ),
    (r"plugins/egldeviceintegrations/", "belongs to eglfs"),
    (r"plugins/imageformats/libq(tiff|webp|icns|tga|wbmp|pdf|gif)\b", "our pictures are SVG, PNG and JPEG"),
    (
        r"plugins/(generic|networkinformation|tls|printsupport|sqldrivers|qmltooling|qmllint|designer)/",
        "not used",
    ),
    (r"plugins/(vectorimageformats|wayland-graphics-integration-server)/", "not used"),
    (r"plugins/wayland-graphics-integration-client/", "software drawing through wl_shm needs none"),
    (r"plugins/xcbglintegrations/", "widgets are drawn without OpenGL"),
    (
        r"plugins/wayland-shell-integration/lib(ivi|qt|fullscreen|wl)-shell",
        "cars and kiosks; desktops have xdg",
    ),
    (r"plugins/platforminputcontexts/libqtvirtualkeyboard", "needs QtQuick"),
    (r"plugins/platformthemes/libqgtk3\b", "would bring GTK; the portal theme stays"),
    (r"Qt/(qml|resources|metatypes|libexec)/", "not used"),
    (rf"Qt/translations/(?!qtbase_({'|'.join(LANGUAGES)})\.qm)", "languages that the wizard does not speak"),
)


# Libraries that every Linux desktop has, and that have to fit it: its screen, fonts, message bus. A copy of
# the builder's would be older than what it talks to. The packages name them as what they depend on.
OF_THE_SYSTEM = (
    *("libX11", "libX11-xcb", "libxcb", "libwayland-client", "libwayland-cursor", "libGL", "libEGL"),
    *("libGLX", "libGLdispatch", "libOpenGL", "libdrm", "libgbm"),
    *("libfontconfig", "libfreetype", "libexpat"),
    *("libglib-2.0", "libgthread-2.0", "libdbus-1"),
    *("libgssapi_krb5", "libkrb5", "libk5crypto", "libkrb5support", "libcom_err", "libkeyutils"),
    *("libstdc++", "libgcc_s", "libz"),
)


def wanted(name: str) -> bool:
    """Whether a file belongs into the bundle, by its name there."""
    path = name.replace("\\", "/")
    if "/" not in path and path.partition(".so")[0] in OF_THE_SYSTEM and ".so" in path:
        return False
    return not any(re.search(pattern, path) for pattern, _ in UNUSED)


def qt_modules(source: Path) -> set[str]:
    """The Qt modules that the program imports anywhere, and what they stand on."""
    found = set(ALWAYS)
    for file in source.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                found.add((node.module or "").split(".")[1])
            elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.Import):
                found.update(a.name.split(".")[1] for a in node.names if a.name.startswith("PySide6."))
    return found


def other_qt_modules(source: Path) -> list[str]:
    """Every binding that is installed and not imported, as module names to exclude."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    installed = {file.name.split(".")[0] for file in folder.glob("Qt*.*") if file.is_file()}
    return sorted(f"PySide6.{name}" for name in installed - qt_modules(source))


def needed_by(file: str) -> set[str]:
    """The libraries that an ELF file asks the loader for (DT_NEEDED)."""
    done = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=False)
    return set(re.findall(r"\(NEEDED\).*\[(.+?)\]", done.stdout))


def is_plain_library(row: Row) -> bool:
    """A library that is only there because something else needs it: neither an extension nor a plugin."""
    name, _, kind = row
    path = name.replace("\\", "/")
    if kind != "BINARY" or "/plugins/" in path:
        return False
    # Python's own extensions are sometimes filed as binaries (`_netifaces`, charset_normalizer's).
    return re.search(r"\.(cpython-[^/]*|abi3)\.so$", path) is None


def reached(rows: Sequence[Row]) -> list[Row]:
    """Rows without the libraries that nothing in the bundle needs any more, and without links to them.

    Linux only. libpython stays: the starter opens it itself.
    """
    links = [row for row in rows if row[2] == "SYMLINK"]
    files = [row for row in rows if row[2] != "SYMLINK"]
    libraries = {Path(row[0]).name: row for row in files if is_plain_library(row)}
    keep = {Path(row[0]).name for row in files if not is_plain_library(row)}
    waiting = [row[1] for row in files if row[2] in ELF and not is_plain_library(row)]
    keep |= {name for name in libraries if name.startswith("libpython")}
    waiting += [libraries[name][1] for name in keep & set(libraries)]
    while waiting:
        for name in needed_by(waiting.pop()):
            if name in libraries and name not in keep:
                keep.add(name)
                waiting.append(libraries[name][1])
    kept = [row for row in files if Path(row[0]).name in keep]
    there = {row[0] for row in kept}
    # PyInstaller puts a link beside the program for each library in a folder; its second field is the target.
    return kept + [row for row in links if posixpath.join(posixpath.dirname(row[0]), row[1]) in there]


def without_foreign_paths(file: Path) -> bool:
    """Take a search path of the builder's own (DT_RUNPATH, DT_RPATH) out of an ELF file; was there one?

    A Python that was compiled in somebody's home leaves that folder's name in each of its extensions, and on
    another computer anybody could own a folder of that name. `$ORIGIN` stays. As `chrpath -d` does it: the
    entries behind it move up. 64 bits, little end first: what we build for.
    """
    data = bytearray(file.read_bytes())
    if data[:6] != b"\x7fELF\x02\x01":
        return False
    (table,), (entry, count) = struct.unpack_from("<Q", data, 32), struct.unpack_from("<HH", data, 54)
    segments = [struct.unpack_from("<IIQQQQ", data, table + n * entry) for n in range(count)]
    dynamic = next((s for s in segments if s[0] == PT_DYNAMIC), None)
    if dynamic is None:
        return False
    rows = [struct.unpack_from("<QQ", data, dynamic[2] + at) for at in range(0, dynamic[5], 16)]
    strings = next(value for tag, value in rows if tag == DT_STRTAB)
    start = next(s[2] + strings - s[3] for s in segments if s[0] == PT_LOAD and s[3] <= strings < s[3] + s[5])

    def foreign(tag: int, value: int) -> bool:
        if tag not in (DT_RPATH, DT_RUNPATH):
            return False
        name = bytes(data[start + value : data.index(0, start + value)])
        return not all(part.startswith(b"$ORIGIN") for part in name.split(b":"))

    kept = [row for row in rows if not foreign(*row)]
    for number, row in enumerate([*kept, *[(0, 0)] * (len(rows) - len(kept))]):
        struct.pack_into("<QQ", data, dynamic[2] + number * 16, *row)
    if len(kept) < len(rows):
        file.write_bytes(data)
    return len(kept) < len(rows)


def compiled_support(work: Path) -> list[Row]:
    """Shiboken's part in Python, compiled once instead of at every start: rows for the bundle.

    Its library carries it as source text in an archive. What lies in `shiboken6/files.dir` is taken first
    (SBK_EMBED in its signature_bootstrap.py); without that folder all works as before.
    """
    import PySide6.QtCore

    assert PySide6.QtCore is not None  # loads it
    archive = getattr(sys.modules["shibokensupport.signature.loader"].__loader__, "zfile", None)
    if archive is None:
        return []  # somebody has unpacked it in this environment
    rows = []
    for name in archive.namelist():
        if name.startswith("shibokensupport/") and name.endswith(".py"):
            source, made = work / name, work / f"{name}c"
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_bytes(archive.read(name))
            never = py_compile.PycInvalidationMode.UNCHECKED_HASH
            py_compile.compile(str(source), str(made), dfile=name, doraise=True, invalidation_mode=never)
            rows.append((f"shiboken6/files.dir/{name}c", str(made), "DATA"))
    return rows


def cut_icu(library: Path, work: Path) -> Path:
    """ICU's data for the shipped languages only, made in `work`. Linux only."""
    import icu

    target = work / library.name
    icu.cut(library, target, LANGUAGES)
    return target
