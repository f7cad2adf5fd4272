"""What the bundle leaves out, by name and by reach."""

from __future__ import annotations

import marshal
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from fakes.fresh import module_at

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def lean() -> ModuleType:
    return module_at(ROOT / "packaging" / "lean.py")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platforms/libqminimal.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\tls\\qopensslbackend.dll", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so", True),
        ("PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/designer_de.qm", False),
        ("spark_setup/resources/icons/wifi.svg", True),
    ],
)
def test_by_name(lean: ModuleType, name: str, wanted: bool) -> None:
    assert lean.wanted(name) is wanted


def test_the_bindings_that_the_program_imports_stay(lean: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text("def f():\n    from PySide6.QtDBus import QDBusConnection\n")
    assert lean.qt_modules(tmp_path) == lean.ALWAYS | {"QtDBus"}
    others = lean.other_qt_modules(tmp_path)
    assert "PySide6.QtQml" in others
    assert "PySide6.QtDBus" not in others


def test_shibokens_python_part_is_compiled_once(lean: ModuleType, tmp_path: Path) -> None:
    rows = lean.compiled_support(tmp_path)
    names = {name for name, _, _ in rows}
    assert "shiboken6/files.dir/shibokensupport/signature/loader.pyc" in names
    for name, file, kind in rows:
        assert kind == "DATA"
        code = marshal.loads(Path(file).read_bytes()[16:])
        assert code.co_filename == name.removeprefix("shiboken6/files.dir/").removesuffix("c")


@pytest.mark.skipif(not shutil.which("gcc"), reason="gcc is not installed")
@pytest.mark.skipif(not shutil.which("readelf"), reason="readelf is not installed")
def test_by_reach(lean: ModuleType, tmp_path: Path) -> None:
    """A plugin needs A, A needs B; nobody needs C. C and its link go."""

    def library(name: str, *needs: str) -> tuple[str, str, str]:
        file = tmp_path / name
        source = tmp_path / "empty.c"
        source.write_text("")
        links = [str(tmp_path / need) for need in needs]
        command = ["gcc", "-shared", "-Wl,--no-as-needed", f"-Wl,-soname,{name}", "-o", str(file)]
        subprocess.run([*command, str(source), *links], check=True, timeout=60)
        return f"PySide6/Qt/lib/{name}", str(file), "BINARY"

    b, c = library("libB.so.6"), library("libC.so.6")
    a = library("libA.so.6", "libB.so.6")
    plugin = ("PySide6/Qt/plugins/platforms/libqx.so", library("libqx.so", "libA.so.6")[1], "BINARY")
    extension = ("_netifaces.cpython-311-x86_64-linux-gnu.so", c[1], "BINARY")
    links = [(Path(row[0]).name, row[0], "SYMLINK") for row in (a, c)]
    kept = lean.reached([a, b, c, plugin, extension, *links])
    assert kept == [a, b, plugin, extension, links[0]]


@pytest.mark.skipif(not shutil.which("gcc"), reason="gcc is not installed")
@pytest.mark.skipif(not shutil.which("readelf"), reason="readelf is not installed")
@pytest.mark.parametrize(("path", "goes"), [("/home/builder/lib", True), ("$ORIGIN/../lib", False)])
def test_a_search_path_of_the_builders_goes(lean: ModuleType, tmp_path: Path, path: str, goes: bool) -> None:
    source, file = tmp_path / "one.c", tmp_path / "libone.so"
    source.write_text("int one(void) { return 1; }")
    command = ["gcc", "-shared", "-fPIC", f"-Wl,-rpath,{path}", "-o", str(file), str(source)]
    subprocess.run(command, check=True, timeout=60)
    assert lean.without_foreign_paths(file) is goes
    assert lean.without_foreign_paths(file) is False
    shown = subprocess.check_output(["readelf", "-d", str(file)], text=True)
    assert ("PATH" in shown) is not goes
    import ctypes

    assert ctypes.CDLL(str(file)).one() == 1
