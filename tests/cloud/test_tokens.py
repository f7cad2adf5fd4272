"""Token files as editors, redirects and clipboards make them (field case H01), and claim code files."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from spark_setup.cloud.claim_codes import parse_claim_code
from spark_setup.cloud.errors import Reason, TokenRefused, TokenTrouble
from spark_setup.cloud.tokens import (
    LARGEST_FILE,
    TOKEN_VARIABLE,
    parse_token,
    read_token_and_end,
    token_from_environment,
)
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT as T

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    "raw",
    [
        f"{T}\n".encode(),
        f"{T}\r\n\r\n".encode(),
        BOM + T.encode(),
        b"\xff\xfe" + f"{T}\r\n".encode("utf-16-le"),
        b"\xfe\xff" + f"{T}\r\n".encode("utf-16-be"),
        f"{T}\n".encode("utf-16-le"),
        f"{T}\n".encode("utf-16-be"),
        f'"{T}"\n'.encode(),
        f"'{T}'".encode(),
        f"Bearer {T}\n".encode(),
        f'bearer   "{T}"'.encode(),
        f"Authorization: Bearer {T}\r\n".encode(),
        T.encode() + b"\xe2\x80\x8b",
        BOM + b"\xe2\x80\x8b \xc2\xa0" + T.encode() + b"\xc2\xa0 \xef\xbb\xbf\n",
        f'{{"access_token":"{T}","token_type":"bearer"}}'.encode(),
        BOM + f'\n{{"access_token": "{T}\\n", "expires_in": 5}}\n'.encode(),
        f" {T}\n".encode(),
    ],
)
def test_one_reading_is_taken(raw: bytes) -> None:
    assert parse_token(raw) == Secret(T)


def test_tokens_of_other_forms() -> None:
    for text in ("eyJ0eXAi.eyJpc3Mi.c2ln-_", "a" * 40, "abc+/=="):
        assert parse_token(text.encode()).reveal() == text


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (b"", TokenTrouble.EMPTY),
        (b" \r\n\t", TokenTrouble.EMPTY),
        (BOM, TokenTrouble.EMPTY),
        (b'""', TokenTrouble.EMPTY),
        (b"Bearer \n", TokenTrouble.EMPTY),
        (f"{T} {T}".encode(), TokenTrouble.SEVERAL_WORDS),
        (f"{T}\n{T}\n".encode(), TokenTrouble.SEVERAL_WORDS),
        (bytes(1 << 20), TokenTrouble.TOO_LARGE),
        (bytes(64), TokenTrouble.CONTROL_SIGNS),
        (T.encode() + b"\x00\x01", TokenTrouble.CONTROL_SIGNS),
        (T[:20].encode() + b"\x1b" + T[20:].encode(), TokenTrouble.CONTROL_SIGNS),
        (T[:20].encode() + b"\xe2\x80\x8b" + T[20:].encode(), TokenTrouble.FOREIGN_SIGNS),
        (f"{TOKEN_VARIABLE}={T}".encode(), TokenTrouble.FOREIGN_SIGNS),
        ("\u201c".encode() + T.encode() + "\u201d".encode(), TokenTrouble.FOREIGN_SIGNS),
        (f"{T}é".encode("latin-1"), TokenTrouble.NOT_TEXT),
        (b"\xff\xfe\x00", TokenTrouble.NOT_TEXT),
        (f"abcbearer {T}".encode(), TokenTrouble.SEVERAL_WORDS),
        (b"{not json", TokenTrouble.BROKEN_JSON),
        (b'{"access_token": null}', TokenTrouble.NO_TOKEN_IN_JSON),
        (b'{"token": "x"}', TokenTrouble.NO_TOKEN_IN_JSON),
        (b"a" * 20000, TokenTrouble.TOO_LARGE),
        (b"<html></html>", TokenTrouble.FOREIGN_SIGNS),
    ],
    ids=range(22),
)
def test_anything_else_is_refused_in_one_sentence_without_its_content(
    raw: bytes, trouble: TokenTrouble
) -> None:
    with pytest.raises(TokenRefused) as caught:
        parse_token(raw, "the file 't.txt'")
    error = caught.value
    assert (error.trouble, error.reason) == (trouble, Reason.MISUSE)
    assert str(error) == f"the file 't.txt' {trouble.value}"
    assert error.__context__ is None  # a decoder's or parser's exception would carry the content
    assert T not in repr(error)


def test_files_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_bytes(f"{T}\n".encode())
    assert read_token_and_end(path) == (Secret(T), None)
    assert read_token_and_end("-", io.BytesIO(T.encode())) == (Secret(T), None)


def test_files_that_say_when_the_token_ends(tmp_path: Path) -> None:
    in_an_hour = (datetime.now(UTC) + timedelta(hours=1)).timestamp()
    for fields in (
        {"expires_in": "3600"},
        {"expires_in": int(in_an_hour)},
        {"expires_at": int(in_an_hour * 1000)},
    ):
        path = tmp_path / "session.json"
        path.write_text(json.dumps({"access_token": T, **fields}), encoding="utf-16")
        token, ends = read_token_and_end(path)
        assert token == Secret(T)
        assert ends is not None
        assert 3500 < (ends - datetime.now(UTC)).total_seconds() <= 3600


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large"
    large.write_bytes(bytes(LARGEST_FILE + 1))
    for path, trouble in (
        (tmp_path / "none", TokenTrouble.MISSING),
        (tmp_path, TokenTrouble.UNREADABLE),
        ("a\0b", TokenTrouble.UNREADABLE),
        (large, TokenTrouble.TOO_LARGE),
    ):
        with pytest.raises(TokenRefused) as caught:
            read_token_and_end(path)
        assert caught.value.trouble is trouble
    monkeypatch.setattr("sys.stdin", None)  # a windowed program has none
    with pytest.raises(TokenRefused) as caught:
        read_token_and_end("-")
    assert str(caught.value) == "standard input does not exist"


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    assert token_from_environment() is None
    monkeypatch.setenv(TOKEN_VARIABLE, f" {T}\n")
    assert token_from_environment() == Secret(T)
    with pytest.raises(TokenRefused, match=TOKEN_VARIABLE):
        token_from_environment({TOKEN_VARIABLE: ""})
    with pytest.raises(TokenRefused) as caught:
        token_from_environment({TOKEN_VARIABLE: "\udcff"})
    assert caught.value.trouble is TokenTrouble.NOT_TEXT


def test_claim_code_files() -> None:
    code = "A" * 31 + "+" + "b" * 30 + "/"
    assert parse_claim_code(f"{code}\r\n".encode()) == Secret(code)
    assert parse_claim_code(f'{{"claim_code":"{code}","device_ids":[]}}'.encode()) == Secret(code)
    for bad in (code[:-1], code + "A", code[:-1] + "=", code[:-1] + "é", code[:-1] + "\u0661"):
        with pytest.raises(TokenRefused) as caught:
            parse_claim_code(bad.encode())
        assert caught.value.trouble is TokenTrouble.NOT_A_CLAIM_CODE
        assert code[:30] not in str(caught.value)
