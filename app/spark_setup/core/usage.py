"""Wrong usage of a command line, in one sentence; shared by every command of the program."""

from __future__ import annotations

import argparse
from typing import NoReturn


class UsageError(Exception):
    """Wrong usage, in one sentence; ends with exit code 2."""


class OptionParser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; a windowed program has no stderr for argparse to print to."""

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` instead of printing and exiting."""
        raise UsageError(f"{message} ({self.prog} --help lists the options)")
