"""The device's key and what is encrypted for it, and the rules for passwords that can work.

RSA PKCS#1 v1.5 with 1024 bits is what the device can decrypt: a fact of the protocol, not a choice.
`cryptography` is imported on first use: it costs start-up time that the first page does not have.
"""

from __future__ import annotations

import re

from ..core.secrets import Secret
from .errors import DeviceFaultError, MisuseError, Reason
from .messages import Protection, PublicKey

KEY_BITS = 1024
MAX_PASSWORD_BYTES = 64

_RSA_ALGORITHM = bytes.fromhex("06092a864886f70d0101010500")  # OID rsaEncryption, NULL
_SEQUENCE, _BIT_STRING, _INTEGER = 0x30, 0x03, 0x02
_HEX_64 = re.compile(r"[0-9A-Fa-f]{64}")
_WEP_HEX = re.compile(r"[0-9A-Fa-f]{10}|[0-9A-Fa-f]{26}")
_WEP_KEY_BYTES = (5, 13)


# ---------- the device's key


def public_key(padded: bytes) -> PublicKey:
    """The key in `padded`, a DER SubjectPublicKeyInfo with anything behind it.

    Raises `DeviceFaultError` BAD_KEY for what cannot be a Photon's key: a modulus that is even, all FF (a
    device that was never given a key) or not 1024 bits, or no RSA key at all.
    """
    try:
        der, modulus, exponent = _parse(padded)
    except ValueError as error:
        raise DeviceFaultError(Reason.BAD_KEY, str(error)) from None
    if modulus.bit_length() != KEY_BITS:
        raise DeviceFaultError(Reason.BAD_KEY, f"{modulus.bit_length()} bits")
    if modulus == (1 << KEY_BITS) - 1:
        raise DeviceFaultError(Reason.BAD_KEY, "the device has no key")
    if modulus % 2 == 0:
        raise DeviceFaultError(Reason.BAD_KEY, "even modulus")
    if exponent < 3 or exponent % 2 == 0 or exponent.bit_length() > 32:
        raise DeviceFaultError(Reason.BAD_KEY, "impossible exponent")
    return PublicKey(der)


def encrypt_password(key: PublicKey, password: Secret) -> str:
    """`pwd` for `configure-ap`: 256 hex digits; different every time.

    Raises `MisuseError` PASSWORD_TOO_LONG over 64 bytes of UTF-8, `DeviceFaultError` BAD_KEY if the key does
    not load.
    """
    plain = _bytes_of(password)
    if len(plain) > MAX_PASSWORD_BYTES:
        raise MisuseError(Reason.PASSWORD_TOO_LONG, f"{len(plain)} bytes")
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        loaded = load_der_public_key(key.der)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise DeviceFaultError(Reason.BAD_KEY, type(error).__name__) from None
    if not isinstance(loaded, RSAPublicKey) or loaded.key_size != KEY_BITS:
        raise DeviceFaultError(Reason.BAD_KEY, "not RSA-1024")
    return loaded.encrypt(plain, PKCS1v15()).hex()


def _parse(data: bytes) -> tuple[bytes, int, int]:
    """(the DER without what follows it, modulus, exponent). Raises `ValueError`."""
    outer, end = _element(data, 0, _SEQUENCE)
    algorithm, at = _element(outer, 0, _SEQUENCE)
    if algorithm != _RSA_ALGORITHM:
        raise ValueError("not an RSA key")
    bits, at = _element(outer, at, _BIT_STRING)
    if at != len(outer) or not bits.startswith(b"\0"):
        raise ValueError("not a SubjectPublicKeyInfo")
    pair, at = _element(bits, 1, _SEQUENCE)
    modulus, after = _element(pair, 0, _INTEGER)
    exponent, last = _element(pair, after, _INTEGER)
    if at != len(bits) or last != len(pair):
        raise ValueError("not an RSA public key")
    return data[:end], int.from_bytes(modulus, "big"), int.from_bytes(exponent, "big")


def _element(data: bytes, at: int, tag: int) -> tuple[bytes, int]:
    """(content, end) of the DER element at `at`. Lengths in one, two or three bytes: a key needs no more."""
    head = data[at : at + 4]
    if len(head) < 2 or head[0] != tag:
        raise ValueError("not DER")
    size, start = head[1], at + 2
    if size == 0x81 and len(head) > 2:
        size, start = head[2], at + 3
    elif size == 0x82 and len(head) > 3:
        size, start = int.from_bytes(head[2:4], "big"), at + 4
    elif size >= 0x80:
        raise ValueError("not DER")
    if start + size > len(data):
        raise ValueError("DER cut short")
    return data[start : start + size], start + size


# ---------- passwords


def password_trouble(protection: Protection, text: Secret | str) -> int | None:
    """None if a network of this protection can have this password, else its length in bytes.

    WPA and WPA2: 8 to 63 bytes, or exactly 64 hex digits. WEP: see `wep_key`. Enterprise: 1 to 64 bytes.
    Whether it is the *right* one, nobody can tell before the device has tried.
    """
    password = text if isinstance(text, Secret) else Secret(text)
    size = len(_bytes_of(password))
    match protection:
        case Protection.WPA | Protection.WPA2:
            fits = 8 <= size <= 63 or _HEX_64.fullmatch(password.reveal()) is not None
        case Protection.WEP:
            fits = _wep_digits(password) is not None
        case Protection.ENTERPRISE:
            fits = 1 <= size <= MAX_PASSWORD_BYTES
        case Protection.OPEN | Protection.UNUSABLE:
            fits = True
    return None if fits else size


def wep_key(password: Secret) -> Secret:
    """The text to send for a WEP key, in the only form that the radio takes: index 00, length, key, in hex.

    5 or 13 bytes are turned into hex, 10 or 26 hex digits are taken as they are (10 digits are never a key of
    ten characters: WEP has none). Raises `MisuseError` WEP_KEY_INVALID. Seen in the firmware, never tried on
    air.
    """
    digits = _wep_digits(password)
    if digits is None:
        raise MisuseError(Reason.WEP_KEY_INVALID, f"{len(_bytes_of(password))} bytes")
    return Secret(f"00{len(digits) // 2:02X}{digits}")


def _wep_digits(password: Secret) -> str | None:
    text = password.reveal()
    if _WEP_HEX.fullmatch(text):
        return text
    plain = _bytes_of(password)
    return plain.hex() if len(plain) in _WEP_KEY_BYTES else None


def _bytes_of(password: Secret) -> bytes:
    # "surrogatepass": a lone surrogate from a broken input method must not raise an error quoting the text.
    return password.reveal().encode("utf-8", "surrogatepass")
