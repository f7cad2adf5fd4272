"""Our line icons: the SVG files of `resources/icons`, drawn in any colour and size, mirrored where they must
be.

The files use `currentColor` and a 20 × 20 grid. Nothing is cached beyond Qt's own pixmap cache and the text
of the files. Knows no theme: colour and size come with each call.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from spark_setup.core.paths import resources_dir

_log = logging.getLogger(__name__)

MIRRORED = frozenset({"chevron", "wifi-return", "book"})
"""Icons that turn round in a right-to-left layout. Ticks, signal bars and refresh never do."""


def paint(
    painter: QPainter,
    name: str,
    rect: QRectF,
    colour: QColor,
    *,
    right_to_left: bool = False,
    images: Path | None = None,
) -> None:
    """Draw icon `name` into `rect`; a brand's own from `images`, if it is there and can be read.

    Raises `FileNotFoundError` for a name that does not exist.
    """
    own = _own(images, name) if images is not None else None
    renderer = QSvgRenderer(_coloured(own if own is not None else _svg(name), colour))
    painter.save()
    if right_to_left and name in MIRRORED:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, rect)
    painter.restore()


def pixmap(
    name: str, size: int, colour: QColor, *, ratio: float = 1.0, right_to_left: bool = False
) -> QPixmap:
    """Icon `name` as a square pixmap of `size` device-independent pixels."""
    key = f"spark:{name}:{size}:{colour.name(QColor.NameFormat.HexArgb)}:{ratio}:{right_to_left}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    # Read first: an exception under an open painter would take the process along.
    _svg(name)
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, name, QRectF(0, 0, size, size), colour, right_to_left=right_to_left)
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def icon(name: str, size: int, colour: QColor, *, right_to_left: bool = False) -> QIcon:
    """The same as a QIcon, for native widgets that want one."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, size, colour, ratio=ratio, right_to_left=right_to_left))
    return made


def _coloured(svg: str, colour: QColor) -> QByteArray:
    return QByteArray(svg.replace("currentColor", colour.name()).encode())


@lru_cache(maxsize=64)
def _own(images: Path, name: str) -> str | None:
    try:
        text = (images / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _log.warning("the brand's icon %s cannot be read (%s)", name, type(error).__name__)
        return None
    if QSvgRenderer(_coloured(text, QColor("black"))).isValid():
        return text
    _log.warning("the brand's icon %s is no SVG", name)
    return None


@lru_cache(maxsize=64)
def _svg(name: str) -> str:
    return (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
