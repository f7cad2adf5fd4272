"""The device's RSA-1024 key pair: the public half as the firmware pads it, and its PKCS#1 v1.5 decryption.

PKCS#1 v1.5 is what the device can decrypt: a fact of the protocol (softap-protocol.md, section 4). The
arithmetic is done here because a library hides *why* a text could not be decrypted, and the firmware
reports just that.
"""

from __future__ import annotations

from dataclasses import dataclass

PADDED_PUBLIC_KEY = 294
"""Bytes of the answer to `public-key`: the DER, then zero bytes."""
_MODULUS = 128
BAD_INPUT, INVALID_PADDING, PRIVATE_FAILED, TOO_LARGE = -0x4080, -0x4100, -0x4304, -0x4400
"""Result codes of the firmware's RSA library (mbed TLS), as `configure-ap` passes them on."""

_DEFAULT_KEY_HEX = (
    "3082025e02010002818100cdb70f38f17161106430ac208b365b4c0e8052933a177508cfd68d13c7ab79b5eaba326b30"
    "d9f3eea24cf900b81f3a78f2623c5fd7fe82dfbc56094ecbf2a8b8f0a767423a7914083a6dbf41d80af2d5be3ea971af"
    "ec83fdd2d6f6ef0fbac0a4f241e6d2c9ce95d9409ddb02e6b7b56d0146686264d66e2aa13765fcfa9779190203010001"
    "028181009497d564116b0f6cd2a221c3442b9858e0e4aa40f4a63b00897875e142ca4719339b198e39f445722b44245c"
    "f3a2830f182e03644bd5e8dd09e2afc87e2322e160464c51bb371a3e48846e8ce901a8f99545033f2a1531efb4f8cf8f"
    "d01c75620859feb49637eec3cbb68b2b540fa6ad5f92a908624cc404a9a1d05c1851e101024100e9b105c752e427134c"
    "2b170b6ffbd33960327fb916631aab06d582f13da336e0c026d15b364f88895530223ad3c6daf5811862833b6beac2b3"
    "f7a93b578ceda1024100e15a58a1fd44971850b4a04c8f2a4c3c14824c8ea4ec748a2c5d516659911792933d989d2eb3"
    "edf9b6158db9ad5af8dd2a82595482626a85b86134ce019a2879024014c4667f101eb65a40aa93a1b091f07368d91400"
    "9ebcafe202f9766979d0c74fb1c3c15719bc77a5bcac4a5e6ff37c01d537158a13fdc31f0a5f37eace1cf801024100d9"
    "154b2460f1de0b92532dc81271d0965fbb553c642b53e876ec3e29b6464acaec03fe2c0c7d4fd5a94e0204c7b646dde6"
    "c142846245a40fc499ff6023b2f92102410083ec46fb2f8c91cb22885ecd664db35fd52dd7b911d83188321c40c8b88a"
    "16b3907b07d417721c670451e9ee3161098a9f82bd0b336a29e8405a6c45f45fdbca"
)


@dataclass(frozen=True)
class DeviceKey:
    """A private key: modulus, private and public exponent."""

    n: int
    d: int
    e: int = 65537

    @classmethod
    def from_der(cls, der: bytes) -> DeviceKey:
        """From a PKCS#1 DER; raises ValueError when it is not one."""
        numbers = _integers(der)
        usual = len(numbers) >= 4 and 2 <= numbers[2].bit_length() <= 32
        if not usual or numbers[1].bit_length() != 8 * _MODULUS:
            raise ValueError("not a PKCS#1 key of 1024 bits")
        return cls(n=numbers[1], e=numbers[2], d=numbers[3])

    def public_der(self) -> bytes:
        """DER SubjectPublicKeyInfo, as `public-key` gives it, padded with zero bytes."""
        return _public_der(self.n.to_bytes(_MODULUS, "big"), self.e)

    def decrypt(self, block: bytes, limit: int) -> bytes | int:
        """The plain text (at most `limit` bytes) of the first 128 bytes of `block`, or the negative code."""
        cipher = int.from_bytes(block[:_MODULUS].ljust(_MODULUS, b"\0"), "big")
        if cipher >= self.n:
            return PRIVATE_FAILED
        padded = pow(cipher, self.d, self.n).to_bytes(_MODULUS, "big")
        end = padded.find(b"\0", 2)
        if padded[:2] != b"\0\2" or end < 10:
            return INVALID_PADDING
        plain = padded[end + 1 :]
        return plain if len(plain) <= limit else TOO_LARGE


def default_key() -> DeviceKey:
    """The key of a simulated device: made for this simulator, public, protects nothing."""
    return DeviceKey.from_der(bytes.fromhex(_DEFAULT_KEY_HEX))


def erased_public_der() -> bytes:
    """What a device without a key answers: a modulus of all FF."""
    return _public_der(b"\xff" * _MODULUS, 65537)


def hex_decode(text: bytes, limit: int) -> bytes:
    """The firmware's tolerant hex reader: any byte is a digit, an odd last digit is completed with 0."""
    out = bytearray()
    for at in range(0, min(len(text), 2 * limit), 2):
        low = _nibble(text[at + 1]) if at + 1 < len(text) else 0
        out.append((_nibble(text[at]) << 4 | low) & 0xFF)
    return bytes(out)


def _nibble(sign: int) -> int:
    if sign < ord("0"):
        return 0
    if sign <= ord("9"):
        return sign - ord("0")
    if sign <= ord("Z"):
        return (sign - ord("A") + 10) & 0xFF
    return sign - ord("a") + 10 if sign <= ord("z") else 0


def _public_der(modulus: bytes, exponent: int) -> bytes:
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    small = exponent.to_bytes(exponent.bit_length() // 8 + 1, "big")  # a leading bit of 0: not negative
    key = _tlv(0x30, _tlv(0x02, b"\0" + modulus) + _tlv(0x02, small))
    der = _tlv(0x30, algorithm + _tlv(0x03, b"\0" + key))
    return der.ljust(PADDED_PUBLIC_KEY, b"\0")


def _tlv(tag: int, value: bytes) -> bytes:
    size = bytes([len(value)]) if len(value) < 128 else b"\x81" + bytes([len(value)])
    return bytes([tag]) + size + value


def _integers(der: bytes) -> list[int]:
    """The integers of a flat DER sequence."""
    tag, body, _ = _read_tlv(der)
    if tag != 0x30:
        raise ValueError("not a DER sequence")
    numbers = []
    while body:
        tag, value, body = _read_tlv(body)
        if tag != 0x02:
            raise ValueError("not a sequence of integers")
        numbers.append(int.from_bytes(value, "big"))
    return numbers


def _read_tlv(data: bytes) -> tuple[int, bytes, bytes]:
    if len(data) < 2:
        raise ValueError("DER ends too early")
    tag, size, at = data[0], data[1], 2
    if size & 0x80:
        count = size & 0x7F
        size, at = int.from_bytes(data[2 : 2 + count], "big"), 2 + count
    if len(data) < at + size:
        raise ValueError("DER ends too early")
    return tag, data[at : at + size], data[at + size :]
