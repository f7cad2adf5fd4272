"""Plain text laid out in runs: normal and emphasised, wrapped, never markup, never cut.

QLabel can do bold only through rich text, and a network name is text that strangers chose, so the widgets
that draw themselves use this instead. A `Block` is immutable; it gives its height for a width and draws
itself.

    Block.of(sentence("To talk to it, this computer leaves {own}.", own="Home"), font, colour)

`sentence` puts each value into U+2068 … U+2069, so that a name of the other direction does not reorder its
surroundings, and marks it as emphasised.
"""

from __future__ import annotations

import html
import math
import re
import string
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ...core.lazily import dataclass

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
_LINE_SEPARATOR = "\u2028"
_SHORT_PART = re.compile(r"(?<=\b\w)-(?=\w)|(?<=\w)-(?=\w{1,2}\b)")
"""The hyphen of "3-mal", "E-Mail", "Home-5G": no line ends there."""


@dataclass(frozen=True)
class Run:
    """A piece of a sentence."""

    text: str
    strong: bool = False


def isolate(name: str) -> str:
    """A foreign name, safe to stand in a sentence of either direction; isolated names stay as they are."""
    if name.startswith(FIRST_STRONG_ISOLATE) or not name:
        return name
    return f"{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}"


def sentence(template: str, **values: str) -> tuple[Run, ...]:
    """Split `template` at its `{name}` places; the values are emphasised and isolated.

    Raises `KeyError` if a value is missing. Values are never looked at for further places.
    """
    runs: list[Run] = []
    for literal, field, _spec, _conversion in string.Formatter().parse(template):
        if literal:
            runs.append(Run(literal))
        if field is not None:
            runs.append(Run(isolate(values[field]), strong=True))
    return tuple(runs)


def plain(runs: tuple[Run, ...]) -> str:
    """The sentence as a screen reader gets it."""
    return "".join(run.text for run in runs)


def tool_tip(text: str) -> str:
    """`text` for `setToolTip`, which takes what looks like markup for markup: names come from outside."""
    return f"<qt>{html.escape(text)}</qt>".replace("\n", "<br>") if "<" in text else text


