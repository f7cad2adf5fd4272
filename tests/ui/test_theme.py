"""Colours that can be read, sizes that grow with the text, and an application that is left alone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from spark_setup.ui.colours import Colours, contrast
from spark_setup.ui.theme import Scheme, Theme, Type, dress
from spark_setup.ui.widgets.rich_label import RichLabel

TEXT_PAIRS = [
    ("text", "window"),
    ("muted", "window"),
    ("muted", "rail"),
    ("muted", "accent_soft"),
    ("muted", "bad_soft"),
    ("muted", "warn_soft"),
    ("accent", "window"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("ok", "window"),
    ("on_ok", "ok"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("text", "warn_soft"),
    ("text", "bad_soft"),
]
CONTROL_PAIRS = [("ctrl", "window"), ("ctrl", "rail"), ("ctrl", "accent_soft"), ("focus", "window")]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_pair_of_the_design_can_be_read(qtbot: QtBot, scheme: Scheme) -> None:
    c = Theme.build(scheme).colours
    for fore, back in TEXT_PAIRS:
        assert contrast(getattr(c, fore), getattr(c, back)) >= 4.5, (fore, back)
    for fore, back in CONTROL_PAIRS:
        assert contrast(getattr(c, fore), getattr(c, back)) >= 2.98, (fore, back)


def test_body_is_at_least_14_px_and_follows_a_larger_system_font(qtbot: QtBot) -> None:
    small, large = QFont(), QFont()
    small.setPixelSize(9)
    large.setPixelSize(21)
    assert Theme.build(Scheme.LIGHT, base=small).b == 14
    assert Theme.build(Scheme.LIGHT, base=large).b == 21


def test_spacing_grows_to_a_quarter_more_and_sizes_grow_on(qtbot: QtBot) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=2.0)
    assert theme.px(20) == 25
    assert theme.size(20) == 40
    assert theme.title is Type.TITLE_LARGE_TEXT
    assert Theme.build(Scheme.LIGHT).title is Type.TITLE


def test_hints_are_never_under_12_px(qtbot: QtBot) -> None:
    assert Theme.build(Scheme.LIGHT).font(Type.HINT).pixelSize() >= 12


def test_narrow_and_tight_depend_on_the_body(qtbot: QtBot) -> None:
    assert not Theme.build(Scheme.LIGHT).is_narrow(960)
    assert Theme.build(Scheme.LIGHT, text_scale=1.5).is_narrow(960)
    assert Theme.build(Scheme.LIGHT).is_tight(500)


def test_high_contrast_is_the_systems_palette(qtbot: QtBot) -> None:
    system = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.Text, "#FFFF00"),
        (QPalette.ColorRole.Highlight, "#00FFFF"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
        (QPalette.ColorRole.Link, "#000011"),
    ):
        system.setColor(role, QColor(colour))
    theme = Theme.build(Scheme.LIGHT, high_contrast=system)
    assert theme.high_contrast
    assert theme.dark
    c = theme.colours
    assert {c.muted.name(), c.line.name(), c.ctrl.name(), c.bad.name()} == {"#ffff00"}
    assert c.accent_soft == c.window
    assert c.accent.name() == "#ffff00", "a link colour that cannot be read gives way to the text colour"


def test_dressing_leaves_the_application_alone(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = (app.palette(), app.font(), app.style().name(), app.styleSheet())
    window = QWidget()
    qtbot.addWidget(window)
    outsider = QWidget()
    qtbot.addWidget(outsider)
    theme = Theme.build(Scheme.DARK, text_scale=1.5)
    dress(window, theme)
    assert (app.palette(), app.font(), app.style().name(), app.styleSheet()) == before
    assert window.palette().color(QPalette.ColorRole.Base) == theme.colours.window
    assert outsider.palette().color(QPalette.ColorRole.Base) != theme.colours.window


def test_a_foreign_style_is_replaced_on_our_widgets_only(qtbot: QtBot) -> None:
    """An embedding program with another style keeps it; the wizard inside draws with Fusion."""
    window, child = QWidget(), QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(child)
    foreign = QStyleFactory.create("Windows")
    for widget in (window, child):
        widget.setStyle(foreign)
    dress(window, Theme.build(Scheme.LIGHT))
    assert window.style().name() == "fusion"
    assert child.style().name() == "fusion"
    dress(window, Theme.build(Scheme.DARK))
    assert child.style().name() == "fusion"


def test_dressing_again_reaches_every_widget(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    light, dark = Theme.build(Scheme.LIGHT), Theme.build(Scheme.DARK)
    label = RichLabel(light, "Home")
    QVBoxLayout(window).addWidget(label)
    dress(window, dark)
    assert label.theme is dark
    assert label.block().colour == dark.colours.text


def test_soft_fills_follow_the_palette(qtbot: QtBot) -> None:
    assert Colours.of_palette(_light()).accent_soft.name() == "#e2f1f5"


def _light() -> object:
    from spark_setup.brand.palette import LIGHT

    return LIGHT
