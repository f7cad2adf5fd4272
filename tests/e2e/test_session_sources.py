"""Where a session comes from × when it ends × what the renewal does: the pages, on the simulated cloud.

Each source is begun as it is in life: words of a command line, a pipe, a variable, another program's link, an
embedding program. What is renewed without a word is in `test_renewal*.py`; here somebody has to bring
something new, and types nothing else a second time.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra `server` is not installed")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from fakes.patient_clock import PatientClock
from spark_setup.brand import Brand, load
from spark_setup.cli import options_from, parser
from spark_setup.cloud.sessions import SessionAnswer, SessionServer
from spark_setup.core import clock as clock_room
from spark_setup.core.redact import Redactor
from spark_setup.core.secrets import Secret
from spark_setup.hostwifi.prober import DEVICE_ADDRESSES
from spark_setup.launch.given import session_given
from spark_setup.launch.services import services_for
from spark_setup.setup import production as production_room
from spark_setup.setup import sessions as code_sessions
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code
from spark_setup.setup.services import Services
from spark_setup.setup.setup import Limits, Options
from spark_setup.simulator.cloud_behaviour import TokenEnd
from spark_setup.simulator.scenarios import find
from spark_setup.simulator.serve import Servers
from spark_setup.softap.client import DeviceClient, Patience
from spark_setup.ui import controller as controller_room
from spark_setup.ui import hands
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.controller import SetupController
from spark_setup.ui.links import Links
from spark_setup.ui.pages.expired import ExpiredPage
from spark_setup.ui.wizard import SetupWizard
from spark_setup.vendor.app import create_app
from spark_setup.vendor.config import from_values
from spark_setup.vendor.embedded import EmbeddedServer

from .conftest import RUN_LIMIT_MS, SPEED, Run, answers
from .laboratory import CUSTOMER, code_of, owner_of

PASSWORD = "northwind demo 8"
SCHEME = "northwind-setup"
BEFORE = "before"
AFTER_SEND = (TokenEnd.DEVICE_CONNECTED, TokenEnd.STREAM_OPENED)
RUBBISH = (b'{"access_token": 5, "renewal_token": ["x"]}', b"<html>502 Bad Gateway</html>", b"\xff\xfe\x00{")


class Meddled:
    """A session server whose renewals go wrong; the rest is the real one's."""

    def __init__(self, app: object, how: bytes | None) -> None:
        self._app, self._how = app, how

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        if not scope.get("path", "").endswith("/renew"):
            await self._app(scope, receive, send)  # type: ignore[operator]
            return
        if self._how is None:  # hangs until the other side has had enough
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-type", b"application/json")],
            }
        )
        await send({"type": "http.response.body", "body": self._how})


@dataclass
class House:
    """The servers, and what a run of this house has open."""

    servers: Servers
    folder: Path
    closers: list[Callable[[], None]] = field(default_factory=list)

    @property
    def brand(self) -> Path:
        return Path(str(self.servers.ready()["brand"]))

    @property
    def socket(self) -> str:
        return str(self.folder / "links")

    def end_tokens(self, moment: object) -> None:
        """At this moment. Where it is that a stream is opened, no list shows the device before."""
        assert self.servers.cloud is not None
        if moment is BEFORE:
            self.servers.cloud.end_tokens()
        else:
            streams = moment is TokenEnd.STREAM_OPENED
            self.servers.cloud.behave(
                token_end=moment, closes_streams_of_dead_tokens=True, lists_devices=not streams
            )

    def show_devices(self) -> None:
        """The tokens have ended: nothing is held back any more."""
        assert self.servers.cloud is not None
        self.servers.cloud.behave(token_end=TokenEnd.NEVER, lists_devices=True)

    def owner(self) -> object:
        return owner_of(self.servers)

    def token(self) -> Secret:
        """Of a customer that the product maker's server made before."""
        assert self.servers.cloud is not None
        with contextlib.suppress(ValueError):  # there already: another token of the same customer
            self.servers.cloud.add_customer(CUSTOMER)
        return self.servers.cloud.issue_token(CUSTOMER, product_id=self.servers.cloud.product_id)

    def code(self) -> str:
        """A code, as the shop's own server asks for it."""
        return code_of(self.servers).reveal()

    def link(self) -> str:
        return f"{SCHEME}://start?code={self.code()}"

    def told(self, *words: str) -> SetupController:
        """A wizard that was started with these words."""
        ready = self.servers.ready()
        lab = (
            "--device",
            str(ready["device"]),
            "--device-http",
            str(ready["device_http"]),
            "--host-wifi",
            "none",
        )
        where = ("--brand", str(self.brand), "--api-url", str(ready["api_url"]), "--speed", str(SPEED))
        options = options_from(parser().parse_args([*words, *where, *lab]))
        brand, redactor = load(self.brand), Redactor()
        session = session_given(options, brand)
        services, engine, _ = services_for(options, brand, session, redactor, unattended=False)
        self.closers.append(services.close)
        return SetupController(
            brand, services=services, options=engine, language="en", with_person=False, redactor=redactor
        )


