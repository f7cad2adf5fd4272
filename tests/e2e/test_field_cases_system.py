"""H07, H08 and H10: no console, no home, and files that an editor saved in its own way."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.field_bench import PASSWORD, PROGRAM, Bench, Ended
from fakes.field_device import HOME
from fakes.seen_texts import texts_in
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenarios import find
from spark_setup.ui.autopilot import Autopilot

from .conftest import Run, answers
from .field import bench, cloud, device

__all__ = ["bench", "cloud", "device"]
posix = pytest.mark.skipif(os.name != "posix", reason="closes descriptors with a POSIX shell")

# ---------------------------------------- H07

AS_WITHOUT_CONSOLE = """
import sys
sys.argv[1:] = sys.argv[2:]
sys.stdin = sys.stdout = sys.stderr = None
from spark_setup.__main__ import main
code = main()
import os
os._exit(code)
"""


@posix
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", "<&-", ">&-", "2>&-"])
def test_h07_closed_streams_change_nothing(bench: Bench, closed: str) -> None:
    result, log = bench.folder / "R.json", bench.folder / "L.txt"
    command = bench.arguments("--log-file", str(log), "--verbose", result=str(result))
    ended = bench.end(subprocess.Popen(f"exec {shlex.join(command)} {closed}", shell=True, **bench.pipes()))
    assert ended.code == 0
    assert json.loads(result.read_text(encoding="utf-8"))["outcome"] == "success"
    assert len(log.read_text(encoding="utf-8").splitlines()) > 5
    Bench.look_over(log.read_text(encoding="utf-8"), result.read_text(encoding="utf-8"))


def test_h07_streams_that_are_none_change_nothing(bench: Bench) -> None:
    result, log = bench.folder / "R.json", bench.folder / "L.txt"
    wanted = bench.arguments("--log-file", str(log), "--verbose", result=str(result))[len(PROGRAM) :]
    command = [sys.executable, "-c", AS_WITHOUT_CONSOLE, "spark-setup", *wanted]
    ended = bench.end(subprocess.Popen(command, **bench.pipes()))
    assert ended.code == 0
    assert ended.stdout == ""
    assert json.loads(result.read_text(encoding="utf-8"))["outcome"] == "success"
    assert log.stat().st_size > 0


def test_h07_a_refusal_without_console_is_still_a_refusal(bench: Bench) -> None:
    bench.token_file.write_bytes(b"")
    wanted = bench.arguments()[len(PROGRAM) :]
    command = [sys.executable, "-c", AS_WITHOUT_CONSOLE, "spark-setup", *wanted]
    assert bench.end(subprocess.Popen(command, **bench.pipes())).code == 2
    for word in ("--help", "--version"):
        asked = [sys.executable, "-c", AS_WITHOUT_CONSOLE, "spark-setup", word]
        assert bench.end(subprocess.Popen(asked, **bench.pipes())).code == 0


@posix
@pytest.mark.parametrize("word", ["--help", "--version"])
def test_h07_help_that_nobody_reads(bench: Bench, word: str) -> None:
    command = f"exec {shlex.join([*PROGRAM, word])} > /dev/full"
    assert bench.end(subprocess.Popen(command, shell=True, **bench.pipes())).code == 0


@posix
@pytest.mark.parametrize("stdout", [">&-", "> /dev/full"])
def test_h07_a_result_that_nobody_reads(bench: Bench, stdout: str) -> None:
    if stdout == "> /dev/full" and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    command = f"exec {shlex.join(bench.arguments())} {stdout}"
    assert bench.end(subprocess.Popen(command, shell=True, **bench.pipes())).code == 0


NO_SCREEN = {"QT_QPA_PLATFORM": None, "DISPLAY": None, "WAYLAND_DISPLAY": None}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
@pytest.mark.parametrize("display", [None, ":4711"])
def test_h07_unattended_needs_no_screen(bench: Bench, display: str | None) -> None:
    """Qt alone would end the process by a signal."""
    assert bench.run(env={**NO_SCREEN, "DISPLAY": display}).code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_h07_a_person_without_a_screen_is_told(bench: Bench) -> None:
    command = [*PROGRAM, "--demo"]
    ended = bench.end(subprocess.Popen(command, **bench.pipes(NO_SCREEN)))
    assert ended.code == 2
    assert "no screen" in ended.stderr


def test_h07_a_console_of_another_code_page_loses_nothing(bench: Bench) -> None:
    name = "Café ☕"
    bench.device.networks = [{**HOME, "ssid": name}]
    bench.say(network=name, password=PASSWORD)
    ended = bench.run(env={"PYTHONIOENCODING": "cp1252"})
    assert ended.code == 0
    assert ended.result["ssid"] == name


# ---------------------------------------- H08

NO_XDG = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"))
NO_FOLDER = {**NO_XDG, "XDG_RUNTIME_DIR": None, "HOME": "/nonexistent"}
SENTENCE = "cannot write anything down"


def _odd_home(folder: Path) -> dict[str, str | None]:
    home = folder / "Zoë & Søn #1 100% "
    home.mkdir()
    return {**NO_XDG, "HOME": str(home)}


HOMES: dict[str, Callable[[Path], dict[str, str | None]]] = {
    "missing": lambda _folder: dict(NO_FOLDER),
    "odd-name": _odd_home,
    "relative-state": lambda _folder: {"XDG_STATE_HOME": "rel/ative"},
    "no-temp": lambda _folder: {"TMPDIR": "/nonexistent/tmp", "TEMP": None, "TMP": None},
    "nothing-at-all": lambda _folder: {**NO_FOLDER, "TMPDIR": "/nonexistent/tmp", "HOME": None},
}


@pytest.mark.parametrize("home", HOMES)
def test_h08_the_wizard_runs_with_any_home(bench: Bench, home: str) -> None:
    assert bench.run(env=HOMES[home](bench.folder)).code == 0


# Root may write everywhere as long as it has these two; after an `exec` without them it is like anybody.
NOT_LIKE_ROOT = """
import ctypes, os, sys
libc = ctypes.CDLL(None)
for capability in (1, 2):
    libc.prctl(24, capability, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def _locked(folder: Path) -> dict[str, str | None]:
    home = folder / "locked"
    home.mkdir()
    home.chmod(0o555)
    names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    return {name: str(home) for name in names}


def test_h08_without_a_home_the_demo_says_so(bench: Bench) -> None:
    ended = bench.end(subprocess.Popen(_command(bench, "demo"), **bench.pipes(NO_FOLDER)))
    _is_told_and_given_back(bench, "demo", ended)


@posix
@pytest.mark.parametrize("way", ["none", "demo"])
def test_h08_a_home_that_cannot_be_written(bench: Bench, way: str) -> None:
    env = {**_locked(bench.folder), "XDG_RUNTIME_DIR": None}
    command = _command(bench, way)
    if os.geteuid() == 0:
        if sys.platform != "linux":
            pytest.skip("root may write everywhere here")
        command = [sys.executable, "-c", NOT_LIKE_ROOT, *command]
    ended = bench.end(subprocess.Popen(command, **bench.pipes(env)))
    _is_told_and_given_back(bench, way, ended)
    assert list((bench.folder / "locked").iterdir()) == []


@posix
@pytest.mark.parametrize("way", ["none", "demo"])
def test_h08_a_disk_that_is_full(bench: Bench, way: str) -> None:
    disk = bench.folder / "full"
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(_mount(disk), capture_output=True, check=False).returncode:
        pytest.skip("a file system of its own cannot be mounted here")
    try:
        _fill(disk)
        env: dict[str, str | None] = {**NO_XDG, "HOME": str(disk), "XDG_STATE_HOME": str(disk)}
        command = _command(bench, way)
        ended = bench.end(subprocess.Popen(command, **bench.pipes(env)))
        _is_told_and_given_back(bench, way, ended)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _fill(disk: Path) -> None:
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    assert shutil.disk_usage(disk).free == 0


def _mount(folder: Path) -> list[str]:
    return ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]


