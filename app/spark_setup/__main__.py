"""The program's door: everything is decided in `cli`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    from spark_setup.cli import run
    from spark_setup.core.dumps import leave_no_core_dumps

    leave_no_core_dumps()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
