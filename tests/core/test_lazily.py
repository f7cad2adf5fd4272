"""`core.lazily.dataclass` against Python's own: the same in all that a program can see."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import pkgutil
import threading
from typing import Any

import pytest

import spark_setup
from spark_setup.core import lazily
from spark_setup.core.lazily import dataclass


@dataclass(frozen=True)
class Base:
    """One with a default, and one that is made."""

    name: str
    tags: list[str] = dataclasses.field(default_factory=list, compare=False)


@dataclass(frozen=True, kw_only=True)
class Built(Base):
    size: int = 3

    def __post_init__(self) -> None:
        object.__setattr__(self, "tags", [*self.tags, "seen"])


@dataclass
class Open:
    value: int = 0


@dataclass
class Trouble(Exception):  # noqa: N818 - as the program names them
    code: str = "S1-01"


class Plain(Base):
    """No data class itself."""


def test_values_defaults_equality_and_text() -> None:
    built = Built("a", size=4)
    assert (built.name, built.tags, built.size) == ("a", ["seen"], 4)
    assert built == Built("a", size=4) != Built("a", size=5)
    assert hash(built) == hash(Built("a", size=4))
    assert repr(built).endswith("Built(name='a', tags=['seen'], size=4)")
    assert Base("x") != Built("x")


def test_a_field_may_have_any_name() -> None:
    @dataclass(frozen=True)
    class Named:
        kind: str
        cls: str = "c"
        how: str = "h"

    assert dataclasses.replace(Named(kind="a"), kind="b") == Named("b", cls="c", how="h")


def test_frozen_is_frozen_and_the_rest_is_not() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Base("a").name = "b"  # type: ignore[misc]
    changed = Open()
    changed.value = 2
    assert changed == Open(2)


def test_a_class_that_was_never_made_tells_its_fields() -> None:
    @dataclass
    class Never:
        one: int
        two: str = ""

    assert dataclasses.is_dataclass(Never)
    assert [field.name for field in dataclasses.fields(Never)] == ["one", "two"]
    assert dataclasses.replace(Never(1), two="x") == Never(1, "x")
    with pytest.raises(TypeError, match="one"):
        Never()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Never(1, "x", 3)  # type: ignore[call-arg]


def test_a_class_below_and_an_exception() -> None:
    assert Plain("x").name == "x"
    assert isinstance(Plain("x"), Plain)
    with pytest.raises(Trouble) as caught:
        raise Trouble("S2-09")
    assert caught.value.code == "S2-09"


def test_patterns_copies_and_pickles() -> None:
    match Open(7):
        case Open(value):
            assert value == 7
    built = Built("a", size=4)
    assert copy.deepcopy(built) == pickle.loads(pickle.dumps(built)) == built


def test_many_threads_at_the_first_use() -> None:
    for _ in range(50):

        @dataclass(frozen=True)
        class Fresh:
            a: int
            b: str = "b"

        start, seen = threading.Barrier(8), list[Any]()

        def use(cls: Any = Fresh, start: Any = start, seen: Any = seen) -> None:
            start.wait()
            seen.append(cls(1) == cls(1, "b"))

        threads = [threading.Thread(target=use) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [True] * 8


def test_every_data_class_of_the_program_can_be_made() -> None:
    """A mistake in the fields, which Python would tell when the module is loaded."""
    made = 0
    for module in pkgutil.walk_packages(spark_setup.__path__, "spark_setup."):
        if module.name.split(".")[1] in ("vendor", "__main__") or module.name.endswith("__main__"):
            continue
        for thing in vars(importlib.import_module(module.name)).values():
            later = isinstance(thing, type) and thing.__dict__.get("__dataclass_fields__")
            if isinstance(later, lazily._Fields):
                assert isinstance(dataclasses.fields(thing), tuple)
                assert "__eq__" in thing.__dict__
            made += bool(later)
    assert made > 200
