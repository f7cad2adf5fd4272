"""D3: what this is, and whose work is inside."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from ... import __version__
from ...brand import Brand
from ...support.licences import LGPL_SOURCES, licences
from ..pictures import load
from ..theme import Theme, Type, show_when
from ..widgets.buttons import Button, Kind, TextLink
from ..widgets.rich_label import RichLabel, Tone
from ..widgets.scroll import SlimBar
from ..words import Words
from .reader import Reader
from .sheet import Sheet


class AboutDialog(Sheet):
    """Name, version, brand; licences on the left, their text on the right."""

    def __init__(self, theme: Theme, words: Words, brand: Brand, parent: QWidget | None = None) -> None:
        title = words("about.title", app=brand.product.app_name)
        super().__init__(theme, "about", title, words("about.made_for"), parent)
        self.words, self._looks = words, brand.look
        self._licences = licences()
        self.version = RichLabel(theme, words("about.version", version=__version__), Type.BODY_MEDIUM)
        self.list = QListWidget()
        self.list.setObjectName("about.licences")
        self.list.setAccessibleName(words("about.licences"))
        self.list.setVerticalScrollBar(SlimBar(theme))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        for part in self._licences:
            item = QListWidgetItem(f"{part.part} {part.version}", self.list)
            item.setSizeHint(QSize(0, theme.size(27)))
        self.text = Reader(theme, "about.text", words("about.licences"))
        self.list.currentRowChanged.connect(self._show)
        label = RichLabel(theme, words("about.licences"), Type.HINT_BOLD, tone=Tone.MUTED)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.list, 2)
        row.addWidget(self.text, 5)
        self.logo = QLabel()
        self.logo.setObjectName("about.logo")
        self.column.addWidget(self.logo)
        self.column.addWidget(self.version)
        self.column.addWidget(label)
        self.column.addLayout(row, 1)
        self.sources = TextLink(theme, words("about.sources"))
        self.sources.setObjectName("about.sources")
        self.sources.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(LGPL_SOURCES)))
        self.row.addWidget(self.sources)
        self.row.addStretch(1)
        self.close_button = self.button("close", Button(theme, words("about.close"), Kind.PRIMARY))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _show_logo(self, theme: Theme) -> None:
        """The brand's wide one, as decoration: the title names the program."""
        path = self._looks.logo_wide_dark if theme.dark else self._looks.logo_wide
        picture = load(path, QSize(theme.size(320), theme.size(48)), self.devicePixelRatioF())
        if picture is not None:
            self.logo.setPixmap(picture)
        show_when(picture is not None, self.logo)

    def apply_theme(self, theme: Theme) -> None:
        """Colours of the list."""
        super().apply_theme(theme)
        self._colour_list(theme)
        self._show_logo(theme)

    def _colour_list(self, theme: Theme) -> None:
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colours.card)
        palette.setColor(QPalette.ColorRole.Highlight, theme.colours.accent_soft)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colours.text)
        self.list.setPalette(palette)
        self.list.setFont(theme.font(Type.HINT))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._licences):
            part = self._licences[row]
            self.text.show_text(part.text or self.words("about.licence.none", name=part.name or "?"))
