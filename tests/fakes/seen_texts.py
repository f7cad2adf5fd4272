"""Everything a person can read or hear in a window: labels, buttons, fields, list rows, tips, the title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)


@dataclass(frozen=True)
class Text:
    """One text: where it stands, and whether Qt would take markup in it for markup."""

    where: str
    text: str
    as_markup: bool = False


def texts_in(window: QWidget) -> Iterator[Text]:
    """What `window` shows now."""
    yield Text("window title", window.windowTitle())
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisibleTo(window):
            yield from _texts_of(widget)


def _texts_of(widget: QWidget) -> Iterator[Text]:
    where = widget.objectName() or type(widget).__name__
    yield Text(f"{where} tip", widget.toolTip(), _looks_rich(widget.toolTip()))
    yield Text(f"{where} name", widget.accessibleName())
    if isinstance(widget, QLabel):
        rich = widget.textFormat() is not Qt.TextFormat.PlainText
        yield Text(where, widget.text(), rich and _looks_rich(widget.text()))
    elif isinstance(widget, QAbstractButton):
        yield Text(where, widget.text())
    elif isinstance(widget, QLineEdit):
        yield Text(where, widget.text() if widget.echoMode() is QLineEdit.EchoMode.Normal else "")
    elif isinstance(widget, QTextEdit):
        yield Text(where, widget.toPlainText(), widget.acceptRichText())
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield Text(f"{where} row", str(index.data(role) or ""))


def _looks_rich(text: str) -> bool:
    return Qt.mightBeRichText(text)
