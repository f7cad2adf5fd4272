"""The common frame of a window beside the wizard: title, lead, content, a footer as the wizard has one.

Not modal, plain text only, Esc closes; the focus goes back to where it was.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ..theme import Theme, Themed, Type, dress, set_margins
from ..widgets.buttons import Button
from ..widgets.foot import Foot
from ..widgets.rich_label import RichLabel, Tone
from ..widgets.scroll import Scroll


class Sheet(Themed, QDialog):
    """One window; subclasses fill `column` and `row`, then call `finish`."""

    def __init__(
        self, theme: Theme, name: str, title: str, lead: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.setModal(False)
        self.setWindowTitle(title)
        self._came_from = _outside(QApplication.focusWidget())
        self.title = RichLabel(theme, title, theme.title)
        self.lead = RichLabel(theme, lead, Type.LEAD, tone=Tone.MUTED)
        self.lead.setVisible(bool(lead))
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.addWidget(self.title)
        self.column.addWidget(self.lead)
        self._foot = Foot(theme)
        self.row = QHBoxLayout(self._foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = Scroll(theme)
        self._scroll.setWidget(inside)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._foot)
        self.finished.connect(self._give_focus_back)

    def open_beside(self, width_b: float, height_b: float) -> None:
        """Dress, size (in body sizes, at most the screen) and show."""
        dress(self, self.theme)
        wanted = (self.theme.em(width_b), self.theme.em(height_b))
        parent = self.parentWidget()
        room = (parent or self).screen().availableGeometry().size() * 0.92
        self.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))
        self.show()
        self.raise_()
        self.activateWindow()

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until `widget` is seen."""
        self._scroll.ensureWidgetVisible(widget)

    def button(self, name: str, button: Button) -> Button:
        """A footer button."""
        button.setObjectName(f"{self.objectName()}.{name}")
        button.setAutoDefault(False)
        self.row.addWidget(button)
        return button

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        self.title.set_role(theme.title)
        set_margins(self.column, self, theme.px(28), theme.px(24), theme.px(32), theme.px(18))
        self.column.setSpacing(theme.px(12))
        set_margins(self.row, self, theme.px(24), theme.px(12), theme.px(32), theme.px(12))
        self.row.setSpacing(theme.px(12))

    def closeEvent(self, event: QCloseEvent) -> None:
        """The close box is Close."""
        event.accept()
        self.done(QDialog.DialogCode.Rejected)

    def _give_focus_back(self) -> None:
        target = self._came_from
        if target is not None and isValid(target) and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()


def _outside(widget: QWidget | None) -> QWidget | None:
    """What had the focus, unless another sheet did, which is about to be closed."""
    return None if widget is None or isinstance(widget.window(), Sheet) else widget
