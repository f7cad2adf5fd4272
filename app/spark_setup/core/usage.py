"""Wrong usage of a command line, in one sentence; shared by every command of the program."""

from __future__ import annotations

import argparse
from typing import NoReturn

from .streams import write_line


class UsageError(Exception):
    """Wrong usage, in one sentence; ends with exit code 2."""


class OptionParser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; a windowed program has no stderr for argparse to print to."""

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` instead of printing and exiting."""
        raise UsageError(f"{message} ({self.prog} --help lists the options)")

    def _print_message(self, message: str, file: object = None) -> None:
        """Help and version, to a stdout that may be missing or full. Argparse alone fails up to 3.11.4."""
        write_line(message.rstrip("\n"))


def speed(text: str) -> float:
    """An option's value: by how much time is divided. For `add_argument(type=…)`."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
    if not 0.01 <= value <= 10_000:
        raise argparse.ArgumentTypeError("a speed is between 0.01 and 10000")
    return value


def port(text: str) -> int:
    """An option's value: a port to listen on; 0 is any free one."""
    if not (text.isascii() and text.isdecimal() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port between 0 and 65535")
    return int(text)
