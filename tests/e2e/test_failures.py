"""Every code of the index through the real pages: brought about, read on the screen, left by its way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from spark_setup.brand import Brand, load
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Way
from spark_setup.setup.result import Outcome
from spark_setup.simulator.air import AirNetwork, SimulatedAir
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenario import Scenario
from spark_setup.simulator.scenarios import SCENARIOS, SECOND_ID, find
from spark_setup.ui import hands
from spark_setup.ui import help as help_drawer
from spark_setup.ui.answers import Answers
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run, answers
from .replayed import replayed, saved_report
from .visitor import PRIMARY, QUIET, Press, Reading, Visitor, clean, light, name, read, retype, say, with_demo

SPEED = 80.0
DEVICE = "Temperature Monitor"

Start = Callable[..., Demo]
Wizard = Callable[..., Run]


@dataclass(frozen=True)
class Case:
    """One code: what stands on the page, what is pressed, where it ends."""

    code: str
    title: str
    cause: str
    primary: str
    place: str
    presses: Sequence[Press] = (PRIMARY,)
    others: tuple[str, ...] = ()
    scenario: str = ""
    said: Answers = field(default_factory=answers)
    outcome: Outcome = Outcome.SUCCESS
    exit_code: int = 0
    speed: float = SPEED


def brought_about(code: str) -> str | Scenario:
    """The scenario of a code. S2-05 waits for `hear`: on a busy machine 30 story seconds may be one step."""
    if code != "S2-05":
        return code
    plain = find(code)
    return replace(plain, radio=replace(plain.radio, hears_after_s=1e6))


def hear(demo: Demo) -> None:
    """From now on the device is in reach."""
    demo.radio.behaviour = replace(demo.radio.behaviour, hears_after_s=0.0)


def agree(demo: Demo) -> None:
    """The device's owner got an e-mail, and has released it."""
    assert [device for device, _ in demo.cloud.transfer_requests] == [demo.device.id]
    demo.let_go()


CHECK, AGAIN, WIFI = "Check again", "Try again", "Only set up the Wi-Fi"
NOTE, DETAILS = "Copy the note for your network administrator", "Details for support"
BY_HAND, OTHER = "Join by hand", "Choose another network"

