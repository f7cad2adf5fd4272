"""What draws attention when a page or a problem comes: the focus, and a screen reader's voice."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ..setup.places import STEP_COUNT
from ..setup.problems import Problem
from . import announce
from .frame import Frame
from .pages.base import Page, View
from .problem_words import ProblemText
from .rail_words import current_step


def draw_to_page(frame: Frame, page: Page, view: View) -> None:
    """The person came to this page: its heading is read, and the focus goes where they begin."""
    n, title = str(current_step(view)), page.title(view)
    line = frame.words("frame.page.spoken", n=n, count=str(STEP_COUNT), title=title)
    announce.say(frame, f"{line}. {page.spoken(view)}".strip())
    field = page.first_focus()
    (field or frame.body.header.title).setFocus(Qt.FocusReason.OtherFocusReason)


def draw_to_problem(frame: Frame, page: Page, problem: Problem, text: ProblemText) -> None:
    """It is read without moving the focus, except back into the field that has to be changed."""
    code = spelled(problem.code.value)
    words = frame.words("frame.problem.spoken", title=text.title, cause=text.cause, code=code)
    announce.say(frame, words, assertive=True)
    field = page.field_for(problem)
    if field is not None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)


def hold_focus(frame: Frame) -> None:
    """Where what had the focus has gone, or cannot be used any more, the heading gets it (ui.md, 6)."""
    if frame.focusWidget() is None:
        frame.body.header.title.setFocus(Qt.FocusReason.OtherFocusReason)


def spelled(code: str) -> str:
    """A code as it is read aloud: "S 6 0 1"."""
    return " ".join(code.replace("-", ""))
