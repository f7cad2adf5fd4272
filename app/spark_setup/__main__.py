"""The program's door: everything is decided in `cli`."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> int:
    """Run the command line; returns the exit code."""
    from spark_setup.cli import run
    from spark_setup.core.dumps import leave_no_core_dumps

    leave_no_core_dumps()
    return run(sys.argv[1:])


def program() -> NoReturn:
    """The same, and the end of this process."""
    from spark_setup.core.ending import end_process

    end_process(main())


if __name__ == "__main__":
    program()
