"""Keeps the translation files in step with the English texts.

    python packaging/translations.py            add what is new, drop what is gone, keep what is translated
    python packaging/translations.py --check    exit 1 if that would change anything

The files are Qt Linguist's (`.ts`): the comment of a message is the key of the text. The wizard reads them
directly; nothing has to be compiled.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "spark_setup"


def main(arguments: list[str]) -> int:
    """Update or check every translation file."""
    sys.path.insert(0, str(ROOT / "app"))
    from spark_setup.ui.texts import TEXTS

    stale = False
    for path in sorted(FOLDER.glob("*.ts")):
        before = path.read_text(encoding="utf-8")
        after = rewritten(before, TEXTS)
        if before != after:
            stale = True
            if "--check" in arguments:
                print(f"{path.name} is out of step: run python packaging/translations.py")
            else:
                path.write_text(after, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


def rewritten(before: str, texts: dict[str, str]) -> str:
    """The file with exactly these texts; a translation stays where text and key are the same."""
    root = ET.fromstring(before)
    known: dict[tuple[str, str], str] = {}
    for message in root.iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished":
            told = (message.findtext("comment") or "", message.findtext("source") or "")
            known[told] = translation.text or ""
    made = ET.Element("TS", {"version": "2.1", "language": root.get("language", "")})
    context = ET.SubElement(made, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for key, source in texts.items():
        if not source:
            continue
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        ET.SubElement(message, "comment").text = key
        translation = ET.SubElement(message, "translation")
        if (key, source) in known:
            translation.text = known[(key, source)]
        else:
            translation.set("type", "unfinished")
    ET.indent(made, " ")
    body = ET.tostring(made, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
