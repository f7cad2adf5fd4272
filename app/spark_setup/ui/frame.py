"""The frame: one QWizard whose only page holds a stack of ours; rail, header, problem panel, footer.

QWizard's own history does not fit a story that goes back and forth (it refuses a page it has seen, and
free jumps crash it), so order, Back and commit come from the story. Of QWizard we keep what it is good for:
the button row, the side widget, the default button, Esc, Alt mnemonics and the mirrored layout.

What stands beside the page (help, report, the question before leaving) knows the frame and not the wizard.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget, QWizard, QWizardPage

from .body import Body
from .conductor import Conductor
from .offer import Offer
from .pages.base import Look, View
from .pictures import load
from .theme import dress, set_margins
from .widgets.buttons import Button, Kind
from .widgets.code_chip import CodeChip
from .widgets.footer import Footer
from .widgets.step_rail import StepRail

MINIMUM = QSize(720, 460)
DEFAULT_B = (68.5, 45.5)

_W = QWizard.WizardButton
_ROW = (_W.CustomButton1, _W.CustomButton2, _W.Stretch, _W.HelpButton, _W.CancelButton, _W.CustomButton3)


class Frame(QWizard):
    """The window and what is around the page. What is in it, and what pressing does, is the wizard's."""

    drawn = Signal()
    """After everything on the screen follows from what is known (for autopilot and tests)."""
    ending = Signal()
    """A program closes the window: whoever owns the setup ends it before this returns."""

    def __init__(
        self, conductor: Conductor, look: Look, *, ribbon: str = "", parent: QWidget | None = None
    ) -> None:
        """`ribbon` is the key of a text shown above every page. `settle` follows."""
        super().__init__(parent)
        self.conductor = conductor
        self.look = look
        self.words = look.words
        self._ribbon = ribbon
        self._has_primary: bool | None = None
        self._build()

    def refresh(self) -> None:
        """Draw everything from what is known now."""
        raise NotImplementedError

    def set_language(self, language: str) -> None:
        """Another language at once: page, focus and what was typed stay."""
        raise NotImplementedError

    @property
    def view(self) -> View:
        """What is drawn now."""
        c = self.conductor
        return View(c.setup, c.step, c.now, c.since, with_person=c.with_person, clock=c.clock)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        theme = self.look.theme
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoDefaultButton, False)
        self.setObjectName("wizard")
        self._make_buttons()
        self.rail = StepRail(theme)
        self.setSideWidget(self.rail)
        self.body = Body(self.look, ribbon=self.ribbon_text())
        self._shell = _Shell(self.body, self)
        self.addPage(self._shell)
        self.footer = Footer(self)

    def _make_buttons(self) -> None:
        theme = self.look.theme
        self.chip = CodeChip(theme)
        self.help_button = Button(theme, self.words("frame.help"), Kind.LINK, icon="help")
        self.back_button = Button(theme, self.words("frame.back"), Kind.BORDERED)
        self.cancel_button = Button(theme, self.words("frame.cancel"), Kind.QUIET)
        self.quiet_button = Button(theme, "", Kind.QUIET)
        self.primary_button = Button(theme, "", Kind.PRIMARY)
        for which, button, name in (
            (_W.CustomButton1, self.chip, "frame.code"),
            (_W.CustomButton2, self.help_button, "frame.help"),
            (_W.CustomButton3, self.back_button, "frame.back"),
            (_W.CancelButton, self.cancel_button, "frame.cancel"),
            (_W.HelpButton, self.quiet_button, "frame.quiet"),
            (_W.NextButton, self.primary_button, "frame.primary"),
        ):
            button.setObjectName(name)
            self.setButton(which, button)

    def settle(self) -> None:
        """Size and colours, when everything is in its place."""
        self.setMinimumSize(MINIMUM)
        screen = self.screen().availableGeometry().size()
        self.resize(self.default_size().boundedTo(screen * 0.92))
        icon = load(self.look.brand.look.app_icon, QSize(64, 64))
        if icon is not None:
            self.setWindowIcon(QIcon(icon))
        self.dress()

    def dress(self) -> None:
        """In the theme of `look`."""
        product, looks = self.look.brand.product, self.look.brand.look
        self.rail.set_brand(product.device_name, product.brand_name, self._logo(), looks.header_image)
        dress(self, self.look.theme)
        self._colour_rail()

    def ribbon_text(self) -> str:
        """What stands above every page; empty for nothing."""
        return self.words(self._ribbon) if self._ribbon else ""

    def default_size(self) -> QSize:
        """How large the window would like to be."""
        width, height = (int(n * self.look.theme.b) for n in DEFAULT_B)
        return QSize(width, height + self.body.ribbon_height())

    def _logo(self) -> QPixmap | None:
        looks = self.look.brand.look
        path = looks.logo_dark if self.look.theme.dark and looks.logo_dark else looks.logo
        side = self.look.theme.size(26)
        return load(path, QSize(side, side), self.devicePixelRatioF())

    def _colour_rail(self) -> None:
        """The rail's parent is QWizard's own label, flush to three edges, seen around the rail."""
        holder = self.rail.parentWidget()
        if isinstance(holder, QLabel):
            palette = self.look.theme.palette()
            for role in (palette.ColorRole.Base, palette.ColorRole.Window):
                palette.setColor(role, self.look.theme.colours.rail)
            holder.setPalette(palette)
            holder.setAutoFillBackground(True)

    # ------------------------------------------------------------------ room and buttons

    def page_area(self) -> QRect:
        """Everything above the footer."""
        return QRect(0, 0, self.width(), self.footer.top())

    def make_room(self, pixels: int) -> None:
        """Leave this much at the trailing side of the page, for the drawer."""
        self.body.squeezed = pixels > 0
        self._shell.leave_room(pixels)

    def lay_out(self, has_primary: bool) -> None:
        """A hidden Next is shown again by QWizard at `completeChanged`: a page without one leaves it out."""
        if has_primary is self._has_primary:
            return
        self._has_primary = has_primary
        self.setButtonLayout([*_ROW, _W.NextButton] if has_primary else list(_ROW))
        self.footer.set_margins()
        self.primary_button.setVisible(has_primary)

    def show_offer(self, offer: Offer) -> None:
        """What the buttons are called, and which are there."""
        primary, quiet, cancel = offer.primary, offer.quiet, offer.cancel
        self.lay_out(primary is not None)
        if primary is not None:
            self.primary_button.set_texts(primary.text, primary.short)
            self.primary_button.setEnabled(primary.enabled)
            self.primary_button.setAccessibleDescription(primary.reason)
        self.quiet_button.setVisible(quiet is not None)
        if quiet is not None:
            self.quiet_button.set_texts(quiet.text, quiet.short)
        self.cancel_button.setVisible(cancel is not None and quiet is None)
        if cancel is not None:
            self.cancel_button.set_kind(Kind.BORDERED if cancel.name == "stop" else Kind.QUIET)
            self.cancel_button.set_texts(cancel.text, cancel.short)
        self.back_button.setVisible(offer.back)
        self.footer.fit(primary.reason if primary is not None and not primary.enabled else "")
        self.primary_button.setDefault(primary is not None and offer.enter)


class _Shell(QWizardPage):
    """QWizard's only page."""

    def __init__(self, body: QWidget, wizard: Frame) -> None:
        super().__init__(wizard)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(body)
        self.setFinalPage(False)

    def leave_room(self, pixels: int) -> None:
        """At the trailing side."""
        set_margins(self._column, self, 0, 0, pixels, 0)

    def event(self, event: QEvent) -> bool:
        """QWizard leaves two pixels around a page: ours reaches the edges."""
        answer = super().event(event)
        holder = self.parentWidget()
        around = holder.layout() if isinstance(holder, QFrame) and event.type() is QEvent.Type.Show else None
        if around is not None:
            around.setContentsMargins(0, 0, 0, 0)
        return answer

    def nextId(self) -> int:
        """There is always something that comes next: the story knows what."""
        return 1
