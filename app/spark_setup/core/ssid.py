r"""Showing a network name to a person: up to 32 bytes of any value, made readable without hiding anything.

Two different names never give the same text: what has no look of its own becomes an escape (`\x07`,
`\u200b`), and a backslash that could be taken for the start of one is escaped itself. The result is plain
text, never markup, and is for display only: what is sent to a device are always the bytes.
"""

from __future__ import annotations

import re
import unicodedata

_LOOKS_ESCAPED = re.compile(r"\\(?=x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")

# Blank or invisible although their category says letter, mark or symbol: Unicode's default-ignorable code
# points outside Cf (fillers, joiners, variation selectors) and the empty Braille cell.
_INVISIBLE = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
    | {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
)
_HIDDEN_CATEGORIES = frozenset(["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"])
_EMOJI_LOOK, _JOINER = "\ufe0f", "\u200d"


def readable(ssid: bytes) -> str:
    r"""The name for display: UTF-8 where it is valid, `\xNN` for every other byte; blanks are kept.

    Control, bidirectional, zero-width and unassigned characters, and blanks other than the space, are shown
    as escapes. Joiners and variation selectors stay where they shape an emoji. Different bytes, different
    text.
    """
    text = ssid.decode("utf-8", "surrogateescape")
    shown: list[str] = []
    for at, sign in enumerate(text):
        if sign == "\\":
            shown.append(r"\x5c" if _LOOKS_ESCAPED.match(text, at) else sign)
        elif _shapes_emoji(text, at) or not _is_hidden(text, at):
            shown.append(sign)
        else:
            shown.append(_escape(ord(sign)))
    return "".join(shown)


def _is_hidden(text: str, at: int) -> bool:
    sign = text[at]
    if sign == " ":
        return False
    category = unicodedata.category(sign)
    if category in ("Mn", "Me"):
        # A mark with nothing to sit on would sit on whatever the screen shows before the name.
        return at == 0 or ord(sign) in _INVISIBLE or _is_hidden(text, at - 1)
    return category in _HIDDEN_CATEGORIES or ord(sign) in _INVISIBLE


def _shapes_emoji(text: str, at: int) -> bool:
    before = text[at - 1] if at else ""
    if text[at] == _EMOJI_LOOK:
        return before != "" and unicodedata.category(before) == "So" and ord(before) not in _INVISIBLE
    if text[at] == _JOINER:
        after = text[at + 1 : at + 2]
        return (
            before != ""
            and (before == _EMOJI_LOOK or unicodedata.category(before) in ("So", "Sk"))
            and after != ""
            and unicodedata.category(after) == "So"
        )
    return False


def _escape(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"  # a byte that is no UTF-8
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