CASES = (
    Case("S1-01", "This computer has no internet", "Setup needs it", CHECK, "ready", [PRIMARY] * 5, (WIFI,)),
    Case(
        "S1-02",
        "Northwind cannot be reached",
        "api.particle.io does not answer",
        CHECK,
        "ready",
        [PRIMARY] * 9,
        (NOTE,),
    ),
    Case(
        "S1-03",
        "The secure connection is not trusted",
        "a security program or a company network",
        CHECK,
        "ready",
        [PRIMARY] * 6,
        (NOTE,),
    ),
    Case(
        "S1-04",
        "Your Northwind sign-in has run out",
        "a short time",
        "Sign in again",
        "expired",
    ),
    Case(
        "S1-05",
        "Northwind cannot add a device to this account now",
        "It says: You have reached the limit of 100 devices.",
        AGAIN,
        "ready",
        others=(DETAILS,),
    ),
    Case(
        "S1-06",
        "This computer’s date may be wrong",
        "It says it is ",
        CHECK,
        "ready",
        [PRIMARY] * 6,
        ("Open date and time",),
    ),
    Case(
        "S2-01",
        "This computer has no Wi-Fi",
        f"Setup talks to {DEVICE} over Wi-Fi",
        CHECK,
        "ready",
        [PRIMARY] * 5,
        ("Use another computer or a phone",),
    ),
    Case(
        "S2-02",
        "Wi-Fi is switched off",
        "can only be found with it",
        "Switch Wi-Fi on",
        "ready",
        others=("Open Wi-Fi settings",),
    ),
    Case(
        "S2-03",
        "Windows hides the names of Wi-Fi networks",
        "programs that may use location",
        "Open location settings",
        "join.permission",
        [""],
    ),
    Case(
        "S2-04",
        "macOS will ask about your local network",
        "Choose Allow",
        "Ask me now",
        "join.permission",
        [PRIMARY] * 3,
    ),
    Case(
        "S2-05",
        "Nothing found yet",
        "the light is not blinking dark blue, or it is too far away",
        "Look again",
        "join.searching",
        [with_demo(hear, PRIMARY)],
        others=("Compare the light", BY_HAND),
    ),
    Case(
        "S2-06",
        "2 devices found. Which one is yours?",
        "",
        "Choose a device",
        "join.several",
        said=answers(device="U8BS"),
    ),
    Case(
        "S2-07",
        "This computer could not join U8BS",
        "The computer’s Wi-Fi refused",
        AGAIN,
        "join.joining",
        others=(BY_HAND,),
    ),
    Case(
        "S2-07B",
        "Another setup is using this computer’s Wi-Fi",
        "Finish or close it first.",
        CHECK,
        "ready",
        [PRIMARY] * 5,
    ),
    Case(
        "S2-07S",
        "Setup cannot write anything down on this computer",
        "full or write-protected",
        "Continue",
        "ready",
        others=(DETAILS,),
    ),
    Case(
        "S2-08",
        "Connected, but without an address",
        "U8BS did not give",
        AGAIN,
        "join.joining",
        others=(f"Restart {DEVICE}: show me how",),
    ),
    Case(
        "S2-09",
        f"{DEVICE} is not answering",
        "tried 3 times",
        AGAIN,
        "join.joining",
        others=(f"Restart {DEVICE}: show me how",),
    ),
    Case(
        "S2-09V",
        "A VPN is on (wg0)",
        "keeps this computer from reaching",
        "I have paused it",
        "join.joining",
        others=("Show me how",),
    ),
    Case(
        "S2-10",
        f"Your cable network uses the same address as {DEVICE}",
        "Unplug the network cable",
        CHECK,
        "join.joining",
    ),
    Case(
        "S2-11",
        "This computer went back to Home by itself",
        "networks with internet",
        "Connect again",
        "join.joining",
        presses=[PRIMARY] * 4,
        others=(BY_HAND,),
        speed=20.0,
    ),
    Case(
        "S3-01",
        f"{DEVICE} sees no Wi-Fi at all",
        "too far from the router",
        "Look again",
        "network",
        others=("Type the name",),
    ),
    Case(
        "S3-02",
        "The list may be incomplete",
        "",
        "Continue",
        "network",
        others=("Look again", "Type the name"),
    ),
    Case(
        "S3-03",
        f"{DEVICE} cannot see Home",
        "Home is hidden, 5 GHz or too far away",
        "Look again",
        "progress",
        others=("Show what to change in the router",),
    ),
    Case(
        "S3-04",
        "Office asks for a user name",
        "cannot use such networks",
        "Continue",
        "network",
        [say(PRIMARY, network="Home")],
        said=answers(network="Office"),
    ),
    Case(
        "S3-05",
        "Attic uses WEP, an old protection",
        "WPA2 works best",
        "Use it anyway",
        "network",
        others=(OTHER,),
        said=answers(network="Attic", password="thirteen-keys"),
    ),
    Case(
        "S4-01",
        "This password has 5 characters",
        "8 to 63",
        f"Connect {DEVICE}",
        "password",
        [retype("long enough")],
        (OTHER,),
        said=answers(password="short"),
    ),
    Case(
        "S4-02",
        f'{DEVICE} cannot store the quotation mark in Café "5G"',
        "sent exactly",
        "Continue",
        "network",
        [say(PRIMARY, network="Home")],
        ("Show three ways out",),
        said=answers(network='Café "5G"'),
    ),
    Case(
        "S5-01",
        f"{DEVICE} did not accept the details",
        "refused",
        "Send again",
        "progress",
        others=(DETAILS,),
    ),
    Case(
        "S5-02",
        "The connection was lost while sending",
        "sending them twice does no harm",
        "Connect and send again",
        "progress",
    ),
    Case(
        "S5-03",
        f"{DEVICE} did not accept the link to your account",
        "can still be set up",
        AGAIN,
        "progress",
        others=(WIFI,),
    ),
    Case(
        "S5-04",
        f"This {DEVICE} has been linked to an account before",
        "",
        "Move it to my account",
        "owner",
        said=answers(decision="take_over"),
    ),
    Case(
        "S5-05",
        f"This {DEVICE} is not on Northwind’s list",
        "has to add it first",
        WIFI,
        "owner",
        others=(DETAILS,),
        outcome=Outcome.SUCCESS_NOT_CLAIMED,
    ),
    Case(
        "S5-05",
        f"This {DEVICE} is not on Northwind’s list",
        "has to add it first",
        WIFI,
        "progress",
        others=(DETAILS,),
        scenario="not-in-product",
        outcome=Outcome.SUCCESS_NOT_CLAIMED,
    ),
    Case(
        "S5-06",
        f"This is a different {DEVICE}",
        "Setup began with U8BS; now 343044 answers. Nothing was sent",
        "Look for U8BS",
        "owner",
        [with_demo(lambda demo: demo.device.swap(demo.scenario.persona.device_id), PRIMARY)],
        ("Go on with 343044",),
    ),
    Case(
        "S6-01",
        "The password is probably different from the one typed.",
        "It tried for 1:0",
        "Try this password",
        "wrong_password",
        [retype("another one 7")],
        (OTHER, "Check the light"),
        speed=40.0,
    ),
    Case(
        "S6-02",
        f"We cannot see your {DEVICE} yet.",
        "tells which part is missing",
        "Keep waiting",
        "progress.not_seen",
        others=("Compare the light", "Change the password"),
        scenario="late",
    ),
    Case(
        "S6-02",
        f"We cannot see your {DEVICE} yet.",
        "tells which part is missing",
        "Keep waiting",
        "progress.not_seen",
        [PRIMARY, QUIET],
        ("Compare the light", "Change the password"),
        outcome=Outcome.DELIVERED_UNVERIFIED,
        exit_code=4,
    ),
    Case(
        "S6-03",
        f"This computer is still on {DEVICE}’s network",
        "It should go back to Home, and did not.",
        "Switch back",
        "progress",
        others=("Open Wi-Fi settings",),
        speed=20.0,
    ),
    Case(
        "S6-04",
        f"{DEVICE} could not be linked to your account",
        "another account may still have it",
        "Try to link again",
        "progress",
        ["problem.ask_owner", with_demo(agree, PRIMARY)],
        ("Ask its owner by e-mail", DETAILS),
    ),
    Case("S6-05", f"{DEVICE} is installing an update", "", "", "progress.updating", [""], speed=40.0),
    Case(
        "S6-06",
        "It is on your Wi-Fi; the way to the service is closed.",
        "A firewall or a sign-in page",
        "Keep waiting",
        "progress.no_service",
        others=(NOTE, OTHER),
    ),
    Case(
        "S7-01",
        "The name could not be saved.",
        "The service says: This name is taken.",
        AGAIN,
        "result.success",
        [name("Cellar")],
        ("Finish without a name",),
        said=answers(name="Kitchen"),
    ),
)


