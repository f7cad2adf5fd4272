"""What the support drawer shows, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spark_setup.ui.widgets.code_chip import Severity
from spark_setup.ui.widgets.typeset import Run


@dataclass(frozen=True)
class Fact:
    """A label and a value."""

    label: str
    value: str | tuple[Run, ...]


@dataclass(frozen=True)
class Action:
    """Something to press: object name, words, icon; bordered or as a link."""

    name: str
    text: str
    icon: str = ""
    bordered: bool = False


@dataclass(frozen=True)
class DrawerContent:
    """All that the drawer shows. `close` is the accessible name of its cross."""

    title: str
    code: str
    severity: Severity = Severity.NONE
    facts: Sequence[Fact] = ()
    actions: Sequence[Action] = ()
    close: str = ""
    timeline: Sequence[str] = ()
    timeline_label: str = ""
