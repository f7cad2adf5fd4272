"""Text is text: isolated names, emphasised values, no markup, no mnemonics, as tall as it needs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fakes.seen import Show, accessible, spoken_name
from spark_setup.ui.theme import Scheme, Theme, Type
from spark_setup.ui.widgets.flow import FlowLayout
from spark_setup.ui.widgets.header import Header
from spark_setup.ui.widgets.notes import Note, Notes
from spark_setup.ui.widgets.rich_label import RichLabel
from spark_setup.ui.widgets.typeset import Block, Run, isolate, plain, sentence

HOSTILE = "<b>Evil</b> & {own} %s"


def test_values_are_isolated_emphasised_and_not_read_as_places() -> None:
    runs = sentence("This computer leaves {own} for a short time.", own=HOSTILE)
    assert runs[1] == Run(f"\u2068{HOSTILE}\u2069", strong=True)
    assert plain(runs) == f"This computer leaves \u2068{HOSTILE}\u2069 for a short time."


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        sentence("Leaves {own}.", net="Home")


def test_isolating_twice_changes_nothing() -> None:
    assert isolate(isolate("Home")) == isolate("Home")


def test_markup_is_shown_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    label = RichLabel(theme, HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE
    plain_width = Block.of(HOSTILE, theme.font(Type.BODY), theme.colours.text).natural_width()
    assert label.sizeHint().width() == plain_width


def test_label_is_a_static_text_named_by_its_sentence(qtbot: QtBot, theme: Theme) -> None:
    label = RichLabel(theme, sentence("Leaves {own}.", own="Home"))
    qtbot.addWidget(label)
    assert accessible(label).role().name == "StaticText"
    assert spoken_name(label) == "Leaves \u2068Home\u2069."


def test_a_narrow_label_is_taller_and_never_cut(qtbot: QtBot, theme: Theme) -> None:
    label = RichLabel(theme, "The password is encrypted for your device and sent to it directly.")
    qtbot.addWidget(label)
    wide, narrow = label.heightForWidth(600), label.heightForWidth(150)
    assert narrow >= 3 * wide


def test_a_name_without_spaces_is_broken_anywhere(theme: Theme) -> None:
    block = Block.of("x" * 80, theme.font(Type.BODY), theme.colours.text)
    assert block.height(200) > 2 * block.line_height()


def lines_of(block: Block, width: float) -> list[str]:
    """The text as it is broken at this width."""
    laid = block._laid(width)
    lines = [laid.lineAt(n) for n in range(laid.lineCount())]
    text = laid.text().replace("\u2011", "-")
    return [text[line.textStart() :][: line.textLength()].strip() for line in lines]


NOTE = "To talk to it, this computer leaves Home for a short time."


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_no_short_word_stands_alone_on_a_last_line(theme: Theme, direction: Qt.LayoutDirection) -> None:
    block = Block.of(NOTE, theme.font(Type.BODY), theme.colours.text, direction)
    short_of_one_word = block.natural_width() - 8
    assert len(lines_of(block, short_of_one_word)) == 2
    for width in range(240, block.natural_width() + 20, 20):
        *above, last = lines_of(block, width)
        assert not above or " " in last, f"at {width}: {last}"
        assert " ".join([*above, last]) == NOTE


def test_a_heading_has_lines_of_like_length_and_no_more_of_them(theme: Theme) -> None:
    text = "Choose the Wi-Fi for your Temperature Monitor"
    even = Block.of(text, theme.font(Type.TITLE), theme.colours.text, even=True)
    usual = Block.of(text, theme.font(Type.TITLE), theme.colours.text)
    width = even.natural_width() - 10
    first, second = lines_of(even, width)
    assert f"{first} {second}" == text
    assert 0.6 < len(first) / len(second) < 1.7
    assert even.height(width) == usual.height(width) == 2 * even.line_height()
    assert lines_of(even, even.natural_width() + 10) == [text]


def test_a_heading_is_not_broken_within_a_compound(theme: Theme) -> None:
    text = "Geben Sie das WLAN-Passwort für Home ein"
    block = Block.of(text, theme.font(Type.TITLE), theme.colours.text, even=True)
    for width in range(int(block.natural_width() * 0.7), block.natural_width(), 10):
        assert not any(line.endswith("-") for line in lines_of(block, width)), width


@pytest.mark.parametrize("word", ["3-mal", "E-Mail", "Geräte-ID", "Home-5G"])
def test_no_line_ends_within_a_short_compound(theme: Theme, word: str) -> None:
    runs = (Run("Er ist zu weit weg, auch das gibt es, "), Run(word, strong=True), Run(" versucht."))
    block = Block.of(runs, theme.font(Type.BODY), theme.colours.text)
    for width in range(120, block.natural_width(), 7):
        assert not any(line.endswith("-") for line in lines_of(block, width)), width


def test_a_column_that_is_narrowed_stays_at_its_side(theme: Theme) -> None:
    font, ink, rtl = theme.font(Type.BODY), theme.colours.text, Qt.LayoutDirection.RightToLeft
    edges = []
    for block in (Block.of(NOTE, font, ink, even=True), Block.of(NOTE, font, ink, rtl, even=True)):
        laid = block._laid(300)
        first = laid.lineAt(0)
        assert laid.lineCount() > 1
        edges.append((round(first.naturalTextRect().left()), round(first.naturalTextRect().right())))
    assert edges[0][0] == 0
    assert edges[1][1] == 300
    laid = Block.of(NOTE, font, ink, centred=True, even=True)._laid(300)
    centred = laid.lineAt(0).naturalTextRect()
    assert abs(centred.left() + centred.right() - 300) <= 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_title_takes_the_lines_it_needs(show: Show, scale: float) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=scale)
    header = Header(theme)
    header.set("Step 3 of 7", "Choose the Wi-Fi for your very long Temperature Monitor name", "Lead text")
    show(header, theme=theme, width=420)
    assert header.title.height() >= header.title.heightForWidth(header.title.width())
    assert header.lead.geometry().top() >= header.title.geometry().bottom()


def test_header_without_eyebrow_and_lead_takes_no_room(show: Show, theme: Theme) -> None:
    header = Header(theme)
    header.set("", "Title")
    show(header, theme=theme)
    assert not header.eyebrow.isVisible()
    assert not header.lead.isVisible()


def test_heading_takes_the_focus_by_program_only(show: Show, theme: Theme) -> None:
    header = Header(theme)
    header.set("", "Title")
    show(header, theme=theme)
    header.title.setFocus()
    assert header.title.hasFocus()
    assert header.title.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_notes_keep_rows_that_stay(show: Show, theme: Theme) -> None:
    notes = Notes(theme)
    notes.set([Note("tick", "One"), Note("tick", "Two")])
    show(notes, theme=theme)
    first = notes.findChildren(RichLabel)[0]
    notes.set([Note("tick", "One"), Note("info", sentence("On {net}", net="Home"))])
    assert notes.findChildren(RichLabel)[0] is first
    assert notes.texts() == ["One", "On \u2068Home\u2069"]
    notes.set([])
    assert not notes.isVisible()


def test_notes_in_a_narrow_column_are_whole(show: Show, theme: Theme) -> None:
    notes = Notes(theme)
    notes.set([Note("info", "Your computer may say “No internet”. That is expected. Stay connected.")])
    show(notes, theme=theme, width=220)
    label = notes.findChildren(RichLabel)[0]
    assert label.height() >= label.heightForWidth(label.width())


def test_a_row_that_wraps_is_mirrored(show: Show, theme: Theme) -> None:
    from PySide6.QtWidgets import QLabel, QWidget

    box = QWidget()
    flow = FlowLayout(box)
    labels = [QLabel("first", box), QLabel("second", box)]
    for label in labels:
        flow.addWidget(label)
    show(box, theme=theme, rtl=True)
    assert labels[0].x() > labels[1].x()
    assert flow.heightForWidth(30) > flow.heightForWidth(400)
