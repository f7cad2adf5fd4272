"""`python -m spark_setup.brand > docs/branding.md`"""

from __future__ import annotations

import sys

from .guide import guide

if __name__ == "__main__":
    sys.stdout.buffer.write(guide().encode("utf-8"))
