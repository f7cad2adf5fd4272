"""The real cloud client against the simulated cloud: every call, both implementations, every trouble."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from spark_setup.cloud.accounts import Accounts
from spark_setup.cloud.client import CloudClient
from spark_setup.cloud.errors import CloudError, MfaRequired, Reason
from spark_setup.cloud.events import CloudEvent, Meaning, StreamPatience
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.clock import Clock, Deadline
from spark_setup.core.secrets import Secret
from spark_setup.simulator import cloud_behaviour as knobs
from spark_setup.simulator.cloud import (
    CREATION_CLIENT,
    CREATION_SECRET,
    OWNER_PASSWORD,
    SimulatedCloud,
)
from spark_setup.simulator.cloud_behaviour import (
    UPDATE_ZERO,
    CloudBehaviour,
    Damage,
    Fault,
    Flavour,
    Reach,
    StreamFault,
)
from spark_setup.simulator.persona import DEFAULT_ID as DEVICE

PATIENCE_S = 10.0
PASSWORD = Secret(OWNER_PASSWORD)
QUICK = StreamPatience(silence_s=1.0, first_pause_s=0.05, longest_pause_s=0.2, rate_limit_pause_s=0.2)
PROXIES = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
both = pytest.mark.parametrize("cloud", list(Flavour), indirect=True)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def cloud(request: pytest.FixtureRequest) -> Iterator[SimulatedCloud]:
    flavour = getattr(request, "param", Flavour.PARTICLE)
    # Ten times as fast: a keep-alive every 0.9 s, within the patience of one real second.
    cloud = SimulatedCloud(clock=Clock(10.0), behaviour=CloudBehaviour(flavour=flavour))
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture
def client(cloud: SimulatedCloud) -> Iterator[CloudClient]:
    client = CloudClient(cloud.url, token=cloud.token, patience=QUICK, timeout=5.0)
    yield client
    client.close()


@pytest.fixture
def accounts(cloud: SimulatedCloud) -> Iterator[Accounts]:
    accounts = Accounts(cloud.url)
    yield accounts
    accounts.close()


@dataclass
class Listener:
    """Reads the client's event stream on a thread of its own."""

    client: CloudClient
    cancel: CancelToken = field(default_factory=CancelToken)
    seen: list[CloudEvent] = field(default_factory=list)
    openings: list[datetime | None] = field(default_factory=list)
    failure: CloudError | None = None

    def __post_init__(self) -> None:
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Listener:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel.cancel()
        self._thread.join(2.0)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            for event in self.client.events(self.cancel, device_id=DEVICE, on_open=self._opened):
                self._note(lambda event=event: self.seen.append(event))
        except Cancelled:
            return
        except CloudError as error:
            failure = error
            self._note(lambda: setattr(self, "failure", failure))

    def _opened(self, moment: datetime | None) -> None:
        self._note(lambda: self.openings.append(moment))

    def _note(self, change: Callable[[], object]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()

    def until(self, condition: Callable[[], object]) -> None:
        deadline = Deadline.after(PATIENCE_S)
        with self._changed:
            while not condition():
                assert not deadline.passed, (self.seen, self.openings, self.failure)
                self._changed.wait(0.05)  # the condition may also ask the cloud, which notifies nobody

    def meanings(self) -> list[Meaning]:
        return [event.meaning for event in self.seen]


def reason_of(call: Callable[[], object]) -> Reason:
    with pytest.raises(CloudError) as caught:
        call()
    return caught.value.reason


# ------------------------------------------------------------------------------------------------ calls


@both
def test_a_whole_setup(cloud: SimulatedCloud, client: CloudClient, cancel: CancelToken) -> None:
    here = client.reachable(cancel)
    assert here is not None
    assert abs(here - datetime.now(UTC)) < timedelta(seconds=5)
    code = client.claim_code(cancel)
    assert len(code.code) == 63
    assert code.device_ids == frozenset()
    assert client.devices(cancel).devices == ()
    assert cloud.connect(DEVICE, code.code.reveal())
    listed = client.devices(cancel)
    mine = listed.find(DEVICE.upper())
    assert mine is not None
    assert mine.online is True
    assert mine.last_heard is not None
    assert listed.server_time is not None
    assert mine.last_heard >= listed.server_time - timedelta(seconds=2)
    assert client.device(DEVICE, cancel).platform_id == 6
    assert client.rename(DEVICE, "Zoë's <lamp>", cancel) == "Zoë's <lamp>"
    assert client.device(DEVICE, cancel).name == "Zoë's <lamp>"
    client.signal(DEVICE, True, cancel)
    assert cloud.is_signaling(DEVICE)
    client.signal(DEVICE, False, cancel)
    assert not cloud.is_signaling(DEVICE)
    assert client.ping(DEVICE, cancel) is True
    assert client.claim_code(cancel).device_ids == {DEVICE}
    client.unclaim(DEVICE, cancel)
    client.claim(DEVICE, cancel)
    assert cloud.owner_of(DEVICE) == cloud.owner


def test_a_product_customers_setup(cloud: SimulatedCloud, client: CloudClient, cancel: CancelToken) -> None:
    client.set_token(cloud.customer_token)
    for product in (1319, "temperature-monitor"):
        code = client.claim_code(cancel, product_id=product)
    assert cloud.connect(DEVICE, code.code.reveal())
    mine = client.devices(cancel).find(DEVICE)
    assert mine is not None
    assert mine.product_id == 1319
    assert client.user(cancel) == cloud.customer
    assert reason_of(lambda: client.claim_code(cancel, product_id="unknown")) is Reason.NOT_FOUND
    client.set_token(cloud.token)
    assert reason_of(lambda: client.claim_code(cancel, product_id=1319)) is Reason.FORBIDDEN


@both
def test_devices_of_others(cloud: SimulatedCloud, client: CloudClient, cancel: CancelToken) -> None:
    unknown = reason_of(lambda: client.device(DEVICE, cancel))
    assert unknown in (Reason.FORBIDDEN, Reason.NOT_FOUND)
    cloud.add_device(DEVICE, owner=cloud.other, online=True)
    assert reason_of(lambda: client.device(DEVICE, cancel)) is Reason.FORBIDDEN
    assert reason_of(lambda: client.rename(DEVICE, "x", cancel)) is Reason.FORBIDDEN
    assert reason_of(lambda: client.claim(DEVICE, cancel)) in (Reason.FORBIDDEN, Reason.REFUSED)
    assert cloud.owner_of(DEVICE) == cloud.other


def test_claim_by_id(cloud: SimulatedCloud, client: CloudClient, cancel: CancelToken) -> None:
    free = "1f0036000847343432313031"
    assert reason_of(lambda: client.claim(free, cancel)) is Reason.NOT_FOUND
    cloud.add_device(free)
    with pytest.raises(CloudError) as caught:
        client.claim(free, cancel)
    assert caught.value.message == "Core isn't online"
    cloud.add_device(DEVICE, owner=cloud.other)
    client.claim(DEVICE, cancel, request_transfer=True)
    assert cloud.transfer_requests == ((DEVICE, cloud.owner),)
    assert reason_of(lambda: client.signal(DEVICE, True, cancel)) is Reason.FORBIDDEN


@both
def test_tokens_that_are_worth_nothing(
    cloud: SimulatedCloud, client: CloudClient, cancel: CancelToken
) -> None:
    client.set_token(Secret("0" * 40))
    assert reason_of(lambda: client.devices(cancel)) is Reason.UNAUTHORIZED
    client.set_token(cloud.issue_token(cloud.owner, ttl_s=0.001))
    assert reason_of(lambda: client.claim_code(cancel)) is Reason.UNAUTHORIZED
    client.set_token(cloud.token)
    cloud.end_tokens()
    assert reason_of(lambda: client.devices(cancel)) is Reason.UNAUTHORIZED
    client.set_token(cloud.issue_token(cloud.owner))
    assert client.devices(cancel).devices == ()


# ------------------------------------------------------------------------------------------------ accounts


@both
def test_logging_in(
    cloud: SimulatedCloud, client: CloudClient, accounts: Accounts, cancel: CancelToken
) -> None:
    session = accounts.log_in(cloud.owner, PASSWORD, cancel)
    assert session.token is not None
    client.set_token(session.token)
    assert client.devices(cancel).devices == ()
    wrong = Secret("wrong")
    assert reason_of(lambda: accounts.log_in(cloud.owner, wrong, cancel)) is Reason.WRONG_CREDENTIALS


@both
def test_signing_up(cloud: SimulatedCloud, accounts: Accounts, cancel: CancelToken) -> None:
    accounts.create_user("new@example.com", PASSWORD, cancel)
    assert accounts.log_in("new@example.com", PASSWORD, cancel).token is not None
    again = reason_of(lambda: accounts.create_user("new@example.com", PASSWORD, cancel))
    assert again is Reason.ACCOUNT_EXISTS


def test_everything_else_about_accounts(
    cloud: SimulatedCloud, accounts: Accounts, cancel: CancelToken
) -> None:
    cloud.add_user("mfa@example.com", OWNER_PASSWORD, otp="123456")
    with pytest.raises(MfaRequired) as ticket:
        accounts.log_in("mfa@example.com", PASSWORD, cancel)
    wrong = reason_of(lambda: accounts.second_factor(ticket.value.mfa_token, "000000", cancel))
    assert wrong is Reason.WRONG_ONE_TIME_CODE
    session = accounts.second_factor(ticket.value.mfa_token, "123 456", cancel)
    assert session.token is not None
    assert session.expires_at is not None
    info = accounts.token_info(session.token, cancel)
    assert info.expires_at is not None
    assert abs(info.expires_at - session.expires_at) < timedelta(seconds=30)
    accounts.revoke(session.token, cancel)
    ended = session.token
    assert reason_of(lambda: accounts.token_info(ended, cancel)) is Reason.UNAUTHORIZED
    accounts.reset_password(cloud.owner, cancel)


def test_a_customer_signs_up(cloud: SimulatedCloud, cancel: CancelToken) -> None:
    accounts = Accounts(cloud.url, client_id=CREATION_CLIENT, client_secret=Secret(CREATION_SECRET))
    try:
        session = accounts.create_customer(1319, "kim@example.com", PASSWORD, cancel)
        assert session.scope == "customer=kim@example.com"
        again = reason_of(lambda: accounts.create_customer(1319, "kim@example.com", PASSWORD, cancel))
        assert again is Reason.ACCOUNT_EXISTS
        assert accounts.log_in("kim@example.com", PASSWORD, cancel).token is not None
    finally:
        accounts.close()


def test_too_many_wrong_logins(cloud: SimulatedCloud, accounts: Accounts, cancel: CancelToken) -> None:
    reasons = [reason_of(lambda: accounts.log_in(cloud.owner, Secret("x"), cancel)) for _ in range(11)]
    assert reasons == [Reason.WRONG_CREDENTIALS] * 10 + [Reason.RATE_LIMITED]


# ------------------------------------------------------------------------------------------------ streams


@both
def test_events_arrive(cloud: SimulatedCloud, client: CloudClient) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behave(events_after_connect=())
    with Listener(client) as listener:
        # The clone's head comes with its first byte; what is published before is not lost.
        listener.until(lambda: cloud.open_streams or listener.openings)
        cloud.connect(DEVICE, None)
        cloud.publish(DEVICE, "spark/flash/status", "started ")
        cloud.publish(DEVICE, "spark/safe-mode-updater/updating", "1")
        cloud.disconnect(DEVICE)
        listener.until(lambda: len(listener.seen) == 4)
        wanted = [Meaning.ONLINE, Meaning.FLASH_STARTED, Meaning.UPDATER, Meaning.OFFLINE]
        assert listener.meanings() == wanted
        assert all(event.published_at is not None for event in listener.seen)


def test_an_update_at_the_first_connection(
    cloud: SimulatedCloud, client: CloudClient, cancel: CancelToken
) -> None:
    plays = tuple(replace(cue, after_s=0.2) for cue in UPDATE_ZERO)
    cloud.behave(plays=plays, events_after_connect=())
    code = client.claim_code(cancel).code.reveal()
    with Listener(client) as listener:
        listener.until(lambda: listener.openings)
        cloud.connect(DEVICE, code)
        listener.until(lambda: len(listener.seen) == len(UPDATE_ZERO))
        assert listener.meanings().count(Meaning.FLASH_SUCCESS) == 2
        assert listener.meanings()[-2:] == [Meaning.ONLINE, Meaning.LAST_RESET]


@both
def test_a_stream_that_is_closed_is_opened_again(cloud: SimulatedCloud, client: CloudClient) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behave(keep_alive_s=1.0)
    with Listener(client) as listener:
        listener.until(lambda: listener.openings)
        cloud.close_streams()
        listener.until(lambda: len(listener.openings) == 2)
        cloud.set_computer_online(False)
        cloud.set_computer_online(True)
        listener.until(lambda: len(listener.openings) == 3)
        cloud.publish(DEVICE, "spark/status", "online")
        listener.until(lambda: listener.seen)


@pytest.mark.parametrize("fault", [StreamFault.SILENT, StreamFault.SILENT_GZIP])
def test_a_silent_stream_is_given_up_and_opened_again(
    cloud: SimulatedCloud, client: CloudClient, fault: StreamFault
) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behave(stream_fault=fault)
    with Listener(client) as listener:
        listener.until(lambda: len(listener.openings) == 2)
        assert listener.failure is None
        cloud.behave(stream_fault=StreamFault.NONE)
        listener.until(lambda: len(listener.openings) == 3)
        cloud.publish(DEVICE, "spark/status", "online")
        listener.until(lambda: listener.seen)


def test_a_token_that_ends_in_mid_stream(cloud: SimulatedCloud, client: CloudClient) -> None:
    cloud.behave(closes_streams_of_dead_tokens=True)
    with Listener(client) as listener:
        listener.until(lambda: listener.openings)
        cloud.end_tokens()
        listener.until(lambda: listener.failure)
        assert listener.failure is not None
        assert listener.failure.reason is Reason.UNAUTHORIZED


def test_late_heads_split_segments_and_limits(cloud: SimulatedCloud, client: CloudClient) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    limited = replace(knobs.RATE_LIMITED, headers=(("Retry-After", "1"),))
    cloud.behave(
        stream_fault=StreamFault.LATE_HEAD,
        splits_segments=True,
        faults=(Fault(limited, path="/v1/devices/events", times=1),),
    )
    with Listener(client) as listener:
        listener.until(lambda: cloud.open_streams or listener.openings)
        cloud.publish(DEVICE, "spark/status", "online")
        listener.until(lambda: listener.seen)
        statuses = [request.status for request in cloud.requests if request.path.endswith("events")]
        assert statuses == [429, 200]


# ------------------------------------------------------------------------------------------------ trouble


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (knobs.SERVER_ERROR, Reason.SERVER),
        (knobs.UNAVAILABLE, Reason.SERVER),
        (knobs.WEB_PAGE, Reason.SERVER),
        (knobs.Answer(200, b"<html>sign in</html>", "text/html"), Reason.BAD_REPLY),
        (knobs.DEVICE_LIMIT, Reason.REFUSED),
        (knobs.NO_PRODUCT, Reason.NOT_FOUND),
        (knobs.TOKEN_EXPIRED, Reason.UNAUTHORIZED),
        (knobs.RATE_LIMITED, Reason.RATE_LIMITED),
        (knobs.redirect("http://127.0.0.1:9/steal"), Reason.REDIRECT),
        (Damage.RESET, Reason.UNREACHABLE),
        (Damage.CLOSED, Reason.UNREACHABLE),
        (Damage.HALF, Reason.UNREACHABLE),
    ],
)
def test_faults(
    cloud: SimulatedCloud,
    client: CloudClient,
    cancel: CancelToken,
    what: knobs.Answer | Damage,
    reason: Reason,
) -> None:
    cloud.behave(faults=(Fault(what, path="*device_claims"),))
    assert reason_of(lambda: client.claim_code(cancel)) is reason


