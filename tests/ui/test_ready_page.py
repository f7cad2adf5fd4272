"""The first page: what it says of an earlier run, and of a Wi-Fi that shows no names."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from fakes.seen_texts import texts_in
from fakes.shown import look
from setup.facts import account
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem
from spark_setup.setup.setup import Setup
from spark_setup.setup.story import Step, Work
from spark_setup.ui.pages.base import View
from spark_setup.ui.pages.ready import ReadyPage
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.progress_row import RowWidget


def said_of(qtbot: QtBot, fact: f.Fact) -> str:
    page = ReadyPage(look("en"))
    qtbot.addWidget(page)
    page.show_view(View(story.saw(Setup(), fact), Step(Place.READY), 1.0, 0.0), entered=True)
    return " ".join(text.text for text in texts_in(page)).translate(
        str.maketrans("", "", "\u2066\u2067\u2068\u2069")
    )


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("confirmed", "An earlier setup was interrupted. This computer is back on Home now."),
        ("assumed", "This computer is back on its own network now."),
        ("refused", "a note about this computer’s Wi-Fi that cannot be trusted. Nothing was changed."),
    ],
)
def test_what_became_of_an_earlier_run_is_said(qtbot: QtBot, outcome: str, sentence: str) -> None:
    label = "Home" if outcome == "confirmed" else None
    assert sentence in said_of(qtbot, f.Recovered(at=0.5, outcome=outcome, label=label))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [(f.NOT_ASKED, "Names are shown only with permission"), (None, "you will join by hand")],
)
def test_a_wifi_without_names(qtbot: QtBot, reason: str | None, sentence: str) -> None:
    fact = f.WifiProbed(at=0.5, mode=f.HostMode.NAME_ONLY, reason=reason)
    assert sentence in said_of(qtbot, fact)


@pytest.mark.parametrize(
    ("code", "row"),
    [
        (Code.CLAIM_CODE_REFUSED, "ready.account"),
        (Code.NOT_REMEMBERED, None),
        (Code.WIFI_OFF, "ready.wifi"),
    ],
)
def test_the_row_that_a_problem_is_about_is_marked(qtbot: QtBot, code: Code, row: str | None) -> None:
    """S1-05 is about the account, although one is signed in; a folder that cannot be written is no row."""
    page = ReadyPage(look("en"))
    qtbot.addWidget(page)
    setup = Setup()
    for fact in (f.InternetAnswers(at=0.1, host="x"), account()):
        setup = story.saw(setup, fact)
    failed = story.failed(setup, Problem(code))
    page.show_view(View(failed, Step(Place.READY, asks=True), 1.0, 0.0), entered=True)
    states = {w.objectName(): w.row.state for w in page.findChildren(RowWidget)}
    assert [n for n, s in states.items() if s in (State.PROBLEM, State.WARN)] == ([row] if row else [])
    assert State.RUNNING not in states.values(), "nothing is being checked"


@pytest.mark.parametrize("found", [False, True])
def test_a_device_that_is_found_needs_no_button_held(qtbot: QtBot, found: bool) -> None:
    page = ReadyPage(look("en"))
    qtbot.addWidget(page)
    candidates = (f.Candidate(b"Northwind-U8BS", "U8BS", 88),) if found else ()
    setup = story.saw(Setup(), f.DevicesSeen(at=2.0, candidates=candidates))
    page.show_view(View(setup, Step(Place.READY, Work.SEARCH), 30.0, 0.0), entered=True)
    assert bool(page.hint.texts()) is not found
