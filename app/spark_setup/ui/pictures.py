"""A brand's pictures: sharp at the size they are shown in, and so faint behind texts that all can be read."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap

from .colours import contrast, mix
from .theme import Theme

_log = logging.getLogger(__name__)
_READABLE = 4.5
_SAMPLES = 24


def load(path: Path | None, within: QSize, ratio: float = 1.0) -> QPixmap | None:
    """The picture, as large as it fits into `within` device-independent pixels; None if it is no picture."""
    if path is None:
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    natural = reader.size()
    if natural.isValid():
        reader.setScaledSize(natural.scaled(within * ratio, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        _log.warning("the brand's picture %s cannot be read: %s", path.name, reader.errorString())
        return None
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made


def strength(picture: QImage, ground: QColor, inks: list[QColor], most: float) -> float:
    """How strongly the picture may be drawn on `ground`, `most` at the most, for `inks` to be read on it."""
    ends = _ends(picture, ground)
    for twentieths in range(20, 0, -1):
        share = most * twentieths / 20
        grounds = [mix(ground, end, share) for end in ends]
        if all(contrast(ink, under) >= _READABLE for ink in inks for under in grounds):
            return share
    return 0.0


def _ends(picture: QImage, ground: QColor) -> tuple[QColor, QColor]:
    """A colour that is darker than every part of the picture on `ground`, and one that is lighter."""
    size = QSize(_SAMPLES, _SAMPLES)
    small = picture.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
    flat = QImage(size, QImage.Format.Format_RGB32)
    flat.fill(ground)
    painter = QPainter(flat)
    painter.drawImage(0, 0, small)
    painter.end()
    seen = [flat.pixelColor(x, y) for x in range(_SAMPLES) for y in range(_SAMPLES)]
    channels = list(zip(*((c.red(), c.green(), c.blue()) for c in seen), strict=True))
    return QColor(*map(min, channels)), QColor(*map(max, channels))


class Backdrop:
    """A picture that covers an area behind texts."""

    def __init__(self, path: Path | None, *, most: float) -> None:
        """`most`: how strongly it is drawn at the most, 0 to 1."""
        self._path, self._most = path, most
        self._whole: QImage | None = None
        self._made: tuple[QSize, float, QPixmap] | None = None
        self._for: tuple[str, ...] = ()
        self._strength = 0.0

    def paint(self, painter: QPainter, area: QRect, ground: QColor, theme: Theme) -> None:
        """Over `ground`, under what is written in the theme's colours; never in high contrast."""
        if self._path is None or theme.high_contrast or area.isEmpty():
            return
        whole = self._read()
        if whole.isNull():
            return
        c = theme.colours
        inks = [c.text, c.muted, c.accent, c.link]
        wanted = tuple(colour.name() for colour in (ground, *inks))
        if wanted != self._for:
            self._for, self._strength = wanted, strength(whole, ground, inks, self._most)
        painter.save()
        painter.setOpacity(self._strength)
        painter.drawPixmap(area.topLeft(), self._covering(area.size(), painter.device().devicePixelRatioF()))
        painter.restore()

    def _read(self) -> QImage:
        if self._whole is None:
            made = load(self._path, QSize(2000, 2000))
            self._whole = QImage() if made is None else made.toImage()
        return self._whole

    def _covering(self, size: QSize, ratio: float) -> QPixmap:
        """The middle of the picture, as large as covers `size`."""
        if self._made is not None and self._made[:2] == (size, ratio):
            return self._made[2]
        whole, pixels = self._read(), size * ratio
        shown = whole.size().scaled(pixels, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        made = QPixmap(pixels)
        made.fill(Qt.GlobalColor.transparent)
        place = QRectF(0, 0, shown.width(), shown.height())
        place.moveCenter(QRectF(made.rect()).center())
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, whole)
        painter.end()
        made.setDevicePixelRatio(ratio)
        self._made = (QSize(size), ratio, made)
        return made
