"""Fields: a label above, a frame that shows the focus, a line under it. `TextField` is the plain one.

    field = TextField(theme, "success.name")
    field.set_label("Give it a name (optional)"); field.set_text("Temperature Monitor");
    field.edit.selectAll() field.edited.connect(…)             # no payload: ask field.text()

Label and edit are buddies; the label's text is the edit's accessible name, the hint its description. A
foreign name in a label is text: no mnemonic, no markup. `set_problem` marks the frame; the reason stands in
a panel or in the hint.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from spark_setup.ui.theme import Theme, Themed, Type, set_margins
from spark_setup.ui.widgets.capped import CappedColumn
from spark_setup.ui.widgets.rich_label import RichLabel, Tone

_LINE_BREAKS = str.maketrans("", "", "\r\n\u2028\u2029")


def drop_line_breaks(edit: QLineEdit) -> bool:
    """Whether there were any. Only a paste brings them; Qt keeps them, drawn as a space nobody typed."""
    text = edit.text()
    clean = text.translate(_LINE_BREAKS)
    if clean == text:
        return False
    caret = len(text[: edit.cursorPosition()].translate(_LINE_BREAKS))
    edit.setText(clean)
    edit.setCursorPosition(caret)
    return True


class FieldFrame(Themed, QWidget):
    """The box around an edit: 1 px, or 2 px in the focus colour while the edit has the focus."""

    def __init__(self, theme: Theme, edit: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.edit = edit
        self._problem = False
        edit.setFrame(False)
        edit.installEventFilter(self)
        self.row = QHBoxLayout(self)
        self.row.addWidget(edit, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def set_problem(self, problem: bool) -> None:
        """Whether what is typed has to be changed."""
        self._problem = problem
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Font, colours, height."""
        super().apply_theme(theme)
        self.edit.setFont(theme.font(Type.ROW_NAME))
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colours.field)
        disabled = QPalette.ColorGroup.Disabled
        palette.setColor(disabled, QPalette.ColorRole.Base, theme.colours.field_disabled)
        self.edit.setPalette(palette)
        set_margins(self.row, self, theme.px(11), 2, theme.px(6), 2)
        self.row.setSpacing(theme.px(8))

    def sizeHint(self) -> QSize:
        """38 px, growing with the text."""
        return QSize(self.theme.em(20), max(self.theme.size(38), self.edit.sizeHint().height() + 8))

    def minimumSizeHint(self) -> QSize:
        """Room for a dozen letters."""
        return QSize(self.theme.em(10), self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The edit's focus is the frame's look."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The padding belongs to the edit."""
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self.theme.colours
        focused = self.edit.hasFocus()
        line = 2.0 if focused or self._problem else 1.0
        colour = c.error if self._problem else (c.focus if focused else c.ctrl)
        if not self.isEnabled():
            colour = c.line
        painter.setPen(QPen(colour, line))
        painter.setBrush(c.field if self.isEnabled() else c.field_disabled)
        half = line / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)


class TextField(Themed, QWidget):
    """Label, frame, hint; see the module. Its focus proxy is the edit."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(f"{name}.field")
        self.label = RichLabel(theme, "", Type.BODY_BOLD)
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.frame = FieldFrame(theme, self.edit)
        self.hint = RichLabel(theme, "", Type.HINT, tone=Tone.MUTED)
        self.hint.hide()
        self.column = CappedColumn(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.label)
        self.column.addWidget(self.frame)
        self.column.addWidget(self.hint)
        self.label.setBuddy(self.edit)
        self.setFocusProxy(self.edit)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.edit.textEdited.connect(self._edited)
        self.apply_theme(theme)

    def set_label(self, text: str) -> None:
        """The label, which is the accessible name as well."""
        # With a buddy QLabel would read `&` as a mnemonic; the accessible name is set beside it.
        self.label.set_text(text)
        self.edit.setAccessibleName(text)

    def set_hint(self, text: str, tone: str = Tone.MUTED) -> None:
        """The line under the field; empty hides it."""
        self.hint.set_role(Type.HINT, tone)
        self.hint.set_text(text)
        self.hint.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)

    def set_problem(self, problem: bool) -> None:
        """Mark the frame."""
        self.frame.set_problem(problem)

    def _edited(self, _text: str) -> None:
        drop_line_breaks(self.edit)
        self.edited.emit()

    def text(self) -> str:
        """What is typed, spaces and all; no line breaks."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Fill the field; `edited` is not emitted."""
        self.edit.setText(text)

    def apply_theme(self, theme: Theme) -> None:
        """Gaps and the widest it may become."""
        super().apply_theme(theme)
        self.column.setSpacing(theme.px(7))
        self.setMaximumWidth(theme.field_width)
