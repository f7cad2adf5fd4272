"""The support drawer: 300 px at the trailing side, not modal; code, facts and what can be done about them.

    drawer = Drawer(theme, wizard)
    drawer.set(DrawerContent("Details for support", "S6-02", Severity.WARN,
        facts=[Fact("Device ID", device_id_runs("3b0021001747353236343033"))],
        actions=[Action("drawer.copy", "Copy summary", "copy", bordered=True), …], close="Close details"))
    drawer.acted.connect(…)             # the action's object name
    drawer.open(area, beside=True); drawer.close_drawer()   # `closed` tells the frame to take its room back
    drawer.place(area, beside=…)        # the window has another size

The frame decides whether the drawer lies beside the page (and gives it the room) or over it. Esc closes it
when the focus is inside; the focus goes back to where it was. Everything it shows is a static text that a
screen reader reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from spark_setup.ui.theme import Theme, Themed, Type, set_margins
from spark_setup.ui.widgets.buttons import Button, Kind
from spark_setup.ui.widgets.code_chip import Severity
from spark_setup.ui.widgets.drawer_content import Action, DrawerContent, Fact
from spark_setup.ui.widgets.rich_label import RichLabel, Tone
from spark_setup.ui.widgets.scroll import Scroll

WIDTH, _SHADOW, _SLIDE_MS = 300, 16, 180


class Drawer(Themed, QWidget):
    """The drawer; see the module."""

    acted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("drawer")
        self._beside = True
        self._content: DrawerContent | None = None
        self._came_from: QWidget | None = None
        self._slide = QPropertyAnimation(self, b"geometry", self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.title = RichLabel(theme, "", Type.ROW_NAME_CHOSEN)
        self.cross = Button(theme, "", Kind.LINK, icon="cross")
        self.cross.setObjectName("drawer.close")
        self.cross.clicked.connect(self.close_drawer)
        self.code = RichLabel(theme, "", Type.DRAWER_CODE, wrap=False)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignVCenter)
        self._facts = QVBoxLayout()
        self._actions = QVBoxLayout()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addLayout(self._head)
        self._column.addWidget(self.code)
        self._column.addLayout(self._facts)
        self._timeline = QVBoxLayout()
        self.note = RichLabel(theme, "", Type.HINT, tone=Tone.MUTED)
        self.note.hide()
        self._column.addLayout(self._actions)
        self._column.addWidget(self.note)
        self._column.addLayout(self._timeline)
        self._column.addStretch(1)
        self._scroll = Scroll(theme)
        self._scroll.setWidget(inside)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._pinned = QVBoxLayout()
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addLayout(self._pinned)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.buttonClicked.connect(self._pressed)
        self._rows: list[QWidget] = []
        self.hide()
        self.apply_theme(theme)

    def set(self, content: DrawerContent) -> None:
        """Show this; unchanged content is left alone, so that a refresh does not move the focus."""
        if content == self._content:
            return
        actions_stay = self._content is not None and list(self._content.actions) == list(content.actions)
        self._content = content
        self.title.set_text(content.title)
        self.code.set_text(content.code)
        self.code.set_role(Type.DRAWER_CODE, _TONE[content.severity])
        self.cross.setAccessibleName(content.close)
        self.cross.setToolTip(content.close)
        self._set_facts(content)
        if not actions_stay:
            self._set_actions(content.actions)
        self.apply_theme(self.theme)

    def set_note(self, text: str) -> None:
        """What came of the last action, under the actions; empty for nothing."""
        self.note.set_text(text)
        self.note.setVisible(bool(text))
        if text:
            QTimer.singleShot(0, self.note, lambda: self._scroll.ensureWidgetVisible(self.note))

    def open(self, area: QRect, *, beside: bool) -> None:
        """Slide in over (or into) the trailing side of `area` and take the focus."""
        if self.isVisible():
            self.place(area, beside=beside)
            return
        self._came_from = QApplication.focusWidget()
        self._beside = beside
        self.apply_theme(self.theme)
        target = self._target(area)
        self.raise_()
        self.show()
        if self.theme.reduced_motion:
            self.setGeometry(target)
        else:
            away = -target.width() if self._rtl() else target.width()
            self._slide.setStartValue(target.translated(away, 0))
            self._slide.setEndValue(target)
            self._slide.start()
        self.cross.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, area: QRect, *, beside: bool) -> None:
        """The window has another size."""
        self._slide.stop()
        if beside != self._beside:
            self._beside = beside
            self.apply_theme(self.theme)
        self.setGeometry(self._target(area))

    def close_drawer(self) -> None:
        """Close; the focus goes back."""
        if not self.isVisible():
            return
        self._slide.stop()
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if had_focus and self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        self.set_note("")
        self.closed.emit()

    def room(self) -> int:
        """How wide it is beside the page."""
        return self.theme.size(WIDTH)

    def buttons(self) -> list[QAbstractButton]:
        """The actions (for tests)."""
        return self._group.buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the drawer, not the wizard."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
            return
        super().keyPressEvent(event)

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        shadow = 0 if self._beside else _SHADOW
        set_margins(self._outer, self, shadow, 0, 0, 0)
        set_margins(self._column, self, theme.px(26), theme.px(24), theme.px(24), theme.px(20))
        self._column.setSpacing(0)
        self._facts.setSpacing(theme.px(1))
        self._facts.setContentsMargins(0, theme.px(2), 0, theme.px(16))
        self._actions.setSpacing(theme.px(6))
        self._head.setSpacing(theme.px(8))
        self._timeline.setSpacing(theme.px(1))
        self._timeline.setContentsMargins(0, theme.px(12), 0, 0)
        self._pinned.setSpacing(theme.px(8))
        set_margins(self._pinned, self, theme.px(26), theme.px(12), theme.px(24), theme.px(18))
        self.note.setContentsMargins(0, theme.px(8), 0, 0)
        self.code.setContentsMargins(0, theme.px(8), 0, theme.px(4))
        for at, row in enumerate(self._rows):
            row.setContentsMargins(0, theme.px(9) if at % 2 == 0 else 0, 0, 0)

    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _target(self, area: QRect) -> QRect:
        width = min(self.room() + (0 if self._beside else _SHADOW), area.width())
        left = area.left() if self._rtl() else area.right() + 1 - width
        return QRect(left, area.top(), width, area.height())

    def _set_facts(self, content: DrawerContent) -> None:
        for gone in self._rows:
            (self._facts if self._facts.indexOf(gone) >= 0 else self._timeline).removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._rows = []
        facts = list(content.facts)
        if content.timeline:
            facts.append(Fact(content.timeline_label, "\n".join(content.timeline)))
        for at, fact in enumerate(facts):
            place = self._facts if at < len(content.facts) else self._timeline
            label = RichLabel(self.theme, fact.label, Type.HINT, tone=Tone.MUTED)
            value = RichLabel(self.theme, fact.value, Type.HINT_MEDIUM)
            for row in (label, value):
                self._rows.append(row)
                place.addWidget(row)

    def _set_actions(self, actions: Sequence[Action]) -> None:
        known = {button.objectName(): button for button in self._group.buttons()}
        if list(known) == [action.name for action in actions]:
            # The same actions in other words: the one that was pressed keeps the focus.
            for action in actions:
                button = known[action.name]
                if isinstance(button, Button):
                    button.set_texts(action.text)
            return
        self._make_actions(actions)

    def _make_actions(self, actions: Sequence[Action]) -> None:
        for gone in self._group.buttons():
            self._group.removeButton(gone)
            (self._pinned if self._pinned.indexOf(gone) >= 0 else self._actions).removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for action in actions:
            kind = Kind.BORDERED if action.bordered else Kind.LINK
            button = Button(self.theme, action.text, kind, icon=action.icon)
            button.setObjectName(action.name)
            button.setAutoDefault(False)
            self._group.addButton(button)
            side = Qt.AlignmentFlag(0) if action.bordered else Qt.AlignmentFlag.AlignLeft
            (self._pinned if action.bordered else self._actions).addWidget(button, 0, side)

    def _pressed(self, button: QAbstractButton) -> None:
        self.acted.emit(button.objectName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground; a thin line beside the page, a soft shadow over it (a line in high contrast)."""
        painter = QPainter(self)
        rtl, c = self._rtl(), self.theme.colours
        shadow = 0 if self._beside else _SHADOW
        ground = self.rect().adjusted(0 if rtl else shadow, 0, -shadow if rtl else 0, 0)
        painter.fillRect(ground, c.rail)
        edge = ground.right() if rtl else ground.left()
        if shadow and not self.theme.high_contrast:
            fade = QLinearGradient(edge, 0, edge + (shadow if rtl else -shadow), 0)
            fade.setColorAt(0.0, QColor(0, 0, 0, 70 if self.theme.dark else 34))
            fade.setColorAt(1.0, QColor(0, 0, 0, 0))
            strip = QRect(edge + 1, 0, shadow, self.height()) if rtl else QRect(0, 0, shadow, self.height())
            painter.fillRect(strip, fade)
        painter.fillRect(QRect(edge, 0, 1, self.height()), c.line)


_TONE = {Severity.NONE: Tone.TEXT, Severity.WARN: Tone.WARN, Severity.BAD: Tone.BAD}
