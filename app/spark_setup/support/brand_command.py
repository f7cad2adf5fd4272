"""`spark-setup brand check|preview FILE`: what is wrong with a brand file, and how its pages look.

The wizard's sentences and its pages live above this floor, so both are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..brand import Brand, BrandError, load
from ..core.streams import write_line
from ..core.usage import OptionParser, UsageError, language

Preview = Callable[[Brand, Path, str | None], list[Path]]
"""Draws every page of a brand into a folder, in a language; answers the pictures."""

REFUSED = 2
WHAT = "What is wrong with a brand file (check), and a picture of every page in it (preview)."
ENDS = "exit codes: 0 it can be used, 2 it is refused, or wrong usage"


def main(arguments: Sequence[str], *, texts: Mapping[str, str], preview: Preview) -> int:
    """The command. 0: the file can be used; 2: it is refused. Raises `UsageError`."""
    parser = OptionParser(prog="spark-setup brand", description=WHAT, epilog=ENDS)
    parser.add_argument("what", choices=("check", "preview"))
    parser.add_argument("file", type=Path, metavar="FILE", help="the brand file, brand.toml")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where pictures go (default: beside FILE)")
    said = "of the pictures: en or de (default: the system's)"
    parser.add_argument("--language", type=language, metavar="xx", help=said)
    parsed = parser.parse_args(list(arguments))
    try:
        brand = load(parsed.file, texts)
    except BrandError as error:
        write_line(f"error: {error}")
        return REFUSED
    for warning in brand.warnings:
        write_line(f"warning: {warning}")
    if parsed.what == "check":
        write_line(_verdict(brand))
        return 0
    folder = parsed.out or parsed.file.resolve().parent / f"{parsed.file.stem}-preview"
    try:
        pictures = preview(brand, folder, parsed.language)
    except OSError as error:
        raise UsageError(f"the pictures cannot be written to {folder}: {error.strerror}") from None
    write_line(f"{len(pictures)} pictures in {folder}")
    return 0


def _verdict(brand: Brand) -> str:
    count = len(brand.warnings)
    warned = "no warnings" if count == 0 else f"{count} warning" + ("s" if count > 1 else "")
    product = brand.product
    return f"{brand.file}: can be used for {product.brand_name} {product.device_name}, {warned}"
