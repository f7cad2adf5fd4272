"""The brand's film of how to set up, offered while there is internet."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ..widgets.links import Links
from .base import Page


def add_film(page: Page, links: Links, name: str) -> bool:
    """A link to it among `links`, if the brand has one."""
    url = page.look.brand.links.video
    if url is None:
        return False
    link = links.add(name, page.words("film.watch"))
    link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(url)))
    return True