class Visitor(Autopilot):
    """Somebody with an answers file who, where the session has run out, brings a new one.

    It is typed (a code, or with `signs_in` e-mail address and password), unless `brings` brings it at the
    place `at`.
    """

    def __init__(
        self,
        wizard: SetupWizard,
        house: House,
        *,
        signs_in: bool = False,
        brings: Callable[[], None] | None = None,
        at: Place = Place.EXPIRED,
    ) -> None:
        super().__init__(wizard, answers())
        self._house, self._signs_in, self._brings, self._at = house, signs_in, brings, at
        self.expired: list[list[str]] = []

    def _answer(self, place: Place) -> bool:
        if self._brings is not None and place is self._at:
            self._brings()
            self._brings = None
            return place is Place.SIGNIN_CODE or super()._answer(place)
        if place is Place.SIGNIN and self._wizard.conductor.step.asks:
            if not self._signs_in:
                return hands.press(self._wizard, "signin.code")
            self._types("signin.email", CUSTOMER)
            self._types("signin.password", PASSWORD)
            return hands.press(self._wizard, "frame.primary")
        if place is Place.SIGNIN_CODE and self._wizard.conductor.step.asks:
            self._types("signin.code.field", self._house.code())
            return hands.press(self._wizard, "frame.primary")
        return super()._answer(place)

    def _types(self, name: str, text: str) -> None:
        edit = self._wizard.findChild(QLineEdit, name)
        assert isinstance(edit, QLineEdit)
        hands.type_into(edit, text)

    def _retry(self, code: Code, place: Place) -> None:
        """Once; another S1-04 ends the run."""
        page = self._wizard.current
        if code is not Code.SESSION_EXPIRED or not isinstance(page, ExpiredPage) or self.expired:
            super()._retry(code, place)
            return
        self.expired.append(page.notes.texts())
        self._house.show_devices()
        if self._brings is None:
            hands.press(self._wizard, "frame.primary")
        else:
            self._brings()


HAND_OVER = """
import sys
from PySide6.QtCore import QCoreApplication
application = QCoreApplication([])
from spark_setup.ui.links import Links
sys.exit(not Links(sys.argv[1], name=sys.argv[2]).hand_over(sys.argv[3]))
"""


def second_program(link: str, socket: str) -> Callable[[], None]:
    """The system starts another wizard for a link; it gives it to the first and ends."""
    process = subprocess.Popen([sys.executable, "-c", HAND_OVER, SCHEME, socket, link])

    def ended() -> None:
        assert process.wait(30) == 0

    return ended


def quick_glance(opener: object) -> DeviceClient:
    """Whether the device has left is asked with a patience of 0.2 s: these tests are about other things."""
    return DeviceClient(opener, patience=Patience(connect_s=0.2, answer_s=0.2))  # type: ignore[arg-type]


