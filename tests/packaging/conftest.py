"""The files of packaging/ as modules, the example brand, and one of another maker."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "resources" / "brand" / "brand.toml"
ACME = """
[product]
device_name = "Valve"
brand_name = "Äcme & Sons"
app_name = "Äcme's \\"Valve\\" $etup"
publisher = "Acme Holding"
network_prefix = "Acme"
[look]
logo = "mark.svg"
logo_dark = "mark.svg"
[auth]
url_scheme = "acme-valve"
[support]
email = "help@acme.example"
url = "https://www.acme-valves.example/help"
[links]
terms = "terms.html"
"""
MARK = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20">
<rect width="10" height="20" fill="red"/></svg>"""
Load = Callable[[str], Any]


def asked_for() -> bool:
    """Whether the slow tests were asked for: those that install, pack, or start other systems."""
    return bool(os.environ.get("SPARK_SETUP_PACKAGING"))


slow = pytest.mark.skipif(not asked_for(), reason="slow: SPARK_SETUP_PACKAGING=1 asks for it")


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip where a program is missing."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    missing = [name for name in programs if shutil.which(name, path=path) is None]
    return pytest.mark.skipif(
        bool(missing), reason=f"{', '.join(missing)} is not installed (make package-test)"
    )


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: QApplication) -> None:
    """Before the icons are drawn: they would make one of Qt's smaller kinds, which later tests refuse."""


@pytest.fixture(scope="session")
def load_module() -> Load:
    """A file of packaging/ by its name. They import each other by name, as scripts of one folder do."""
    folder = str(ROOT / "packaging")
    if folder not in sys.path:
        sys.path.append(folder)

    def load(name: str) -> ModuleType:
        module = importlib.import_module(name)
        assert module.__file__ is not None
        assert Path(module.__file__).parent == ROOT / "packaging"
        return module

    return load


@pytest.fixture
def acme_file(tmp_path: Path) -> Path:
    """A brand with difficult names, beside things that must not be shipped."""
    folder = tmp_path / "acme brand"
    folder.mkdir()
    (folder / "brand.toml").write_text(ACME, encoding="utf-8")
    (folder / "mark.svg").write_text(MARK)
    (folder / "terms.html").write_text("<p>terms</p>")
    (folder / "signing-key.pem").write_text("secret")
    return folder / "brand.toml"


@pytest.fixture
def acme(load_module: Load, acme_file: Path) -> Any:
    return load_module("identity").identity_of(acme_file)


@pytest.fixture
def northwind(load_module: Load) -> Any:
    return load_module("identity").identity_of(EXAMPLE)


@pytest.fixture
def stand_in(tmp_path: Path, acme: Any) -> Path:
    """A folder in the shape of a bundle."""
    bundle = tmp_path / "bundle"
    data = bundle / "_internal" / "spark_setup" / "resources"
    data.mkdir(parents=True)
    licence = '[{"part": "Part", "version": "1", "name": "MIT", "text": "Permission is granted"}]'
    (data / "licences.json").write_text(licence)
    (bundle / "LICENCES.txt").write_text("MIT")
    (bundle / "_internal" / "odd $name.txt").write_text("odd")
    program = bundle / acme.slug
    shutil.copyfile("/bin/true", program) if Path("/bin/true").exists() else program.write_text("")
    program.chmod(0o755)
    return bundle
