"""The picker of devices found: one card each, the code of the label very large.

    cards = DeviceCards(theme, "join.devices")
    cards.set([Device("U8BS", "Photon-", "Very near", bars=4, spoken="Code U 8 B S, very near")],
    chosen="U8BS") cards.chosen.connect(…)             # the suffix; "" never

Cards are radio buttons: arrows move the choice, Space chooses, Enter presses the page's primary. With one
device the page passes it as chosen; with several, nothing is chosen until the person does it. Refreshing
keeps choice and focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from spark_setup.ui import icons
from spark_setup.ui.colours import mix
from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets.typeset import Block, isolate


@dataclass(frozen=True)
class Device:
    """A device network: suffix (its key), prefix, signal in words, bars 0 to 4, and the name for a screen
    reader.
    """

    suffix: str
    prefix: str
    signal: str
    bars: int
    spoken: str = ""


class DeviceCards(Themed, QWidget):
    """The picker; see the module."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str = "join.devices", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self._cards: dict[str, DeviceCard] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.apply_theme(theme)

    def set(self, devices: Sequence[Device], chosen: str | None = None) -> None:
        """Show these, nearest first. `chosen` sets the choice; None keeps it."""
        keep = self.choice() if chosen is None else chosen
        wanted = [device.suffix for device in devices]
        for suffix in [s for s in self._cards if s not in wanted]:
            gone = self._cards.pop(suffix)
            self._group.removeButton(gone)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for index, device in enumerate(devices):
            card = self._cards.get(device.suffix) or self._add(device.suffix)
            card.set_device(device)
            card.set_compact(len(devices) > 2)
            if self._column.indexOf(card) != index:
                self._column.removeWidget(card)
                self._column.insertWidget(index, card)
        self._check(keep)

    def choice(self) -> str:
        """The suffix that is chosen, or empty."""
        return next((suffix for suffix, card in self._cards.items() if card.isChecked()), "")

    def cards(self) -> list[DeviceCard]:
        """The cards, top first."""
        return [card for card in self._cards.values() if not card.isHidden()]

    def _add(self, suffix: str) -> DeviceCard:
        card = DeviceCard(self.theme, self)
        card.setObjectName(f"{self.objectName()}.{suffix}")
        self._group.addButton(card)
        self._cards[suffix] = card
        self._column.addWidget(card)
        card.show()  # else Qt shows it by a queued call, a frame too late
        return card

    def _clicked(self, card: QAbstractButton) -> None:
        self.chosen.emit(next(suffix for suffix, known in self._cards.items() if known is card))

    def _check(self, suffix: str) -> None:
        self._group.setExclusive(False)
        for key, card in self._cards.items():
            card.setChecked(key == suffix)
        self._group.setExclusive(True)

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        self._column.setSpacing(theme.px(12))


class DeviceCard(Themed, QRadioButton):
    """One device."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._device = Device("", "", "", 0)
        self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.update)

    def set_device(self, device: Device) -> None:
        """Show it."""
        self._device = device
        self.setText(device.suffix.replace("&", "&&"))
        self.setAccessibleName(device.spoken or f"{device.suffix}, {device.signal}")
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Smaller, when there are many."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Prefix, suffix, padding."""
        theme = self.theme
        tall = self._prefix().line_height() + self._suffix().line_height() + 2 * theme.px(self._pad_y())
        wide = self._suffix().natural_width() + self._signal().natural_width() + theme.size(120)
        return QSize(max(wide, theme.em(22)), tall)

    def minimumSizeHint(self) -> QSize:
        """Suffix and signal side by side."""
        theme = self.theme
        wide = self._suffix().natural_width() + self._signal().natural_width() + theme.size(90)
        return QSize(wide, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card is the button."""
        return self.rect().contains(pos)

    def _pad_y(self) -> int:
        return 8 if self._compact else 15

    def _prefix(self) -> Block:
        font, colour = self.theme.font(Type.HINT), self.theme.colours.muted
        return Block.of(isolate(self._device.prefix), font, colour, self.layoutDirection(), wrap=False)

    def _suffix(self) -> Block:
        font = self.theme.font(Type.SUFFIX)
        if self._compact:
            font.setPixelSize(round(font.pixelSize() * 0.72))
        text = isolate(self._device.suffix)
        return Block.of(text, font, self.theme.colours.text, self.layoutDirection(), wrap=False)

    def _signal(self) -> Block:
        font, colour = self.theme.font(Type.BODY), self.theme.colours.text
        return Block.of(self._device.signal, font, colour, self.layoutDirection(), wrap=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, prefix and suffix, bars and words, focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, rtl = self.theme, self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._draw_ground(painter)
        pad = theme.px(18)
        prefix, suffix, signal = self._prefix(), self._suffix(), self._signal()
        text_height = prefix.line_height() + suffix.line_height()
        y = (self.height() - text_height) / 2
        names = QRectF(pad, y, self.width() - 2 * pad, text_height)
        prefix.draw(painter, names)
        suffix.draw(painter, names.adjusted(0, prefix.line_height(), 0, 0))
        words, side, gap = signal.natural_width(), theme.size(20), theme.px(9)
        left = pad if rtl else self.width() - pad - words
        signal.draw_centred(painter, QRectF(left, 0, words, self.height()))
        bars = pad + words + gap if rtl else self.width() - pad - words - gap - side
        spot = QRectF(bars, (self.height() - side) / 2, side, side)
        icons.paint(painter, f"bars-{self._device.bars}", spot, theme.icon_ink, images=theme.brand.images)

    def _draw_ground(self, painter: QPainter) -> None:
        c, chosen = self.theme.colours, self.isChecked()
        line = 2.0 if chosen else 1.0
        fill = c.accent_soft if chosen else (mix(c.window, c.text, 0.03) if self.underMouse() else c.window)
        painter.setPen(QPen(c.accent if chosen else c.ctrl, line))
        painter.setBrush(fill)
        half = line / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, 12, 12)
        if self.hasFocus():
            painter.setPen(QPen(c.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = 4.0 if chosen else 1.0
            ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, 12 - inset + 1, 12 - inset + 1)
