"""A session of an embedding program that ends: before, at and after everything; renewed well, or not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from fakes.patient_clock import PatientClock
from spark_setup.brand import load
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.setup import host_session
from spark_setup.setup.host_session import HostSession, Renewed
from spark_setup.setup.lifetime import Lifetime
from spark_setup.setup.places import Place
from spark_setup.setup.production import production_for_host, production_for_person
from spark_setup.setup.result import Outcome
from spark_setup.setup.services import Services
from spark_setup.simulator.cloud_behaviour import TokenEnd
from spark_setup.simulator.serve import Servers
from spark_setup.ui.brand_options import account_settings
from spark_setup.ui.conductor import Conductor

from .conftest import SPEED, Run, answers
from .laboratory import controller_of, owner_of, target_of
from .person import Person

Renew = Callable[[Servers], Callable[[CancelToken], Renewed]]
Host = Callable[..., tuple[Servers, Services, list[int]]]
BEFORE = "before"
RELEASED = threading.Event()
"""Lets go whoever hangs, when the test is over."""
ENDS = [BEFORE, TokenEnd.CLAIM_CODE, TokenEnd.DEVICE_CONNECTED, TokenEnd.STREAM_OPENED]


@pytest.fixture
def host(servers: Callable[..., Servers]) -> Iterator[Host]:
    """Servers, the services of an embedding program, and how often its callback was asked."""
    made: list[Services] = []

    def start(
        renew: Renew | None,
        moment: object = TokenEnd.NEVER,
        expires_at: datetime | None = None,
        speed: float = SPEED,
    ) -> tuple[Servers, Services, list[int]]:
        running = servers(speed=speed)
        cloud, device = running.cloud, running.device
        assert cloud is not None
        assert device is not None
        asked: list[int] = []
        target = target_of(running)

        def counted(cancel: CancelToken) -> Renewed:
            asked.append(1)
            assert renew is not None
            return renew(running)(cancel)

        token = cloud.customer_token
        if moment is BEFORE:
            cloud.end_tokens()
        elif moment is not TokenEnd.NEVER:
            cloud.behave(token_end=moment, closes_streams_of_dead_tokens=True)
        services = production_for_host(
            target,
            token=token,
            renew=counted if renew is not None else None,
            expires_at=expires_at,
            clock=PatientClock(speed),
        )
        made.append(services)
        return running, services, asked

    yield start
    for services in made:
        services.close()


@pytest.fixture(autouse=True)
def _released() -> Iterator[None]:
    RELEASED.clear()
    yield
    RELEASED.set()


def fresh(servers: Servers) -> Secret:
    assert servers.cloud is not None
    return servers.cloud.issue_token(servers.cloud.customer, product_id=servers.cloud.product_id)


def with_text(servers: Servers) -> Callable[[CancelToken], Renewed]:
    return lambda _cancel: f" {fresh(servers).reveal()}\n"


def with_its_end(servers: Servers) -> Callable[[CancelToken], Renewed]:
    return lambda _cancel: (fresh(servers), datetime.now(UTC) + timedelta(hours=1))


@pytest.mark.parametrize("moment", ENDS)
@pytest.mark.parametrize("renew", [with_text, with_its_end])
def test_scenario_15_renewed_by_the_host_and_nothing_is_asked_twice(
    host: Host, wizard: Callable[..., Run], moment: object, renew: Renew
) -> None:
    servers, services, asked = host(renew, moment)
    run = wizard(services)
    assert run.result.outcome is Outcome.SUCCESS
    assert run.places.count("password") == 1
    assert not [code for code in run.codes if "-" in code]
    assert servers.cloud is not None
    assert owner_of(servers) == servers.cloud.customer
    if moment in (BEFORE, TokenEnd.CLAIM_CODE):
        assert len(asked) == 1


def refuses(servers: Servers) -> Callable[[CancelToken], Renewed]:
    return lambda _cancel: False


def raises(servers: Servers) -> Callable[[CancelToken], Renewed]:
    def call(_cancel: CancelToken) -> Renewed:
        raise RuntimeError(f"no {servers.cloud}")

    return call


def hangs(servers: Servers) -> Callable[[CancelToken], Renewed]:
    def call(_cancel: CancelToken) -> Renewed:
        RELEASED.wait(20)
        return None

    return call


def rubbish(servers: Servers) -> Callable[[CancelToken], Renewed]:
    return lambda _cancel: "<html>502 Bad Gateway</html>"


def an_object(servers: Servers) -> Callable[[CancelToken], Renewed]:
    return lambda _cancel: {"access_token": 5}  # type: ignore[return-value]


def stale(servers: Servers) -> Callable[[CancelToken], Renewed]:
    return lambda _cancel: "0123456789abcdef0123456789abcdef01234567"


WARNS: dict[object, str] = {
    raises: "could not renew the session: RuntimeError$",
    hangs: "did not answer",
    rubbish: "something that is no token",
    an_object: "with a dict$",
}


@pytest.mark.parametrize("moment", [BEFORE, TokenEnd.CLAIM_CODE, TokenEnd.DEVICE_CONNECTED])
@pytest.mark.parametrize("renew", [None, refuses, raises, hangs, rubbish, an_object, stale])
def test_scenario_15_what_cannot_be_renewed_is_s1_04(
    host: Host,
    wizard: Callable[..., Run],
    moment: object,
    renew: Renew | None,
    monkeypatch: pytest.MonkeyPatch,
    expected_warnings: Callable[..., None],
) -> None:
    if renew in WARNS:
        expected_warnings(WARNS[renew])
    monkeypatch.setattr(host_session, "RENEW_LIMIT_S", 0.4)
    servers, services, _asked = host(renew, moment)
    run = wizard(services)
    assert run.result.problem == "S1-04"
    assert run.places[-1] == "expired"
    assert servers.device is not None
    sent = moment is TokenEnd.DEVICE_CONNECTED
    assert servers.device.state()["online"] is sent  # it comes online all the same


def test_a_stream_that_ends_with_a_session_that_cannot_be_renewed(
    host: Host, wizard: Callable[..., Run]
) -> None:
    servers, services, asked = host(refuses, TokenEnd.STREAM_OPENED, speed=8)
    run = wizard(services)
    assert run.result.problem == "S1-04"
    assert asked
    assert servers.device is not None


def test_the_end_is_seen_before_and_renewed_before(host: Host, wizard: Callable[..., Run]) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=60)
    servers, services, asked = host(with_its_end, expires_at=soon)
    run = wizard(services)
    assert run.result.outcome is Outcome.SUCCESS
    assert len(asked) == 1
    assert [name for name, _ in run.result.facts].count("session_ends") >= 1
    left = services.lifetime.left_s()
    assert left is not None
    assert left > 3000
    requests = servers.cloud.state()["requests"]  # type: ignore[union-attr]
    assert not [r for r in requests if r.get("status") == 401]  # type: ignore[attr-defined]


def test_an_end_that_is_far_away_asks_nobody(host: Host, wizard: Callable[..., Run]) -> None:
    _servers, services, asked = host(with_text, expires_at=datetime.now(UTC) + timedelta(hours=2))
    assert wizard(services).result.outcome is Outcome.SUCCESS
    assert asked == []


# ---------------------------------------- the callback alone


def session(ask: Callable[[CancelToken], object], used: list[Secret], limit_s: float = 5.0) -> HostSession:
    return HostSession(ask, used.append, Lifetime(), limit_s=limit_s)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "answer", [None, False, "", "two words", 42, b"bytes", object(), ("a b", datetime.now(UTC)), (1, 2, 3)]
)
def test_an_answer_that_is_no_session(answer: object, expected_warnings: Callable[..., None]) -> None:
    if answer is not None and answer is not False:
        expected_warnings("the embedding program renewed the session with")
    used: list[Secret] = []
    assert session(lambda _cancel: answer, used).renew(CancelToken()) is False
    assert used == []


def test_true_means_that_the_token_in_use_is_good_again() -> None:
    used: list[Secret] = []
    assert session(lambda _cancel: True, used).renew(CancelToken()) is True
    assert used == []


def test_a_callback_that_hangs_does_not_hold_up_a_cancel() -> None:
    cancel, inside = CancelToken(), threading.Event()

    def ask(_cancel: CancelToken) -> object:
        inside.set()
        RELEASED.wait(20)
        return None

    ended: list[str] = []

    def run() -> None:
        try:
            session(ask, []).renew(cancel)
        except Cancelled:
            ended.append("cancelled")

    thread = threading.Thread(target=run)
    thread.start()
    assert inside.wait(5)
    cancel.cancel()
    thread.join(1.0)
    assert ended == ["cancelled"]


# ---------------------------------------- somebody signed in


@pytest.fixture
def leftover() -> Iterator[list[Conductor]]:
    """Stopped, if a test fails in the middle."""
    made: list[Conductor] = []
    yield made
    for each in made:
        if shiboken6.isValid(each) and not each.over:
            each.shut_down()


@pytest.mark.parametrize("moment", [TokenEnd.CLAIM_CODE, TokenEnd.DEVICE_CONNECTED])
def test_who_signed_in_signs_in_again_and_types_nothing_else_twice(
    servers: Callable[..., Servers], qtbot: QtBot, moment: TokenEnd, leftover: list[Conductor]
) -> None:
    running = servers()
    cloud, device, brand = running.cloud, running.device, load(None)
    assert cloud is not None
    assert device is not None
    cloud.add_user("kim@example.com", "correct horse 7")
    cloud.behave(token_end=moment)
    target = target_of(running)
    services = production_for_person(target, account_settings(brand), clock=PatientClock(SPEED))
    controller = controller_of(brand, services)
    controller.start()
    assert controller.conductor is not None
    leftover.append(controller.conductor)
    person = Person(qtbot, controller)
    for again in (False, True):
        person.comes_to(Place.SIGNIN)
        if again:
            kept = ["What you typed is kept."] if moment is TokenEnd.DEVICE_CONNECTED else []
            assert person.wizard.current.kept.texts() == kept  # type: ignore[union-attr]
        person.types(signin__email="kim@example.com", signin__password="correct horse 7")
        person.presses()
        if again:
            break
        if moment is TokenEnd.DEVICE_CONNECTED:
            person.comes_to(Place.NETWORK)
            assert person.wizard.conductor.step.asks
            person.wizard.current.networks.choose(  # type: ignore[union-attr]
                next(k for k, r in person.wizard.current.rows.items() if r.ssid == b"Home")  # type: ignore[union-attr]
            )
            person.presses()
            person.comes_to(Place.PASSWORD)
            person.types(password__field="correct horse 9")
            person.presses()
        person.waits(lambda: person.wizard.chip.text() == "S1-04")
        person.presses()  # "Sign in again"
    result = person.lets_it_run(answers())
    assert result.outcome is Outcome.SUCCESS
    assert owner_of(running) == "kim@example.com"
    services.close()
