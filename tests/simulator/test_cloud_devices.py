"""Claims, ownership, lists, names: the rules of cloud-api.md 3, 4 and 6, with the recorded bodies."""

from __future__ import annotations

import re

import pytest

from spark_setup.core.secrets import Secret
from spark_setup.simulator.cloud import PRODUCT_CLIENT, PRODUCT_SECRET, SimulatedCloud

from .cloud_bench import DEVICE, HandClock, ask, claim

FREE = "1f0036000847343432313031"  # in no product
DENIED = "I didn't recognize that device name or ID, try opening https://api.particle.io/v1/devices?access_token=undefined"
PRODUCT_CLAIMS = "/v1/products/1319/device_claims"


def listed(cloud: SimulatedCloud, token: Secret | None = None) -> list[str]:
    return [row["id"] for row in ask(cloud, "GET", "/v1/devices", token=token or cloud.token).json]


def test_claim_codes_are_as_the_real_ones(cloud: SimulatedCloud) -> None:
    cloud.add_device(FREE, owner=cloud.owner)
    answer = ask(cloud, "POST", "/v1/device_claims", token=cloud.token)
    assert answer.status == 200
    assert answer.json["device_ids"] == [FREE]
    code = answer.json["claim_code"]
    assert re.fullmatch("[A-Za-z0-9+/]{63}", code)
    assert "+" in code
    assert "/" in code
    assert claim(cloud, cloud.token) != code


def test_claim_on_connect(cloud: SimulatedCloud) -> None:
    before = ask(cloud, "GET", f"/v1/devices/{DEVICE}", token=cloud.token)
    assert before.status == 403
    assert before.json == {"error": "Permission Denied", "info": DENIED}
    assert cloud.connect(DEVICE, claim(cloud, cloud.token)) is True
    assert cloud.owner_of(DEVICE) == cloud.owner
    row = ask(cloud, "GET", "/v1/devices", token=cloud.token).json[0]
    assert (row["id"], row["connected"], row["online"]) == (DEVICE, True, True)
    assert row["product_id"] == 1319
    assert row["last_heard"].endswith("Z")
    assert ask(cloud, "GET", f"/v1/devices/{DEVICE}", token=cloud.token).json["owner"] == cloud.owner


def test_a_code_works_once_and_for_an_hour(cloud: SimulatedCloud, hand_clock: HandClock) -> None:
    code = claim(cloud, cloud.token)
    assert cloud.connect(DEVICE, code)
    assert not cloud.connect(FREE, code)
    late = claim(cloud, cloud.token)
    hand_clock.advance(3601)
    assert not cloud.connect(FREE, late)
    assert not cloud.connect(FREE, "A" * 63)
    assert listed(cloud) == [DEVICE]
    assert ask(cloud, "GET", f"/v1/devices/{FREE}", token=cloud.token).status == 403


def test_product_claim_codes_need_a_customer_of_the_product(cloud: SimulatedCloud) -> None:
    cloud.add_product(7, "other")
    cloud.add_customer("c@example.com", product_id=7)
    stranger = cloud.issue_token("c@example.com", product_id=7)
    assert ask(cloud, "POST", PRODUCT_CLAIMS, token=cloud.token).status == 403
    assert ask(cloud, "POST", PRODUCT_CLAIMS, token=stranger).status == 403
    for path in (PRODUCT_CLAIMS, "/v1/products/temperature-monitor/device_claims"):
        assert ask(cloud, "POST", path, token=cloud.customer_token).status == 200
    unknown = ask(cloud, "POST", "/v1/products/nothing/device_claims", token=cloud.customer_token)
    assert (unknown.status, unknown.json) == (404, {"ok": False, "error": "Product not found."})


def test_a_device_outside_the_product_is_silently_not_claimed(cloud: SimulatedCloud) -> None:
    code = claim(cloud, cloud.customer_token, PRODUCT_CLAIMS)
    assert not cloud.connect(FREE, code)
    assert listed(cloud, cloud.customer_token) == []
    form = {"grant_type": "client_credentials"}
    basic = (PRODUCT_CLIENT, PRODUCT_SECRET)
    team = ask(cloud, "POST", "/oauth/token", form=form, basic=basic).json["access_token"]
    rows = ask(cloud, "GET", "/v1/products/1319/devices", token=team).json["devices"]
    assert [row["id"] for row in rows if row["quarantined"]] == [FREE]
    added = ask(cloud, "POST", "/v1/products/1319/devices", token=team, json_body={"id": FREE})
    assert added.json["updated"] == 1
    assert added.json["updatedDeviceIds"] == [FREE]
    bad = ask(cloud, "POST", "/v1/products/1319/devices", token=team, form={"id": FREE.upper()})
    assert bad.json["invalidDeviceIds"] == [FREE.upper()]
    assert cloud.connect(FREE, code)
    assert listed(cloud, cloud.customer_token) == [FREE]
    assert ask(cloud, "DELETE", f"/v1/products/1319/devices/{FREE}/owner", token=team).status == 204
    assert cloud.owner_of(FREE) is None


def test_a_code_takes_a_free_device_from_its_owner_at_once(cloud: SimulatedCloud) -> None:
    cloud.add_device(FREE, owner=cloud.other)
    assert cloud.connect(FREE, claim(cloud, cloud.token))
    assert cloud.owner_of(FREE) == cloud.owner


