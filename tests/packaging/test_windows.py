"""The Windows installer: compiled over a stand-in folder, and run under Wine when asked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, needs, slow


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.3.dev4", (1, 2, 3, 0)), ("2", (2, 0, 0, 0)), ("1.2.3.4.5", (1, 2, 3, 4))],
)
def test_version_numbers(load_module: Any, version: str, numbers: tuple[int, ...]) -> None:
    assert load_module("windows").version_numbers(version) == numbers


def test_the_version_resource_is_what_pyinstaller_reads(load_module: Any, acme: Any) -> None:
    text = load_module("windows").version_file(acme)
    seen: list[tuple[str, str]] = []
    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "VarFileInfo", "VarStruct")
    scope: dict[str, Any] = {name: lambda *a, **k: None for name in names}
    eval(text, {**scope, "StringStruct": lambda *pair: seen.append(pair)})
    assert ("ProductName", acme.app_name) in seen
    assert ("CompanyName", "Acme Holding") in seen


def test_the_manifest_asks_for_no_administrator_and_knows_of_scales() -> None:
    text = (ROOT / "packaging" / "windows" / "program.manifest").read_text(encoding="utf-8")
    ET.fromstring(text)
    assert 'level="asInvoker"' in text
    assert "PerMonitorV2" in text


def test_the_header_says_names_as_they_are(load_module: Any, acme: Any, stand_in: Path) -> None:
    text = load_module("windows").header(acme, stand_in, Path("i.ico"), Path("t.exe"))
    assert '!define APP_NAME "Äcme\'s $\\"Valve$\\" $$etup"' in text
    assert '!define SCHEME "acme-valve"' in text
    for language in ("English", "German"):
        assert f'MUI_LANGUAGE "{language}"' in text
    assert r'Delete "$INSTDIR\_internal\odd $$name.txt"' in text
    # Deepest first, or folders would not be empty yet.
    gone = re.findall(r'RMDir "\$INSTDIR\\(.*)"', text)
    assert gone == sorted(gone, reverse=True)
    assert "northwind" not in text.lower()


def test_the_command_that_signs_keeps_its_quotes(load_module: Any) -> None:
    """A certificate is often chosen by its owner's name, and a key's file has backslashes."""
    signing, command = load_module("windows").signing, 'signtool sign /n "Acme Holding" /f C:\\key.pfx'
    assert signing(command, Path("a.exe"), "nt") == f'{command} "a.exe"'
    program = ["osslsigncode", "-n", "Acme Holding", "-in", "a.exe"]
    assert signing("osslsigncode -n 'Acme Holding' -in", Path("a.exe"), "posix") == program


@pytest.fixture
def made(load_module: Any, tmp_path: Path, qapp: Any) -> Callable[..., Path]:
    """Compile an installer of an identity over a folder."""

    def make(identity: Any, bundle: Path) -> Path:
        work = tmp_path / "work"
        load_module("icons").make(identity, work / "icons")
        return load_module("windows").installer(identity, bundle, work, tmp_path)  # type: ignore[no-any-return]

    return make


@needs("makensis")
def test_it_compiles(made: Callable[..., Path], acme: Any, stand_in: Path) -> None:
    setup = made(acme, stand_in)
    assert setup.name == "acmes-valve-etup-0.1.0-setup.exe"
    assert setup.read_bytes()[:2] == b"MZ"


class Wine:
    """A Windows of its own for one test."""

    def __init__(self, folder: Path) -> None:
        self.env = {
            **os.environ,
            **{"WINEPREFIX": str(folder / "prefix"), "WINEARCH": "win64", "WINEDEBUG": "-all"},
            **{"HOME": str(folder), "WINEDLLOVERRIDES": "mscoree,mshtml=", "DISPLAY": ""},
        }
        self.drive = folder / "prefix" / "drive_c"

    def run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        """A program to its end."""
        return subprocess.run(
            ["wine", *command],
            env=self.env,
            capture_output=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def remove(self, home: Path) -> None:
        """Uninstall as Windows does: it works from a copy of itself, which outlives the call."""
        self.run(str(home / "uninstall.exe"), "/S")
        subprocess.run(["wineserver", "-w"], env=self.env, check=True, timeout=60)

    def value(self, key: str, name: str = "") -> str | None:
        """A value of HKEY_CURRENT_USER; None if it is not there."""
        asked = ["/v", name] if name else ["/ve"]
        done = self.run("reg", "query", f"HKCU\\{key}", *asked)
        if done.returncode != 0:
            return None
        # reg writes to a pipe in the code page of DOS.
        found = re.search(r"REG_(?:SZ|DWORD)\s+(.*?)\s*$", done.stdout.decode("cp437"), re.M)
        return found[1] if found else None

    @property
    def local(self) -> Path:
        """The person's AppData\\Local."""
        return next((self.drive / "users").glob("*/AppData/Local"))


@pytest.fixture
def wine(tmp_path: Path) -> Iterator[Wine]:
    home = tmp_path / "wine"
    home.mkdir()
    made = Wine(home)
    started = made.run("wineboot", "--init")
    if started.returncode != 0:
        pytest.skip(f"wine does not start here: {started.stderr.decode(errors='replace')[-200:]}")
    yield made
    subprocess.run(["wineserver", "-k"], env=made.env, check=False, timeout=30)


def wine_program() -> Path | None:
    """A small program of 64 bits that Wine brings."""
    found = sorted(Path("/usr/lib").glob("*/wine/x86_64-windows/hostname.exe"))
    return found[0] if found else None


