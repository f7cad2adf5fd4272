"""What can be pressed at this moment: the acts of the footer, and the way out that each of them takes."""

from __future__ import annotations

from dataclasses import dataclass

from ..setup.problems import Way
from ..setup.story import can_go_back, ways_out
from .pages.base import Act, Page, View
from .problem_words import ProblemText, way_act
from .words import Words

PANEL_WAYS = 3
"""The primary and the buttons of the problem panel; one way more than that is the quiet button's."""


@dataclass(frozen=True)
class Offer:
    """The footer as it is drawn and as it is pressed."""

    primary: Act | None
    quiet: Act | None
    cancel: Act | None
    back: bool
    enter: bool
    """Whether Enter presses the primary, if there is one."""
    primary_way: Way | None = None
    """The way out that the primary takes; None: what it does is the page's."""
    quiet_way: Way | None = None


def offer_of(page: Page, view: View, text: ProblemText | None, words: Words) -> Offer:
    """What `page` and the open problem, which is `text` in words, offer together."""
    problem = view.setup.problem
    primary, primary_way = page.primary(view), None
    quiet, quiet_way = page.secondary(view), None
    if problem is not None and text is not None:
        ways = ways_out(view.setup, problem)
        if not page.keeps_primary(problem):
            primary_way = ways[0]
            primary = way_act(primary_way, text, words, code=problem.code, setup=view.setup)
        if len(ways) > PANEL_WAYS and not page.handles(problem):
            quiet_way = ways[-1]
            quiet = way_act(quiet_way, text, words, code=problem.code)
    return Offer(
        primary,
        quiet,
        page.cancel(view),
        back=can_go_back(view.setup, view.step.place),
        enter=page.default_button(view),
        primary_way=primary_way,
        quiet_way=quiet_way,
    )
