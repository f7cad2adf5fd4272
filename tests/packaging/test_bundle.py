"""The bundle as a black box: it runs without Python, and what packaging/lean.py leaves out is not missed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from .conftest import ROOT, needs, slow

NAMES = ("northwind-setup", "spark-setup")
BUNDLES = [ROOT / "build" / "dist" / name for name in NAMES]
BUNDLE = next((bundle for bundle in BUNDLES if bundle.is_dir()), BUNDLES[-1])
PROGRAM = BUNDLE / (f"{BUNDLE.name}.exe" if sys.platform == "win32" else BUNDLE.name)
MOST_BYTES = 105_000_000  # issue 7

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="no bundle in build/dist (make bundle)")


def run(arguments: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """The program as a person's computer starts it: no Python on the path, nothing of ours set."""
    env = {"HOME": str(home), "PATH": "/nonexistent", "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    if sys.platform == "win32":
        env |= {"SYSTEMROOT": os.environ["SYSTEMROOT"], "USERPROFILE": str(home)}  # no sockets without it
    return subprocess.run(
        [str(PROGRAM), *arguments],
        env=env,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def outcome(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """The result that the program wrote last."""
    result = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(result, dict)
    return result


@pytest.mark.parametrize("language", ["en", pytest.param("de", marks=slow)])
def test_it_sets_a_device_up(tmp_path: Path, language: str) -> None:
    home = tmp_path / "Zoë & Søn #1"
    home.mkdir()
    pictures = tmp_path / "pictures"
    answers = ROOT / "packaging" / "demo-answers.toml"
    told = ["--demo", "--unattended", str(answers), "--screenshots", str(pictures), "--language", language]
    done = run(told, home)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert outcome(done)["outcome"] == "success"
    assert list(pictures.glob("**/*.png"))


@slow
def test_a_wrong_password_and_then_the_right_one(tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('network = "Home"\npassword = "wrong one 1"\n[[retry]]\npassword = "right one 22"\n')
    done = run(["--demo", "S6-01", "--unattended", str(answers)], tmp_path)
    assert done.returncode == 0, done.stderr
    assert outcome(done)["outcome"] == "success"


def test_a_session_that_has_ended(tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('network = "Home"\npassword = "right one 22"\n')
    done = run(["--demo", "S1-04", "--unattended", str(answers)], tmp_path)
    assert done.returncode != 0
    assert outcome(done)["problem"] == "S1-04"


@pytest.mark.parametrize("code", ["S1-03", "S1-06"])
def test_tls_works_and_is_refused_for_the_right_reason(tmp_path: Path, code: str) -> None:
    """A real handshake with a certificate that nobody trusts, or not yet: the libraries for it are there."""
    answers = tmp_path / "answers.toml"
    answers.write_text('network = "Home"\npassword = "right one 22"\n')
    done = run(["--demo", code, "--unattended", str(answers)], tmp_path)
    assert outcome(done)["problem"] == code, done.stderr


@slow
def test_every_page_in_every_language_light_and_dark(tmp_path: Path) -> None:
    """No picture, plugin or font that a page needs was cut: Qt warns, or the page is empty."""
    from spark_setup.ui.words import LANGUAGES

    brand = BUNDLE / "_internal" / "spark_setup" / "resources" / "brand" / "brand.toml"
    counts = set()
    for language in LANGUAGES:
        folder = tmp_path / language
        told = ["brand", "preview", str(brand), "--out", str(folder), "--language", language]
        done = run(told, tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        pictures = list(folder.glob("*.png"))
        assert {name.name.split(".")[-2] for name in pictures} == {"light", "dark"}
        assert min(picture.stat().st_size for picture in pictures) > 5000
        counts.add(len(pictures))
    assert len(counts) == 1
    assert counts.pop() > 20


@slow
def test_a_report_is_replayed(tmp_path: Path) -> None:
    from spark_setup.brand import load
    from spark_setup.core.redact import Redactor
    from spark_setup.support.report import Run, make_report
    from spark_setup.support.samples import samples
    from spark_setup.ui.brand_options import options_of

    moments = samples(options_of(load(None), has_session=True))
    made = make_report(Run(moments, [], [], Redactor(), "", "en", datetime.now(UTC)), "K7Q2MD")
    made.save(tmp_path / "report.zip")
    told = ["--replay", str(tmp_path / "report.zip"), "--screenshots", str(tmp_path / "pages")]
    done = run(told, tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "pages").glob("**/*.png"))) > 5


def test_what_is_not_in_it_is_a_sentence(tmp_path: Path) -> None:
    """The session server for product makers is not shipped; asking for it is no crash."""
    done = run(["simulate", "--help"], tmp_path)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@slow
@needs("xvfb-run", "xauth")
def test_it_runs_under_x11(tmp_path: Path) -> None:
    """The plugin for X11 finds its libraries: our own copies, and those of the system."""
    answers = ROOT / "packaging" / "demo-answers.toml"
    env = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
    command = ["xvfb-run", "-a", str(PROGRAM), "--demo", "--unattended", str(answers)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert outcome(done)["outcome"] == "success"


def test_wrong_usage_is_told_and_not_waited_with(tmp_path: Path) -> None:
    """A sentence in a window is for people who can see and close it."""
    done = run(["other-scheme://start?code=K7QP"], tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_it_tells_its_version(tmp_path: Path) -> None:
    from spark_setup import __version__

    assert run(["--version"], tmp_path).stdout.strip() == f"spark-setup {__version__}"


def test_it_is_lean() -> None:
    files = [file for file in BUNDLE.rglob("*") if file.is_file() and not file.is_symlink()]
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    names = {file.relative_to(BUNDLE).as_posix() for file in files}
    for part in (
        "QtQml",
        "QtQuick",
        "qgtk3",
        "libgtk",
        "qeglfs",
        "xcbglintegrations",
        "starlette",
        "sqlalchemy",
    ):
        assert [name for name in names if part in name] == []
    assert any("platforms/libqxcb" in name for name in names) or sys.platform != "linux"
    assert any("platforms/libqwayland" in name for name in names) or sys.platform != "linux"


def test_it_tells_whose_work_it_is() -> None:
    rows = json.loads(
        (BUNDLE / "_internal" / "spark_setup" / "resources" / "licences.json").read_text("utf-8")
    )
    assert rows[0]["part"] == "Spark Setup"
    names = {row["part"] for row in rows}
    assert {"Python", "Qt and Qt for Python", "cryptography", "requests", "pyinstaller"} <= names
    assert not names & {"pytest", "anyio", "starlette", "mypy", "setuptools"}
    assert [row["part"] for row in rows if not row["text"].strip()] == []
    assert (BUNDLE / "LICENCES.txt").is_file()


def test_no_link_leads_nowhere() -> None:
    assert [link for link in BUNDLE.rglob("*") if link.is_symlink() and not link.exists()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_no_path_of_the_builder_is_searched() -> None:
    found = []
    for file in BUNDLE.rglob("*.so*"):
        done = subprocess.run(["readelf", "-d", str(file)], capture_output=True, text=True, check=False)
        found += [
            f"{file.name}: {line}" for line in done.stdout.splitlines() if "PATH" in line and "[/" in line
        ]
    assert found == []


def said_by(bundle: Path) -> Iterator[tuple[str, bytes]]:
    """Every name, file, and constant in the archives of code, unpacked; in small letters."""
    from PyInstaller.archive.readers import CArchiveReader

    for file in sorted(bundle.rglob("*")):
        name = file.relative_to(bundle).as_posix()
        yield name, name.lower().encode()
        if file.is_file() and not file.is_symlink():
            yield name, file.read_bytes().lower()
    archive = CArchiveReader(str(bundle / bundle.name))
    for name in archive.toc:
        if name.endswith(".pyz"):
            modules = archive.open_embedded_archive(name)
            for module, (kind, *_) in modules.toc.items():
                code = modules.extract(module) if kind in (0, 1) else None
                if code is not None:
                    yield f"{name}: {module}", repr(list(constants(code))).lower().encode()
        else:
            yield name, archive.extract(name).lower()


def constants(code: CodeType) -> Iterator[object]:
    """What a module's code holds, docstrings too."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from constants(constant)
        else:
            yield constant


def words_of(identity: Any) -> list[bytes]:
    """What this brand alone is called."""
    brand, maker = identity.brand, identity.app_id.split(".")[1]
    names = [identity.slug, identity.app_name, identity.publisher, brand.product.brand_name]
    names += [identity.scheme, brand.support.email, maker, maker.replace("_", "-")]
    return sorted({name.lower().encode() for name in names if name})


@slow
def test_two_brands_of_one_tree_know_nothing_of_each_other(
    load_module: Any, acme: Any, northwind: Any, tmp_path: Path
) -> None:
    """Two bundles: neither the names, the files nor the code of one says a word of the other."""
    shutil.copytree(BUNDLE, tmp_path / BUNDLE.name, symlinks=True)
    other = load_module("bundle").make(acme, tmp_path)
    for bundle, foreign in ((other, words_of(northwind)), (tmp_path / BUNDLE.name, words_of(acme))):
        found = [(place, word) for place, text in said_by(bundle) for word in foreign if word in text]
        assert found == []
    # The search does find: each says its own.
    for bundle, own in ((other, b"acme-valve"), (tmp_path / BUNDLE.name, b"northwind")):
        assert any(own in text for _, text in said_by(bundle))


@slow
def test_two_brands_packages_know_nothing_of_each_other(
    load_module: Any, acme: Any, northwind: Any, stand_in: Path, tmp_path: Path, qapp: Any
) -> None:
    """The trees of .deb, .rpm and .tar.xz, the description of the packages, and what NSIS is told."""
    linux, windows = load_module("linux"), load_module("windows")
    for identity, foreign in ((acme, northwind), (northwind, acme)):
        work = tmp_path / identity.slug
        load_module("icons").make(identity, work / "icons")
        (stand_in / identity.slug).write_text("")
        linux.system_tree(identity, stand_in, work / "icons", work / "root", 0)
        linux.archive_tree(identity, stand_in, work / "icons", work / "archive", 0)
        texts = [linux.nfpm_file(identity, work / "root", stand_in, 0, kind) for kind in ("deb", "rpm")]
        texts += [file.read_text() for file in work.glob("*.sh")]
        texts.append(windows.header(identity, stand_in, Path("i.ico"), Path("t.exe")))
        texts.append(windows.version_file(identity))
        (stand_in / identity.slug).unlink()
        for file in work.rglob("*"):
            if file.is_file() and file.stat().st_size < 1_000_000:
                texts.append(file.relative_to(work).as_posix())
                texts.append(file.read_bytes().decode("utf-8", "replace"))
        assert [w for w in words_of(foreign) for text in texts if w.decode() in text.lower()] == []