def test_what_the_server_says_is_handed_on(
    cloud: SimulatedCloud, client: CloudClient, cancel: CancelToken
) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behave(rename_refusal="This name is taken.", faults=(Fault(knobs.DEVICE_LIMIT, "POST"),))
    with pytest.raises(CloudError) as refused:
        client.rename(DEVICE, "x", cancel)
    assert refused.value.message == "This name is taken."
    assert refused.value.request_id is not None
    with pytest.raises(CloudError) as limit:
        client.claim_code(cancel)
    assert limit.value.status == 402
    assert "100 devices" in (limit.value.message or "")


@pytest.mark.parametrize(
    ("reach", "reason"),
    [
        (Reach.REFUSED, Reason.UNREACHABLE),
        (Reach.RESETS, Reason.UNREACHABLE),
        (Reach.SILENT, Reason.TIMEOUT),
    ],
)
def test_out_of_reach(cloud: SimulatedCloud, cancel: CancelToken, reach: Reach, reason: Reason) -> None:
    cloud.behave(reach=reach)
    client = CloudClient(cloud.url, token=cloud.token, timeout=0.5)
    try:
        assert reason_of(lambda: client.devices(cancel)) is reason
        cloud.behave(reach=Reach.ANSWERS)
        assert client.devices(cancel).devices == ()
    finally:
        client.close()


def test_nulls_in_the_list_and_old_or_new_fields(
    cloud: SimulatedCloud, client: CloudClient, cancel: CancelToken
) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner, online=True)
    for fields in (("connected",), ("online",), ("connected", "online")):
        cloud.behave(null_entries=True, online_fields=fields)
        assert [device.online for device in client.devices(cancel).devices] == [True]
    cloud.behave(date_header="yesterday")
    assert client.devices(cancel).server_time is None
    cloud.behave(date_header=None, clock_skew_s=-86400.0)
    then = client.devices(cancel).server_time
    assert then is not None
    assert then < datetime.now(UTC) - timedelta(hours=23)


def test_a_reset_while_connecting_is_no_surprise(cloud: SimulatedCloud, cancel: CancelToken) -> None:
    # Whether the reset comes before or after the client knows that it is connected is a matter of chance.
    cloud.behave(reach=Reach.RESETS)
    client = CloudClient(cloud.url, token=cloud.token)
    try:
        reasons = {reason_of(lambda: client.devices(cancel)) for _ in range(100)}
    finally:
        client.close()
    assert reasons == {Reason.UNREACHABLE}
