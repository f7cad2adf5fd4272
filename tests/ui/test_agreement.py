"""Heading, panel, ticks and chip of one page never say two things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fakes.shown import every_moment, look, sample
from spark_setup.core.lights import State as Light
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem
from spark_setup.ui.pages.base import View
from spark_setup.ui.pages.hidden import HiddenPage
from spark_setup.ui.pages.progress import ProgressPage
from spark_setup.ui.pages.table import page_for
from spark_setup.ui.pages.wrong_password import WrongPasswordPage
from spark_setup.ui.problem_words import problem_text
from spark_setup.ui.rail_words import rail_steps
from spark_setup.ui.rerun import Rerun
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.progress_row import RowWidget
from spark_setup.ui.widgets.typeset import plain
from spark_setup.ui.wizard import SetupWizard

LISTS = ("progress.", "join.")
NOW = 140.0


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[SetupWizard]:
    wizard = SetupWizard(Rerun(every_moment()), look())
    qtbot.addWidget(wizard)
    wizard.show()
    yield wizard
    wizard.help.end()
    wizard.conductor.cancel()


def rows_of_all_moments(window: SetupWizard) -> Iterator[tuple[str, RowWidget]]:
    rerun = window.conductor
    assert isinstance(rerun, Rerun)
    for number, moment in enumerate(rerun.moments):
        rerun.at = number
        rerun.show_moment()
        window.refresh()
        for row in window.body.findChildren(RowWidget):
            if row.isVisible() and row.objectName().startswith(LISTS):
                yield f"{moment.step.place.value} {moment.code}".strip(), row


def test_what_failed_is_not_told_in_the_words_of_its_tick(window: SetupWizard) -> None:
    ticks: set[str] = set()
    failed: dict[str, str] = {}
    for moment, row in rows_of_all_moments(window):
        if row.row.state is State.DONE:
            ticks.add(str(row.row.title))
        elif row.row.state in (State.WARN, State.PROBLEM):
            failed[f"{moment}: {row.objectName()}"] = str(row.row.title)
    assert {name.split(": ")[1] for name in failed} >= {"join.left", "join.answers", "progress.linked"}
    assert [name for name, what in failed.items() if what in ticks] == []


def test_a_failed_row_is_as_loud_as_its_panel(window: SetupWizard) -> None:
    loud = {
        moment: (row.row.state, window.conductor.setup.problem)
        for moment, row in rows_of_all_moments(window)
        if row.row.state in (State.WARN, State.PROBLEM)
    }
    assert len(loud) > 10
    for moment, (state, problem) in loud.items():
        assert problem is not None
        assert (state is State.WARN) is (problem.severity.value == "warn"), moment


@pytest.mark.parametrize(
    "place", ["progress", "progress.updating", "progress.not_seen", "progress.no_service"]
)
def test_the_moment_the_device_is_online_the_page_says_so(place: str, qtbot: QtBot) -> None:
    """With a person, a page is shown for 0.8 s at least: also after the fact that ends it."""
    codes = {"progress.not_seen": "S6-02", "progress.no_service": "S6-06"}
    moment = sample(place, codes.get(place, ""))
    page = ProgressPage(look())
    qtbot.addWidget(page)
    assert "is online" not in page.title(View(moment.setup, moment.step, NOW, 0.0))
    setup = story.saw(moment.setup, f.SeenOnline(at=NOW, evidence="event"))
    view = View(setup, moment.step, NOW, 0.0)
    page.show_view(view, entered=True)
    assert page.title(view) == "Your Temperature Monitor is online"
    assert page.lead(view) == ""
    assert page.code(view) is None
    assert page.light(view) is Light.ONLINE
    assert setup.problem is None


def test_the_support_page_shows_the_step_that_failed(qapp: QApplication) -> None:
    moment = next(m for m in every_moment() if m.step.place is Place.SUPPORT)
    assert moment.setup.problem is not None
    assert moment.setup.problem.code is Code.NOT_SEEN_ONLINE
    steps = rail_steps(View(moment.setup, moment.step, NOW, 0.0), look().words)
    assert [step.state for step in steps][5:] == [State.WARN, State.CURRENT]


@pytest.mark.parametrize(("sign", "called"), [('"', "the quotation mark"), ("\\", "the backslash")])
def test_a_sign_that_cannot_be_stored_is_called_by_a_name(sign: str, called: str, qtbot: QtBot) -> None:
    """A message has to be readable aloud (user-needs, 4.1)."""
    page = HiddenPage(look())
    qtbot.addWidget(page)
    moment = sample("hidden")
    page.field.set_text(f"Bob {sign}")
    act = page.primary(View(moment.setup, moment.step, NOW, 0.0))
    assert act is not None
    assert not act.enabled
    assert called in act.reason
    problem = Problem(Code.NAME_NOT_STORABLE, values={"net": f"Bob {sign}", "sign": sign})
    assert called in problem_text(problem, moment.setup, look().words).title


@pytest.mark.parametrize(
    ("place", "code", "link"),
    [("join.searching", "S2-05", "join.by_hand"), ("password", "S4-01", "password.other")],
)
def test_a_way_out_of_the_panel_is_not_offered_twice(place: str, code: str, link: str, qtbot: QtBot) -> None:
    moment = sample(place, code)
    page = page_for(moment.step.place)(look())
    qtbot.addWidget(page)
    page.show()
    button = page.findChild(QWidget, link)
    assert button is not None
    for setup, offered in ((moment.setup, False), (replace(moment.setup, problem=None), True)):
        page.show_view(View(setup, moment.step, NOW, 0.0), entered=True)
        assert button.isVisible() is offered


def test_a_wep_key_that_was_refused_is_measured_as_one(qtbot: QtBot) -> None:
    moment = sample("wrong_password", "S6-01")
    choice = moment.setup.decision(d.Choose)
    assert choice is not None
    others = tuple(x for x in moment.setup.decisions if x is not choice)
    wep = replace(choice, sec=1)
    setup = replace(moment.setup, decisions=(*others, wep))
    page = WrongPasswordPage(look())
    qtbot.addWidget(page)
    page.show_view(View(setup, moment.step, NOW, 0.0), entered=True)
    assert "WEP" in plain(page.field.length.block().runs)
