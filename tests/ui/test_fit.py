"""Every text of every page and problem fits its place in German, large, in a small window: measured."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fakes.shown import every_moment, look
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code
from spark_setup.setup.story import ways_out
from spark_setup.ui.pages.base import Look
from spark_setup.ui.problem_words import BESIDE_THE_PAGE
from spark_setup.ui.rerun import Rerun
from spark_setup.ui.system_theme import theme_for
from spark_setup.ui.theme import Scheme
from spark_setup.ui.widgets.buttons import Button
from spark_setup.ui.widgets.rail_step import Step as RailStep
from spark_setup.ui.widgets.rich_label import RichLabel
from spark_setup.ui.widgets.typeset import plain
from spark_setup.ui.wizard import SetupWizard

SIZES = {1.0: (720, 460), 1.5: (1024, 560), 2.0: (1024, 520)}
"""Of the text, and of the window: the smallest one, and those of ui.md, 2."""


def settle() -> None:
    """Lay out what was just drawn."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def place(widget: QWidget, inside: QWidget) -> QRect:
    """Where `widget` is, in pixels of `inside`."""
    return QRect(widget.mapTo(inside, QPoint(0, 0)), widget.size())


def seen_inside(parent: QWidget) -> Iterator[QWidget]:
    """What is shown, or can be scrolled to."""
    for widget in parent.findChildren(QWidget):
        if widget.isVisibleTo(parent) and not widget.size().isEmpty():
            yield widget


def too_small(widget: QWidget) -> str:
    """What of a widget's text would be cut; empty: nothing."""
    size = widget.size()
    if isinstance(widget, Button):
        if size.width() < widget.sizeHint().width() or size.height() < widget.fontMetrics().height():
            return f"the button's text needs {widget.sizeHint().width()} px"
    elif isinstance(widget, RichLabel):
        margins = widget.contentsMargins()
        inner = size.width() - margins.left() - margins.right()
        if widget.text() and inner < widget.block().longest_word():
            return f"a word needs {widget.block().longest_word()} px"
    elif isinstance(widget, QLineEdit) and size.height() < widget.fontMetrics().height():
        return "the field is too low"
    if isinstance(widget, (QLabel, QAbstractButton)) and widget.hasHeightForWidth():
        needed = widget.heightForWidth(size.width())
        if size.height() < needed:
            return f"the text needs {needed} px in height"
    elif isinstance(widget, (QLabel, QAbstractButton)):
        least = widget.minimumSizeHint()
        if size.width() < least.width() or size.height() < least.height():
            return f"the text needs {least.width()} x {least.height()} px"
    return ""


def faults(wizard: SetupWizard) -> Iterator[str]:
    """What does not fit on the page that is shown now."""
    area = wizard.body.area
    content = area.widget()
    if area.horizontalScrollBar().maximum() > 0 or content.width() > area.viewport().width():
        yield f"content of {content.width()} px in a view of {area.viewport().width()} px"
    for widget in seen_inside(content):
        name = f"{type(widget).__name__} {widget.objectName() or getattr(widget, 'text', str)()!r}"
        why = too_small(widget)
        if why:
            yield f"{name} of {widget.width()} x {widget.height()} px: {why}"
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
            parent = widget.parentWidget()
            assert parent is not None
            if not parent.rect().contains(widget.geometry()):
                yield f"{name} at {widget.geometry()} leaves its parent of {parent.size()}"
            if not content.rect().contains(place(widget, content)):
                yield f"{name} at {place(widget, content)} leaves the page of {content.size()}"
    yield from footer_faults(wizard)


def footer_faults(wizard: SetupWizard) -> Iterator[str]:
    """The row of buttons: whole, in view, and nothing over anything else."""
    row = [
        wizard.chip,
        wizard.help_button,
        wizard.quiet_button,
        wizard.cancel_button,
        wizard.back_button,
        wizard.primary_button,
        wizard.footer.reason,
    ]
    shown = [widget for widget in row if widget.isVisible()]
    spots = [place(widget, wizard) for widget in shown]
    ground = QRect(0, wizard.footer.top(), wizard.width(), wizard.height() - wizard.footer.top())
    for widget, spot in zip(shown, spots, strict=True):
        name = f"footer: {widget.objectName() or type(widget).__name__}"
        if not ground.contains(spot):
            yield f"{name} at {spot} leaves the footer {ground}"
        why = too_small(widget)
        if why:
            yield f"{name} of {widget.width()} x {widget.height()} px: {why}"
        if sum(spot.intersects(other) for other in spots) > 1:
            yield f"{name} lies over another one"
    body = place(wizard.body, wizard)
    if body.bottom() > ground.top():
        yield f"footer: {ground} lies over the page {body}"


