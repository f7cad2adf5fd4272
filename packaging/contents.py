"""Whose work is really in the bundle: from its files to their makers, licences, and a bill of materials.

Works on rows as PyInstaller has them (name in the bundle, file on this computer, kind), so nothing is listed
that is not shipped, and nothing shipped goes unlisted. Knows nothing of brands and installers.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "licences"
LOCK = ROOT / "packaging" / "requirements.lock"
OWN = "spark-setup"
SHIBOKEN = "shiboken6/"
"""All in that folder is Qt for Python's, also what was compiled from its archive in this tree (`lean`)."""
Row = tuple[str, str, str]
_LICENCE_FILE = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)


@dataclass
class Part:
    """One maker's work: name, version, licence in a word, its text, and the files of it in the bundle."""

    name: str
    version: str
    licence: str
    text: str
    purl: str
    files: dict[str, str] = field(default_factory=dict)
    """Name in the bundle: the file's SHA-256; "" for a module inside the program's archive."""


class Owners:
    """Finds the part that a file of this computer belongs to."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}
        self._of_file = {
            str(Path(str(found.locate_file(file))).resolve()): found
            for found in metadata.distributions()
            for file in found.files or ()
        }
        self._prefix = str(Path(sys.base_prefix).resolve())

    def part_of(self, name: str, source: str) -> Part:
        """The part of the file `source`, which has `name` in the bundle."""
        path = str(Path(source).resolve())
        base = Path(path).name
        if re.match(r"(lib)?icu(data|i18n|uc)", base):
            return self._once("ICU", _icu)
        if name.startswith(SHIBOKEN):
            return self._once("Qt", _qt)
        if path in self._of_file:
            return self._of_package(self._of_file[path])
        if path.startswith(str(ROOT)):
            return self._once(OWN, _own)
        if path.startswith(self._prefix) or base.startswith(("libpython", "python3")):
            return self._once("Python", _python)
        return self._of_system(path, base)

    def program(self) -> list[Part]:
        """What is in every program that PyInstaller makes, though no row says so."""
        return [self._once(OWN, _own), self._of_package(metadata.distribution("pyinstaller"))]

    def _once(self, key: str, make: Any, *arguments: Any) -> Part:
        if key not in self._parts:
            self._parts[key] = make(*arguments)
        return self._parts[key]

    def _of_package(self, found: metadata.Distribution) -> Part:
        name = found.metadata["Name"]
        if name.lower() in ("pyside6_essentials", "pyside6-essentials", "shiboken6"):
            return self._once("Qt", _qt)
        if name.lower().replace("_", "-") == OWN:
            return self._once(OWN, _own)
        return self._once(name, _package, found)

    def _of_system(self, path: str, base: str) -> Part:
        package = _debian_package(path)
        if package is None:
            return self._once(base, Part, base, "", "", "", f"pkg:generic/{base}")
        return self._once(f"deb:{_debian_facts(package)[0]}", _debian, package)


def parts_of(rows: Iterable[Row]) -> list[Part]:
    """Every part, ours first, with its files. `rows` are the bundle's files and its archive's modules."""
    owners = Owners()
    found: dict[int, Part] = {id(part): part for part in owners.program()}
    for name, source, kind in rows:
        if kind == "SYMLINK" or not source or not Path(source).is_file():
            continue
        part = owners.part_of(name, source)
        found[id(part)] = part
        if kind not in ("PYMODULE", "PYSOURCE"):
            part.files[name] = hashlib.sha256(Path(source).read_bytes()).hexdigest()
    own, *rest = found.values()
    return [own, *sorted(rest, key=lambda part: part.name.lower())]


def as_licences(parts: Sequence[Part]) -> str:
    """What the About page shows: JSON, a list of {part, version, name, text}."""
    rows = [{"part": p.name, "version": p.version, "name": p.licence, "text": p.text} for p in parts]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def as_text(parts: Sequence[Part]) -> str:
    """The same for people who open the program's folder."""
    head = "This program is made of the following parts. Each one's licence is given below.\n\n"
    head += "".join(f"  {p.name} {p.version}: {p.licence}\n" for p in parts)
    return head + "".join(
        f"\n{'=' * 100}\n{p.name} {p.version}: {p.licence}\n{'=' * 100}\n\n{p.text.strip()}\n" for p in parts
    )


