"""The signed header: who may ask for codes, for whom, and how often."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from spark_setup.core.secrets import Secret
from spark_setup.vendor.errors import Reason, VendorError
from spark_setup.vendor.users import HEADER, WINDOW_S, Asked, SignedHeader, checked_name, sign

KEY = Secret("0123456789abcdef0123456789abcdef")
BODY = b'{"customer": "jane@example.com"}'


class Once:
    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __call__(self, digest: str, lifetime_s: float) -> bool:
        assert lifetime_s >= 2 * WINDOW_S
        first = digest not in self.seen
        self.seen.add(digest)
        return first


@pytest.fixture
def check(wall: Callable[[], float]) -> SignedHeader:
    return SignedHeader(KEY, Once(), wall)


@pytest.fixture
def asked(wall: Callable[[], float]) -> Asked:
    return Asked("POST", "/codes", {HEADER: sign(KEY, "POST", "/codes", BODY, now=wall())}, BODY)


def refusal(check: SignedHeader, asked: Asked) -> Reason:
    with pytest.raises(VendorError) as caught:
        check(asked)
    return caught.value.reason


def test_a_signed_request_names_its_customer(check: SignedHeader, asked: Asked) -> None:
    assert check(asked) == "jane@example.com"


def test_a_replay_is_refused(check: SignedHeader, asked: Asked) -> None:
    check(asked)
    assert refusal(check, asked) is Reason.NOT_SIGNED_IN


def test_the_signature_covers_method_path_and_body(check: SignedHeader, asked: Asked) -> None:
    for change in ({"method": "PUT"}, {"path": "/other"}, {"body": BODY.replace(b"jane", b"john")}):
        assert refusal(check, dataclasses.replace(asked, **change)) is Reason.NOT_SIGNED_IN


def test_another_key_does_not_do(check: SignedHeader, asked: Asked, wall: Callable[[], float]) -> None:
    other = sign(Secret("f" * 40), "POST", "/codes", BODY, now=wall())
    assert refusal(check, dataclasses.replace(asked, headers={HEADER: other})) is Reason.NOT_SIGNED_IN


@pytest.mark.parametrize("off_s", [-61, 61, 10_000])
def test_outside_the_window_it_is_refused(check: SignedHeader, wall: Callable[[], float], off_s: int) -> None:
    header = sign(KEY, "POST", "/codes", BODY, now=wall() + off_s)
    assert refusal(check, Asked("POST", "/codes", {HEADER: header}, BODY)) is Reason.NOT_SIGNED_IN


@pytest.mark.parametrize(
    "header", ["", "t=1", "t=1,n=00,v1=00", "x" * 5000, f"t=٣,n={'0' * 32},v1={'0' * 64}"]
)
def test_a_header_of_another_form_is_refused(check: SignedHeader, header: str) -> None:
    assert refusal(check, Asked("POST", "/codes", {HEADER: header}, BODY)) is Reason.NOT_SIGNED_IN


@pytest.mark.parametrize("body", [b"", b"[]", b'{"customer": 7}', b'{"customer": ""}', b"[" * 4000])
def test_a_body_without_a_customer_is_refused(
    check: SignedHeader, wall: Callable[[], float], body: bytes
) -> None:
    header = sign(KEY, "POST", "/codes", body, now=wall())
    assert refusal(check, Asked("POST", "/codes", {HEADER: header}, body)) is Reason.BAD_REQUEST


@pytest.mark.parametrize("name", ["", "a b", "a\nb", "a\x00", "x" * 255, "a\u202eb"])
def test_names_that_the_cloud_must_not_be_asked_for(name: str) -> None:
    with pytest.raises(VendorError):
        checked_name(name)


def test_a_short_key_is_refused_at_the_start() -> None:
    with pytest.raises(VendorError) as caught:
        SignedHeader(Secret("short"), Once())
    assert caught.value.reason is Reason.CONFIG