@pytest.fixture(params=SIZES, ids=lambda scale: f"{scale:.0%}")
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[SetupWizard]:
    """A small window with large German text."""
    usual = look("de")
    theme = theme_for(usual.brand, Scheme.LIGHT, request.param, reduced_motion=True)
    wizard = SetupWizard(Rerun(every_moment()), Look(usual.brand, usual.words, theme))
    qtbot.addWidget(wizard)
    wizard.resize(*SIZES[request.param])
    wizard.show()
    yield wizard
    wizard.help.end()
    wizard.conductor.cancel()


def test_every_page_and_problem_fits(window: SetupWizard) -> None:
    rerun = window.conductor
    assert isinstance(rerun, Rerun)
    wanted, found = window.size(), []
    for number, moment in enumerate(rerun.moments):
        rerun.at = number
        rerun.show_moment()
        window.refresh()
        settle()
        name = f"{moment.step.place.value} {moment.code}".strip()
        found += [f"{name}: {fault}" for fault in faults(window)]
        problem = moment.setup.problem
        for way in ways_out(moment.setup, problem) if problem is not None else ():
            if way in BESIDE_THE_PAGE and way.value.startswith("show_"):
                window.show_more(way)
                settle()
                found += [f"{name} with {way.value}: {fault}" for fault in faults(window)]
        assert window.size() == wanted, name
    assert not found, "\n".join(found)


def test_the_light_is_one_line_in_a_narrow_window_from_the_first_moment(window: SetupWizard) -> None:
    """ui.md, picture 09; what was drawn before the window had its width must not stand."""
    window.refresh()
    settle()
    assert window.body.card.isVisible()
    assert window.body.card.is_line
    assert window.body.card.geometry().bottom() < window.body.stack.geometry().top()
    window.resize(window.default_size())
    settle()
    assert not window.body.card.is_line
    window.resize(SIZES[1.0][0], window.height())
    settle()
    assert window.body.card.is_line


def test_every_place_and_code_is_among_them() -> None:
    moments = every_moment()
    assert {moment.step.place for moment in moments} == set(Place) - {Place.END}
    shown = {moment.code for moment in moments} | {Code.SEVERAL_FOUND.value, Code.UPDATING.value}
    assert shown == {code.value for code in Code} | {""}


def test_right_to_left_fits_as_well(window: SetupWizard) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    test_every_page_and_problem_fits(window)


def test_no_title_or_note_of_the_rail_is_cut(qtbot: QtBot) -> None:
    """At the default size; names from outside may be."""
    wizard = SetupWizard(Rerun(every_moment()), look("de"))
    qtbot.addWidget(wizard)
    wizard.resize(wizard.default_size())
    wizard.show()
    rerun, cut = wizard.conductor, set()
    assert isinstance(rerun, Rerun)
    for number in range(len(rerun.moments)):
        rerun.at = number
        rerun.show_moment()
        wizard.refresh()
        settle()
        for step in wizard.rail.findChildren(RailStep):
            shown = step._blocks(step._text_area(QRectF(step.rect())).width())
            cut |= {text for block in shown if "…" in (text := plain(block.runs))}
    wizard.help.end()
    rerun.cancel()
    assert cut == set()


@pytest.mark.parametrize(("language", "ribbon"), [("de", "frame.demo"), ("en", "")])
def test_nothing_scrolls_in_the_default_window(qtbot: QtBot, language: str, ribbon: str) -> None:
    """A demo's window is larger by its ribbon."""
    wizard = SetupWizard(Rerun(every_moment()), look(language), ribbon=ribbon)
    qtbot.addWidget(wizard)
    wizard.resize(wizard.default_size())
    wizard.show()
    rerun, scrolling = wizard.conductor, {}
    assert isinstance(rerun, Rerun)
    for number, moment in enumerate(rerun.moments):
        rerun.at = number
        rerun.show_moment()
        wizard.refresh()
        settle()
        too_much = wizard.body.area.verticalScrollBar().maximum()
        if too_much:
            scrolling[f"{moment.step.place.value} {moment.code}"] = too_much
    wizard.help.end()
    rerun.cancel()
    assert scrolling == {}
