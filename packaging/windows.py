"""What Windows is told about the program, and its installer: version, manifest, and the parts of the NSIS
script that depend on the brand and on what is in the bundle.

The installer is per user and needs no administrator. It removes exactly the files that it brought: the list
is written at build time, because a folder that a person chose must never be removed as a whole. Everything
can be made on any system with makensis; only the bundle itself has to come from Windows.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath
from typing import Any

import icu
from identity import Identity

FOLDER = Path(__file__).with_name("windows")
SCRIPT, MANIFEST = FOLDER / "installer.nsi", FOLDER / "program.manifest"
# NSIS's name of each language that the wizard may speak.
NSIS_LANGUAGES = {
    **{"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch"},
    **{"pt": "Portuguese", "pl": "Polish", "sv": "Swedish", "ja": "Japanese", "zh": "SimpChinese"},
    **{"ar": "Arabic", "he": "Hebrew", "tr": "Turkish", "ko": "Korean", "uk": "Ukrainian"},
}
SENTENCES = ("running", "old_left", "start_now")


def for_spec(identity: Identity, work: Path) -> dict[str, Any]:
    """What installer.spec needs."""
    file = work / "version.txt"
    file.write_text(version_file(identity), encoding="utf-8")
    return {"version_file": str(file), "manifest": str(MANIFEST)}


def version_file(identity: Identity) -> str:
    """The program's version resource, as PyInstaller reads it."""
    numbers = version_numbers(identity.version)
    rows = {
        "CompanyName": identity.publisher,
        "FileDescription": identity.app_name,
        "FileVersion": identity.version,
        "InternalName": identity.slug,
        "OriginalFilename": f"{identity.slug}.exe",
        "ProductName": identity.app_name,
        "ProductVersion": identity.version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in rows.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, "
        f"OS=0x40004, fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', "
        f"[{strings}])]), VarFileInfo([VarStruct('Translation', [0x409, 1200])])])\n"
    )


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """`1.2.3.dev4` becomes (1, 2, 3, 0)."""
    numbers = []
    for part in version.split("."):
        if not part.isdigit():
            break
        numbers.append(int(part))
    first, second, third, fourth, *_ = [*numbers, 0, 0, 0, 0]
    return first, second, third, fourth


def text(value: str) -> str:
    """A value between double quotes of an NSIS script: `$` and `"` mean themselves."""
    return '"' + value.replace("$", "$$").replace('"', '$\\"').replace("\n", "$\\n") + '"'


def header(identity: Identity, bundle: Path, icon: Path, target: Path) -> str:
    """The part of the script that the brand and the bundle make: names, sentences, files."""
    support = identity.brand.support
    defines = {
        "APP_NAME": identity.app_name,
        "FILE_NAME": identity.file_name,
        "SLUG": identity.slug,
        "PUBLISHER": identity.publisher,
        "VERSION": identity.version,
        "VERSION_NUMBERS": ".".join(map(str, version_numbers(identity.version))),
        "HELP_URL": identity.homepage or "",
        "CONTACT": support.email,
        "ICON": str(icon),
        "TARGET": str(target),
        "SIZE_KB": str(sum(f.stat().st_size for f in bundle.rglob("*") if f.is_file()) // 1024),
    }
    if identity.scheme is not None:
        defines["SCHEME"] = identity.scheme
    lines = [f"!define {name} {text(value)}" for name, value in defines.items() if value]
    missing = [language for language in identity.words if language not in NSIS_LANGUAGES]
    if missing:
        raise ValueError(f"windows.py does not know what NSIS calls {', '.join(missing)}")
    return "\n".join([*lines, *_languages(identity), *_files(bundle)]) + "\n"


def _languages(identity: Identity) -> list[str]:
    """English first: what NSIS takes where the system's language is none of ours."""
    names = sorted(identity.words, key=lambda language: language != "en")
    lines = ["!macro languages"]
    lines += [f'  !insertmacro MUI_LANGUAGE "{NSIS_LANGUAGES[language]}"' for language in names]
    for language in names:
        code = f"${{LANG_{NSIS_LANGUAGES[language].upper()}}}"
        for name in SENTENCES:
            lines.append(f"  LangString {name} {code} {text(identity.words[language][name])}")
    return [*lines, "!macroend"]


def _files(bundle: Path) -> list[str]:
    """What is put there and what is taken away again. Deepest folders first on the way out."""
    files = sorted(file.relative_to(bundle) for file in bundle.rglob("*") if file.is_file())
    folders = sorted({parent for file in files for parent in file.parents if parent != Path()})
    put = ["!macro put_files"]
    for folder in [Path(), *folders]:
        put.append(f"  SetOutPath {_place(folder)}")
        # Which file it is, is not for the script to interpret: no escapes there.
        put += [
            f'  File "/oname={text(file.name)[1:-1]}" "{bundle / file}"'
            for file in files
            if file.parent == folder
        ]
    taken = ["!macro remove_files"]
    taken += [f"  Delete {_place(file)}" for file in files]
    taken += [f"  RMDir {_place(folder)}" for folder in reversed(folders)]
    return [*put, "!macroend", *taken, "!macroend"]


def _place(path: Path) -> str:
    inside = str(PureWindowsPath(path))
    return '"$INSTDIR"' if path == Path() else f'"$INSTDIR\\{text(inside)[1:-1]}"'


def installer(identity: Identity, bundle: Path, work: Path, out: Path) -> Path:
    """Compile the installer. Raises `NoTool` without makensis, `CalledProcessError` with its words."""
    target = out / f"{identity.slug}-{identity.version}-setup.exe"
    made = work / "brand.nsh"
    made.parent.mkdir(parents=True, exist_ok=True)
    # A byte order mark tells makensis that it is UTF-8.
    made.write_text(header(identity, bundle, work / "icons" / "icon.ico", target), encoding="utf-8-sig")
    command = [icu.tool("makensis", "nsis"), "-V2", "-INPUTCHARSET", "UTF8", f"-DHEADER={made}"]
    sign = os.environ.get("WINDOWS_SIGN")
    if sign:
        # NSIS puts the file's name in the place of %1, for the uninstaller and then for the installer.
        command += [f'-DSIGN={sign} "%1"']
    subprocess.run([*command, str(SCRIPT)], check=True)
    return target


def sign(files: Sequence[Path]) -> None:
    """Sign with the command in WINDOWS_SIGN, a file's name is added at its end; nothing without it."""
    command = os.environ.get("WINDOWS_SIGN")
    if command:
        for file in files:
            subprocess.run(signing(command, file), check=True)


def signing(command: str, file: Path, system: str = os.name) -> str | list[str]:
    """What is run. Windows gets the line as it stands, quotes and backslashes included, as NSIS does it."""
    return f'{command} "{file}"' if system == "nt" else [*shlex.split(command), str(file)]