def patient(brand: Brand, **values: Any) -> Options:
    """Options by which nobody gives the device up: 120 s are 3 s on this clock, too few on a busy one."""
    return replace(options_of(brand, **values), limits=Limits(online_s=36_000))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., House]]:
    made: list[House] = []
    monkeypatch.setattr(production_room, "glancing_client", quick_glance)
    monkeypatch.setattr(controller_room, "options_of", patient)
    monkeypatch.setattr(clock_room, "Clock", PatientClock)

    def start(*, meddles: bool = False, how: bytes | None = None) -> House:
        def host(values: object, environ: object) -> EmbeddedServer:
            config = from_values(values, environ=environ)  # type: ignore[arg-type]
            return EmbeddedServer(
                config, app=lambda c: Meddled(create_app(c), how) if meddles else create_app(c)
            )

        servers = Servers("all", find("default"), "127.0.0.1", 0, SPEED, tmp_path, vendor=host)
        servers.start()
        made.append(House(servers, tmp_path))
        return made[-1]

    yield start
    for each in made:
        for close in each.closers:
            close()
        each.servers.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Goes = Callable[..., tuple[Run, Visitor]]


@pytest.fixture
def goes(qtbot: QtBot) -> Iterator[Goes]:
    """Runs a wizard with a visitor to its end."""
    made: list[SetupController] = []

    def run(
        controller: SetupController,
        house: House,
        *,
        begun: Callable[[], None] = lambda: None,
        **visitor: Any,
    ) -> tuple[Run, Visitor]:
        made.append(controller)
        seen = Run(controller)
        with qtbot.waitSignal(controller.finished, timeout=RUN_LIMIT_MS):
            controller.start()
            seen.wizard.drawn.connect(seen.note)
            begun()
            somebody = Visitor(seen.wizard, house, **visitor)
            seen.wizard.refresh()
        return seen, somebody

    yield run
    for controller in made:
        if controller.result is None and controller.conductor is not None:
            controller.conductor.shut_down()


# ---------------------------------------- the sources

Begin = Callable[[House, pytest.MonkeyPatch], SetupController]


def token_file(house: House, _patch: pytest.MonkeyPatch) -> SetupController:
    path = house.folder / "token"
    path.write_text(house.token().reveal() + "\n")
    return house.told("--token-file", str(path))


def pipe(house: House, patch: pytest.MonkeyPatch) -> SetupController:
    answer = {"access_token": house.token().reveal(), "expires_in": 3600}
    patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(answer).encode())))
    return house.told("--token-file", "-")


def variable(house: House, patch: pytest.MonkeyPatch) -> SetupController:
    patch.setenv("SPARK_SETUP_TOKEN", house.token().reveal())
    return house.told()


def code_word(house: House, _patch: pytest.MonkeyPatch) -> SetupController:
    return house.told("--session-code", house.code().lower().replace("-", ""))


def link(house: House, _patch: pytest.MonkeyPatch) -> SetupController:
    return house.told(house.link())


def typed(house: House, _patch: pytest.MonkeyPatch) -> SetupController:
    return house.told()


def signed_in(house: House, _patch: pytest.MonkeyPatch) -> SetupController:
    assert house.servers.cloud is not None
    house.servers.cloud.add_user(CUSTOMER, PASSWORD)
    return house.told()


def host(house: House, patch: pytest.MonkeyPatch) -> SetupController:
    """An embedding program: the production services as `SetupController` makes them itself."""
    ready = house.servers.ready()
    device = {
        name: str(ready[key]).rsplit(":", 1) for name, key in (("tcp", "device"), ("http", "device_http"))
    }
    for name, (address, port) in device.items():
        patch.setitem(DEVICE_ADDRESSES, name, (address, int(port)))  # type: ignore[arg-type]
    patch.setattr(production_room, "Clock", lambda: PatientClock(SPEED))
    controller = SetupController(
        load(house.brand), api_url=str(ready["api_url"]), host_wifi="none", language="en", with_person=False
    )
    house.closers.append(lambda: controller._services.close() if controller._services is not None else None)
    return controller


