"""The dialog "What does the light do?": movement first, then colour, then what still decides; modeless.

    helper = LedHelper(theme, texts, parent=wizard)
    helper.set_lights(moves, lights)    # TileSpecs of the movements, HelperLights that are possible
    helper.set_code("S6", "…spoken…")
    helper.settled.connect(…)           # "This is it": the light's code
    helper.unsure.connect(…)            # "I am not sure"
    helper.code_pressed.connect(…)      # the chip: open the details
    helper.show()

Esc and the close box close it; the wizard goes on meanwhile. It is asked in words as well as in pictures, so
nobody has to see colours to answer. "Stop the movement" stops every lamp; reduced motion begins that way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from spark_setup.ui import announce
from spark_setup.ui.theme import Theme, Themed, Type, set_margins
from spark_setup.ui.widgets.buttons import Button, Kind, TextLink
from spark_setup.ui.widgets.code_chip import CodeChip, Severity
from spark_setup.ui.widgets.foot import Foot
from spark_setup.ui.widgets.led_answer import LedAnswer
from spark_setup.ui.widgets.led_questions import Answers, HelperLight, hues, lasts, settled
from spark_setup.ui.widgets.rich_label import RichLabel, Tone
from spark_setup.ui.widgets.scroll import Scroll
from spark_setup.ui.widgets.tiles import TileRow, TileSpec


@dataclass(frozen=True)
class HelperTexts:
    """The words of the dialog. `answer_spoken` has the places {code}, {meaning} and {advice}."""

    window: str
    title: str
    lead: str
    how: str
    colour: str
    last: str
    this_is_it: str
    not_sure: str
    not_sure_title: str
    not_sure_advice: str
    stop: str
    start: str
    flashes: str = ""
    """The third question where flashes are counted; empty: as `last`."""
    answer_spoken: str = "{code}. {meaning} {advice}"


class LedHelper(Themed, QDialog):
    """The dialog; see the module."""

    settled = Signal(str)
    unsure = Signal()
    code_pressed = Signal()

    def __init__(self, theme: Theme, texts: HelperTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._texts = theme, texts
        self._lights: tuple[HelperLight, ...] = ()
        self._moves: tuple[TileSpec, ...] = ()
        self._answers = Answers()
        self._still = theme.reduced_motion
        self.setObjectName("helper")
        self.setWindowTitle(texts.window)
        self.setModal(False)
        self._build_questions()
        self._build_footer()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addWidget(self._foot)
        self.apply_theme(theme)
        self.resize(self._usual_size(theme))
        self._show_state()

    def set_lights(self, moves: Sequence[TileSpec], lights: Sequence[HelperLight]) -> None:
        """What can be asked. Movements without a light are left out."""
        self._lights = tuple(lights)
        known = {light.move for light in lights}
        self._moves = tuple(move for move in moves if move.key in known)
        self._answers = Answers()
        self._show_state()

    def set_code(self, code: str, severity: Severity = Severity.NONE, spoken: str = "") -> None:
        """The same chip as in the wizard: both ends of the telephone see it."""
        self.chip.set_code(code, severity, spoken)

    def answer(self) -> HelperLight | None:
        """The light, if only one is left."""
        return settled(self._lights, self._answers)

    def answers(self) -> Answers:
        """What was answered so far."""
        return self._answers

    def _build_questions(self) -> None:
        theme, texts = self.theme, self._texts
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self.title = RichLabel(theme, texts.title, theme.title)
        self._lead = RichLabel(theme, texts.lead, Type.LEAD, tone=Tone.MUTED)
        self._column.addWidget(self.title)
        self._column.addWidget(self._lead)
        self.move_tiles, self._how = self._question("1", texts.how, "helper.move")
        self.hue_tiles, self._colour = self._question("2", texts.colour, "helper.hue")
        self.last_tiles, self._last = self._question("3", texts.last, "helper.last")
        self.move_tiles.chosen.connect(self._took_move)
        self.hue_tiles.chosen.connect(self._took_hue)
        self.last_tiles.chosen.connect(self._took_last)
        self.panel = LedAnswer(theme)
        self._column.addWidget(self.panel)
        self._column.addStretch(1)
        self._scroll = Scroll(theme)
        self._scroll.setWidget(inside)

    def _question(self, number: str, text: str, name: str) -> tuple[TileRow, RichLabel]:
        label = RichLabel(self.theme, f"{number}\u2003{text}", Type.ROW_NAME_CHOSEN)
        tiles = TileRow(self.theme, name)
        tiles.setAccessibleName(text)
        self._column.addWidget(label)
        self._column.addWidget(tiles)
        return tiles, label

    def _build_footer(self) -> None:
        theme, texts = self.theme, self._texts
        self._foot = Foot(theme)
        self._row = QHBoxLayout(self._foot)
        self.chip = CodeChip(theme)
        self.chip.clicked.connect(self.code_pressed)
        self.stop = TextLink(theme, texts.stop)
        self.stop.setObjectName("helper.stop")
        self.stop.clicked.connect(self._toggle_movement)
        self.not_sure = Button(theme, texts.not_sure, Kind.BORDERED)
        self.not_sure.setObjectName("helper.not_sure")
        self.not_sure.setAutoDefault(False)
        self.not_sure.clicked.connect(self._show_unsure)
        self.this_is_it = Button(theme, texts.this_is_it, Kind.PRIMARY)
        self.this_is_it.setObjectName("helper.this_is_it")
        self.this_is_it.setDefault(True)
        self.this_is_it.clicked.connect(self._finish)
        self._row.addWidget(self.chip)
        self._row.addWidget(self.stop)
        self._row.addStretch(1)
        self._row.addWidget(self.not_sure)
        self._row.addWidget(self.this_is_it)

    def _took_move(self, key: str) -> None:
        self._answers = self._answers.with_move(key)
        self._show_state()

    def _took_hue(self, key: str) -> None:
        self._answers = self._answers.with_hue(key)
        self._show_state()

    def _took_last(self, key: str) -> None:
        self._answers = Answers(self._answers.move, self._answers.hue, key)
        self._show_state()

    def _show_state(self) -> None:
        answers, lights = self._answers, self._lights
        self.move_tiles.set(self._moves, answers.move)
        colours = [_hue_tile(light, lights) for light in hues(lights, answers)]
        self.hue_tiles.set(colours, answers.hue)
        thirds = [
            TileSpec(
                light.last, light.last_words, code=light.code, picture=light.picture, spoken=light.spoken
            )
            for light in lasts(lights, answers)
        ]
        self.last_tiles.set(thirds, answers.last)
        counts = any(third.key.isdecimal() for third in thirds)
        question = (self._texts.flashes if counts else "") or self._texts.last
        self._last.set_text(f"3\u2003{question}")
        self.last_tiles.setAccessibleName(question)
        for label, tiles, shown in (
            (self._colour, self.hue_tiles, bool(colours)),
            (self._last, self.last_tiles, bool(thirds)),
        ):
            label.setVisible(shown)
            tiles.setVisible(shown)
        light = self.answer()
        self.this_is_it.setVisible(light is not None)
        self.panel.setVisible(light is not None)
        self._set_still(self._still)
        if thirds and light is None:
            QTimer.singleShot(0, self, self._show_last)
        if light is not None:
            self.panel.set(light.code, light.meaning, light.advice)
            spoken = self._texts.answer_spoken
            for place, value in (("code", light.code), ("meaning", light.meaning), ("advice", light.advice)):
                spoken = spoken.replace(f"{{{place}}}", value)
            announce.say(self, spoken)
            # After the layout has made room for the panel.
            QTimer.singleShot(0, self, self._show_panel)

    def _show_last(self) -> None:
        self._scroll.ensureWidgetVisible(self.last_tiles, 0, self.theme.px(20))

    def showEvent(self, event: QShowEvent) -> None:
        """The first question has the focus."""
        super().showEvent(event)
        tiles = self.move_tiles.tiles()
        if tiles:
            tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_panel(self) -> None:
        self._scroll.ensureWidgetVisible(self.panel, 0, self.theme.px(20))

    def _show_unsure(self) -> None:
        self.panel.set("", self._texts.not_sure_title, self._texts.not_sure_advice)
        self.panel.show()
        announce.say(self, f"{self._texts.not_sure_title} {self._texts.not_sure_advice}")
        self.unsure.emit()

    def _toggle_movement(self) -> None:
        self._set_still(not self._still)

    def _set_still(self, still: bool) -> None:
        self._still = still
        self.stop.set_texts(self._texts.start if still else self._texts.stop)
        for tiles in (self.hue_tiles, self.last_tiles):
            tiles.set_still(still)

    def _finish(self) -> None:
        light = self.answer()
        if light is not None:
            self.settled.emit(light.code)
            self.accept()

    def apply_theme(self, theme: Theme) -> None:
        """Sizes."""
        super().apply_theme(theme)
        self.title.set_role(theme.title)
        set_margins(self._column, self, theme.px(34), theme.px(28), theme.px(34), theme.px(20))
        self._column.setSpacing(0)
        self._lead.setContentsMargins(0, theme.px(6), 0, 0)
        for label in (self._how, self._colour, self._last):
            label.setContentsMargins(0, theme.px(22), 0, theme.px(9))
        set_margins(self._row, self, theme.px(24), theme.px(14), theme.px(24), theme.px(14))
        self._row.setSpacing(theme.px(14))

    def _usual_size(self, theme: Theme) -> QSize:
        room = self.screen().availableGeometry().size() * 0.92
        return QSize(theme.em(56), theme.em(50)).boundedTo(room)


def _hue_tile(light: HelperLight, lights: Sequence[HelperLight]) -> TileSpec:
    """A colour's tile; its code only if the colour alone decides."""
    alone = sum(1 for other in lights if (other.move, other.hue) == (light.move, light.hue)) == 1
    return TileSpec(
        light.hue,
        light.colour_words,
        light.like_words,
        light.code if alone else "",
        picture=light.picture,
        spoken=light.spoken if alone else "",
    )