@pytest.mark.parametrize("takeover", [False, True])
def test_another_customers_product_device_stays_unless_told_otherwise(
    cloud: SimulatedCloud, takeover: bool
) -> None:
    cloud.add_customer("second@example.com")
    cloud.add_device(DEVICE, owner=cloud.customer, owner_product_id=1319)
    cloud.behave(product_takeover=takeover)
    code = cloud.issue_claim_code("second@example.com", product_id=1319).reveal()
    assert cloud.connect(DEVICE, code) is takeover
    assert cloud.owner_of(DEVICE) == ("second@example.com" if takeover else cloud.customer)


def test_claim_by_id(cloud: SimulatedCloud) -> None:
    def by_id(device_id: str, token: Secret | None = None, **more: str) -> tuple[int, object]:
        form = {"id": device_id, **more}
        answer = ask(cloud, "POST", "/v1/devices", token=token or cloud.token, form=form)
        return answer.status, answer.json

    assert by_id("0" * 24) == (404, {"ok": False, "errors": ["device does not exist"]})
    cloud.add_device(FREE)
    assert by_id(FREE) == (404, {"ok": False, "errors": [["Core isn't online", 404]]})
    cloud.connect(FREE, None)
    status, body = by_id(FREE)
    assert status == 200
    assert body == {"user_id": body["user_id"], "id": FREE, "connected": True, "ok": True}  # type: ignore[index]
    assert by_id(FREE.upper())[0] == 404  # ids are lower case
    assert by_id(FREE, cloud.customer_token)[0] == 404  # not in its product
    other = cloud.issue_token(cloud.other)
    status, body = by_id(FREE, other)
    assert status == 403
    assert "request_transfer=true" in str(body)
    assert by_id(FREE, other, request_transfer="true")[0] == 200
    assert cloud.transfer_requests == ((FREE, cloud.other),)
    assert cloud.owner_of(FREE) == cloud.owner
    status, body = by_id(DEVICE, cloud.customer_token)  # a product's device may be offline
    assert status == 200
    assert body["product_id"] == 1319  # type: ignore[index]


def test_names_signals_ping_and_giving_up(cloud: SimulatedCloud) -> None:
    cloud.connect(DEVICE, claim(cloud, cloud.token))
    path = f"/v1/devices/{DEVICE}"
    renamed = ask(cloud, "PUT", path, token=cloud.token, form={"name": "Zoë's lamp"})
    assert renamed.status == 200
    assert renamed.json["name"] == "Zoë's lamp"
    assert "ok" not in renamed.json
    signal = ask(cloud, "PUT", path, token=cloud.token, json_body={"signal": 1})
    assert signal.json == {"id": DEVICE, "connected": True, "signaling": True}
    assert cloud.is_signaling(DEVICE)
    assert ask(cloud, "PUT", f"{path}/ping", token=cloud.token).json == {"online": True, "ok": True}
    cloud.disconnect(DEVICE)
    assert ask(cloud, "PUT", f"{path}/ping", token=cloud.token).json == {"online": False, "ok": True}
    assert ask(cloud, "PUT", path, token=cloud.token, form={"signal": "1"}).status == 500
    assert ask(cloud, "PUT", path, token=cloud.token, form={"name": "offline too"}).status == 200
    assert ask(cloud, "DELETE", path, token=cloud.token).json == {"ok": True}
    assert ask(cloud, "PUT", path, token=cloud.token, form={"name": "x"}).status == 403
    assert listed(cloud) == []


def test_a_name_can_be_refused(cloud: SimulatedCloud) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behave(rename_refusal="<a href='x'>Click here</a>")
    answer = ask(cloud, "PUT", f"/v1/devices/{DEVICE}", token=cloud.token, form={"name": "x"})
    assert (answer.status, answer.json) == (400, {"error": "<a href='x'>Click here</a>"})


def test_the_list_is_sorted_by_handshake_and_can_hold_nulls(cloud: SimulatedCloud) -> None:
    for device_id in (DEVICE, FREE):
        cloud.connect(device_id, claim(cloud, cloud.token))
    assert listed(cloud) == [FREE, DEVICE]
    cloud.behave(null_entries=True, online_fields=("online",))
    rows = ask(cloud, "GET", "/v1/devices", token=cloud.token).json
    assert rows[0] is None
    assert rows[-1]["id"] is None
    assert "connected" not in rows[1]
    cloud.behave(lists_devices=False)
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).json == [None, {**rows[-1]}]


def test_a_device_can_be_listed_late(cloud: SimulatedCloud, hand_clock: HandClock) -> None:
    cloud.behave(listing_delay_s=8.0)
    cloud.connect(DEVICE, claim(cloud, cloud.token))
    assert listed(cloud) == []
    hand_clock.advance(8.1)
    assert listed(cloud) == [DEVICE]


def test_the_state_says_what_happened_and_no_secret(cloud: SimulatedCloud) -> None:
    code = claim(cloud, cloud.token)
    cloud.connect(DEVICE, code)
    ask(cloud, "GET", f"/v1/devices?access_token={cloud.token.reveal()}")
    state = cloud.state()
    assert state["devices"] == [{"id": DEVICE, "owner": cloud.owner, "name": None, "online": True}]
    assert state["requests"] == [
        {"method": "POST", "path": "/v1/device_claims", "status": 200, "authorization": True},
        {"method": "GET", "path": "/v1/devices", "status": 400, "authorization": False},
    ]
    assert cloud.token.reveal() not in repr(state)


def test_every_answer_names_the_request_and_the_servers_time(cloud: SimulatedCloud) -> None:
    answer = ask(cloud, "GET", "/v1/devices", token=cloud.token)
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-Id"])
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Date"].endswith("GMT")
    assert ask(cloud, "GET", "/nothing").status == 404
