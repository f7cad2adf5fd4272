"""What one `configure-ap` of new firmware asks for, and whether its enterprise data is complete."""

from __future__ import annotations

from collections.abc import Callable

from .jsmn import c_string

_PEAP, _TLS = 25, 13
_CERTIFICATE, _PRIVATE_KEY, _IDENTITY = 4096, 2048, 64


class Wanted:
    """What one `configure-ap` of new firmware asks for. Empty texts count as not given."""

    def __init__(self) -> None:
        self.ssid, self.password, self.outcome = b"", b"", 0
        self.numbers = {b"sec": 0, b"ch": 0, b"eap": 0}
        self.sizes: dict[bytes, int] = {}
        self.private_key = 0

    def take_password(self, digits: bytes, decrypt: Callable[[bytes, int], bytes | int]) -> None:
        """A text of one character is taken as it is; any other is decrypted."""
        plain = digits
        if len(digits) >= 2:
            clear = decrypt(digits, len(digits))
            self.outcome = code_of(clear)
            plain = clear if isinstance(clear, bytes) else b""
        self.password = c_string(plain) or self.password

    def take_identity(self, key: bytes, text: bytes) -> None:
        """Certificates are counted after un-escaping and with their NUL, as the firmware keeps them."""
        if key == b"key":
            self.private_key, self.password = len(text) + 1, b"1"
        elif key == b"ii":
            self.sizes[key] = len(text) or self.sizes.get(key, 0)
        else:
            self.sizes[key] = _unescaped_size(text) + 1

    def identity_complete(self, eap: int) -> bool:
        """Whether new firmware takes the enterprise data."""
        certificate, root = self.sizes.get(b"crt", 0), self.sizes.get(b"ca", 0)
        if root > _CERTIFICATE:
            return False
        if eap == _PEAP:
            return 0 < self.sizes.get(b"ii", 0) <= _IDENTITY and 0 < len(self.password) <= 64
        if eap == _TLS:
            return 0 < certificate < _CERTIFICATE and 0 < self.private_key <= _PRIVATE_KEY
        return False


def code_of(plain: bytes | int) -> int:
    """What the firmware's decryption returns: the length of the plain text, or a negative code."""
    return plain if isinstance(plain, int) else len(plain)


def _unescaped_size(text: bytes) -> int:
    """Bytes left when escapes are undone; 0 when one is not known (`\\u` is not)."""
    size = at = 0
    while at < len(text):
        if text[at] == ord("\\"):
            at += 1
            if at == len(text) or text[at] not in b'"\\/btnfr':
                return 0
        at, size = at + 1, size + 1
    return size
