"""From a key to the words on the screen: brand's own text, else the translation, else the English sentence.

The sentences are in `texts.py`. Translation is Qt's: the contexts, files and tools are those of Qt Linguist
(`.ts`), read directly, so that no compiled file has to be made, shipped or kept in step. Nothing is installed
in the application: an embedding program keeps its own translators, and the language can change at any time.
"""

from __future__ import annotations

import string
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTranslator

from ..core.paths import resources_dir

CONTEXT = "spark_setup"
LANGUAGES = ("en", "de")


class TsTranslator(QTranslator):
    """A Qt translator fed from a `.ts` file. `disambiguation` is the key of the text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._messages: dict[tuple[str, str], list[str]] = {}
        for message in ET.parse(path).getroot().iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") in ("unfinished", "obsolete", "vanished"):
                continue
            forms = [form.text or "" for form in translation.findall("numerusform")]
            key = (message.findtext("source") or "", message.findtext("comment") or "")
            self._messages[key] = forms or [translation.text or ""]

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        forms = self._messages.get((source, disambiguation or ""))
        if not forms:
            return ""
        return forms[0] if n in (-1, 1) or len(forms) == 1 else forms[1]

    def isEmpty(self) -> bool:
        return not self._messages


class Words:
    """Every text of the wizard, in one language, for one brand."""

    def __init__(
        self,
        texts: Mapping[str, str],
        *,
        language: str = "en",
        own: Mapping[str, str] | None = None,
        always: Mapping[str, str] | None = None,
    ) -> None:
        self.language = language
        self._texts = texts
        self._own = dict(own or {})
        self._always = dict(always or {})
        self._translator = _translator(language)

    def __call__(self, key: str, number: int = -1, /, **values: str) -> str:
        """The words for `key`, with its placeholders filled; `number` chooses singular or plural."""
        template = self._own.get(key) or self._translated(key, number)
        return string.Formatter().vformat(template, (), {**self._always, **values})

    def template(self, key: str, **values: str) -> str:
        """The words for `key` with the brand's and these values filled in; other placeholders stay."""
        filled = {**self._always, **values}
        source = self._own.get(key) or self._translated(key, -1)
        parts = []
        for literal, name, _spec, _conversion in string.Formatter().parse(source):
            parts.append(_braced(literal))
            if name is not None:
                parts.append(_braced(filled[name]) if name in filled else "{" + name + "}")
        return "".join(parts)

    def values(self) -> dict[str, str]:
        """What is filled into every text: device, brand, button."""
        return dict(self._always)

    def has(self, key: str) -> bool:
        """Whether there are words for `key`."""
        return key in self._texts or key in self._own

    def _translated(self, key: str, n: int) -> str:
        source = self._texts[key]
        if n not in (-1, 1) and f"{key}.plural" in self._texts:
            source, key = self._texts[f"{key}.plural"], f"{key}.plural"
        if self._translator is None:
            return source
        return self._translator.translate(CONTEXT, source, key, n) or source


def _translator(language: str) -> TsTranslator | None:
    if language == "en":
        return None
    path = resources_dir() / "translations" / f"spark_setup_{language}.ts"
    return TsTranslator(path) if path.is_file() else None


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def isolate(name: str) -> str:
    """A foreign name inside a sentence: its direction does not reorder the words around it (ui.md, 6)."""
    return f"\u2068{name}\u2069"