def visit(
    wizard: Wizard,
    demo: Demo,
    said: Answers,
    presses: dict[str, Sequence[Press]],
    brand: Brand | None = None,
) -> tuple[Run, Visitor]:
    """One run with a visitor; what happened, and what the visitor read."""
    visitors: list[Visitor] = []

    def pilot(window: SetupWizard, given: Answers) -> Visitor:
        visitors.append(Visitor(window, given, presses, demo=demo))
        return visitors[-1]

    run = wizard(demo.services(), said, pilot=pilot, brand=brand)
    assert visitors[0].missed == []
    return run, visitors[0]


@pytest.fixture
def embedded(tmp_path: Path) -> Brand:
    """A brand whose sessions come from the program that embeds the wizard: nobody signs in here."""
    file = tmp_path / "brand.toml"
    file.write_text(
        '[product]\nbrand_name = "Northwind"\nnetwork_prefix = "Northwind"\n'
        "[doors]\nsign_in = false\ncreate_account = false\n",
        encoding="utf-8",
    )
    return load(file)


def of_code(visitor: Visitor, code: str) -> list[Reading]:
    return [reading for reading in visitor.readings if reading.code == code]


def _id(case: Case) -> str:
    return f"{case.code}-{case.scenario or case.place}"


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_code(case: Case, demo: Start, wizard: Wizard, embedded: Brand, tmp_path: Path) -> None:
    """Reached, read, left by its main way out; and the run's report replays what was shown."""
    running = demo(case.scenario or brought_about(case.code), speed=case.speed)
    presses: dict[str, Sequence[Press]] = {case.code: case.presses}
    if case.code == "S6-06":
        presses["S6-02"] = [light("L15")]
    brand = embedded if case.code == "S1-04" else None
    run, visitor = visit(wizard, running, case.said, presses, brand)
    readings = of_code(visitor, case.code)
    assert readings, f"{case.code} did not come up: {run.places} {run.codes}"
    first = readings[0]
    assert (first.title or first.heading) == case.title
    assert case.cause in first.cause
    assert (first.primary, first.place, first.others) == (case.primary, case.place, case.others)
    assert (run.result.outcome, run.result.exit_code) == (case.outcome, case.exit_code)
    assert run.result.wifi_restored is True
    assert running.radio.current == running.radio.behaviour.own_ssid
    assert replayed(saved_report(run, tmp_path / "report.zip"), run) == run.shown


