"""The second implementation's variants, as they were measured (cloud-api.md, section 7)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from spark_setup.simulator.cloud import OWNER_PASSWORD, SimulatedCloud
from spark_setup.simulator.cloud_behaviour import CloudBehaviour, Flavour

from .cloud_bench import DEVICE, HandClock, RawStream, ask, claim

BASIC = ("particle", "particle")


@pytest.fixture
def clone(hand_clock: HandClock) -> Iterator[SimulatedCloud]:
    behaviour = CloudBehaviour(flavour=Flavour.BREWSKEY, events_after_connect=(), keep_alive_s=0.2)
    cloud = SimulatedCloud(clock=hand_clock, behaviour=behaviour)
    cloud.start()
    yield cloud
    cloud.stop()


def test_logins(clone: SimulatedCloud) -> None:
    form = {"grant_type": "password", "username": clone.owner, "password": OWNER_PASSWORD}
    answer = ask(clone, "POST", "/oauth/token", form=form, basic=BASIC)
    assert set(answer.json) == {"access_token", "token_type"}
    assert answer.json["token_type"] == "Bearer"
    wrong = ask(clone, "POST", "/oauth/token", form={**form, "password": "x"}, basic=BASIC)
    assert wrong.status == 503
    assert wrong.json == {"error": "server_error", "error_description": "Wrong password"}
    other = ask(clone, "POST", "/oauth/token", form={**form, "grant_type": "refresh_token"}, basic=BASIC)
    assert other.json["error"] == "unauthorized_client"
    assert ask(clone, "POST", "/oauth/token", form=form).json["error"] == "invalid_client"
    users = {"username": clone.owner, "password": "x"}
    assert ask(clone, "POST", "/v1/users", form=users).json == {
        "error": "user with the username already exists",
        "ok": False,
    }


def test_refusals(clone: SimulatedCloud) -> None:
    assert (missing := ask(clone, "GET", "/v1/devices")).status == 401
    assert missing.body == b""
    wrong = ask(clone, "GET", "/v1/devices", token="0" * 40)
    assert wrong.json["error_description"] == "Invalid token: access token is invalid"
    assert ask(clone, "GET", f"/v1/devices?access_token={clone.token.reveal()}").status == 200
    unknown = ask(clone, "GET", f"/v1/devices/{DEVICE}", token=clone.token)
    assert (unknown.status, unknown.json) == (404, {"error": "No device found", "ok": False})
    clone.add_device(DEVICE, owner=clone.other)
    theirs = ask(clone, "GET", f"/v1/devices/{DEVICE}", token=clone.token)
    assert (theirs.status, theirs.json) == (403, {"error": "User doesn't have access", "ok": False})
    taken = ask(clone, "POST", "/v1/devices", token=clone.token, form={"id": DEVICE})
    assert (taken.status, taken.json["error"]) == (400, "The device belongs to someone else.")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/products/1319/device_claims"),
        ("POST", "/v1/products/1319/customers"),
        ("POST", "/v1/user/password-reset"),
        ("GET", "/v1/user"),
        ("GET", "/v1/access_tokens/current"),
    ],
)
def test_what_it_does_not_have(clone: SimulatedCloud, method: str, path: str) -> None:
    answer = ask(clone, method, path, token=clone.token)
    assert (answer.status, answer.body) == (404, b"Not Found")
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_devices(clone: SimulatedCloud, hand_clock: HandClock) -> None:
    code = claim(clone, clone.token)
    late = claim(clone, clone.token)
    assert len(code) == 63
    assert clone.connect(DEVICE, code)
    row = ask(clone, "GET", "/v1/devices", token=clone.token).json[0]
    assert row["connected"] is True
    assert "online" not in row
    assert row["product_id"] == 6
    path = f"/v1/devices/{DEVICE}"
    renamed = ask(clone, "PUT", path, token=clone.token, form={"name": "my-photon"})
    assert renamed.json == {"name": "my-photon", "ok": True}
    assert ask(clone, "PUT", path, token=clone.token, form={"signal": "1"}).json == {"id": DEVICE, "ok": True}
    assert ask(clone, "PUT", f"{path}/ping", token=clone.token).json["connected"] is True
    assert not clone.connect(DEVICE, clone.issue_claim_code(clone.other).reveal())  # owned: ignored
    hand_clock.advance(301)
    assert not clone.connect("1f" * 12, late)
    assert ask(clone, "DELETE", path, token=clone.token).json == {"ok": True}


def test_streams_say_nothing_at_all_before_their_first_byte(clone: SimulatedCloud) -> None:
    clone.add_device(DEVICE, owner=clone.owner)
    with RawStream(clone, clone.token, wait=False) as stream:
        stream.until(b"\n\r\n1\r\n\n\r\n")
        assert b"X-Powered-By: Express" in stream.data
        assert b":ok" not in stream.data
        clone.publish(DEVICE, "spark/status", "offline")
        stream.until(b"}\n\n\r\n")
        assert b"14\r\nevent: spark/status\n\r\n" in stream.data
        assert f'data: {{"coreid":"{DEVICE}","data":"offline","published_at":'.encode() in stream.data
