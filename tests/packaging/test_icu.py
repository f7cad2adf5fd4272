"""ICU's data after the cut: our languages sort and are named as before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import needs

PROBE = """
import sys
from PySide6.QtCore import QCollator, QLocale, QDate, QTimeZone, QDateTime, QStringConverter
for name in ("de", "en"):
    collator = QCollator(QLocale(name))
    words = ["zebra", "Äpfel", "apfel", "Zoë", "öl", "otter", "ß", "ss", "Ähre", "10", "9", "Café", "cafe"]
    print(name, sorted(words, key=collator.sortKey))
    print(QLocale(name).toString(QDate(2026, 11, 5), QLocale.LongFormat), QLocale(name).toUpper("straße"))
print(QTimeZone(b"Europe/Berlin").displayName(QDateTime.currentDateTime(), QTimeZone.LongName, QLocale("de")))
print(open("/proc/self/maps").read().count(sys.argv[1]) > 0, file=sys.stderr)
"""


def data_library() -> Path | None:
    import PySide6

    assert PySide6.__file__ is not None
    return next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"), None)


@pytest.mark.parametrize(
    ("item", "stays"),
    [
        ("coll/root.res", True),
        ("coll/de.res", True),
        ("coll/de__PHONEBOOK.res", True),
        ("coll/ucadata.icu", True),
        ("coll/zh.res", False),
        ("de_AT.res", True),
        ("den.res", False),
        ("fr.res", False),
        ("root.res", True),
        ("uts46.nrm", True),
        ("ibm-5347_P100-1998.cnv", False),
        ("cnvalias.icu", True),
        ("curr/de.res", False),
        ("curr/root.res", True),
        ("brkitr/root.res", False),
        ("zoneinfo64.res", True),
    ],
)
def test_by_name(load_module: Any, item: str, stays: bool) -> None:
    assert load_module("icu").wanted(item, ("en", "de")) is stays


@needs("readelf")
def test_another_library_is_refused(load_module: Any, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("of Linux")
    with pytest.raises(ValueError, match="no package"):
        load_module("icu").data_of(Path(sys.executable).resolve())


@needs("icupkg", "gcc", "readelf")
def test_our_languages_sort_and_read_as_before(load_module: Any, tmp_path: Path) -> None:
    library = data_library()
    if library is None:
        pytest.skip("this Qt has no ICU data of its own")
    target = tmp_path / "cut" / library.name
    before, after = load_module("icu").cut(library, target, ("en", "de"))
    assert after < before / 8
    seen = []
    for preload in ("", str(target)):
        # The loader takes the first library of a name: ours, if it is loaded before Qt asks for it.
        env = {**os.environ, "LD_PRELOAD": preload}
        done = subprocess.run(
            [sys.executable, "-c", PROBE, str(target)],
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        seen.append(done.stdout)
        assert done.stderr.strip() == str(preload != "")
    assert seen[0] == seen[1]
    assert "Äpfel" in seen[0]