def _command(bench: Bench, way: str) -> list[str]:
    """The default run, or the same with the simulated radio and a picture of every page."""
    if way == "none":
        return bench.arguments()
    said = ("--unattended", str(bench.answers), "--result", "-", "--speed", "40")
    return [*PROGRAM, "--demo", *said, "--screenshots", str(bench.folder / "pages")]


def _is_told_and_given_back(bench: Bench, way: str, ended: Ended) -> None:
    assert ended.code == 0, ended.stderr
    assert ended.result["wifi_restored"] is (True if way == "demo" else None)
    if way == "demo":
        assert (bench.folder / "pages" / "ready.S2-07S.png").exists()


def test_h08_what_cannot_be_remembered_is_said_before_the_wifi_is_touched(
    wizard: Callable[..., Run],
) -> None:
    demo = Demo(find("default"), speed=40, remembers=False)
    demo.start()
    told: list[bool] = []

    class Looking(Autopilot):
        def _consider(self) -> None:
            words = " ".join(text.text for text in texts_in(self._wizard))
            if SENTENCE in words:
                told.append(self._wizard.conductor.setup.left is not None)
            super()._consider()

    try:
        run = wizard(demo.services(), answers(), pilot=Looking)
    finally:
        demo.stop()
    assert run.result.exit_code == 0
    assert run.result.wifi_restored is True
    assert told
    assert not any(told), "said only after the computer had left its own network"