# ---------------------------------------- a permission that was never asked for


class Asked(Visitor):
    """Reads the page that explains a permission, and lets the system ask."""

    def _answer(self, place: Place) -> bool:
        if place is not Place.PERMISSION:
            return super()._answer(place)
        if self.readings:
            return False
        self.readings.append(read(self._wizard))
        return hands.press(self._wizard, PRIMARY)


@pytest.mark.parametrize(("scenario", "codes"), [("permission", []), ("permission-refused", ["S2-03"])])
def test_scenario_11_the_system_is_asked_at_a_click(
    scenario: str, codes: list[str], demo: Start, wizard: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Way] = []
    monkeypatch.setattr(help_drawer, "open_settings", opened.append)
    running = demo(scenario, speed=SPEED)
    visitors: list[Asked] = []

    def pilot(window: SetupWizard, given: Answers) -> Visitor:
        visitors.append(Asked(window, given, {"S2-03": [PRIMARY]}))
        return visitors[-1]

    run = wizard(running.services(), pilot=pilot)
    assert run.result.outcome is Outcome.SUCCESS
    first, *more = visitors[0].readings
    assert (first.code, first.place) == ("S2", "join.permission")
    assert first.heading == "Windows hides the names of Wi-Fi networks"
    assert (first.primary, first.title) == ("Ask me now", "")
    assert running.radio.consent.requests == 1
    assert [reading.code for reading in more] == codes
    assert {reading.primary for reading in more} <= {"Open location settings"}
    assert opened == [Way.OPEN_LOCATION_SETTINGS] * len(codes)


def test_with_nobody_there_the_system_is_not_asked(demo: Start, wizard: Wizard) -> None:
    running = demo("permission", speed=SPEED)
    run = wizard(running.services())
    assert (run.result.outcome, run.result.problem) == (Outcome.FAILURE_NOT_READY, "S2-03")
    assert running.radio.consent.requests == 0


def test_every_code_is_shown() -> None:
    assert {case.code for case in CASES} == {code.value for code in Code}


def test_every_code_has_a_scenario() -> None:
    assert {code.value for code in Code} <= {s.expects for s in SCENARIOS.values()}
    assert all(find(code.value).expects == code.value for code in Code)


# ---------------------------------------- what each way out is for


