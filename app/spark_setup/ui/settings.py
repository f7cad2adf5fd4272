"""Opens the operating system's own settings (host-wifi.md, 2 and 4)."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from ..setup.problems import Way

SETTINGS = frozenset(
    {
        Way.OPEN_WIFI_SETTINGS,
        Way.OPEN_LOCATION_SETTINGS,
        Way.OPEN_NETWORK_SETTINGS,
        Way.OPEN_DATE_SETTINGS,
    }
)

_log = logging.getLogger(__name__)

_MAC = "x-apple.systempreferences:com.apple."
_ADDRESSES: dict[tuple[str, Way], str] = {
    ("win32", Way.OPEN_WIFI_SETTINGS): "ms-settings:network-wifi",
    ("win32", Way.OPEN_LOCATION_SETTINGS): "ms-settings:privacy-location",
    ("win32", Way.OPEN_DATE_SETTINGS): "ms-settings:dateandtime",
    ("darwin", Way.OPEN_WIFI_SETTINGS): f"{_MAC}wifi-settings-extension",
    ("darwin", Way.OPEN_LOCATION_SETTINGS): f"{_MAC}preference.security?Privacy_LocationServices",
    ("darwin", Way.OPEN_NETWORK_SETTINGS): f"{_MAC}preference.security?Privacy_LocalNetwork",
    ("darwin", Way.OPEN_DATE_SETTINGS): f"{_MAC}Date-Time-Settings.extension",
}
_PANELS = {Way.OPEN_WIFI_SETTINGS: "wifi", Way.OPEN_DATE_SETTINGS: "datetime"}


def open_settings(way: Way) -> None:
    """Open the settings that `way` names; where there are none, nothing happens."""
    address, panel = _ADDRESSES.get((sys.platform, way)), _PANELS.get(way)
    opened = False
    if address is not None:
        opened = QDesktopServices.openUrl(QUrl(address))
    elif panel is not None and sys.platform == "linux":
        opened, _ = QProcess.startDetached("gnome-control-center", [panel])
    if not opened:
        _log.info("%s: this system's settings could not be opened", way.value)
