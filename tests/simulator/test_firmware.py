"""What a body means to the two firmware generations, beyond the recorded vectors."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.simulator.air import AirNetwork, SimulatedAir
from spark_setup.simulator.device_key import default_key, hex_decode
from spark_setup.simulator.firmware import NAMES, Firmware, Generation, Radio, Rejected
from spark_setup.simulator.memory import Memory
from spark_setup.simulator.stored import StoredNetworks

KEY = default_key()
WPA2, CORP = 0x00400004, 0x02400004
AIR = SimulatedAir((AirNetwork(b"Home", sec=WPA2), AirNetwork(b"Corp", sec=CORP), AirNetwork(b"Free", sec=0)))


def firmware(generation: Generation) -> tuple[Firmware, Memory]:
    memory = Memory("0" * 24, KEY, False, StoredNetworks())
    return Firmware(generation, memory, Radio(AIR.device_rows)), memory


def encrypted(plain: bytes) -> bytes:
    public = load_der_public_key(KEY.public_der()[:162])
    assert isinstance(public, rsa.RSAPublicKey)
    return public.encrypt(plain, padding.PKCS1v15()).hex().encode()


def configure(generation: Generation, body: bytes) -> tuple[bytes, Memory]:
    code, memory = firmware(generation)
    return b"".join(code.run("configure-ap", body)), memory


def wpa2(password: bytes, extra: bytes = b"") -> bytes:
    return b'{"ssid":"Home","sec":4194308,"ch":6,"pwd":"%s"%s}' % (encrypted(password), extra)


@pytest.mark.parametrize(
    ("size", "new", "old"),
    [(7, -4, 0), (8, 0, 0), (64, 0, 0), (65, -4, 0), (66, -4, -17408), (117, -4, -17408)],
)
def test_password_lengths(size: int, new: int, old: int) -> None:
    body = wpa2(b"x" * size)
    assert configure(Generation.NEW, body)[0] == b'{"r":%d}' % new
    reply, memory = configure(Generation.OLD, body)
    assert reply == b'{"r":%d}' % old
    if old == 0:
        assert memory.networks.first is not None
        assert memory.networks.first.password == b"x" * min(size, 64)


def test_ciphertext_beyond_the_modulus() -> None:
    body = b'{"ssid":"Home","sec":4194308,"pwd":"%s"}' % (b"f" * 256)
    assert configure(Generation.NEW, body)[0] == b'{"r":-17156}'


@pytest.mark.parametrize(
    ("extra", "reply"),
    [
        (b',"eap":25,"ii":"user@example.org"', b'{"r":0}'),
        (b',"eap":25', b'{"r":1}'),
        (b',"eap":25,"ii":"' + b"u" * 65 + b'"', b'{"r":1}'),
        (b',"eap":99,"ii":"u"', b'{"r":1}'),
        (b',"eap":25,"ii":"u","ca":"' + b"c" * 4096 + b'"', b'{"r":1}'),
        (b',"eap":25,"ii":"u","ca":"' + b"\\r\\n" * 1500 + b'"', b'{"r":0}'),
        (b',"eap":13,"crt":"c","ek":"' + encrypted(b"k" * 32) + b'","key":"' + b"00" * 32 + b'"', b'{"r":0}'),
        (b',"eap":13,"crt":"c","key":"' + b"00" * 32 + b'"', b'{"r":1}'),
        (b',"eap":13,"ek":"' + encrypted(b"k" * 32) + b'","key":"' + b"00" * 32 + b'"', b'{"r":1}'),
    ],
)
def test_enterprise_data(extra: bytes, reply: bytes) -> None:
    body = b'{"ssid":"Corp","sec":37748740,"ch":1,"pwd":"%s"%s}' % (encrypted(b"password123"), extra)
    got, memory = configure(Generation.NEW, body)
    assert got == reply
    assert memory.networks.identity is (reply == b'{"r":0}')
    with pytest.raises(Rejected):
        configure(Generation.OLD, body)


def test_enterprise_without_eap_is_stored_but_can_never_join() -> None:
    body = b'{"ssid":"Corp","sec":37748740,"pwd":"%s"}' % encrypted(b"password123")
    reply, memory = configure(Generation.NEW, body)
    assert reply == b'{"r":0}'
    stored = memory.networks.first
    assert stored is not None
    assert not AIR.networks[1].lets_in(stored.sec, stored.password, identity=memory.networks.identity)


def test_only_one_enterprise_network_is_kept() -> None:
    networks = StoredNetworks()
    for name, sec in ((b"A", CORP), (b"B", WPA2), (b"C", CORP)):
        networks.add(name, b"", sec, 1, single_enterprise=True)
    assert [stored.ssid for stored in networks.named()] == [b"B", b"C"]


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        (b"000568656c6c6f", b"\0\5hello"),
        (b"ABCDE", b"\xab\xcd\xe0"),
        (b"\0" + b"x" * 5, b""),
        (b"\1\5hello", b"\1\5hello"),
        (b"hello", hex_decode(b"hello", 64)),
    ],
)
def test_wep_keys_are_turned_from_hex(key: bytes, stored: bytes) -> None:
    body = b'{"ssid":"N","sec":1,"pwd":"%s"}' % encrypted(key)
    _, memory = configure(Generation.OLD, body)
    assert memory.networks.first is not None
    assert memory.networks.first.password == stored


def test_unknown_protection_is_looked_up_by_new_firmware_only() -> None:
    body = b'{"ssid":"Home","sec":6,"pwd":"%s"}' % encrypted(b"password123")
    for generation, sec in ((Generation.NEW, WPA2), (Generation.OLD, 6)):
        _, memory = configure(generation, body)
        assert memory.networks.first is not None
        assert memory.networks.first.sec == sec


def test_a_code_is_cut_to_63_and_never_unescaped() -> None:
    code, memory = firmware(Generation.NEW)
    code.run("set", b'{"k":"cc","v":"' + b"A" * 61 + b'\\/B"}')
    assert memory.claim_code == b"A" * 61 + b"\\/"


@given(st.sampled_from(list(Generation)), st.sampled_from(NAMES), st.binary(max_size=120))
def test_no_body_is_too_strange(generation: Generation, name: str, body: bytes) -> None:
    code, _ = firmware(generation)
    try:
        reply = b"".join(code.run(name, body))
    except Rejected:
        return
    assert reply.startswith(b"{")


_TEXT = st.sampled_from(
    [b'"ssid"', b'"pwd"', b'"sec"', b'"k"', b'"cc"', b"{", b"}", b"[", b"]", b":", b",", b"1", b'"']
)


@given(
    st.sampled_from(list(Generation)), st.sampled_from(["set", "configure-ap"]), st.lists(_TEXT, max_size=25)
)
def test_no_arrangement_of_signs_is_too_strange(
    generation: Generation, name: str, parts: list[bytes]
) -> None:
    code, _ = firmware(generation)
    try:
        code.run(name, b"".join(parts))
    except Rejected:
        return
