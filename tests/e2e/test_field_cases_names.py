"""H01 to H03: a token that is not quite the token, names that end in blanks, names that look like markup."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fakes.field_bench import PASSWORD, Bench
from fakes.field_cloud import CLAIM_CODE, TOKEN, FieldCloud
from fakes.field_device import HOME, FieldDevice
from fakes.seen_texts import Text, texts_in
from spark_setup.cloud.sessions import answer_from
from spark_setup.core.secrets import Secret
from spark_setup.ui.answers import Answers
from spark_setup.ui.pages.hidden import HiddenPage
from spark_setup.ui.pages.network import NetworkPage
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run, answers
from .field import Reached, bench, cloud, device, reached, watched

__all__ = ["bench", "cloud", "device", "reached"]

T = TOKEN.encode()
# ---------------------------------------- H01

READABLE = {
    "lf": T + b"\n",
    "crlf-twice": T + b"\r\n\r\n",
    "utf8-mark": b"\xef\xbb\xbf" + T,
    "utf16": b"\xff\xfe" + f"{TOKEN}\r\n".encode("utf-16-le"),
    "quoted": b'"' + T + b'"\n',
    "bearer": b"Bearer " + T + b"\n",
    "zero-width": T + b"\xe2\x80\x8b",
    "json": json.dumps({"access_token": TOKEN, "token_type": "bearer"}).encode(),
}
UNREADABLE = {
    "empty": b"",
    "two-words": T + b" " + T,
    "zeros": bytes(1 << 20),
    "control-sign": T[:20] + b"\x07" + T[20:],
    "utf32": b"\xff\xfe\x00\x00" + TOKEN.encode("utf-32-le"),
    "not-ascii": T[:-2] + "é".encode(),
}


@pytest.mark.parametrize("how", READABLE)
def test_h01_a_file_with_one_reading_is_taken(bench: Bench, qapp: object, how: str) -> None:
    bench.token_file.write_bytes(READABLE[how])
    ended = bench.run() if how in ("lf", "utf16") else bench.run_here()
    assert ended.code == 0
    assert ended.result["outcome"] == "success"
    assert {r.headers.get("Authorization") for r in bench.cloud.requests} == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("how", UNREADABLE)
def test_h01_every_other_file_is_refused_in_one_sentence(bench: Bench, how: str) -> None:
    bench.token_file.write_bytes(UNREADABLE[how])
    ended = bench.run() if how == "zeros" else bench.run_here()
    assert ended.code == 2
    assert bench.cloud.requests == []
    assert bench.device.requests == []
    (sentence,) = ended.stderr.splitlines()
    assert str(bench.token_file) in sentence


def test_h01_the_variable_is_read_the_same_way(bench: Bench) -> None:
    ended = bench.run(token=False, env={"SPARK_SETUP_TOKEN": f" {TOKEN}\n"})
    assert ended.code == 0
    assert {r.headers.get("Authorization") for r in bench.cloud.requests} == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("value", ["", "  ", f"{TOKEN} {TOKEN}", f"{TOKEN}\u00e9"])
def test_h01_the_variable_is_refused_by_its_name(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SPARK_SETUP_TOKEN", value)
    ended = bench.run_here(token=False)
    assert ended.code == 2
    assert bench.cloud.requests == []
    (sentence,) = ended.stderr.splitlines()
    assert "SPARK_SETUP_TOKEN" in sentence


NOW = int(time.time())
SESSIONS: dict[str, dict[str, object]] = {
    "duration-as-text": {"expires_in": "3600"},
    "date-as-duration": {"expires_in": NOW + 3600},
    "date-in-milliseconds": {"expires_at": (NOW + 3600) * 1000},
    "never": {"expires_in": 0, "expires_at": None},
    "nonsense": {"expires_in": "soon", "expires_at": [1]},
    "far-too-large": {"expires_in": 10**30, "expires_at": "99999-01-01T00:00:00Z"},
}


@pytest.mark.parametrize("expiry", SESSIONS.values(), ids=SESSIONS)
def test_h01_a_session_answer_is_taken_whatever_it_says_of_its_end(
    bench: Bench, qapp: object, expiry: dict[str, object]
) -> None:
    answer = {"access_token": TOKEN, "token_type": "bearer", **expiry}
    bench.cloud.manners = replace(bench.cloud.manners, session=answer)
    brand = bench.folder / "brand.toml"
    brand.write_text(f'[auth]\nsession_url = "{bench.cloud.url}/session"\n', encoding="utf-8")
    ended = bench.run_here("--brand", str(brand), "--session-code", "a-code", token=False)
    assert ended.code == 0, ended.stderr
    with_token = [r for r in bench.cloud.requests if r.path != "/session"]
    assert {r.headers.get("Authorization") for r in with_token} == {f"Bearer {TOKEN}"}


def test_h01_a_session_answer_may_be_a_claim_code_and_no_token(bench: Bench, qapp: object) -> None:
    """Delivered, and nobody can see whose it is: said on the page, exit code 4, the cloud is left alone."""
    bench.cloud.manners = replace(bench.cloud.manners, session={"claim_code": CLAIM_CODE})
    brand = bench.folder / "brand.toml"
    brand.write_text(f'[auth]\nsession_url = "{bench.cloud.url}/session"\n', encoding="utf-8")
    ended = bench.run_here("--brand", str(brand), "--session-code", "a-code", token=False)
    assert (ended.code, ended.result["outcome"]) == (4, "delivered_unverified")
    assert [r.path for r in bench.cloud.requests] == ["/session"]
    assert "connect-ap" in bench.device.commands
    assert "set" in bench.device.commands


@pytest.mark.parametrize("expiry", SESSIONS.values(), ids=SESSIONS)
def test_h01_a_session_answer_may_be_the_token_file(
    bench: Bench, qapp: object, expiry: dict[str, object]
) -> None:
    bench.token_file.write_text(json.dumps({"access_token": TOKEN, **expiry}))
    ended = bench.run_here()
    assert ended.code == 0, ended.stderr
    assert {r.headers.get("Authorization") for r in bench.cloud.requests} == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("expiry", SESSIONS.values(), ids=SESSIONS)
def test_h01_no_end_of_a_session_is_beyond_2100(expiry: dict[str, object]) -> None:
    now = datetime.now(UTC)
    answer = answer_from({"access_token": TOKEN, **expiry}, now=now)
    assert answer is not None
    if answer.expires_at is not None:
        assert now < answer.expires_at < datetime(2100, 1, 1, tzinfo=UTC)


# ---------------------------------------- H02

SKYNETS = (
    {**HOME, "ssid": "skynet ", "rssi": -40},
    {**HOME, "ssid": "skynet", "rssi": -55, "ch": 1},
    {"ssid": " skynet", "rssi": -60, "sec": 0, "ch": 11, "mdr": 54000},
    {**HOME, "ssid": "skynet  ", "rssi": -62},
    {**HOME, "ssid": " skynet ", "rssi": -63},
    {"ssid": "skynet ", "rssi": -64, "sec": 0x02400004, "ch": 11, "mdr": 54000},
)


@pytest.mark.parametrize("name", ["skynet ", " skynet", "skynet", "skynet  ", " skynet "])
def test_h02_a_chosen_name_is_sent_byte_for_byte(
    reached: Reached, wizard: Callable[..., Run], name: str
) -> None:
    with FieldDevice(SKYNETS) as device, FieldCloud(device) as cloud:
        said = answers(network=name, password=None if name == " skynet" else PASSWORD)
        assert wizard(reached(device, cloud), said).result.exit_code == 0
        assert f'"ssid":"{name}"'.encode() in device.body_of("configure-ap")


def test_h02_the_answers_file_keeps_blanks(bench: Bench) -> None:
    bench.device.networks = list(SKYNETS)
    bench.say(network="skynet ", password=PASSWORD)
    assert bench.run().code == 0
    assert b'"ssid":"skynet "' in bench.device.body_of("configure-ap")
    assert bench.device.password() == PASSWORD.encode()


def test_h02_rows_are_told_apart_by_eye_and_ear(reached: Reached, wizard: Callable[..., Run]) -> None:
    shown: list[tuple[str, ...]] = []
    spoken: list[tuple[str, ...]] = []

    def look(window: SetupWizard) -> None:
        if isinstance(window.current, NetworkPage) and not shown:
            rows = window.current.networks.view.rows
            every = [row for at in range(rows.rowCount()) if (row := rows.row_at(rows.index(at)))]
            mine = [row for row in every if "skynet" in row.name]
            shown.append(tuple(f"{row.name.strip()} / {row.note}" for row in mine))
            spoken.append(tuple(row.spoken.replace("\u2068", "").replace("\u2069", "") for row in mine))

    with FieldDevice(SKYNETS) as device, FieldCloud(device) as cloud:
        watched(wizard, reached(device, cloud), answers(network="skynet"), look)
    assert len(shown[0]) == len(SKYNETS)
    assert len(set(shown[0])) == len(SKYNETS), shown
    assert len({" ".join(text.split()) for text in spoken[0]}) == len(SKYNETS), spoken


@pytest.mark.parametrize(("name", "remark"), [("skynet ", "ends with a space"), (" skynet", "starts with")])
def test_h02_a_typed_blank_is_kept_and_remarked(
    reached: Reached, wizard: Callable[..., Run], name: str, remark: str
) -> None:
    remarks: list[str] = []

    def look(window: SetupWizard) -> None:
        if isinstance(window.current, HiddenPage):
            remarks.extend(text.text for text in texts_in(window) if remark in text.text)

    with FieldDevice() as device, FieldCloud(device) as cloud:
        said = answers(network=name, security="wpa2")
        run = watched(wizard, reached(device, cloud), said, look)
        assert run.result.exit_code == 0
        assert f'"ssid":"{name}"'.encode() in device.body_of("configure-ap")
    assert remarks


# ---------------------------------------- H03


@pytest.fixture
def trap() -> Iterator[socket.socket]:
    """Somebody who would notice a visitor (the bench's port 9)."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener
        with pytest.raises(BlockingIOError):
            listener.accept()


MARKUP = (
    "<b>x</b>Free<br>WiFi",
    "<img src=http://127.0.0.1:{port}>",
    "<h1>Home</h1><a href=x>Bank</a>",
    "a&amp;b &lt;i&gt; {{device}}",
)


@pytest.mark.parametrize("template", MARKUP)
def test_h03_foreign_text_is_shown_as_it_was_sent(
    reached: Reached, wizard: Callable[..., Run], trap: socket.socket, template: str
) -> None:
    port = trap.getsockname()[1]
    ssid, lamp = template.format(port=port), "<s>Lamp</s>"
    refusal = f"<a href='http://127.0.0.1:{port}/'>Click here</a>"
    seen: dict[str, list[Text]] = {}

    def look(window: SetupWizard) -> None:
        setup = window.conductor.setup
        problem = setup.problem.code.value if setup.problem else ""
        seen.setdefault(f"{window.conductor.step.place.value} {problem}".strip(), []).extend(texts_in(window))

    networks = ({**HOME, "ssid": ssid}, HOME)
    with FieldDevice(networks, returns=True) as device, FieldCloud(device) as cloud:
        cloud.manners = replace(cloud.manners, name=lamp, rename=(400, {"error": refusal}))
        said = answers(network=ssid, password="not this one", name="<i>New</i>", retry=(answers(),))
        said = replace(said, retry=(Answers(password=Secret(PASSWORD)),))
        run = watched(wizard, reached(device, cloud), said, look)
        assert run.result.exit_code == 0
        assert run.result.ssid == ssid
        assert device.password() == PASSWORD.encode()
    rich = [text for texts in seen.values() for text in texts if text.as_markup]
    assert [text for text in rich if text.where.endswith(" tip") is False] == []
    assert not [text for text in rich if ssid in text.text or refusal in text.text]
    for place in ("network", "password", "wrong_password S6-01", "progress", "result.success"):
        found = [place_name for place_name in seen if place_name.endswith(place)]
        assert found, (place, list(seen))
        assert any(ssid in text.text for name in found for text in seen[name]), place
    assert any(lamp in text.text for text in seen["result.success"])
    assert any(refusal in text.text for text in seen["result.success S7-01"])
