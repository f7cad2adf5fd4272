"""Every sentence the wizard can say, in English, by key. The only place where words are made.

Keys are `place.what`: the same words as the story's places, the page files and the pictures. Placeholders are
named: {device}, {brand}, {button}, {host} and the lights ({listen_light} …) are filled in everywhere, the
others by whoever asks. A key with `.plural` beside it is chosen by number. A brand replaces any sentence by
its key (`text.<key>` in the brand file); translators see the key as the comment of the message.
"""

from __future__ import annotations

from .texts_help import HELP
from .texts_lights import LIGHTS
from .texts_pages import PAGES
from .texts_problems import PROBLEMS
from .texts_signin import SIGNIN

TEXTS: dict[str, str] = {**PAGES, **SIGNIN, **PROBLEMS, **LIGHTS, **HELP}