@dataclass(frozen=True)
class Block:
    """Text in a font and colour."""

    runs: tuple[Run, ...]
    font: QFont
    colour: QColor
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    strong_weight: QFont.Weight = QFont.Weight.Bold
    wrap: bool = True
    even: bool = False
    """Lines of like length, for headings; all other texts only leave no word alone on their last line."""

    @classmethod
    def of(
        cls,
        text: str | tuple[Run, ...],
        font: QFont,
        colour: QColor,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
        *,
        centred: bool = False,
        wrap: bool = True,
        even: bool = False,
    ) -> Block:
        """A block of one text or of several runs."""
        runs = (Run(text),) if isinstance(text, str) else text
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        return cls(runs, font, colour, side, direction, wrap=wrap, even=even)

    def height(self, width: float) -> int:
        """Pixels needed at this width. Asked for again and again while a window is laid out: remembered."""
        if not plain(self.runs):
            return 0
        measure = lambda: math.ceil(self._laid(width).boundingRect().height())  # noqa: E731
        return _SIZES.get((*self._key(), width), measure)

    def natural_width(self) -> int:
        """Pixels of the longest line when nothing is wrapped."""
        if not plain(self.runs):
            return 0
        measure = lambda: math.ceil(self._laid(1e6, single=True).maximumWidth()) + 1  # noqa: E731
        return _SIZES.get((*self._key(), None), measure)

    def _key(self) -> tuple[object, ...]:
        """What the size of this block depends on."""
        return (self.runs, self.font.key(), self.strong_weight, self.wrap, self.direction)

    def line_height(self) -> int:
        """Pixels of one line."""
        return math.ceil(QFontMetricsF(self.font).height())

    def longest_word(self) -> int:
        """Pixels of the widest piece that should not be broken."""
        metrics = QFontMetricsF(self.font)
        words = plain(self.runs).split()
        return math.ceil(max((metrics.horizontalAdvance(word) for word in words), default=0.0))

    def draw(self, painter: QPainter, rect: QRectF) -> float:
        """Draw from the top of `rect`, return the height used."""
        if not plain(self.runs):
            return 0.0
        laid = self._laid(rect.width())
        painter.setPen(self.colour)
        laid.draw(painter, QPointF(rect.left(), rect.top()))
        return laid.boundingRect().height()

    def draw_centred(self, painter: QPainter, rect: QRectF) -> None:
        """Draw in the vertical middle of `rect`."""
        used = self.height(rect.width())
        self.draw(painter, rect.adjusted(0, (rect.height() - used) / 2, 0, 0))

    def _laid(self, width: float, *, single: bool = False) -> QTextLayout:
        text = _SHORT_PART.sub("\u2011", plain(self.runs).replace("\n", _LINE_SEPARATOR))
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(wrap if self.wrap and not single else QTextOption.WrapMode.NoWrap)
        option.setTextDirection(self.direction)
        side = _side(self.alignment, self.direction)
        option.setAlignment(side)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        _break(layout, width)
        if self.wrap and not single and layout.lineCount() > 1:
            measure = lambda: self._column(layout, math.floor(width))  # noqa: E731
            column = _COLUMNS.get((*self._key(), self.even, width), measure)
            _break(layout, column, left=_left(side, width - column))
        return layout

    def _column(self, layout: QTextLayout, width: int) -> int:
        """The width to break at: as many lines as at `width`, and none of them as if left over."""
        count = _break(layout, width)
        if not self.even and not _left_over(layout, width):
            return width
        # No word may be broken for it; one in bold is a little wider than it was measured.
        low, high = max(width // 2, math.ceil(self.longest_word() * 1.15)), width
        while high - low > 1:
            middle = (low + high) // 2
            fits = _break(layout, middle) == count
            if fits and (self.even or _left_over(layout, width)):
                high = middle
            else:
                low = middle
        if self.even:
            return next((n for n in range(high, width, 4) if _is_good(layout, n, count)), width)
        good = low < width and _break(layout, low) == count and not _left_over(layout, width)
        return low if good else width

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, at = [], 0
        for run in self.runs:
            length = len(run.text.encode("utf-16-le")) // 2
            if run.strong:
                piece = QTextLayout.FormatRange()
                look = QTextCharFormat()
                look.setFontWeight(self.strong_weight)
                piece.start, piece.length, piece.format = at, length, look
                formats.append(piece)
            at += length
        return formats


class _Sizes:
    """Sizes of blocks by what they depend on. Laying text out is what a redraw spends its time on."""

    def __init__(self, limit: int = 2048) -> None:
        self._limit = limit
        self._known: dict[tuple[object, ...], int] = {}

    def get(self, key: tuple[object, ...], measure: Callable[[], int]) -> int:
        """The remembered size, or the measured one. Starts anew when it has grown too large."""
        size = self._known.get(key)
        if size is None:
            if len(self._known) >= self._limit:
                self._known.clear()
            size = self._known[key] = measure()
        return size


_SIZES = _Sizes()
_COLUMNS = _Sizes()


def _break(layout: QTextLayout, width: float, *, left: float = 0.0) -> int:
    """Lay the text out in lines of this width, and return their number."""
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(left, y))
        y += line.height()
    layout.endLayout()
    return layout.lineCount()


def _is_good(layout: QTextLayout, width: int, count: int) -> bool:
    """Whether that width gives so many lines, and none of them ends within a compound."""
    if _break(layout, width) != count:
        return False
    lines = [layout.lineAt(n) for n in range(count - 1)]
    return not any(layout.text()[line.textStart() + line.textLength() - 1] == "-" for line in lines)


def _left_over(layout: QTextLayout, width: float) -> bool:
    """Whether the last line is one short word."""
    last = layout.lineAt(layout.lineCount() - 1)
    words = layout.text()[last.textStart() :].split()
    return len(words) == 1 and last.naturalTextWidth() < width / 3


def _left(side: Qt.AlignmentFlag, spare: float) -> float:
    """Where a column begins that is narrower than its place."""
    if side & Qt.AlignmentFlag.AlignRight:
        return spare
    return spare / 2 if side & Qt.AlignmentFlag.AlignHCenter else 0.0


def _side(alignment: Qt.AlignmentFlag, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """QTextLayout knows no "leading": it mirrors AlignLeft by the text direction only with AlignAbsolute
    unset.
    """
    if alignment == Qt.AlignmentFlag.AlignHCenter:
        return alignment
    right = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def device_id_runs(device_id: str) -> tuple[Run, ...]:
    """In groups of six, the last six emphasised: as a person reads it on the telephone."""
    groups = [device_id[at : at + 6] for at in range(0, len(device_id), 6)]
    if not groups:
        return ()
    head = " ".join(groups[:-1])
    # Left-to-right isolates: the groups must not change places in an Arabic sentence.
    return (Run(f"\u2066{head} "), Run(groups[-1], strong=True), Run("\u2069"))
