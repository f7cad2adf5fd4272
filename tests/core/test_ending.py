"""The end of a process: everything that was to be done is done, and nothing is taken apart."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import atexit, sys, threading
from spark_setup.core.ending import end_process

class Heavy:
    def __del__(self):
        sys.__stderr__.write("taken apart")

kept, go = Heavy(), threading.Event()

def late():
    go.wait()
    print("a thread's last word")

threading.Thread(target=late).start()
atexit.register(lambda: print("what was registered for the end"))
{qt}
go.set()
end_process(7)
"""
QT = """
from PySide6.QtCore import QCoreApplication, qAddPostRoutine
application = QCoreApplication([])
qAddPostRoutine(lambda: print("the application is put away"))
"""


ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def end(qt: str = "") -> subprocess.CompletedProcess[bytes]:
    program = PROGRAM.replace("{qt}", qt)
    return subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, env=ENVIRONMENT)


@pytest.mark.parametrize("qt", ["", QT], ids=["bare", "qt"])
def test_all_that_was_to_be_done_is_done_and_nothing_else(qt: str) -> None:
    done = end(qt)
    wanted = {"a thread's last word", "what was registered for the end"}
    assert set(done.stdout.decode().splitlines()) == wanted | (
        {"the application is put away"} if qt else set()
    )
    assert (done.returncode, done.stderr) == (7, b"")


def test_a_pipe_that_nobody_reads_changes_no_exit_code() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        program = PROGRAM.replace("{qt}", "")
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, check=False, stdout=writing, stderr=subprocess.PIPE, env=ENVIRONMENT)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (7, b"")
