"""The password field: hidden, with Show inside it, Caps Lock and length under it.

    field = PasswordField(theme, "password.text", PasswordTexts("Show", "Hide", "Show password", "Caps Lock
    is on")) field.set_label("Wi-Fi password"); field.edited.connect(…)
    field.secret()                      # a Secret; the text goes nowhere else
    field.set_length("12 characters. A Wi-Fi password has 8 to 63.")
    field.set_space_note("The password starts with a space. Keep it?")

Shown text is hidden again as soon as the focus leaves the field (edit and Show button together) or the
window. Spaces are kept. Line breaks, which only come with a paste, are dropped: no Wi-Fi password can hold
one.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from spark_setup.core.secrets import Secret
from spark_setup.ui import announce
from spark_setup.ui.theme import Theme, Type
from spark_setup.ui.widgets.buttons import Button, Kind
from spark_setup.ui.widgets.caps_lock import Ask, CapsLockSense
from spark_setup.ui.widgets.field import TextField, drop_line_breaks
from spark_setup.ui.widgets.icon_mark import IconMark
from spark_setup.ui.widgets.rich_label import RichLabel, Tone

_MOST_CHARACTERS = 256


@dataclass(frozen=True)
class PasswordTexts:
    """The words of the field."""

    show: str
    hide: str
    show_spoken: str
    caps_lock: str


class PasswordField(TextField):
    """The field; see the module."""

    shown_changed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        name: str,
        texts: PasswordTexts,
        *,
        caps_lock: Ask | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._sense = CapsLockSense(caps_lock)
        self._texts = texts
        super().__init__(theme, name, parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(_MOST_CHARACTERS)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.show_button = _ShowButton(theme, texts.show)
        self.show_button.setObjectName(f"{name.rpartition('.')[0] or name}.show")
        self.show_button.toggled.connect(self._toggle)
        self.frame.row.addWidget(self.show_button)
        self._caps_icon = IconMark(theme, "caps", "warn", px=18)
        self._caps = RichLabel(theme, texts.caps_lock, Type.HINT_BOLD, tone=Tone.WARN, wrap=False)
        self.length = RichLabel(theme, "", Type.HINT, tone=Tone.MUTED)
        self.space_note = RichLabel(theme, "", Type.HINT, tone=Tone.WARN)
        self.space_note.hide()
        self._below = QHBoxLayout()
        self._below.addWidget(self._caps_icon)
        self._below.addWidget(self._caps)
        self._below.addStretch(1)
        self._below.addWidget(self.length)
        self.column.insertLayout(2, self._below)
        self.column.addWidget(self.space_note)
        self.edit.installEventFilter(self)
        self.show_button.installEventFilter(self)
        self.edit.textChanged.connect(lambda _text: drop_line_breaks(self.edit))
        self.set_texts(texts)
        self._show_caps()
        self.apply_theme(theme)

    def set_texts(self, texts: PasswordTexts) -> None:
        """Another language."""
        self._texts = texts
        self._caps.set_text(texts.caps_lock)
        self._name_button()

    def secret(self) -> Secret:
        """What is typed."""
        return Secret(self.edit.text())

    def set_secret(self, secret: Secret) -> None:
        """Fill in a password that the person has consented to take from the system; the caret goes to the
        end.
        """
        self.edit.setText(secret.reveal())
        self.edit.end(False)

    def set_length(self, text: str) -> None:
        """The line at the end: shown, and said by a screen reader only on demand."""
        self.length.set_text(text)
        self.edit.setAccessibleDescription(text)

    def set_space_note(self, text: str) -> None:
        """A note about a space at an edge; empty hides it."""
        self.space_note.set_text(text)
        self.space_note.setVisible(bool(text))

    def is_shown(self) -> bool:
        """Whether the text can be read now."""
        return self.edit.echoMode() is QLineEdit.EchoMode.Normal

    def hide_text(self) -> None:
        """Hide it, whoever showed it."""
        self.show_button.setChecked(False)

    def caps_lock_shown(self) -> bool:
        """Whether the Caps Lock line is shown."""
        return not self._caps.isHidden()

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        if hasattr(self, "_below"):
            self._below.setSpacing(theme.px(7))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys tell about Caps Lock; a lost focus hides the text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._learn(event)
        elif event.type() == QEvent.Type.FocusIn:
            self._show_caps()
        elif event.type() == QEvent.Type.FocusOut:
            # The new holder of the focus is known only after this event.
            QTimer.singleShot(0, self, self._hide_if_left)
        return False

    def _learn(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._sense.saw_caps_key()
        else:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._sense.saw_letter(event.text(), shift=shift)
        self._show_caps()

    def _show_caps(self) -> None:
        on = self._sense.state() is True
        appeared = on and self._caps.isHidden()
        self._caps.setVisible(on)
        self._caps_icon.setVisible(on)
        if appeared and self.edit.hasFocus():
            announce.say(self.edit, self._texts.caps_lock)

    def _hide_if_left(self) -> None:
        if QApplication.activePopupWidget() is not None:
            return
        if QApplication.focusWidget() not in (self.edit, self.show_button):
            self.hide_text()

    def _toggle(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        caret = self.edit.cursorPosition()
        self.edit.setEchoMode(mode)
        self.edit.setCursorPosition(caret)
        self._name_button()
        self.shown_changed.emit(shown)

    def _name_button(self) -> None:
        shown = self.is_shown()
        self.show_button.set_texts(self._texts.hide if shown else self._texts.show)
        self.show_button.set_icon("eye-off" if shown else "eye")
        self.show_button.setAccessibleName(self._texts.show_spoken)


class _ShowButton(Button):
    """The toggle inside the field, behind a thin line."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, Kind.LINK, icon="eye")
        self.setCheckable(True)
        # A click must not take the caret away from the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_icon(self, name: str) -> None:
        """Open or closed eye."""
        self._icon = name
        self.update()

    def _padding(self) -> tuple[int, int]:
        return 10, 5

    def _ring_growth(self) -> tuple[int, int]:
        # Inside the frame.
        return -4, -3

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then the button."""
        super().paintEvent(event)
        painter = QPainter(self)
        x = self.width() - 1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        painter.fillRect(x, 3, 1, self.height() - 6, self.theme.colours.line)
