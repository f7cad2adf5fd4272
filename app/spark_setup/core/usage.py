"""Wrong usage of a command line, in one sentence; shared by every command of the program."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from .streams import write_line


class UsageError(Exception):
    """Wrong usage, in one sentence; ends with exit code 2."""


class OptionParser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; a windowed program has no stderr for argparse to print to."""

    def __init__(self, **settings: Any) -> None:
        """Options are written out: `--token X` is no short way to say that X is a file."""
        super().__init__(allow_abbrev=False, **settings)

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


def language(text: str) -> str:
    """An option's value: a language the program speaks. `de_AT.UTF-8` is German."""
    from .paths import resources_dir

    found = sorted(path.stem.rpartition("_")[2] for path in (resources_dir() / "translations").glob("*.ts"))
    spoken, word = ("en", *found), re.split("[-_.@]", text)[0].lower()
    if word not in spoken:
        raise argparse.ArgumentTypeError(f"{text!r} is none of the languages here: {', '.join(spoken)}")
    return word


def port(text: str) -> int:
    """An option's value: a port to listen on; 0 is any free one."""
    from .digits import whole_number

    number = whole_number(text)
    if number is None or number > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port between 0 and 65535")
    return number