def test_h08_files_that_cannot_be_written_do_not_stop_the_run(bench: Bench, qapp: object) -> None:
    blocked = bench.token_file / "below" / "a-file"
    ended = bench.run_here("--log-file", str(blocked), result=str(blocked))
    assert ended.code == 0
    assert ended.stderr.count(str(blocked)) == 2


def test_h08_pictures_that_cannot_be_kept_are_refused_at_once(bench: Bench) -> None:
    ended = bench.run_here("--screenshots", str(bench.token_file / "below"))
    assert ended.code == 2
    assert bench.cloud.requests == []


# ---------------------------------------- H10

BRAND = 'product_name = "Lamp"\n'
SAID = f'network = "Home"\npassword = "{PASSWORD}"\n'
MARK = b"\xef\xbb\xbf"
GOOD: dict[str, Callable[[str], bytes]] = {
    "bom": lambda good: MARK + good.encode(),
    "crlf": lambda good: good.replace("\n", "\r\n").encode(),
    "bom-crlf": lambda good: MARK + good.replace("\n", "\r\n").encode(),
}
BAD: dict[str, tuple[Callable[[str, str], bytes], tuple[str, ...]]] = {
    "utf16": (lambda good, _key: good.encode("utf-16"), ("UTF-16", "UTF-8")),
    "utf16-no-mark": (lambda good, _key: good.encode("utf-16-le"), ("UTF-16",)),
    "backslash": (
        lambda good, key: (good + f'{key} = "C:\\Users\\kit\\logo.png"\n').encode(),
        ("line {last}", "ackslash"),
    ),
    "latin1": (lambda good, key: good.encode() + f'{key} = "Caf'.encode() + b'\xe9"\n', ("{last}", "UTF-8")),
    "leading-zero": (lambda good, key: (good + f"{key} = 04711\n").encode(), ("line {last}", "0")),
    "twice": (lambda good, _key: (good + good).encode(), ("twice",)),
    "no-quotes": (lambda good, key: (good + f"{key} = Lamp\n").encode(), ("line {last}", "quotes")),
    "curly-quotes": (lambda good, key: (good + f"{key} = “Lamp”\n").encode(), ("line {last}", "quotes")),
    "unknown-key": (lambda good, _key: (good + 'nonsense = "x"\n').encode(), ("line {last}", "nonsense")),
}
PARSER = ("Invalid statement", "Invalid hex value", "can't decode", "at line", "column", "codec")


@pytest.mark.parametrize("how", GOOD)
def test_h10_marks_and_line_ends_of_notepad_are_accepted(bench: Bench, qapp: object, how: str) -> None:
    brand = bench.folder / "brand.toml"
    brand.write_bytes(GOOD[how](BRAND))
    bench.answers.write_bytes(GOOD[how](SAID))
    assert bench.run_here("--brand", str(brand)).code == 0
    assert bench.device.password() == PASSWORD.encode()


@pytest.mark.parametrize("how", BAD)
@pytest.mark.parametrize("what", ["brand", "answers"])
def test_h10_damage_is_one_sentence_with_file_line_and_cause(bench: Bench, what: str, how: str) -> None:
    make, hints = BAD[how]
    brand = bench.folder / "brand.toml"
    good, key = (BRAND, "brand_name") if what == "brand" else (SAID, "name")
    content = make(good, key)
    brand.write_bytes(content if what == "brand" else BRAND.encode())
    if what == "answers":
        bench.answers.write_bytes(content)
    run = bench.run if how == "latin1" else bench.run_here
    ended = run("--brand", str(brand))
    assert ended.code == 2
    (sentence,) = ended.stderr.splitlines()
    assert f"{what}.toml" in sentence
    for hint in hints:
        assert hint.format(last=good.count("\n") + 1) in sentence
    for words in PARSER:
        assert words not in sentence
    assert bench.cloud.requests == []


def test_h10_an_answers_file_without_answers_ends(bench: Bench, qapp: object) -> None:
    """Nobody is there to choose: the run must not wait for ever."""
    bench.answers.write_bytes(b"")
    ended = bench.run_here()
    assert ended.code == 1
    assert ended.result["problem"] == "S3-03"


def test_h10_a_double_clicked_program_says_it_in_a_window(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spark_setup import cli
    from spark_setup.ui import sorry

    shown: list[str] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sorry, "show", shown.append)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")  # what can be seen; nothing is opened there
    brand = bench.folder / "brand.toml"
    brand.write_bytes(BAD["utf16"][0](BRAND, ""))
    assert cli.run(["--brand", str(brand)]) == 2
    assert len(shown) == 1
    assert "brand.toml" in shown[0]
    assert "UTF-16" in shown[0]
