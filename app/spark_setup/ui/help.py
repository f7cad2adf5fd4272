"""Help: the drawer with the details for support, and whatever a way out opens beside the page."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ..setup.problems import Way

if TYPE_CHECKING:
    from .wizard import SetupWizard

_SETTINGS: dict[tuple[str, Way], str] = {
    ("win32", Way.OPEN_WIFI_SETTINGS): "ms-settings:network-wifi",
    ("win32", Way.OPEN_LOCATION_SETTINGS): "ms-settings:privacy-location",
    ("win32", Way.OPEN_DATE_SETTINGS): "ms-settings:dateandtime",
    ("darwin", Way.OPEN_WIFI_SETTINGS): "x-apple.systempreferences:com.apple.wifi-settings-extension",
    (
        "darwin",
        Way.OPEN_LOCATION_SETTINGS,
    ): "x-apple.systempreferences:com.apple.preference.security?Privacy_LocationServices",
    ("darwin", Way.OPEN_DATE_SETTINGS): "x-apple.systempreferences:com.apple.Date-Time-Settings.extension",
}
"""Addresses of the system's own settings (host-wifi, 2 and 4)."""

_PANELS = {Way.OPEN_WIFI_SETTINGS: "wifi", Way.OPEN_DATE_SETTINGS: "datetime"}


class Help:
    """Opens things beside the page. Changes nothing of the story."""

    def __init__(self, wizard: SetupWizard) -> None:
        self._wizard = wizard
        self.visible = False

    def toggle(self) -> None:
        """Open or close the drawer."""
        self.visible = not self.visible

    def close(self) -> None:
        """Close the drawer."""
        self.visible = False

    def place(self) -> None:
        """The window has another size."""

    def open(self, way: Way) -> None:
        """What `way` opens."""
        if way is Way.COPY_NOTE:
            self._copy_note()
        elif way in (Way.OPEN_WIFI_SETTINGS, Way.OPEN_LOCATION_SETTINGS, Way.OPEN_DATE_SETTINGS):
            _open_settings(way)
        elif way is Way.DETAILS:
            self.visible = True

    def _copy_note(self) -> None:
        setup = self._wizard.conductor.setup
        device_id = setup.device.device_id if setup.device else self._wizard.words("drawer.unknown")
        QApplication.clipboard().setText(self._wizard.words("note.network", id=device_id))

    def choose_language(self) -> None:
        """Ctrl+Shift+L."""

    def start_again(self) -> None:
        """From the beginning."""


def _open_settings(way: Way) -> None:
    address = _SETTINGS.get((sys.platform, way))
    if address is not None:
        QDesktopServices.openUrl(QUrl(address))
        return
    panel = _PANELS.get(way)
    if panel is not None and sys.platform == "linux":
        try:
            subprocess.Popen(["gnome-control-center", panel], start_new_session=True)
        except OSError:
            return
