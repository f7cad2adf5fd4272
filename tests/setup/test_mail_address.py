"""What surely is no e-mail address is known before anything is sent; what may be one goes through."""

from __future__ import annotations

import pytest

from spark_setup.setup.mail_address import LONGEST, Trouble, cleaned, trouble


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("kim@example.com", "kim@example.com"),
        ("  Kim@Example.COM \n", "kim@example.com"),
        ("\u200bkim@example.com\ufeff", "kim@example.com"),
        ("Kim Doe <kim@example.com>", "kim@example.com"),
        ("mailto:kim@example.com?subject=x", "kim@example.com"),
        ("Kim <mailto:kim@example.com>", "kim@example.com"),
        ("kim+device@sub.example.co.uk", "kim+device@sub.example.co.uk"),
        ("o'neil_%1@example.museum", "o'neil_%1@example.museum"),
        ("jürgen@müller.example", "jürgen@müller.example"),
    ],
)
def test_what_a_clipboard_puts_around_it_goes(typed: str, address: str) -> None:
    assert cleaned(typed) == address
    assert trouble(cleaned(typed)) is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Trouble.EMPTY),
        ("   ", Trouble.EMPTY),
        ("kim example.com", Trouble.SPACE),
        ("kim@exam ple.com", Trouble.SPACE),
        ("kim.example.com", Trouble.NO_AT),
        ("kim@@example.com", Trouble.TWO_AT),
        ("kim@example,com", Trouble.COMMA),
        ("@example.com", Trouble.NO_NAME),
        ("kim@", Trouble.NO_DOT),
        ("kim@example", Trouble.NO_DOT),
        ("kim@example.", Trouble.NO_DOT),
        ("kim@example..com", Trouble.NO_DOT),
        ("kim@-example.com", Trouble.NO_DOT),
        ('kim"@example.com', Trouble.SIGN),
        ("kim\x00@example.com", Trouble.SIGN),
        ("k" * LONGEST + "@example.com", Trouble.LONG),
    ],
)
def test_what_cannot_be_one(typed: str, why: Trouble) -> None:
    assert trouble(cleaned(typed)) is why