def test_scenario_01_wrong_password_is_named_in_seconds_and_corrected_in_place(
    demo: Start, wizard: Wizard
) -> None:
    """user-needs 6.1: nothing pressed on the device, nothing joined by hand, the network not chosen again."""
    plain = find("S6-01")
    running = demo(replace(plain, device=replace(plain.device, join_limit_s=8.0)), speed=3.0)
    seen_again: list[float] = []
    gone: list[float] = []
    scan = running.radio.scan

    def watched(*args: object, **values: object) -> object:
        found = scan(*args, **values)  # type: ignore[arg-type]
        there = any(ap.ssid == running.device.ap_ssid for ap in found)
        if not there:
            gone.append(running.clock.now())
        elif gone and not seen_again:
            seen_again.append(running.clock.now())
        return found

    running.radio.scan = watched  # type: ignore[method-assign, assignment]
    shown: list[float] = []
    window: list[SetupWizard] = []

    def correct(visitor: Visitor) -> None:
        shown.append(running.clock.now())
        page = visitor.wizard.current
        assert page is not None
        field = page.field  # type: ignore[attr-defined]
        assert field.text() == "correct horse 9"
        assert field.edit.echoMode() is field.edit.EchoMode.Password
        assert visitor.wizard.focusWidget() is field.edit
        retype("another one 7")(visitor)
        window.append(visitor.wizard)

    run, _visitor = visit(wizard, running, answers(), {"S6-01": [correct]})
    assert shown[0] - seen_again[0] <= 3.0
    assert run.result.outcome is Outcome.SUCCESS
    assert run.places.count("network") == 0
    assert running.device.presses == 0
    assert [line for line in running.radio.history if line.startswith("by hand")] == []
    names = [command.name for command in running.device.commands]
    assert names.count("connect-ap") == 2
    claims = [r for r in running.cloud.requests if r.path.endswith("device_claims")]
    assert len(claims) == 1, "the claim code is used again"


def test_phone_hint_after_the_second_failure(demo: Start, wizard: Wizard) -> None:
    air = SimulatedAir((AirNetwork(b"Home", b"the right one", rssi=-48),))
    running = demo(replace(find("default"), air=air), speed=SPEED)
    hints: list[str] = []

    def look(then: str) -> Press:
        def do(visitor: Visitor) -> None:
            hints.append(said_by(visitor.wizard))
            retype(then)(visitor)

        return do

    run, _visitor = visit(
        wizard,
        running,
        answers(password="wrong one 1"),
        {"S6-01": [look("wrong one 2"), look("the right one")]},
    )
    assert ["connect a phone" in hint for hint in hints] == [False, True]
    assert run.result.outcome is Outcome.SUCCESS


def test_scenario_01_device_that_keeps_trying_needs_one_press(demo: Start, wizard: Wizard) -> None:
    """S6-02 asks for the light; the password is corrected before the button is pressed, once."""
    plain = find("keeps-trying")
    running = demo(replace(plain, device=replace(plain.device, pressed_after_s=None)), speed=SPEED)

    def corrected(visitor: Visitor) -> None:
        assert "Hold SETUP for 3 seconds" in said_by(visitor.wizard)
        retype("another one 7")(visitor)
        running.device.press_button()

    run, visitor = visit(
        wizard, running, answers(), {"S6-02": ["problem.change_password"], "S6-01": [corrected, ""]}
    )
    assert [reading.code for reading in visitor.readings][:2] == ["S6-02", "S6-01"]
    assert run.controller.conductor is not None
    assert run.controller.conductor.setup.failures == ("S6-02", "S6-01")
    assert running.device.presses == 1
    assert run.result.outcome is Outcome.SUCCESS


