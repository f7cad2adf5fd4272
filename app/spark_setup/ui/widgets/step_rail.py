"""The rail at the leading side: brand, product and the seven steps. `step_strip.py` is its narrow form.

    rail = StepRail(theme)
    wizard.setSideWidget(rail)
    wizard.rail = rail                  # QWizard does not keep the Python object alive
    rail.set_brand("Temperature Monitor", "Maker", logo_pixmap, header_image_path)
    rail.set_steps([RailStep("Get ready", State.DONE, "All checks passed", "Step 1, Get ready, done. All
    checks passed"), …])

Not clickable and not in the tab order: Back is the only way back. A screen reader meets one static text per
step, named by `spoken`. Titles elide (the only texts of ours that do) and then carry a tool tip.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from spark_setup.ui.pictures import Backdrop
from spark_setup.ui.theme import Theme, Themed, Type, set_margins
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.rail_step import RailStep, Step
from spark_setup.ui.widgets.rich_label import RichLabel, Tone

__all__ = ["RailStep", "StepRail"]


class StepRail(Themed, QWidget):
    """The rail; see the module."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._logo = QLabel()
        self._logo_pixmap = QPixmap()
        self._backdrop = Backdrop(None, most=1.0)
        self._product = RichLabel(theme, "", Type.BODY_BOLD)
        self._brand = RichLabel(theme, "", Type.HINT, tone=Tone.MUTED)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._product)
        names.addWidget(self._brand)
        self._head = QHBoxLayout()
        self._head.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addLayout(names, 1)
        self._steps: list[Step] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addLayout(self._list)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.apply_theme(theme)

    def set_brand(
        self, product: str, brand: str, logo: QPixmap | None = None, header_image: Path | None = None
    ) -> None:
        """Who makes the device; `logo` is a square mark, drawn 26 px high, `header_image` lies behind."""
        self._backdrop = Backdrop(header_image, most=1.0)
        self._product.set_text(product)
        self._brand.set_text(brand)
        self._logo_pixmap = logo if logo is not None else QPixmap()
        self._show_logo()

    def set_steps(self, steps: Sequence[RailStep]) -> None:
        """Show these steps; their number may change, usually it is seven."""
        while len(self._steps) > len(steps):
            gone = self._steps.pop()
            self._list.removeWidget(gone)
            gone.deleteLater()
        while len(self._steps) < len(steps):
            made = Step(self.theme, len(self._steps) + 1, self)
            made.setObjectName(f"rail.step{len(self._steps) + 1}")
            self._steps.append(made)
            self._list.addWidget(made)
            made.show()
        before = State.COMING
        for at, (widget, step) in enumerate(zip(self._steps, steps, strict=True), 1):
            widget.set_step(step, before=before, last=at == len(steps))
            before = step.state

    def step_widgets(self) -> list[QLabel]:
        """The static texts, first step first (for tests)."""
        return list(self._steps)

    def apply_theme(self, theme: Theme) -> None:
        """Sizes."""
        super().apply_theme(theme)
        self.setFixedWidth(theme.rail_width)
        self._head.setSpacing(theme.size(11))
        self._mirror_margins()
        self._show_logo()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and that of the brand."""
        painter, colours, head = QPainter(self), self.theme.colours, self.head_area()
        painter.fillRect(self.rect(), colours.rail)
        painter.fillRect(head, colours.header)
        self._backdrop.paint(painter, head, colours.header, self.theme)

    def head_area(self) -> QRect:
        """Behind logo and names, from edge to edge."""
        return QRect(0, 0, self.width(), self._head.geometry().bottom() + self.theme.px(14))

    def _mirror_margins(self) -> None:
        theme = self.theme
        set_margins(self._column, self, theme.size(24), theme.px(26), theme.size(10), theme.px(12))
        set_margins(self._head, self, theme.size(11), 0, 0, 0)
        set_margins(self._list, self, 0, theme.size(20), theme.size(8), 0)

    def event(self, event: QEvent) -> bool:
        """QWizard puts the rail into a label of its own, with a margin around it: the rail is to be flush."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.ParentChange, QEvent.Type.Show):
            holder = self.parentWidget()
            around = holder.layout() if isinstance(holder, QLabel) else None
            if around is not None:
                around.setContentsMargins(0, 0, 0, 0)
        return answer

    def changeEvent(self, event: QEvent) -> None:
        """A new direction swaps the margins."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._mirror_margins()

    def _show_logo(self) -> None:
        side = self.theme.size(26)
        self._logo.setVisible(not self._logo_pixmap.isNull())
        if self._logo_pixmap.isNull():
            return
        ratio = self.devicePixelRatioF()
        shown = self._logo_pixmap.scaled(
            round(side * ratio),
            round(side * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self._logo.setPixmap(shown)
