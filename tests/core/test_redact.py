"""Canaries: planted secrets in every form that a log may hold them in."""

from __future__ import annotations

import base64
import json
import urllib.parse

import pytest

from spark_setup.core.redact import Redactor
from spark_setup.core.secrets import Secret

CANARIES = ["correct horse 9", "pä$$ wörd+/=", 'quo"te\\slash', "line\nend", "x9/Z+y8=", "日本語パスワード"]


def forms(text: str) -> list[str]:
    data = text.encode()
    return [
        text,
        repr(text),
        json.dumps({"value": text}),
        json.dumps(text, ensure_ascii=False),
        repr(data),
        data.hex(),
        data.hex().upper(),
        data.hex(":"),
        urllib.parse.quote(text),
        urllib.parse.quote(text, safe=""),
        urllib.parse.quote_plus(text),
        urllib.parse.urlencode({"value": text}),
        base64.b64encode(data).decode(),
        base64.urlsafe_b64encode(data).decode(),
        base64.b64encode(b"client:" + data).decode(),
        base64.b64encode(b"client1:" + data + b":end").decode(),
        base64.b64encode(b"client12:" + data + b"-").decode(),
    ]


@pytest.mark.parametrize("canary", CANARIES)
def test_a_known_secret_is_found_in_every_form(canary: str) -> None:
    redactor = Redactor()
    redactor.add(Secret(canary))
    for form in forms(canary):
        cleaned = redactor.clean(f"before {form} after")
        assert "[secret]" in cleaned, form
        assert cleaned.startswith("before ")
        assert cleaned.endswith(" after")
        for other in forms(canary)[:5]:
            assert other.strip("\"'") not in cleaned


def test_the_test_can_fail() -> None:
    assert Redactor().clean(f"a {CANARIES[1]} b") == f"a {CANARIES[1]} b"


def test_short_secrets_do_not_eat_words() -> None:
    redactor = Redactor()
    redactor.add("ab")
    redactor.add("")
    assert redactor.clean("about a cab") == "about a cab"


def test_a_secret_within_a_longer_one_leaves_nothing_standing() -> None:
    redactor = Redactor()
    redactor.add("horse")
    redactor.add("correct horse 9")
    assert redactor.clean("=correct horse 9=") == "=[secret]="


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("token 0123456789abcdef0123456789abcdef01234567.", "token [token]."),
        (f"cc {'A' * 31}+{'b' * 30}/ end", "cc [claim code] end"),
        ("mail to kit.o'neil+x@mail.example.org now", "mail to [e-mail] now"),
        ("owner=kit%40example.org&x=1", "owner=[e-mail]&x=1"),
        ("ap 00:1A:2b:3c:4D:5e on 6", "ap [bssid] on 6"),
        ("ap 00-1A-2b-3c-4D-5e on 6", "ap [bssid] on 6"),
        ("Authorization: Bearer abc.DEF-123~x", "Authorization: Bearer [secret]"),
        ("authorization: basic dXNlcjpwYXNz", "authorization: basic [secret]"),
        ("POST grant_type=password&password=s3cr%20et&x=1", "POST grant_type=password&password=[secret]&x=1"),
        ('{"access_token": "a\\"b", "expires_in": 5}', '{"access_token": [secret], "expires_in": 5}'),
        ("{'refresh_token': 'abc'}", "{'refresh_token': [secret]}"),
    ],
)
def test_patterns_catch_what_nobody_registered(text: str, cleaned: str) -> None:
    assert Redactor().clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "device 3b0021001747353236343033 answers",
        "2026-08-21T14:32:05.123 joined Home, channel 6, -56 dBm",
        "192.168.0.1:5609 refused",
        "The password has 7 characters",
        "fe80::1ff:fe23:4567:890a",
        "sha256 " + "0123456789abcdef" * 4,
    ],
)
def test_facts_stay(text: str) -> None:
    assert Redactor().clean(text) == text
