"""`dataclass`, whose methods are written when a class is first used rather than when its module is loaded.

Python's own compiles six methods for each class. The story has some hundred and sixty of them, of which a
quarter is needed before the first page is painted: a sixth of the whole start was spent on the others. The
methods are still Python's own; only the moment is another.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # For the type checker it is the very same thing.
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls: type | None = None, /, **how: Any) -> Any:
        """As `dataclasses.dataclass`, except that a mistake in the fields is told at the first use."""
        return _later(cls, how) if cls is not None else lambda decorated: _later(decorated, how)


_FIELDS = "__dataclass_fields__"  # what dataclasses, and mypy, know a data class by
_making = threading.RLock()


def _later(cls: Any, how: dict[str, Any]) -> Any:
    ours = getattr(cls.__new__, "__module__", None) == __name__
    if how.get("slots") or not (ours or cls.__new__ is object.__new__):
        # The one becomes another class, the other (an exception) is made in a way of its own.
        return dataclasses.dataclass(**how)(cls)
    made = False

    def finish() -> None:
        nonlocal made
        with _making:
            if not made:
                dataclasses.dataclass(**how)(cls)
                made = True

    def new(kind: Any, /, *_values: object, **_named: object) -> object:
        # Stays when the methods are there: until then, other threads have to wait here.
        if not made:
            finish()
        return super(cls, kind).__new__(kind)

    cls.__new__ = new
    setattr(cls, _FIELDS, _Fields(finish, cls))
    return cls


class _Fields:
    """In the place of a class's fields until somebody asks: `fields`, `replace`, a class built on it."""

    def __init__(self, finish: Callable[[], None], cls: type) -> None:
        self._finish, self._cls = finish, cls

    def __get__(self, _instance: object, _owner: type) -> object:
        self._finish()
        return getattr(self._cls, _FIELDS)