@slow
@needs("makensis", "wine", "wineserver")
def test_install_upgrade_and_remove(
    made: Callable[..., Path], wine: Wine, acme: Any, northwind: Any, stand_in: Path, tmp_path: Path
) -> None:
    program = wine_program()
    if program is None:
        pytest.skip("wine has no program of 64 bits to stand in for ours")
    (stand_in / acme.slug).unlink()
    shutil.copyfile(program, stand_in / f"{acme.slug}.exe")
    (stand_in / "_internal" / "stale").mkdir()
    (stand_in / "_internal" / "stale" / "old.dll").write_text("old")
    uninstall = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{acme.slug}"
    command = r"Software\Classes\acme-valve\shell\open\command"
    home = wine.local / "Programs" / acme.slug

    # Silent, by an ordinary user, into the person's own folder.
    assert wine.run(str(made(acme, stand_in)), "/S").returncode == 0
    assert (home / f"{acme.slug}.exe").is_file()
    assert (home / "_internal" / "odd $name.txt").read_text() == "odd"
    assert wine.value(uninstall, "DisplayName") == acme.app_name
    assert [p.name for p in (wine.drive / "users").rglob("*.lnk")] == ["Äcme's Valve $etup.lnk"]
    assert wine.value(uninstall, "DisplayVersion") == "0.1.0"
    assert wine.value(uninstall, "Publisher") == "Acme Holding"
    inside = wine.value(uninstall, "InstallLocation")
    assert inside is not None
    assert inside.endswith(rf"AppData\Local\Programs\{acme.slug}")
    assert wine.value(command) == rf'"{inside}\{acme.slug}.exe" "%1"'
    assert wine.value(r"Software\Classes\acme-valve", "URL Protocol") is not None

    # A newer version over it: nothing stale stays, and what the program remembers does.
    kept = wine.local / "spark-setup" / "journal.json"
    kept.parent.mkdir()
    kept.write_text("{}")
    shutil.rmtree(stand_in / "_internal" / "stale")
    (stand_in / "_internal" / "new.dll").write_text("new")
    newer = replace(acme, version="0.2.0")
    assert wine.run(str(made(newer, stand_in)), "/S").returncode == 0
    assert not (home / "_internal" / "stale").exists()
    assert (home / "_internal" / "new.dll").is_file()
    assert wine.value(uninstall, "DisplayVersion") == "0.2.0"
    assert kept.is_file()

    # A file that a person put there is not ours to remove; everything else goes.
    mine = home / "my notes.txt"
    mine.write_text("mine")
    wine.remove(home)
    assert sorted(p.name for p in home.iterdir()) == ["my notes.txt"]
    mine.unlink()
    assert not kept.parent.exists()

    # Without such a file nothing is left at all, not even the uninstaller and the folder.
    assert wine.run(str(made(newer, stand_in)), "/S").returncode == 0
    assert (home / "uninstall.exe").is_file()
    wine.remove(home)
    assert not home.exists()
    for key in (uninstall, command, r"Software\Classes\acme-valve", r"Software\spark-setup"):
        assert wine.run("reg", "query", f"HKCU\\{key}").returncode != 0
    assert list((wine.drive / "users").rglob("*.lnk")) == []


@slow
@needs("makensis", "wine", "wineserver")
def test_two_brands_beside_each_other(
    made: Callable[..., Path], wine: Wine, acme: Any, northwind: Any, stand_in: Path
) -> None:
    shared = wine.local / "spark-setup"
    shared.mkdir()
    for identity in (acme, northwind):
        (stand_in / f"{identity.slug}.exe").write_text("MZ")
        assert wine.run(str(made(identity, stand_in)), "/S").returncode == 0
    home = wine.local / "Programs"

    wine.remove(home / acme.slug)
    assert not (home / acme.slug).exists()
    assert (home / northwind.slug / "northwind-setup.exe").is_file()
    assert shared.is_dir()
    assert wine.value(r"Software\Classes\northwind-setup") == "URL:Northwind Setup"
    wine.remove(home / northwind.slug)
    assert not (home / northwind.slug).exists()
    assert not shared.exists()


@slow
@needs("makensis", "wine", "wineserver")
def test_a_program_that_runs_is_left_alone(
    made: Callable[..., Path], wine: Wine, acme: Any, stand_in: Path
) -> None:
    program = wine_program()
    if program is None:
        pytest.skip("wine has no program of 64 bits to stand in for ours")
    shutil.copyfile(program.with_name("cmd.exe"), stand_in / f"{acme.slug}.exe")
    setup = made(acme, stand_in)
    assert wine.run(str(setup), "/S").returncode == 0
    home = wine.local / "Programs" / acme.slug
    # A shell that waits for input: the installed program, open.
    running = subprocess.Popen(
        ["wine", str(home / f"{acme.slug}.exe"), "/k", "echo open"],
        env=wine.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    try:
        while b"open" not in running.stdout.readline():
            assert running.poll() is None
        assert wine.run(str(setup), "/S").returncode == 2
        assert wine.run(str(home / "uninstall.exe"), "/S", f"_?={home}").returncode == 2
        assert (home / f"{acme.slug}.exe").is_file()
        assert (home / "LICENCES.txt").is_file()
    finally:
        running.communicate(b"exit\r\n", timeout=60)
    assert wine.run(str(setup), "/S").returncode == 0
