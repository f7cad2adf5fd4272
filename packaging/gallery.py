"""Draws every widget in light, dark, high contrast, right-to-left and large German, into build/gallery/*.png.

A developer's aid: `python packaging/gallery.py [NAME …]`. Nothing here is shipped and nothing is tested here;
the sentences are samples, the real ones live in `ui/texts*.py`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gallery_scenes import SCENES, Scene
from spark_setup.ui.theme import Scheme, Theme, dress
from spark_setup.ui.widgets.drawer import Drawer

TARGET = Path(__file__).resolve().parent.parent / "build" / "gallery"


@dataclass(frozen=True)
class Variant:
    """One way to draw a scene."""

    name: str
    scheme: Scheme = Scheme.LIGHT
    text_scale: float = 1.0
    rtl: bool = False
    language: str = "en"
    high_contrast: bool = False
    reduced_motion: bool = False


VARIANTS = (
    Variant("light"),
    Variant("dark", Scheme.DARK),
    Variant("rtl", rtl=True, language="ar"),
    Variant("de150", text_scale=1.5, language="de"),
    Variant("contrast", Scheme.DARK, high_contrast=True, reduced_motion=True),
)


def main() -> int:
    """Draw the scenes named on the command line, or all."""
    app = QApplication(sys.argv[:1])
    TARGET.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:]
    for name, scene in SCENES.items():
        for variant in VARIANTS:
            if wanted and not any(w in (name, f"{name}-{variant.name}") for w in wanted):
                continue
            _draw(app, name, scene, variant)
    return 0


def _draw(app: QApplication, name: str, scene: Scene, variant: Variant) -> None:
    theme = Theme.build(
        variant.scheme,
        base=app.font(),
        text_scale=variant.text_scale,
        high_contrast=_black() if variant.high_contrast else None,
        reduced_motion=variant.reduced_motion,
    )
    widget: QWidget = scene(theme, variant.language)
    if variant.rtl:
        widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    dress(widget, theme)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    widget.show()
    widget.activateWindow()
    app.processEvents()
    drawer = widget.findChild(Drawer)
    if drawer is not None:
        area = widget.rect().adjusted(0, 0, 0, -theme.size(61))
        drawer.open(area, beside=theme.dark)
        drawer.place(area, beside=theme.dark)
    focus = widget.findChild(QWidget, widget.property("gallery.focus") or "-")
    if focus is not None:
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(3):
        app.processEvents()
    picture = QPixmap(widget.size() * 1.5)
    picture.setDevicePixelRatio(1.5)
    picture.fill(theme.colours.window)
    widget.render(picture)
    picture.save(str(TARGET / f"{name}-{variant.name}.png"))
    widget.close()
    widget.deleteLater()
    app.processEvents()


def _black() -> QPalette:
    """A high contrast palette like Windows' "Aquatic"."""
    palette, role = QPalette(), QPalette.ColorRole
    for which, colour in (
        (role.Window, "#202020"),
        (role.Base, "#202020"),
        (role.Text, "#FFFFFF"),
        (role.WindowText, "#FFFFFF"),
        (role.Button, "#202020"),
        (role.ButtonText, "#FFFFFF"),
        (role.Highlight, "#8EE3F0"),
        (role.HighlightedText, "#263B50"),
        (role.Link, "#75E9FC"),
    ):
        palette.setColor(which, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor("#A6A6A6"))
    return palette


if __name__ == "__main__":
    raise SystemExit(main())