def as_bill(parts: Sequence[Part], program: str, version: str, built: str) -> str:
    """A software bill of materials, CycloneDX 1.6. `built` is a UTC time as in 2026-11-25T00:00:00Z.

    The serial number is made from the content: the same bundle has the same bill.
    """
    locked = lock_hashes()
    components = [_component(part, locked) for part in parts[1:]]
    own = {"type": "application", "bom-ref": program, "name": program, "version": version}
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": built, "component": own},
        "components": components,
        "dependencies": [{"ref": program, "dependsOn": [row["bom-ref"] for row in components]}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return json.dumps({**body, "serialNumber": f"urn:uuid:{serial}"}, indent=1) + "\n"


def _component(part: Part, locked: dict[str, list[str]]) -> dict[str, Any]:
    row: dict[str, Any] = {"type": "library", "bom-ref": part.purl, "name": part.name, "purl": part.purl}
    if part.version:
        row["version"] = part.version
    if part.licence:
        row["licenses"] = [{"license": {"name": part.licence}}]
    if part.files:
        row["components"] = [
            {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}
            for name, digest in sorted(part.files.items())
        ]
    hashes = locked.get(part.name.lower().replace("_", "-"), [])
    if hashes:
        row["properties"] = [{"name": "lock:sha256", "value": digest} for digest in hashes]
    return row


def lock_hashes() -> dict[str, list[str]]:
    """The lock file's packages and the hashes that their archives may have."""
    blocks = re.split(r"^(?=[a-z0-9])", LOCK.read_text(encoding="utf-8"), flags=re.M)[1:]
    return {b.split("==")[0]: sorted(re.findall(r"sha256:([0-9a-f]{64})", b)) for b in blocks}


def lock_versions() -> dict[str, str]:
    """The lock file's packages that this system needs, and their versions."""
    from packaging.requirements import Requirement  # the library, not this folder

    found = {}
    for line in re.findall(r"^([a-z0-9][^\\\n]*?)\s*\\$", LOCK.read_text(encoding="utf-8"), re.M):
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate():
            found[wanted.name] = str(wanted.specifier).removeprefix("==")
    return found


# --- the parts that are no Python packages ---------------------------------------------------------------


def _own() -> Part:
    from spark_setup import __version__

    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return Part("Spark Setup", __version__, "Apache-2.0", text, f"pkg:generic/{OWN}@{__version__}")


def _qt() -> Part:
    version = metadata.version("PySide6-Essentials")
    texts = [TEXTS / "qt-notice.txt", TEXTS / "LGPL-3.txt", TEXTS / "GPL-3.txt"]
    body = [file.read_text(encoding="utf-8") for file in texts]
    body += [
        f"Inside Qt: {file.stem}\n\n{file.read_text(encoding='utf-8')}"
        for file in sorted((TEXTS / "qt").glob("*.txt"))
    ]
    purl = f"pkg:pypi/pyside6-essentials@{version}"
    return Part("Qt and Qt for Python", version, "LGPL-3.0-only", "\n\n".join(body), purl)


def _icu() -> Part:
    text = (TEXTS / "icu.txt").read_text(encoding="utf-8")
    return Part("ICU", "73", "Unicode-3.0", text, "pkg:generic/icu@73")


def _python() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    folder = Path(sys.base_prefix)
    short = f"python3.{sys.version_info.minor}"
    places = (
        folder / "lib" / short / "LICENSE.txt",
        folder / "LICENSE.txt",
        Path(f"/usr/share/doc/{short}/copyright"),
    )
    text = next(
        (p.read_text(encoding="utf-8") for p in places if p.is_file()), "https://docs.python.org/license"
    )
    return Part("Python", version, "PSF-2.0", text, f"pkg:generic/python@{version}")


def _package(found: metadata.Distribution) -> Part:
    facts = found.metadata
    named = _fact(facts, "License-Expression") or ", ".join(
        line.split(" :: ")[-1]
        for line in facts.get_all("Classifier") or []
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    )
    named = named or _fact(facts, "License").partition("\n")[0][:60]
    texts = [
        Path(str(found.locate_file(file))).read_text(encoding="utf-8", errors="replace").strip()
        for file in found.files or ()
        if _LICENCE_FILE.search(str(file)) or re.search(r"dist-info/.*COPYING", str(file))
    ]
    name = facts["Name"]
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{found.version}"
    return Part(name, found.version, named, "\n\n".join(dict.fromkeys(texts)), purl)


def _fact(facts: metadata.PackageMetadata, key: str) -> str:
    return str((facts.get_all(key) or [""])[0])


def _debian_package(path: str) -> str | None:
    """The Debian package of a system file; None elsewhere. /lib is a link to /usr/lib, dpkg knows either."""
    for candidate in (path, path.removeprefix("/usr")):
        try:
            done = subprocess.run(["dpkg", "-S", candidate], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return None
        if done.returncode == 0:
            return done.stdout.split(":")[0].split(",")[0]
    return None


def _debian_facts(package: str) -> tuple[str, str]:
    """The source package and its version."""
    shown = "${source:Package} ${source:Version}\n"
    command = ["dpkg-query", "-W", "-f", shown, package]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    source, version = done.stdout.split("\n")[0].split()
    return source, version


def _debian(package: str) -> Part:
    """All packages of one source are one part: they have one copyright file."""
    source, version = _debian_facts(package)
    file = Path(f"/usr/share/doc/{package}/copyright")
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    names = dict.fromkeys(re.findall(r"^License:\s*(\S.*)$", text, re.M))
    licence = ", ".join(list(names)[:4]) or "see text"
    return Part(source, version, licence, text, f"pkg:deb/debian/{source}@{version}")
