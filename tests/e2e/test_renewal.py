"""A session that ends in the middle: renewed at the session server, and what comes when it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra `server` is not installed")

from pytestqt.qtbot import QtBot

from fakes.patient_clock import PatientClock
from spark_setup.brand import load
from spark_setup.cloud.sessions import SessionServer
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.setup.places import Place as Where
from spark_setup.setup.production import production_for_code, production_for_person
from spark_setup.setup.result import Outcome
from spark_setup.setup.services import Services
from spark_setup.setup.sessions import CodeSession
from spark_setup.simulator.cloud_behaviour import TokenEnd
from spark_setup.simulator.scenarios import find
from spark_setup.simulator.serve import Servers
from spark_setup.ui.brand_options import account_settings
from spark_setup.vendor.config import Config, from_values
from spark_setup.vendor.embedded import EmbeddedServer

from .conftest import SPEED, Run, answers
from .laboratory import CUSTOMER, code_of, controller_of, owner_of, target_of
from .person import Person


@dataclass
class Place:
    """Servers, and services for a fresh code."""

    servers: Servers
    services: Services


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Callable[..., Place]]:
    made: list[Place] = []

    def start(**changes: object) -> Place:
        def host(values: object, environ: object) -> EmbeddedServer:
            config: Config = from_values(values, environ=environ)  # type: ignore[arg-type]
            return EmbeddedServer(replace(config, **changes))  # type: ignore[arg-type]

        servers = Servers("all", find("default"), "127.0.0.1", 0, SPEED, tmp_path, vendor=host)
        servers.start()
        assert servers.cloud is not None
        assert servers.device is not None
        assert servers.vendor is not None
        services = production_for_code(
            target_of(servers),
            session_url=servers.vendor.session_url,
            code=code_of(servers),
            clock=PatientClock(SPEED),
        )
        made.append(Place(servers, services))
        return made[-1]

    yield start
    for each in made:
        each.services.close()
        each.servers.stop()


def renewals(place: Place) -> int:
    """How often the session server asked the cloud for a token of a customer it knew."""
    requests = place.servers.cloud.state()["requests"]  # type: ignore[union-attr]
    return sum(request["path"] == "/oauth/token" for request in requests)  # type: ignore[attr-defined]


@pytest.mark.parametrize("moment", [TokenEnd.CLAIM_CODE, TokenEnd.DEVICE_CONNECTED, TokenEnd.STREAM_OPENED])
@pytest.mark.parametrize("closes", [True, False], ids=["streams close", "streams go on"])
def test_a_token_that_ends_is_renewed_and_nothing_is_asked_twice(
    place: Callable[..., Place], wizard: Callable[..., Run], moment: TokenEnd, closes: bool
) -> None:
    made = place()
    cloud = made.servers.cloud
    assert cloud is not None
    cloud.behave(token_end=moment, closes_streams_of_dead_tokens=closes)
    run = wizard(made.services, brand=load(Path(str(made.servers.ready()["brand"]))))
    assert run.result.exit_code == 0
    assert run.places.count("password") == 1
    assert not [code for code in run.codes if "-" in code]  # no problem was ever shown
    assert owner_of(made.servers) == CUSTOMER
    if moment is TokenEnd.CLAIM_CODE:
        assert renewals(made) == 1


@pytest.mark.parametrize("moment", [TokenEnd.CLAIM_CODE, TokenEnd.DEVICE_CONNECTED])
def test_a_session_that_cannot_be_renewed_is_s1_04(
    place: Callable[..., Place], wizard: Callable[..., Run], moment: TokenEnd
) -> None:
    made = place(renewal_s=0)
    cloud = made.servers.cloud
    assert cloud is not None
    cloud.behave(token_end=moment)
    run = wizard(made.services, brand=load(Path(str(made.servers.ready()["brand"]))))
    assert run.result.problem == "S1-04"
    assert renewals(made) == 0
    if moment is TokenEnd.DEVICE_CONNECTED:
        assert made.servers.device is not None
        assert made.servers.device.state()["online"] is True  # it may come online all the same


def test_the_products_list_of_devices_is_heard(
    place: Callable[..., Place], wizard: Callable[..., Run]
) -> None:
    made = place(device_ids=lambda: frozenset({"a" * 24}))
    run = wizard(made.services, brand=load(Path(str(made.servers.ready()["brand"]))))
    assert run.result.problem == "S5-05"


# ---------------------------------------- codes that are typed


def somebody(qtbot: QtBot, made: Place, code: Secret | None) -> Person:
    """At a wizard that was started with this code, or with none."""
    brand = load(Path(str(made.servers.ready()["brand"])))
    services = made.services
    if code is None:
        device, cloud, vendor = made.servers.device, made.servers.cloud, made.servers.vendor
        assert device is not None
        assert cloud is not None
        assert vendor is not None
        services.close()
        services = made.services = production_for_person(
            target_of(made.servers),
            account_settings(brand),
            session_url=vendor.session_url,
            clock=PatientClock(SPEED),
        )
    controller = controller_of(brand, services, has_session=code is not None)
    controller.start()
    return Person(qtbot, controller)


def test_a_code_is_typed_in_the_place_of_a_password(place: Callable[..., Place], qtbot: QtBot) -> None:
    made = place()
    person = somebody(qtbot, made, None)
    person.comes_to(Where.SIGNIN)
    person.presses("signin.code")
    person.comes_to(Where.SIGNIN_CODE)
    person.types(signin__code__field="never-heard-of-it")
    person.presses()
    person.waits(lambda: person.panel == "Northwind does not know this code.")
    used = code_of(made.servers).reveal()
    person.types(signin__code__field=f"  northwind-setup://start?code={used.lower()} ")
    person.presses()
    result = person.lets_it_run(answers())
    assert result.outcome is Outcome.SUCCESS
    cloud = made.servers.cloud
    assert cloud is not None
    assert owner_of(made.servers) == CUSTOMER


def test_a_code_that_was_used_has_a_way_to_a_new_one(place: Callable[..., Place], qtbot: QtBot) -> None:
    made = place()
    code = code_of(made.servers)
    assert isinstance(code, Secret)
    assert made.servers.vendor is not None
    server = SessionServer(made.servers.vendor.session_url)
    server.exchange(code.reveal(), CancelToken())
    server.close()
    source = made.services.session_source
    assert isinstance(source, CodeSession)
    source.use_code(code)
    person = somebody(qtbot, made, code)
    person.waits(lambda: person.wizard.chip.text() == "S1-04")
    person.presses()
    person.comes_to(Where.SIGNIN_CODE)
    assert not person.sees("signin.code.other")  # nobody has a password here
    person.types(signin__code__field=code.reveal())
    person.presses()
    person.waits(lambda: person.panel == "This code was used before.")
    person.types(signin__code__field=code_of(made.servers).reveal())
    person.presses()
    assert person.lets_it_run(answers()).outcome is Outcome.SUCCESS
