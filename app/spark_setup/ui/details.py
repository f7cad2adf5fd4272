"""What the drawer shows and "Copy summary" copies: code, device, networks, computer, light, time line."""

from __future__ import annotations

from ..brand import Brand
from ..setup import decisions as d
from ..support import summary as s
from ..support.computer import system, versions
from ..support.moments import Moment
from .led_words import light_seen
from .pages.base import View
from .widgets.code_chip import Severity
from .widgets.drawer_content import Action, DrawerContent, Fact
from .widgets.typeset import device_id_runs
from .words import Words

EVENTS = 8


def summary_words(words: Words) -> s.Words:
    """The wizard's words as the summary wants them."""
    return s.Words(lambda key, values: words(key, **values), words.has)


def moment_of(view: View) -> Moment:
    """What the page shows now."""
    return Moment(view.setup, view.step, view.since, view.now)


def light_words(view: View, brand: Brand, words: Words) -> str:
    """What the person said the light does; empty if nobody asked."""
    seen = view.setup.decision(d.Light)
    return light_seen(seen.code, brand, words) if seen is not None else ""


def version_words(words: Words) -> str:
    """Program and Python."""
    known = versions()
    return words("summary.versions", setup=known["setup"], python=known["python"])


def summary_lines(view: View, brand: Brand, words: Words, *, code: str) -> list[str]:
    """At most fifteen lines for a chat."""
    return s.summary(
        moment_of(view),
        summary_words(words),
        system=system(),
        versions=version_words(words),
        light=light_words(view, brand, words),
        code=code,
    )


def drawer_content(
    view: View, brand: Brand, words: Words, *, severity: Severity, code: str, copied: bool
) -> DrawerContent:
    """Everything in the drawer."""
    say, setup = summary_words(words), view.setup
    unknown = words("drawer.unknown")
    device = device_id_runs(setup.device.device_id) if setup.device else unknown
    facts = [
        Fact(words("drawer.device_id"), device),
        Fact(words("drawer.network"), s.network_of(setup, say) or unknown),
        Fact(words("drawer.computer"), s.computer_of(setup, system(), say)),
        Fact(words("drawer.version"), version_words(words)),
        Fact(words("drawer.light"), light_words(view, brand, words) or words("drawer.light.none")),
    ]
    events = [s.event_line(fact, say) for fact in s.events_of(setup)[-EVENTS:]]
    return DrawerContent(
        title=words("drawer.title"),
        code=code,
        severity=severity,
        facts=facts,
        actions=_actions(words, copied=copied, troubleshooting=_offers_troubleshooting(view, brand)),
        close=words("drawer.close"),
        timeline=events,
        timeline_label=words("drawer.timeline"),
    )


def _offers_troubleshooting(view: View, brand: Brand) -> bool:
    """Not while the computer is on the device's network: the page would stay blank. A file opens anywhere."""
    url = brand.links.troubleshooting
    return url is not None and (not view.setup.away or url.startswith("file:"))


def _actions(words: Words, *, copied: bool, troubleshooting: bool) -> list[Action]:
    trouble = [Action("drawer.troubleshooting", words("drawer.troubleshooting"), "help")]
    return [
        Action("drawer.copy", words("drawer.copied" if copied else "drawer.copy"), "copy", bordered=True),
        Action("drawer.save", words("drawer.save"), "save", bordered=True),
        Action("drawer.wifi", words("drawer.wifi"), "wifi-return"),
        Action("drawer.lights", words("drawer.lights"), "lamp"),
        Action("drawer.guide", words("drawer.guide"), "book"),
        *(trouble if troubleshooting else []),
        Action("drawer.language", words("drawer.language"), "globe"),
        Action("drawer.about", words("drawer.about"), "info"),
    ]
