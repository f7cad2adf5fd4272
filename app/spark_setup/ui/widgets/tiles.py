"""Tiles to choose from: a picture, a word, a second word, a code; a badge with a tick on the chosen one.

    tiles = TileRow(theme, "helper.move")
    tiles.set([TileSpec("blink", "On and off", light=grey_blink), …]); tiles.chosen.connect(…)

Radio buttons: arrows move the choice, Space chooses. All tiles of a row are equally wide; where five do not
fit they stand in more lines. Lamps move at the true rhythm unless `set_still`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from spark_setup.core.lights import Light, Movement
from spark_setup.ui.colours import mix
from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets import lamp, marks
from spark_setup.ui.widgets.led import Led
from spark_setup.ui.widgets.light import LightPicture
from spark_setup.ui.widgets.typeset import Block

_IN_A_LINE = 5


@dataclass(frozen=True)
class TileSpec:
    """One tile. `strip` draws a grey timing strip, `picture` a lamp; `spoken` is the accessible name."""

    key: str
    words: str
    like: str = ""
    code: str = ""
    strip: Light | None = None
    picture: LightPicture | None = None
    spoken: str = ""


class TileRow(Themed, QWidget):
    """The tiles of one question."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self._tiles: list[Tile] = []
        self._still = False
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        self.apply_theme(theme)

    def set(self, specs: Sequence[TileSpec], chosen: str = "") -> None:
        """Offer these."""
        if [tile.spec for tile in self._tiles] != list(specs):
            self._make(specs)
        self._group.setExclusive(False)
        for tile in self._tiles:
            tile.setChecked(tile.spec.key == chosen)
        self._group.setExclusive(True)

    def _make(self, specs: Sequence[TileSpec]) -> None:
        for gone in self._tiles:
            self._group.removeButton(gone)
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._tiles = []
        for spec in specs:
            tile = Tile(self.theme, spec, self)
            tile.setObjectName(f"{self.objectName()}.{spec.key}")
            tile.set_still(self._still)
            self._group.addButton(tile)
            self._tiles.append(tile)
            tile.show()
        self._columns = 0
        self._arrange()

    def choice(self) -> str:
        """The key that is chosen, or empty."""
        return next((tile.spec.key for tile in self._tiles if tile.isChecked()), "")

    def tiles(self) -> list[Tile]:
        """The tiles, first first."""
        return list(self._tiles)

    def set_still(self, still: bool) -> None:
        """Stop or start the lamps."""
        self._still = still
        for tile in self._tiles:
            tile.set_still(still)

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        self._grid.setSpacing(theme.px(12))

    def minimumSizeHint(self) -> QSize:
        """Two tiles side by side, however many there are: more go into the next line."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.theme.em(18)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer in a line."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        least = self.theme.em(8.4) + self._grid.spacing()
        fitting = max(1, min(_IN_A_LINE, (self.width() + self._grid.spacing()) // least))
        if fitting == self._columns:
            return
        self._columns = fitting
        for at, tile in enumerate(self._tiles):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, at // fitting, at % fitting)
        # Few tiles keep the width that they would have in a full line.
        for column in range(_IN_A_LINE):
            self._grid.setColumnStretch(column, 1 if column < fitting else 0)

    def _clicked(self, tile: QAbstractButton) -> None:
        if isinstance(tile, Tile):
            self.chosen.emit(tile.spec.key)


class Tile(Themed, QRadioButton):
    """One tile."""

    def __init__(self, theme: Theme, spec: TileSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.spec = theme, spec
        self.setText(spec.words.replace("&", "&&"))
        self.setAccessibleName(
            spec.spoken or ", ".join(part for part in (spec.words, spec.like, spec.code) if part)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._led: Led | None = None
        if spec.picture is not None:
            self._led = Led(theme, bare=True, parent=self)
            self._led.set_picture(LightPicture(spec.picture.light))
            self._led.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            # The tile's own name says it; a second name would be read twice.
            self._led.setAccessibleName(" ")
        self.toggled.connect(self.update)

    def set_still(self, still: bool) -> None:
        """Stop or start the lamp. A light of two colours stands still in the one that is asked about."""
        if self._led is None or self.spec.picture is None:
            return
        light = self.spec.picture.light
        if still and light.flash is not None:
            light = Light(Movement.STEADY, light.flash)
        self._led.set_picture(LightPicture(light))
        self._led.set_still(still)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole tile is the button."""
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Picture, words, code."""
        room = width - 2 * self.theme.px(10)
        # As tall as the words are in bold: to be chosen moves nothing and cuts nothing.
        texts = sum(block.height(room) + self.theme.px(gap) for block, gap in self._blocks(strong=True))
        return self._picture_height() + texts + self.theme.px(14 if self.spec.picture else 17)

    def sizeHint(self) -> QSize:
        """A fifth of a window."""
        width = self.theme.em(9.6)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        words = max(block.longest_word() for block, _gap in self._blocks(strong=True))
        width = max(words + 2 * self.theme.px(10), self.theme.em(7))
        return QSize(width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lamp stands in the middle."""
        super().resizeEvent(event)
        if self._led is not None:
            side = self._picture_height()
            self._led.setGeometry((self.width() - side) // 2, self.theme.px(7), side, side)

    def _picture_height(self) -> int:
        return self.theme.size(62 if self.spec.picture is not None else 42)

    def _blocks(self, *, strong: bool = False) -> list[tuple[Block, int]]:
        theme, c, direction = self.theme, self.theme.colours, self.layoutDirection()
        strong = strong or self.spec.picture is not None or self.isChecked()
        words = theme.font(Type.BODY_BOLD if strong else Type.BODY_MEDIUM)
        blocks = [(Block.of(self.spec.words, words, c.text, direction, centred=True), 4)]
        if self.spec.like:
            font = theme.font(Type.HINT)
            blocks.append((Block.of(self.spec.like, font, c.muted, direction, centred=True), 3))
        if self.spec.code:
            font = theme.font(Type.HINT_BOLD)
            blocks.append((Block.of(self.spec.code, font, c.muted, direction, centred=True), 4))
        return blocks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, picture, words, badge, focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        self._draw_ground(painter)
        pad = theme.px(10)
        if self.spec.strip is not None:
            area = QRectF(pad, theme.size(25), self.width() - 2 * pad, theme.size(17))
            lamp.draw_strip(painter, area, self.spec.strip, theme, grey=True)
        y = float(theme.px(7) + self._picture_height())
        room = self.width() - 2 * pad
        for block, gap in self._blocks():
            y += theme.px(gap)
            y += block.draw(painter, QRectF(pad, y, room, self.height()))
        if self.isChecked():
            side = theme.size(19)
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = theme.px(7) if rtl else self.width() - side - theme.px(7)
            badge = QRectF(left, theme.px(7), side, side)
            marks.draw_done(painter, badge, theme.colours.accent, theme.colours.on_accent)

    def _draw_ground(self, painter: QPainter) -> None:
        c, chosen = self.theme.colours, self.isChecked()
        line = 2.0 if chosen else 1.0
        hover = mix(c.window, c.text, 0.03) if self.underMouse() else c.window
        painter.setPen(QPen(c.accent if chosen else c.ctrl, line))
        painter.setBrush(c.accent_soft if chosen else hover)
        half = line / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 10, 10)
        if self.hasFocus():
            inset = 4.0 if chosen else 1.0
            painter.setPen(QPen(c.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, 11 - inset, 11 - inset)
