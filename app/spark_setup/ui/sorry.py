"""One sentence in a window of its own: for a program that was double-clicked and cannot start."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QVBoxLayout


def show(sentence: str) -> None:
    """Show `sentence`, as plain text, until it is closed."""
    application = QApplication.instance() or QApplication([sys.argv[0]])
    dialog = QDialog()
    dialog.setWindowTitle("Spark Setup")
    label = QLabel(sentence)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(420)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(label)
    column.addWidget(buttons)
    dialog.exec()
    del application
