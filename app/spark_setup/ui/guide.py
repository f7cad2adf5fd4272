"""The guide to print: steps, lights and codes, made from the very texts that the screen shows.

One HTML page without scripts and without addresses that would be fetched; every text is escaped, whoever
wrote it. It prints in black and white as well: lights are named and drawn as timing strips.
"""

from __future__ import annotations

import html
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QLocale, Qt

from .. import __version__
from ..brand import Brand
from ..core.files import write_private
from ..core.lights import CODES, Hue, Movement
from ..core.paths import temp_dir
from ..setup.problems import KINDS, Code
from .led_words import meaning_of
from .light_pictures import picture
from .widgets.light import LightPicture, stretches
from .words import Words

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1a1f26; max-width: 60em; margin: 2em auto;
  padding: 0 1em }
h1 { font-size: 1.7em; margin: 0 0 .2em } h2 { font-size: 1.2em; margin: 2em 0 .6em; break-after: avoid }
p.intro, td.like { color: #566170 } table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: .5em .8em .5em 0; border-top: 1px solid #dce2e8 }
th { color: #566170; font-weight: 600; border-top: 0; font-size: .9em } tr { break-inside: avoid }
td.code { font-weight: 700; white-space: nowrap } b { font-weight: 600 }
ul { margin: 0; padding-inline-start: 1.2em }
svg { display: block; margin-top: .2em } footer { margin-top: 2em; color: #566170; font-size: .85em }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt } a { color: inherit } }
"""
_STEPS: tuple[tuple[str, ...], ...] = (
    ("ready.title", "ready.lead"),
    ("join.one.title", "join.one.lead"),
    ("network.title",),
    ("password.title", "password.lead"),
    ("progress.title", "progress.lead"),
    ("progress.online", "progress.online.asking"),
    ("result.success.title", "result.success.name"),
)
"""What the pages of each step say first."""
_OWN_PAGES: Mapping[Code, str] = {
    Code.OTHER_OWNER: "owner.title",
    Code.NO_SERVICE: "progress.no_service.title",
    Code.COULD_NOT_JOIN: "wrong_password.title",
    Code.NOT_SEEN_ONLINE: "progress.not_seen.title",
}
"""Codes whose page has a title of its own: that is what the customer reads aloud."""


def write_guide(brand: Brand, words: Words) -> Path | None:
    """The guide as a file of this person alone; None where nothing can be written."""
    folder = temp_dir().path
    if folder is None:
        return None
    path = folder / f"guide-{words.language}.html"
    try:
        write_private(path, guide(brand, words))
    except OSError:
        return None
    return path


def guide(brand: Brand, words: Words) -> str:
    """The whole page as HTML."""
    return "".join(_Guide(brand, words).parts())


class _Guide:
    def __init__(self, brand: Brand, words: Words) -> None:
        self._brand, self._words = brand, words

    def parts(self) -> Iterator[str]:
        w = self._words
        locale = QLocale(w.language)
        direction = "rtl" if locale.textDirection() is Qt.LayoutDirection.RightToLeft else "ltr"
        title = self._say("guide.title")
        yield f'<!DOCTYPE html>\n<html lang="{html.escape(w.language)}" dir="{direction}">\n<head>\n'
        yield '<meta charset="utf-8">\n'
        yield '<meta http-equiv="Content-Security-Policy" '
        yield "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        yield f'<p class="intro">{self._say("guide.intro")}</p>\n'
        yield from self._steps()
        yield from self._lights()
        yield from self._codes()
        yield f"<h2>{self._say('guide.note')}</h2>\n<p>{self._say('note.network')}</p>\n"
        yield from self._support()
        yield f"<footer>{self._say('guide.made', version=__version__)}</footer>\n</body>\n</html>\n"

    def _say(self, key: str, **values: str) -> str:
        """The words for `key`, with plain words where the screen shows names; escaped."""
        template = self._words.template(key)
        known = self._words.values()
        for _text, field, _spec, _conversion in string.Formatter().parse(template):
            if field and field not in values and field not in known:
                general = f"guide.value.{field}"
                values[field] = self._words(general) if self._words.has(general) else "…"
        return html.escape(self._words(key, **values))

    def _steps(self) -> Iterator[str]:
        yield f"<h2>{self._say('guide.steps')}</h2>\n<table>\n"
        for n, keys in enumerate(_STEPS, 1):
            lines = [f"<b>{self._say(f'rail.{n}')}</b>", *(self._say(key) for key in keys)]
            yield f'<tr><td class="code">S{n}</td><td>{"<br>".join(lines)}</td></tr>\n'
        yield "</table>\n"

    def _lights(self) -> Iterator[str]:
        yield f"<h2>{self._say('guide.lights')}</h2>\n<table>\n<tr>"
        for key in ("code", "light", "meaning", "advice"):
            yield f"<th>{self._say(f'guide.lights.{key}')}</th>"
        yield "</tr>\n"
        led = self._brand.led
        for state, code in CODES.items():
            if led.mapped and state not in led.mapped:
                continue
            shown = picture(led.lights[state], code, self._words)
            meaning, advice = meaning_of(code, self._words)
            yield f'<tr><td class="code">{code}</td><td>{html.escape(shown.words)}{_strip(shown)}</td>'
            yield f"<td>{html.escape(meaning)}</td><td>{html.escape(advice)}</td></tr>\n"
        yield "</table>\n"

    def _codes(self) -> Iterator[str]:
        yield f"<h2>{self._say('guide.codes')}</h2>\n<table>\n<tr>"
        for key in ("code", "title", "ways"):
            yield f"<th>{self._say(f'guide.codes.{key}')}</th>"
        yield "</tr>\n"
        for code in Code:
            ways = "".join(f"<li>{self._say(f'way.{way.value}')}</li>" for way in KINDS[code].ways)
            own = _OWN_PAGES.get(code)
            page = f"<b>{self._say(own)}</b><br>" if own else ""
            title = self._say(f"problem.{code.value}.title")
            text = f"{page}<b>{title}</b>" if not own else f"{page}{title}"
            cause = self._say(f"problem.{code.value}.cause")
            yield f'<tr><td class="code">{code.value}</td><td>{text}<br>{cause}</td>'
            yield f"<td><ul>{ways}</ul></td></tr>\n"
        yield "</table>\n"

    def _support(self) -> Iterator[str]:
        support = self._brand.support
        lines = [support.name, support.phone, support.email, support.hours, support.url or ""]
        shown = [html.escape(line) for line in lines if line]
        if shown:
            yield f"<h2>{self._say('guide.support')}</h2>\n<p>{'<br>'.join(shown)}</p>\n"


def _strip(shown: LightPicture) -> str:
    """The light's timing as a small picture; a rising and falling line where it fades."""
    bars = []
    if shown.light.movement is Movement.RAINBOW:
        hues = [hue for hue in Hue if hue is not Hue.WHITE]
        bars = [
            f'<rect x="{n * 15}" y="2" width="15" height="10" fill="{h.value}"/>' for n, h in enumerate(hues)
        ]
    for stretch in () if bars else stretches(shown.light):
        x, width = stretch.start * 120, (stretch.end - stretch.start) * 120
        hue = stretch.hue or shown.light.hue
        fill = hue.value if hue is not None else "#808a96"
        if shown.fades:
            middle = x + width / 2
            path = f"M{x:.1f} 12 Q{middle - width / 4:.1f} 12 {middle:.1f} 2 "
            path += f"Q{middle + width / 4:.1f} 12 {x + width:.1f} 12 Z"
            bars.append(f'<path d="{path}" fill="{fill}" stroke="#808a96" stroke-width=".5"/>')
        else:
            bars.append(
                f'<rect x="{x:.1f}" y="2" width="{width:.1f}" height="10" fill="{fill}" '
                'stroke="#808a96" stroke-width=".5"/>'
            )
    line = '<path d="M0 12.5 H120" stroke="#808a96"/>'
    return f'<svg width="120" height="14" viewBox="0 0 120 14" aria-hidden="true">{"".join(bars)}{line}</svg>'
