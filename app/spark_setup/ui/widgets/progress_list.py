"""One row per fact: mark, what, evidence, time; the running row has a bar and its limit.

    facts = ProgressList(theme)
    facts.set([Row("delivered", State.DONE, "Wi-Fi details delivered", "Your Temperature Monitor confirmed
    them", "0:01"),
               Row("online", State.RUNNING, "Waiting for it to come online", "Asking the service",
                   share=0.35, limit="0:42 of up to 2:00", spoken="Waiting, 42 seconds of up to 2 minutes")])

The bar is the limit, not a guess of progress: the caller gives elapsed over limit, once a second. A screen
reader meets one static text per row, named by `spoken`. `CheckList` is the same without connectors.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Themed
from spark_setup.ui.widgets.progress_row import Row, RowWidget

__all__ = ["CheckList", "ProgressList", "Row"]


class ProgressList(Themed, QWidget):
    """The list; see the module."""

    def __init__(self, theme: Theme, *, connected: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._connected = connected
        self._rows: list[RowWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set(self, rows: Sequence[Row]) -> None:
        """Show these rows; those that stay keep their widget, so that a ticking second moves nothing."""
        while len(self._rows) > len(rows):
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for index, row in enumerate(rows):
            if index == len(self._rows):
                made = RowWidget(self.theme, self)
                self._rows.append(made)
                self._column.addWidget(made)
                made.show()  # else Qt shows it by a queued call, a frame too late
            self._rows[index].set(row, last=index == len(rows) - 1, connected=self._connected)

    def rows(self) -> list[Row]:
        """What is shown."""
        return [widget.row for widget in self._rows]

    def row_widgets(self) -> list[QLabel]:
        """The static texts, top row first (for tests)."""
        return list(self._rows)


class CheckList(ProgressList):
    """Checks that run side by side: no connectors, closer rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, connected=False, parent=parent)