@pytest.mark.parametrize("returns", [True, False])
def test_scenario_02_no_false_success(
    demo: Start, wizard: Wizard, returns: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """user-needs 6.2: already mine, router off. Nothing says success, online or completed."""
    caplog.set_level("INFO")
    plain = find("claimed-mine")
    old = replace(plain.persona, firmware="0.6.4")  # new firmware looks for the network before it stores it
    running = demo(replace(plain, device=replace(plain.device, returns=returns), persona=old), speed=SPEED)
    said: list[str] = []

    def switch_router_off(window: SetupWizard) -> None:
        if window.conductor.step.place is Place.PASSWORD:
            running.device.use_air(SimulatedAir())

    def pilot(window: SetupWizard, given: Answers) -> Visitor:
        made = Visitor(window, given, {"S6-02": [QUIET]}, demo=running)
        window.drawn.connect(lambda: switch_router_off(window))
        window.drawn.connect(lambda: said.append(said_by(window)))
        return made

    run = wizard(running.services(), answers(), pilot=pilot)
    assert run.result.outcome is (Outcome.FAILURE_CONFIGURE if returns else Outcome.DELIVERED_UNVERIFIED)
    assert run.result.exit_code == (1 if returns else 4)
    assert run.result.problem == ("S6-01" if returns else "S6-02")
    assert "result.success" not in run.places
    after = [text for text in said if "details delivered" in text.lower()]
    assert after
    for text in said:
        assert "is online" not in text
        assert "completed" not in text.lower()
    assert [r for r in caplog.messages if "success" in r.lower() and "success_not" not in r] == []


def test_scenario_05_five_ghz_is_explained_before_anything_is_typed(demo: Start, wizard: Wizard) -> None:
    run, visitor = visit(
        wizard,
        demo("five-ghz", speed=SPEED),
        answers(network="Home-5G"),
        {"S3-03": [say(PRIMARY, network="Home")]},
    )
    first = visitor.readings[0]
    assert first.code == "S3-03"
    assert first.place == "network"
    assert first.title == f"{DEVICE} cannot see Home-5G"
    assert "2.4 GHz" in first.cause
    assert run.result.outcome is Outcome.SUCCESS


def test_name_that_cannot_be_stored_is_refused_beforehand_with_three_ways_out(
    demo: Start, wizard: Wizard
) -> None:
    running = demo("S4-02", speed=SPEED)
    detail: list[str] = []

    def look(visitor: Visitor) -> None:
        assert [c for c in running.device.commands if c.name in ("set", "configure-ap")] == []
        visitor.do("problem.show_name_ways")
        detail.append(clean(visitor.wizard.body.panel.detail.text()))
        visitor.do("network.again")
        visitor.change(network="Home")

    run, _visitor = visit(wizard, running, answers(network='Café "5G"'), {"S4-02": [look]})
    assert all(word in detail[0] for word in ("One:", "Two:", "Three:"))
    assert run.result.outcome is Outcome.SUCCESS


def test_scenario_09_other_device_is_noticed_before_anything_is_sent(demo: Start, wizard: Wizard) -> None:
    running = demo("S5-06", speed=SPEED)
    told: list[list[str]] = []

    def go_on(visitor: Visitor) -> None:
        told.append(
            [c.name for c in running.device.commands if c.name in ("set", "configure-ap", "connect-ap")]
        )
        visitor.do("problem.go_on_with_other")

    run, _visitor = visit(wizard, running, answers(), {"S5-06": [go_on]})
    assert told == [[]]
    assert run.result.outcome is Outcome.SUCCESS
    assert run.result.device_id == SECOND_ID


SOLVED_BY_ITSELF = ("S1-01", "S1-02", "S1-03", "S1-06", "S2-01", "S2-03", "S2-05", "S2-09V", "S2-10", "S6-03")


@pytest.mark.parametrize("code", SOLVED_BY_ITSELF)
def test_problem_goes_away_by_itself(code: str, demo: Start, wizard: Wizard) -> None:
    press = with_demo(hear, "") if code == "S2-05" else ""
    run, visitor = visit(wizard, demo(brought_about(code), speed=SPEED), answers(), {code: [press]})
    assert [reading.code for reading in visitor.readings] == [code]
    assert run.result.outcome is Outcome.SUCCESS


def said_by(wizard: SetupWizard) -> str:
    """Every word that stands on the page now."""
    labels = [w for w in wizard.body.findChildren(QLabel) if w.isVisible()]
    return clean("\n".join(label.text() or label.accessibleName() for label in labels))