def host_with_a_token(house: House, patch: pytest.MonkeyPatch) -> SetupController:
    made = host(house, patch)
    made.inject_session_access_token(house.token())
    return made


def host_alone(house: House, patch: pytest.MonkeyPatch) -> SetupController:
    """A token, and nobody who renews it or signs anybody in."""
    made = host(house, patch)
    made.brand = replace(made.brand, auth=replace(made.brand.auth, session_url=None))
    made.inject_session_access_token(house.token())
    return made


def host_with_a_code(house: House, patch: pytest.MonkeyPatch) -> SetupController:
    made = host(house, patch)
    made.inject_session_code(house.link())
    return made


SOURCES = [token_file, pipe, variable, code_word, link, typed, signed_in, host_with_a_token, host_with_a_code]


@pytest.mark.parametrize("begin", SOURCES)
def test_every_source_ends_with_the_customers_device(
    begin: Begin,
    house: Callable[..., House],
    goes: Goes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = house()
    run, _ = goes(begin(made, monkeypatch), made, signs_in=begin is signed_in)
    assert run.result.exit_code == 0
    assert made.owner() == CUSTOMER
    assert ("signin.code" in run.places) is (begin is typed)
    assert not [code for code in run.codes if "-" in code]


# ---------------------------------------- × the moment it ends, × what the renewal does


def nothing_is_lost(run: Run, visitor: Visitor, house: House, moment: object) -> None:
    """S1-04, a new session, and the rest as if nothing had been."""
    assert run.result.exit_code == 0
    assert house.owner() == CUSTOMER
    assert run.places.count("password") == 1
    assert {code for code in run.codes if "-" in code} == {"S1-04"}
    (notes,) = visitor.expired
    assert ("What you typed is kept." in notes) is (moment in AFTER_SEND), "nothing was typed before"
    told = " ".join(notes)
    assert ("may still come online without it" in told) is (moment in AFTER_SEND)
    assert ("The light shows when it is: slowly fading light blue." in told) is (moment in AFTER_SEND)


@pytest.mark.parametrize("moment", [BEFORE, TokenEnd.CLAIM_CODE, *AFTER_SEND])
def test_a_token_without_a_renewal_ends_and_a_code_is_typed(
    moment: object, house: Callable[..., House], goes: Goes, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = house()
    controller = token_file(made, monkeypatch)
    made.end_tokens(moment)
    run, visitor = goes(controller, made)
    nothing_is_lost(run, visitor, made, moment)
    assert run.places.count("signin.code") == 1


@pytest.mark.parametrize("moment", AFTER_SEND)
def test_who_signed_in_signs_in_again(
    moment: object, house: Callable[..., House], goes: Goes, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = house()
    controller = signed_in(made, monkeypatch)
    made.end_tokens(moment)
    run, visitor = goes(controller, made, signs_in=True)
    nothing_is_lost(run, visitor, made, moment)
    assert run.places.count("signin") == 2


@pytest.mark.parametrize(
    ("moment", "how"),
    [
        pytest.param(TokenEnd.CLAIM_CODE, None, id="claim code-hangs"),
        pytest.param(TokenEnd.DEVICE_CONNECTED, None, id="after the send-hangs"),
        pytest.param(TokenEnd.STREAM_OPENED, None, id="mid-stream-hangs"),
        pytest.param(TokenEnd.CLAIM_CODE, RUBBISH[0], id="claim code-no session"),
        pytest.param(TokenEnd.DEVICE_CONNECTED, RUBBISH[1], id="after the send-a web page"),
        pytest.param(TokenEnd.STREAM_OPENED, RUBBISH[2], id="mid-stream-bytes"),
    ],
)
def test_a_renewal_that_hangs_or_answers_rubbish(
    moment: object,
    how: bytes | None,
    house: Callable[..., House],
    goes: Goes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(code_sessions, "RENEW_TRIES", 1)
    if how is None:
        monkeypatch.setattr(SessionServer, "renew", impatient(SessionServer.renew))
    made = house(meddles=True, how=how)
    controller = code_word(made, monkeypatch)
    made.end_tokens(moment)
    nothing_is_lost(*goes(controller, made), made, moment)


def impatient(renew: Callable[..., SessionAnswer]) -> Callable[..., SessionAnswer]:
    """A renewal that ends after 0.1 s. The server never answers it, so no machine is too slow for that."""

    def renewed(server: SessionServer, *asked: object) -> SessionAnswer:
        usual, server._timeout = server._timeout, 0.1
        try:
            return renew(server, *asked)
        finally:
            server._timeout = usual

    return renewed


# ---------------------------------------- brought to a wizard that runs


def test_a_link_from_another_program_goes_on_in_the_middle(
    house: Callable[..., House], goes: Goes, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = house()
    controller = token_file(made, monkeypatch)
    made.end_tokens(TokenEnd.DEVICE_CONNECTED)

    def listen() -> None:
        links, services = Links(SCHEME, name=made.socket), controller._services
        assert isinstance(services, Services)
        assert links.take(controller, services, controller.redactor.add)
        made.closers.append(links.close)

    def bring() -> None:
        made.closers.append(second_program(made.link(), made.socket))

    run, visitor = goes(controller, made, begun=listen, brings=bring)
    nothing_is_lost(run, visitor, made, TokenEnd.DEVICE_CONNECTED)
    assert "signin.code" not in run.places


@pytest.mark.parametrize("at", [Place.PASSWORD, Place.EXPIRED, Place.SIGNIN_CODE])
def test_a_host_injects_a_code_while_its_wizard_is_shown(
    at: Place, house: Callable[..., House], goes: Goes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ahead of need, where the session has ended, and where a code is asked for."""
    made = house()
    asked = at is Place.SIGNIN_CODE
    controller = host(made, monkeypatch) if asked else host_with_a_token(made, monkeypatch)
    if not asked:
        made.end_tokens(TokenEnd.DEVICE_CONNECTED)
    code = made.code()
    run, visitor = goes(controller, made, brings=lambda: controller.inject_session_code(code), at=at)
    if at is Place.EXPIRED:
        nothing_is_lost(run, visitor, made, TokenEnd.DEVICE_CONNECTED)
    assert run.result.exit_code == 0
    assert made.owner() == CUSTOMER
    assert [code for code in run.codes if "-" in code] == (["S1-04"] if at is Place.EXPIRED else [])
    assert run.places.count("signin.code") == asked


@pytest.mark.parametrize(
    ("at", "begin"),
    [
        (Place.PASSWORD, host_with_a_token),
        (Place.EXPIRED, host_with_a_token),
        (Place.EXPIRED, host_alone),
        (Place.SIGNIN_CODE, host),
    ],
)
def test_a_host_injects_a_token_while_its_wizard_is_shown(
    at: Place, begin: Begin, house: Callable[..., House], goes: Goes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ahead of need; where the session has ended, with and without anybody to renew it; at a sign-in page."""
    made = house()
    controller = begin(made, monkeypatch)
    if at is Place.EXPIRED:
        made.end_tokens(TokenEnd.DEVICE_CONNECTED)
    ends = datetime.now(UTC) + timedelta(hours=1)
    fresh: list[Secret] = []

    def bring() -> None:
        if at is Place.PASSWORD:
            made.end_tokens(BEFORE)
        fresh.append(made.token())
        controller.inject_session_access_token(fresh[0], ends)

    run, _ = goes(controller, made, brings=bring, at=at)
    assert run.result.exit_code == 0
    assert made.owner() == CUSTOMER
    assert run.places.count("password") == 1
    assert [code for code in run.codes if "-" in code] == (["S1-04"] if at is Place.EXPIRED else [])
    assert run.places.count("signin.code") == (at is Place.SIGNIN_CODE)
    assert controller._services is not None
    assert controller._services.lifetime.ends == ends
    assert controller.redactor.clean(f"told {fresh[0].reveal()}") != f"told {fresh[0].reveal()}"
