"""Values of options: what is refused is refused in a sentence."""

from __future__ import annotations

import pytest

from spark_setup.core.usage import OptionParser, UsageError, port, speed


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [(speed, "20", 20.0), (speed, "0.01", 0.01), (port, "0", 0), (port, "65535", 65535)],
)
def test_what_is_taken(kind: type, text: str, value: float) -> None:
    parser = OptionParser(prog="p")
    parser.add_argument("--x", type=kind)
    assert parser.parse_args(["--x", text]).x == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((speed, text) for text in ("0", "nan", "inf", "-1", "fast", "1e9")),
        *((port, text) for text in ("65536", "-1", "²", "", "80.0")),
    ],
)
def test_what_is_refused(kind: type, text: str) -> None:
    parser = OptionParser(prog="p")
    parser.add_argument("--x", type=kind)
    with pytest.raises(UsageError, match=r"argument --x: .*p --help"):
        parser.parse_args([f"--x={text}"])
