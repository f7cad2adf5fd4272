"""`python -m spark_setup.vendor`: says what is missing before anything is imported that may not be there."""

from __future__ import annotations

import sys

from ..core.dumps import leave_no_core_dumps
from .extra import missing


def main() -> int:
    """Run the server; the exit code."""
    leave_no_core_dumps()
    sentence = missing()
    if sentence is not None:
        sys.stderr.write(f"spark_setup.vendor: {sentence}\n")
        return 2
    from .serve import main as serve

    return serve(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
