"""The words of a wizard: the texts, in one language, for one brand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from ..brand import Brand
from .naming import brand_values
from .texts import TEXTS
from .words import LANGUAGES, Words


def words_for(brand: Brand, language: str, host: str) -> Words:
    """All texts. `host` is the name of the cloud that problems mention."""
    own = own_texts(brand, language)
    bare = Words(TEXTS, language=language, own=own)
    return Words(TEXTS, language=language, own=own, always=brand_values(brand, bare, host))


def own_texts(brand: Brand, language: str) -> Mapping[str, str]:
    """The sentences that the brand replaces in this language."""
    found = {key: brand.text.get(key, language) for key in TEXTS}
    if found["ready.title"] is None:
        found["ready.title"] = brand.product.power_on
    return {key: text for key, text in found.items() if text is not None}


def system_language() -> str:
    """The first of the person's languages that the wizard speaks; English if none."""
    for name in QLocale.system().uiLanguages():
        language = name.split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return "en"
