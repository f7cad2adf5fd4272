"""Facts and checks: a row is one sentence for a screen reader, widgets stay, the spinner turns only when
seen.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from fakes.seen import Show, accessible, ink, spoken_name
from spark_setup.ui.theme import Scheme, Theme, dress
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.progress_list import CheckList, ProgressList, Row
from spark_setup.ui.widgets.summary_row import Spinner, SummaryRow, WaitingRow

DONE = Row(
    "delivered",
    State.DONE,
    "Wi-Fi details delivered",
    "It confirmed them",
    "0:01",
    spoken="Done: Wi-Fi details delivered. It confirmed them. 1 second",
)
RUNNING = Row("online", State.RUNNING, "Waiting", "Asking", share=0.35, limit="0:42 of up to 2:00")
COMING = Row("linked", State.COMING, "Linked to your account")


@pytest.fixture
def facts(show: Show, theme: Theme) -> ProgressList:
    """Done, running, coming."""
    made = ProgressList(theme)
    made.set([DONE, RUNNING, COMING])
    show(made, theme=theme)
    return made


def _running(facts: ProgressList) -> list[bool]:
    return [any(t.isActive() for t in row.findChildren(QTimer)) for row in facts.row_widgets()]


def test_each_row_is_one_static_text_named_by_its_sentence(facts: ProgressList) -> None:
    rows = facts.row_widgets()
    assert [accessible(row).role().name for row in rows] == ["StaticText"] * 3
    assert spoken_name(rows[0]) == DONE.spoken
    assert spoken_name(rows[1]) == "Waiting. Asking. 0:42 of up to 2:00"


def test_a_second_more_keeps_every_widget(facts: ProgressList) -> None:
    before = facts.row_widgets()
    facts.set([DONE, replace(RUNNING, share=0.36, limit="0:43 of up to 2:00"), COMING])
    assert facts.row_widgets() == before
    assert facts.rows()[1].limit == "0:43 of up to 2:00"


def test_only_the_running_row_turns_and_only_while_it_is_seen(facts: ProgressList) -> None:
    assert _running(facts) == [False, True, False]
    facts.window().hide()
    assert _running(facts) == [False, False, False]
    facts.window().show()
    assert _running(facts) == [False, True, False]


def test_reduced_motion_stands_still(facts: ProgressList) -> None:
    dress(facts.window(), Theme.build(Scheme.LIGHT, reduced_motion=True))
    assert _running(facts) == [False, False, False]


def test_fewer_rows(facts: ProgressList) -> None:
    facts.set([DONE])
    assert len(facts.row_widgets()) == 1
    assert facts.rows() == [DONE]


def test_bar_fills_from_the_reading_side(show: Show, theme: Theme) -> None:
    row = Row("x", State.RUNNING, "", share=0.5, limit=" ")
    left, right = ProgressList(theme), ProgressList(theme)
    for listed, rtl in ((left, False), (right, True)):
        listed.set([row])
        show(listed, theme=theme, width=400, rtl=rtl)
    accent = theme.colours.accent.rgb()

    def filled(listed: ProgressList, x0: float, x1: float) -> int:
        image = listed.row_widgets()[0].grab().toImage()
        columns = range(int(image.width() * x0), int(image.width() * x1))
        return sum(1 for x in columns for y in range(image.height()) if image.pixel(x, y) == accent)

    assert filled(left, 0.2, 0.5) > filled(left, 0.6, 0.9)
    assert filled(right, 0.5, 0.8) > filled(right, 0.1, 0.4)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_long_evidence_wraps(show: Show, scale: float) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=scale)
    checks = CheckList(theme)
    checks.set([Row("vpn", State.INFO, "Nichts im Weg", "Ein VPN ist an. " * 8), DONE])
    show(checks, theme=theme, width=380)
    first, second = checks.row_widgets()
    assert first.height() >= first.heightForWidth(first.width())
    assert second.y() >= first.y() + first.height()


def test_every_state_draws_another_mark(show: Show, theme: Theme) -> None:
    """State never by colour alone: the shapes differ even in one colour."""
    shapes = []
    for state in State:
        checks = CheckList(theme)
        checks.set([Row("x", state, "")])
        show(checks, theme=theme)
        image = checks.row_widgets()[0].grab().toImage().copy(0, 0, 26, 22)
        ground = image.pixel(25, 0)
        drawn = (image.pixel(x, y) != ground for x in range(26) for y in range(22))
        shapes.append("".join("#" if dot else "." for dot in drawn))
    assert len(set(shapes)) >= len(State) - 2, "only running/current and problem/warn share a shape"


def test_a_new_fact_arrives_at_full_size(facts: ProgressList, qtbot: QtBot) -> None:
    facts.set([DONE, replace(RUNNING, state=State.DONE, share=None, limit="", time="0:43"), COMING])
    row = facts.row_widgets()[1]

    def settled() -> bool:
        image = row.grab().toImage()
        return ink(image.copy(0, 0, 24, 24), 0.0, 1.0) >= ink(
            facts.row_widgets()[0].grab().toImage().copy(0, 0, 24, 24), 0.0, 1.0
        )

    qtbot.waitUntil(settled, timeout=3000)


def test_summary_row_shows_a_foreign_name_as_text(show: Show, theme: Theme) -> None:
    row = SummaryRow(theme)
    row.set("<u>Home</u>", "2.4 GHz", bars=4, link="Choose another network")
    show(row, theme=theme)
    assert row.name.text() == "\u2068<u>Home</u>\u2069"
    assert row.link.isVisible()
    row.set("Hidden one")
    assert not row.link.isVisible()


def test_waiting_row_turns_only_while_it_is_seen(show: Show, theme: Theme) -> None:
    row = WaitingRow(theme)
    row.set("Waiting until it answers.", "0:18")
    show(row, theme=theme)
    spinner = row.findChild(Spinner)
    assert spinner is not None
    timer = spinner.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    row.hide()
    assert not timer.isActive()
