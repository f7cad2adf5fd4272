"""D2: everything that will be saved, word for word, before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ...core.paths import temp_dir
from ...support.report import Report
from .. import announce
from ..theme import Theme, Type
from ..widgets.buttons import Button, Kind
from ..widgets.checks import CheckBox
from ..widgets.rich_label import RichLabel, Tone
from ..words import Words, isolate
from .reader import Reader
from .sheet import Sheet

COPIED_MS = 2500

Make = Callable[[bool], Report]
"""A report, with names shortened or not."""


class ReportDialog(Sheet):
    """The preview. `saved(Path)` after the file is there."""

    saved = Signal(object)

    def __init__(self, theme: Theme, words: Words, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(theme, "report", words("report.title"), words("report.lead"), parent)
        self.words, self._make = words, make
        self.path: Path | None = None
        self.report = make(False)
        self.text = Reader(theme, "report.text", words("report.text"))
        self.shorten = CheckBox(theme, words("report.shorten"))
        self.shorten.setObjectName("report.shorten")
        self.shorten.toggled.connect(self._remake)
        self.reference = RichLabel(theme, "", Type.SUFFIX, tone=Tone.ACCENT, wrap=False)
        self.saved_line = RichLabel(theme, "", Type.BODY_BOLD)
        self.next_line = RichLabel(theme, "", Type.BODY, tone=Tone.MUTED)
        for widget in (self.saved_line, self.reference, self.next_line):
            self.column.addWidget(widget)
            widget.hide()
        self.column.addWidget(self.text, 1)
        self.column.addWidget(self.shorten)
        self._build_footer()
        self.text.show_text(self.report.text)
        self.text.setFocus()

    def _build_footer(self) -> None:
        theme, words = self.theme, self.words
        self.copy = self.button("copy", Button(theme, words("report.copy"), icon="copy"))
        self.show_file = self.button("show", Button(theme, words("report.show")))
        self.show_file.hide()
        self.row.addStretch(1)
        self.close_button = self.button("close", Button(theme, words("report.close"), Kind.QUIET))
        self.save = self.button("save", Button(theme, words("report.save"), Kind.PRIMARY, icon="save"))
        self.save.setDefault(True)
        self.copy.clicked.connect(self._copy)
        self.show_file.clicked.connect(self._show_file)
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self._choose)

    def _remake(self, shorten: bool) -> None:
        self.report = self._make(shorten)
        self.text.show_text(self.report.text)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.report.text)
        self.copy.set_texts(self.words("report.copied"))
        announce.say(self, self.words("report.copied"))
        QTimer.singleShot(COPIED_MS, self.copy, lambda: self.copy.set_texts(self.words("report.copy")))

    # ------------------------------------------------------------------ saving

    def _choose(self) -> None:
        name = self.words("report.file", reference=self.report.reference)
        folder = _usual_folder()
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            self.words("report.title"),
            str(folder / name if folder else name),
            f"{self.words('report.filter')} (*.zip)",
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the file and say its reference; a failure is said where the reference would stand."""
        try:
            self.report.save(path)
        except OSError as error:
            reason = isolate(error.strerror or type(error).__name__)
            self._tell(self.words("report.failed", reason=reason), Tone.BAD)
            announce.say(self, self.words("report.failed", reason=reason), assertive=True)
            return
        self.path = path
        reference = self.report.reference
        self._tell(self.words("report.saved"), Tone.TEXT)
        self.reference.set_text(reference)
        self.reference.show()
        self.next_line.set_text(self.words("report.saved.next"))
        self.next_line.show()
        self.show_file.show()
        self.save.hide()
        self.close_button.set_kind(Kind.PRIMARY)
        self.close_button.setDefault(True)
        self.shorten.setEnabled(False)
        QTimer.singleShot(0, self.reference, lambda: self.show_widget(self.reference))
        announce.say(self, self.words("report.saved.spoken", reference=" ".join(reference)), assertive=True)
        self.saved.emit(path)

    def _tell(self, text: str, tone: str) -> None:
        self.saved_line.set_role(Type.BODY_BOLD, tone)
        self.saved_line.set_text(text)
        self.saved_line.show()

    def _show_file(self) -> None:
        if self.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))


def _usual_folder() -> Path | None:
    """Where people look for a file: the desktop, else documents, else home, else a private folder."""
    places = QStandardPaths.StandardLocation
    for place in (places.DesktopLocation, places.DocumentsLocation, places.HomeLocation):
        folder = Path(QStandardPaths.writableLocation(place))
        if folder.is_absolute() and folder.is_dir():
            return folder
    return temp_dir().path
