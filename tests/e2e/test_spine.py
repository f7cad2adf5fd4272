"""The main job: from a token to a device that is online and claimed, in every variant that may be met."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spark_setup.brand import load
from spark_setup.cli import options_from, parser
from spark_setup.core.redact import Redactor
from spark_setup.launch.services import services_for
from spark_setup.setup.given import Given
from spark_setup.setup.result import Outcome
from spark_setup.simulator.demo import Demo

from .conftest import Run, answers
from .laboratory import owner_of

Laboratory = Callable[..., tuple]  # type: ignore[type-arg]


def stored(servers: object) -> dict[str, object]:
    return servers.device.state()  # type: ignore[attr-defined,no-any-return]


def requests(servers: object) -> list[tuple[str, str]]:
    return [(r["method"], r["path"]) for r in servers.cloud.state()["requests"]]  # type: ignore[attr-defined]


def test_demo_succeeds(demo: Callable[..., Demo], wizard: Callable[..., Run]) -> None:
    run = wizard(demo().services(), answers(name="Kitchen"))
    assert run.result.outcome is Outcome.SUCCESS
    assert run.result.exit_code == 0
    assert run.result.device_name == "Kitchen"
    assert run.result.wifi_restored is True
    # On a busy machine the fast clock may reach the hint after 20 seconds: then Continue is pressed.
    assert [place for place in run.places if place != "join.searching"] == [
        "ready",
        "join.one",
        "join.joining",
        "password",
        "progress",
        "result.success",
    ]


def test_happy_path_asks_three_questions(demo: Callable[..., Demo], wizard: Callable[..., Run]) -> None:
    run = wizard(demo().services())
    questions = [p for p in run.places if p in ("join.one", "password", "result.success", "network", "owner")]
    assert questions == ["join.one", "password", "result.success"]


def test_name_and_password_arrive_byte_for_byte(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    servers, services = laboratory()
    run = wizard(services, answers(network="Café", password="pässwörd & <more>"))
    assert run.result.exit_code == 0
    assert run.result.wifi_restored is None
    device = stored(servers)
    assert bytes.fromhex(str(device["ssid_hex"])) == "Café".encode()
    assert bytes.fromhex(str(device["password_hex"])) == "pässwörd & <more>".encode()
    assert len(str(device["claim_code"])) == 63
    assert device["online"] is True
    assert owner_of(servers) == servers.cloud.customer


def test_product_mode_uses_the_products_endpoint(
    laboratory: Laboratory, wizard: Callable[..., Run], tmp_path: Path
) -> None:
    servers, services = laboratory()
    file = tmp_path / "brand.toml"
    file.write_text(
        'product_mode = true\nproduct_id = 1319\n[product]\nnetwork_prefix = "Northwind"\n', encoding="utf-8"
    )
    run = wizard(services, brand=load(file))
    assert run.result.exit_code == 0
    assert ("POST", "/v1/products/1319/device_claims") in requests(servers)
    assert ("POST", "/v1/device_claims") not in requests(servers)
    assert owner_of(servers) == servers.cloud.customer


@pytest.mark.parametrize("scenario", ["default", "claimed-mine"])
def test_a_product_makers_own_brand_is_shown_by_the_demo(
    wizard: Callable[..., Run], tmp_path: Path, scenario: str
) -> None:
    """The simulated cloud has the brand's product, and the person is its customer."""
    file = tmp_path / "brand.toml"
    file.write_text("product_mode = true\nproduct_id = 4711\n", encoding="utf-8")
    brand = load(file)
    options = options_from(parser().parse_args(["--brand", str(file), "--demo", scenario]))
    services, engine, stop = services_for(options, brand, Given(), Redactor(), unattended=True)
    try:
        assert engine.product_id == "4711"
        assert wizard(services, brand=brand).result.outcome is Outcome.SUCCESS
    finally:
        stop()


def test_default_brand_uses_the_users_endpoint(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    servers, services = laboratory()
    wizard(services)
    assert ("POST", "/v1/device_claims") in requests(servers)


@pytest.mark.parametrize("signed_in", [False, True])
def test_wifi_only(laboratory: Laboratory, wizard: Callable[..., Run], signed_in: bool) -> None:
    servers, services = laboratory(token=signed_in)
    run = wizard(services, wifi_only=True)
    assert run.result.outcome is Outcome.SUCCESS_NOT_CLAIMED
    assert run.result.exit_code == 0
    assert stored(servers)["claim_code"] is None
    assert requests(servers) == []


def test_already_mine_sends_no_claim_code(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    servers, services = laboratory("claimed-mine")
    run = wizard(services)
    assert run.result.outcome is Outcome.SUCCESS
    assert "owner" not in run.places
    assert stored(servers)["claim_code"] is None


def test_other_owner_is_asked(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    _servers, services = laboratory("claimed-other")
    run = wizard(services)
    assert "owner" in run.places
    assert run.codes[-1] == "S5-04"
    assert run.result.problem == "S5-04"
    assert run.result.exit_code == 1


def test_other_owner_wifi_only(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    servers, services = laboratory("claimed-other")
    run = wizard(services, answers(decision="wifi_only"))
    assert run.result.outcome is Outcome.SUCCESS_NOT_CLAIMED
    assert stored(servers)["claim_code"] is None


def test_take_over(demo: Callable[..., Demo], wizard: Callable[..., Run]) -> None:
    running = demo("claimed-other")
    run = wizard(running.services(), answers(decision="take_over"))
    assert run.result.outcome is Outcome.SUCCESS
    assert running.cloud.owner_of(str(run.result.device_id)) == running.cloud.owner


def test_hidden_network(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    servers, services = laboratory("hidden")
    run = wizard(services, answers(network="Attic", security="wpa2"))
    assert run.result.exit_code == 0
    assert "hidden" in run.places
    assert bytes.fromhex(str(stored(servers)["ssid_hex"])) == b"Attic"


def test_open_network_asks_no_password(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    servers, services = laboratory("open")
    run = wizard(services, answers(network="Café Lumière", password=None))
    assert run.result.exit_code == 0
    assert "password" not in run.places
    assert stored(servers)["security"] == 0


def test_sixty_networks(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    _servers, services = laboratory("crowd")
    run = wizard(services, answers(network="Neighbour 12"))
    assert run.result.exit_code == 0
    assert run.result.ssid == "Neighbour 12"


def test_http_only(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    _servers, services = laboratory("http-only")
    assert wizard(services).result.exit_code == 0


@pytest.mark.parametrize("name", ["default", "old-firmware"])
def test_nothing_that_old_firmware_hangs_on(
    laboratory: Laboratory, wizard: Callable[..., Run], name: str
) -> None:
    """One request is one segment, and no header is left unfinished."""
    servers, services = laboratory(name)
    run = wizard(services)
    assert run.result.exit_code == 0
    assert servers.device.hung is False
    segments = [segment.data for segment in servers.device.segments]
    requests_seen = [data for data in segments if b"\n\n" in data]
    assert requests_seen == segments
    assert len({segment.connection for segment in servers.device.segments}) == len(segments)


def test_claim_code_made_elsewhere(laboratory: Laboratory, wizard: Callable[..., Run]) -> None:
    servers, services = laboratory(token=False)
    code = servers.cloud.issue_claim_code(servers.cloud.customer, product_id=servers.cloud.product_id)
    from dataclasses import replace

    run = wizard(replace(services, given_code=code), code_given=True)
    assert run.result.outcome is Outcome.DELIVERED_UNVERIFIED
    assert run.result.exit_code == 4
    assert stored(servers)["claim_code"] == code.reveal()
