"""The installed PySide6 keeps its references: 6.12.0 lost one to `None` on every call that returns nothing.

On Python 3.11 such a process ends with "deallocating None". From 3.12 on `None` is immortal and cannot be
counted; there the version number has to do.
"""

from __future__ import annotations

import subprocess
import sys

import PySide6
import pytest

CALLS = 1000
COUNT = f"""
import sys
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label, thing = QLabel(), QObject()
before = sys.getrefcount(None)
for i in range({CALLS}):
    label.setText("x")
    label.setEnabled(True)
    thing.setObjectName("x")
print(before - sys.getrefcount(None))
"""


def test_the_faulty_release_is_not_installed() -> None:
    assert PySide6.__version__ != "6.12.0"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal on this Python: nothing to count")
def test_calls_that_return_nothing_keep_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNT], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < CALLS / 10
