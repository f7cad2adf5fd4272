"""The device's key, encrypted passwords, and which passwords a network can have."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
)
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.core.secrets import Secret
from spark_setup.softap.crypto import encrypt_password, password_trouble, public_key, wep_key
from spark_setup.softap.errors import DeviceFaultError, MisuseError, Reason
from spark_setup.softap.messages import Protection, PublicKey


def spki(modulus: int, exponent: int = 65537, size: int = 129) -> bytes:
    """A SubjectPublicKeyInfo made by hand, for moduli that no library makes."""

    def element(tag: int, content: bytes) -> bytes:
        length = len(content)
        head = (
            bytes([length])
            if length < 0x80
            else bytes([0x81, length])
            if length < 256
            else b"\x82" + length.to_bytes(2, "big")
        )
        return bytes([tag]) + head + content

    e = exponent.to_bytes(max(1, exponent.bit_length() // 8 + 1), "big")
    pair = element(0x30, element(2, modulus.to_bytes(size, "big")) + element(2, e))
    algorithm = element(0x30, bytes.fromhex("06092a864886f70d0101010500"))
    return element(0x30, algorithm + element(3, b"\0" + pair))


@pytest.fixture(scope="module")
def private(vectors: dict[str, Any]) -> rsa.RSAPrivateKey:
    key = load_der_private_key(bytes.fromhex(vectors["test_key_pkcs1_der_hex"]), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


@pytest.fixture(scope="module")
def der(private: rsa.RSAPrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


class TestKey:
    @pytest.mark.parametrize("behind", [b"", b"\0" * 132, b"\xff" * 9])
    def test_is_trimmed_to_its_der_length(self, der: bytes, behind: bytes) -> None:
        assert len(der) == 162
        assert public_key(der + behind) == PublicKey(der)

    @pytest.mark.parametrize(
        "padded",
        [
            pytest.param(spki((1 << 1024) - 1), id="all FF"),
            pytest.param(spki((1 << 1023) | 2), id="even"),
            pytest.param(spki((1 << 1022) | 1), id="1023 bits"),
            pytest.param(spki((1 << 1024) | 1), id="1025 bits"),
            pytest.param(spki(0), id="zero"),
            pytest.param(spki((1 << 2047) | 1, size=257), id="2048 bits"),
            pytest.param(spki((1 << 1023) | 1, exponent=1), id="exponent 1"),
            pytest.param(spki((1 << 1023) | 1, exponent=65536), id="even exponent"),
            pytest.param(spki((1 << 1023) | 1, exponent=(1 << 100) | 1), id="huge exponent"),
            pytest.param(b"", id="nothing"),
            pytest.param(b"\xff" * 294, id="erased memory"),
            pytest.param(b"\0" * 294, id="zeros"),
            pytest.param(b"0\x82", id="two bytes"),
            pytest.param(b"0\x83\xff\xff\xff", id="length in three bytes"),
        ],
    )
    def test_unusable_is_refused(self, padded: bytes) -> None:
        with pytest.raises(DeviceFaultError) as caught:
            public_key(padded)
        assert caught.value.reason is Reason.BAD_KEY

    def test_hand_made_key_of_the_right_shape_is_accepted(self) -> None:
        assert public_key(spki((1 << 1023) | 1)).der == spki((1 << 1023) | 1)

    def test_elliptic_curve_is_refused(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1()).public_key()
        with pytest.raises(DeviceFaultError):
            public_key(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    @pytest.mark.parametrize(
        ("good", "bad"),
        [
            pytest.param("03818d00", "03818d01", id="unused bits"),
            pytest.param("0203010001", "0201030500", id="something behind the exponent"),
        ],
    )
    def test_other_structure_is_refused(self, der: bytes, good: str, bad: str) -> None:
        damaged = der.hex().replace(good, bad)
        assert damaged != der.hex()
        with pytest.raises(DeviceFaultError):
            public_key(bytes.fromhex(damaged))

    def test_cut_anywhere_is_refused(self, der: bytes) -> None:
        for size in range(len(der)):
            with pytest.raises(DeviceFaultError):
                public_key(der[:size])

    @given(st.binary(max_size=300))
    def test_garbage_raises_nothing_else(self, data: bytes) -> None:
        with pytest.raises(DeviceFaultError):
            public_key(data)

    @given(st.integers(0, 161), st.integers(1, 255))
    def test_one_flipped_byte_raises_nothing_else(self, at: int, mask: int) -> None:
        damaged = bytearray(spki((1 << 1023) | 1))
        damaged[at] ^= mask
        try:
            assert len(encrypt_password(public_key(bytes(damaged)), Secret("x" * 8))) == 256
        except DeviceFaultError as error:
            reason = error.reason
        else:
            reason = Reason.BAD_KEY
        assert reason is Reason.BAD_KEY


class TestPassword:
    @pytest.mark.parametrize("text", ["x", "correct horse 9", "é" * 32, "a" * 64, "📶" * 16, "nul\0inside"])
    def test_device_can_decrypt_it(self, der: bytes, private: rsa.RSAPrivateKey, text: str) -> None:
        pwd = encrypt_password(PublicKey(der), Secret(text))
        assert len(pwd) == 256
        assert private.decrypt(bytes.fromhex(pwd), PKCS1v15()) == text.encode()

    def test_is_different_every_time(self, der: bytes) -> None:
        key = PublicKey(der)
        assert encrypt_password(key, Secret("same")) != encrypt_password(key, Secret("same"))

    @pytest.mark.parametrize("text", ["a" * 65, "é" * 33, "a" * 1000])
    def test_too_long_is_refused(self, der: bytes, text: str) -> None:
        with pytest.raises(MisuseError) as caught:
            encrypt_password(PublicKey(der), Secret(text))
        assert caught.value.reason is Reason.PASSWORD_TOO_LONG
        assert text not in str(caught.value)

    def test_broken_key_is_refused(self) -> None:
        with pytest.raises(DeviceFaultError) as caught:
            encrypt_password(PublicKey(b"0\x03\x02\x01\x01"), Secret("x" * 8))
        assert caught.value.reason is Reason.BAD_KEY

    def test_key_of_another_kind_is_refused(self) -> None:
        for key in (
            ec.generate_private_key(ec.SECP256R1()).public_key(),
            rsa.generate_private_key(65537, 2048).public_key(),
        ):
            with pytest.raises(DeviceFaultError) as caught:
                encrypt_password(
                    PublicKey(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)),
                    Secret("x" * 8),
                )
            assert caught.value.reason is Reason.BAD_KEY

    def test_lone_surrogate_does_not_raise(self, der: bytes) -> None:
        assert len(encrypt_password(PublicKey(der), Secret("pass\ud800word"))) == 256


@pytest.mark.parametrize(
    ("protection", "text", "trouble"),
    [
        (Protection.WPA2, "a" * 7, 7),
        (Protection.WPA2, "a" * 8, None),
        (Protection.WPA2, "a" * 63, None),
        (Protection.WPA2, "g" * 64, 64),
        (Protection.WPA2, "aF09" * 16, None),
        (Protection.WPA2, "a" * 65, 65),
        (Protection.WPA2, "é" * 4, None),
        (Protection.WPA2, "é" * 32, 64),
        (Protection.WPA2, "０" * 64, 192),
        (Protection.WPA2, "", 0),
        (Protection.WPA, "a" * 7, 7),
        (Protection.WPA, "correct horse 9", None),
        (Protection.WEP, "abcde", None),
        (Protection.WEP, "abcdef", 6),
        (Protection.WEP, "a" * 13, None),
        (Protection.WEP, "0123456789", None),
        (Protection.WEP, "012345678g", 10),
        (Protection.WEP, "aB" * 13, None),
        (Protection.WEP, "", 0),
        (Protection.ENTERPRISE, "", 0),
        (Protection.ENTERPRISE, "x", None),
        (Protection.ENTERPRISE, "x" * 65, 65),
        (Protection.OPEN, "", None),
        (Protection.OPEN, "whatever", None),
        (Protection.UNUSABLE, "x", None),
    ],
)
def test_password_trouble(protection: Protection, text: str, trouble: int | None) -> None:
    assert password_trouble(protection, Secret(text)) == trouble
    assert password_trouble(protection, text) == trouble


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("abcde", "00056162636465"),
        ("a" * 13, "000D" + "61" * 13),
        ("0123456789", "00050123456789"),
        ("aB" * 13, "000D" + "aB" * 13),
        ("éé1", "0005c3a9c3a931"),
    ],
)
def test_wep_key(typed: str, sent: str) -> None:
    assert wep_key(Secret(typed)).reveal() == sent


@pytest.mark.parametrize("typed", ["", "abcd", "a" * 12, "012345678x", "aB" * 12, "0x0123456789"])
def test_wep_key_that_is_none(typed: str) -> None:
    with pytest.raises(MisuseError) as caught:
        wep_key(Secret(typed))
    assert caught.value.reason is Reason.WEP_KEY_INVALID
    assert not typed or typed not in str(caught.value)
