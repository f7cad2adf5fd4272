"""Whether the packages of the extra `server` are there. Imports none of them."""

from __future__ import annotations

from importlib.util import find_spec

_NEEDED = ("starlette", "uvicorn", "sqlalchemy")


def missing() -> str | None:
    """A sentence about what is not installed, or None."""
    absent = [name for name in _NEEDED if find_spec(name) is None]
    if not absent:
        return None
    names = " and ".join((", ".join(absent[:-1]), absent[-1]) if len(absent) > 1 else absent)
    return (
        f"the session server needs {names}, which {'is' if len(absent) == 1 else 'are'} not installed here: "
        "pip install '.[server]' in the source folder of Spark Setup"
    )
