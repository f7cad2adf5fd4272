"""Pages of the parity list (docs/parity.md) as a person sees them: their words, and what pressing does."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from fakes.seen_texts import texts_in
from fakes.shown import OPTIONS, Recording, every_moment, not_seen, sample, showing
from setup.facts import (
    HOME,
    PASSWORD,
    account,
    after_sending,
    at_device,
    begun,
    checked,
    delivered,
    home,
    linked,
    mode_left,
    online,
    path,
    sent,
    told,
    wifi,
)
from spark_setup.core.lights import State as Light
from spark_setup.core.secrets import Secret
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem, Way
from spark_setup.setup.result import Outcome, outcome_of
from spark_setup.setup.setup import Setup
from spark_setup.ui.hands import type_into
from spark_setup.ui.pages import permission
from spark_setup.ui.widgets.network_list import NetworkList
from spark_setup.ui.wizard import SetupWizard

from .conftest import Shown


def words_of(window: SetupWizard) -> str:
    return re.sub("[\u2066-\u2069]", "", " ".join(text.text for text in texts_in(window)))


def recorded(window: SetupWizard) -> Recording:
    assert isinstance(window.conductor, Recording)
    return window.conductor


# ---------------------------------------------------------------- M36: a permission of the system

_WINDOWS = ("win32", "Windows", "ms-settings:privacy-location")
_MAC = ("darwin", "macOS", "x-apple.systempreferences:com.apple.preference.security?Privacy_LocationServices")


@pytest.mark.parametrize(("platform", "system", "address"), [_WINDOWS, _MAC])
def test_a_permission_is_explained_then_asked_for_then_found_in_the_settings(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, platform: str, system: str, address: str
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    monkeypatch.setattr(permission, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr("spark_setup.ui.settings.sys", SimpleNamespace(platform=platform))
    withheld = told(checked(), f.WifiProbed(at=1, mode=f.HostMode.NAME_ONLY, reason=f.NOT_ASKED))
    asked = told(withheld, d.AskedSystem(answered=False))
    window = shown(showing(withheld))
    assert f"{system} hides the names of Wi-Fi networks" in words_of(window)
    assert "Setup neither uses nor stores your location." in words_of(window)
    assert f"{system} asks you next." in words_of(window)
    assert recorded(window).taken == []
    window.primary_button.click()
    assert recorded(window).taken == [Way.ASK_PERMISSION], "asked for only now"
    recorded(window).put(asked)
    assert "If you see no question, open the location settings." in words_of(window)
    window.primary_button.click()
    assert opened == [address]
    refused = story.failed(asked, Problem(Code.LOCATION_PERMISSION))
    recorded(window).put(refused)
    assert f"Open the location settings of {system}." in words_of(window)
    window.primary_button.click()
    assert opened == [address, address]


# ---------------------------------------------------------------- M46: the length of a password


def test_a_length_that_cannot_be_is_said_on_the_page_and_corrected_in_place(shown: Shown) -> None:
    window = shown(sample("password"))
    edit = window.findChild(QLineEdit, "password.field")
    assert edit is not None
    type_into(edit, "1234567")
    assert "7 characters. A Wi-Fi password has 8 to 63." in words_of(window)
    window.primary_button.click()
    (password,) = recorded(window).decided
    assert isinstance(password, d.Password)
    recorded(window).put(
        story.failed(recorded(window).setup, Problem(Code.PASSWORD_LENGTH, values={"n": "7"}))
    )
    assert recorded(window).step.place is Place.PASSWORD
    assert window.chip.text() == "S4-01"
    assert "This password has 7 characters" in words_of(window)
    assert edit.text() == "1234567", "kept, to be corrected"
    type_into(edit, "12345678")
    window.primary_button.click()
    assert recorded(window).decided[-1] == d.Password(Secret("12345678"))


# ---------------------------------------------------------------- a demo says that it is one


def test_a_demo_says_on_every_page_that_nothing_is_real(shown: Shown) -> None:
    window = shown(sample("password"), ribbon="frame.demo")
    ribbon = window.body.ribbon
    assert ribbon.isVisible()
    assert ribbon.label.text() == "Demo. Nothing real is changed."
    assert ribbon.geometry().bottom() < window.body.header.geometry().top()
    recorded(window).put(sample("result.success").setup)
    assert ribbon.isVisible()
    window.set_language("de")
    assert ribbon.label.text() == "Vorführung. Nichts Echtes wird verändert."
    assert not shown(sample("password")).body.ribbon.isVisible()


# ---------------------------------------------------------------- what was typed is kept


_TYPED = (PASSWORD, d.OtherName(b"Northwind-X"), d.Choose(b"Attic", 4, 0, typed=True))


@pytest.mark.parametrize("decision", _TYPED, ids=lambda decision: type(decision).__name__)
def test_only_what_was_typed_is_said_to_be_kept(shown: Shown, decision: d.Decision) -> None:
    ended = Problem(Code.SESSION_EXPIRED)
    window = shown(showing(story.failed(at_device(), ended)))
    assert "kept" not in words_of(window), "a network chosen from the list was not typed"
    assert "Close setup" in words_of(window)
    assert "Finish anyway" not in words_of(window), "nothing was sent, so there is nothing to finish"
    typed = replace(at_device(), decisions=(*at_device().decisions, decision))
    window = shown(showing(story.failed(typed, ended)))
    assert "What you typed is kept." in words_of(window)


@pytest.mark.parametrize("can_renew", [True, False])
def test_a_session_that_has_ended_is_left_by_one_button(shown: Shown, can_renew: bool) -> None:
    setup = at_device()
    setup = replace(setup, options=replace(setup.options, can_renew=can_renew, can_sign_in=False))
    window = shown(showing(story.failed(setup, Problem(Code.SESSION_EXPIRED))))
    assert window.primary_button.text() == ("Sign in again" if can_renew else "Close setup")
    assert words_of(window).count("Close setup") == 1
    assert not window.cancel_button.isVisible()
    sent = replace(setup, sent=f.ConnectSent(at=3.0, confirmed=True))
    window = shown(showing(story.failed(sent, Problem(Code.SESSION_EXPIRED))))
    assert "Close setup" not in words_of(window)
    assert window.cancel_button.isVisible(), "half done: leaving it is asked about"


def test_a_password_that_was_not_kept_is_asked_for_again(shown: Shown) -> None:
    failed = sample("wrong_password", "S6-01").setup
    window = shown(showing(failed))
    assert "Your text is kept. Choose Show to compare it." in words_of(window)
    window = shown(showing(failed.without(d.Password)))
    assert recorded(window).step.place is Place.WRONG_PASSWORD
    assert "Type the password once more. Capital letters count." in words_of(window)
    assert "kept" not in words_of(window)


@pytest.mark.parametrize("then", ["", Code.NOTHING_FOUND], ids=["asked", "and not found"])
def test_a_password_that_a_person_wants_to_correct_is_not_said_to_have_failed(
    shown: Shown, then: str
) -> None:
    setup = told(after_sending(prefixes=OPTIONS.prefixes))
    setup = story.failed(setup, Problem(Code.COULD_NOT_JOIN, "asked"))
    if then:
        setup = story.failed(setup, Problem(Code.NOTHING_FOUND))
    window = shown(showing(setup))
    said = words_of(window)
    assert window.chip.text() == "S6-01"
    assert "Check the Wi-Fi password for Home" in said
    assert "The password may be different from the one typed." in said
    assert "Correct it here." in said
    assert "Not seen online yet" in said
    assert not re.search("tried for|went back to setup mode|[Cc]ould not join", said)


def test_a_device_that_is_online_is_not_waited_for(shown: Shown) -> None:
    window = shown(sample("progress", "S6-04"))
    assert window.cancel_button.text() == "Cancel"
    assert not window.leaving.asks_first, "that it may still come online would be wrong"
    assert shown(sample("progress", "S6-03")).leaving.asks_first


@pytest.mark.parametrize("code", ["S6-03", "S6-02"])
def test_leaving_gives_back_only_what_was_taken(shown: Shown, code: str) -> None:
    away = code == "S6-03"
    window = shown(sample("progress" if away else "progress.not_seen", code))
    window.reject()
    assert window.leaving.asking
    (button,) = window.body.panel.buttons
    assert button.text() == ("Leave, and give me back my Wi-Fi" if away else "Leave")


def test_what_is_wrong_or_asked_is_seen_by_who_had_scrolled_down(shown: Shown) -> None:
    window = shown(sample("progress", "S6-03"))
    window.resize(window.minimumSize())
    bar = window.body.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    window.reject()
    assert window.leaving.asking
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    recorded(window).put(not_seen())
    assert window.chip.text() == "S6-02"
    assert bar.value() == 0


# ---------------------------------------------------------------- M47: a network that asks for a user name


def test_an_enterprise_network_is_listed_with_its_reason_and_cannot_be_chosen(shown: Shown) -> None:
    window = shown(sample("network"))
    networks = window.findChild(NetworkList)
    assert networks is not None
    chosen = networks.choice()
    model = networks.view.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    spoken = [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    office = next(n for n, text in enumerate(spoken) if "Office" in text)
    wanted = "cannot be used, Asks for a user name. This setup cannot use such networks."
    assert wanted in spoken[office]
    networks.view.scrollTo(rows[office])
    place = networks.view.visualRect(rows[office]).center()
    QTest.mouseClick(networks.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert networks.choice() == chosen != ""
    assert window.chip.text() == "S3-04"
    assert "Office asks for a user name" in words_of(window)
    assert recorded(window).step.place is Place.NETWORK
    window.primary_button.click()
    decision = recorded(window).decided[-1]
    assert isinstance(decision, d.Choose)
    assert decision.ssid == b"Home"


# ---------------------------------------------------------------- M53: the first update


def test_an_update_that_was_seen_has_a_page_of_its_own(shown: Shown) -> None:
    window = shown(sample("progress"))
    assert "update" not in words_of(window), "only when one was seen"
    window = shown(sample("progress.updating"))
    said = words_of(window)
    assert window.body.header.title.text().strip("\u2066\u2067\u2068\u2069") != ""
    assert "Temperature Monitor is installing an update" in said
    assert "This can take several minutes. Do not unplug it." in said
    assert window.chip.text() == "S6-05"
    assert window.current is not None
    assert window.current.light(window.view) is Light.UPDATING
    assert window.body.card.isVisible()
    assert window.quiet_button.text() == "Finish, I will check later"
    window.quiet_button.click()
    assert recorded(window).taken == [Way.FINISH_ANYWAY]


# ---------------------------------------------------------------- M55: a page for each outcome


def _ended(setup: Setup, code: Code, **values: str) -> Setup:
    return story.failed(setup, Problem(code, values=values))


def _ends() -> dict[Outcome, Setup]:
    """A setup that ended so, as the person sees it last."""
    waiting = after_sending(prefixes=OPTIONS.prefixes)
    new = f.Linked(at=13, evidence="list", cloud_name="Shed")
    unlinked = told(at_device(claimed=True), d.Own(d.Ownership.WIFI_ONLY), HOME, PASSWORD)
    unlinked = told(unlinked, delivered(), sent(), mode_left(), home())
    return {
        Outcome.SUCCESS: told(waiting, online(), linked()),
        Outcome.SUCCESS_NOT_CLAIMED: unlinked,
        Outcome.SUCCESS_DEVICE_OFFLINE: told(waiting, new, d.FinishAnyway()),
        Outcome.DELIVERED_UNVERIFIED: told(waiting, d.FinishAnyway()),
        Outcome.USER_CANCEL: told(at_device(), d.Cancel()),
        Outcome.FAILURE_NOT_READY: _ended(told(begun(), wifi(), path(), account()), Code.NO_WIFI),
        Outcome.FAILURE_NO_DEVICE: _ended(checked(), Code.NOTHING_FOUND),
        Outcome.FAILURE_LOST_CONNECTION: _ended(told(at_device(), HOME, PASSWORD), Code.LOST_WHILE_SENDING),
        Outcome.FAILURE_CONFIGURE: _ended(told(at_device(), HOME, PASSWORD), Code.DETAILS_REFUSED),
        Outcome.FAILURE_CLAIMING: _ended(told(waiting, online()), Code.NOT_LINKED),
        Outcome.FAILURE_CANNOT_DISCONNECT: _ended(
            told(at_device(), HOME, PASSWORD, delivered(), sent()),
            Code.NOT_BACK,
        ),
    }


def test_every_outcome_has_a_page_that_says_it(shown: Shown) -> None:
    ends, said = _ends(), {}
    for outcome in Outcome:
        assert outcome_of(ends[outcome]) is outcome
        window = shown(showing(ends[outcome], since=20))
        panel = window.body.panel
        shows = window.body.stack if panel.isHidden() else panel
        assert panel.isHidden() is not outcome.startswith("failure")
        said[outcome] = (window.body.header.title.text(), *(t.text for t in texts_in(shows) if t.text))
        assert all(len(text) > 3 for text in said[outcome][:2])
    assert len(set(said.values())) == len(Outcome)
    whole = [
        said[outcome][0] for outcome in (Outcome.SUCCESS, Outcome.SUCCESS_NOT_CLAIMED, Outcome.USER_CANCEL)
    ]
    assert len({*whole, said[Outcome.DELIVERED_UNVERIFIED][0]}) == 4
    assert "Linked to your account" in said[Outcome.SUCCESS_DEVICE_OFFLINE]
    assert "Linked to your account" not in said[Outcome.DELIVERED_UNVERIFIED]
    failures = [said[outcome][1] for outcome in Outcome if outcome.startswith("failure")]
    assert len(set(failures)) == len(failures) == 6


# ---------------------------------------------------------------- leaving where the Wi-Fi does not come back


def test_a_network_that_never_comes_back_does_not_keep_the_window_open(shown: Shown) -> None:
    """The primary tries again; the close box, Esc and the button beside it are one, and close."""
    stopped = story.failed(told(at_device(), d.Cancel()), Problem(Code.NOT_BACK))
    window = shown(showing(stopped))
    assert (recorded(window).step.place, window.chip.text()) == (Place.CANCELLED, "S6-03")
    assert (window.primary_button.text(), window.cancel_button.text()) == ("Switch back", "Close")
    assert "did not" in words_of(window)
    assert "is going back" not in words_of(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert recorded(window).decided == [d.Close()]
    assert recorded(window).step.place is Place.END


def test_the_way_home_is_not_cut_short_by_a_second_press(shown: Shown) -> None:
    window = shown(showing(told(at_device(), d.Cancel())))
    assert recorded(window).step.place is Place.CANCELLED
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert recorded(window).step.place is Place.CANCELLED


def test_a_double_click_on_connect_is_no_back(shown: Shown) -> None:
    """The page after it has no primary: *Back* stands where *Connect* was pressed."""
    window = shown(sample("join.one"))
    at = window.primary_button.mapTo(window, window.primary_button.rect().center())
    QTest.mouseClick(window.primary_button, Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    there = window.childAt(at)
    assert there is window.back_button
    inside = there.mapFrom(window, at)
    QTest.mouseDClick(there, Qt.MouseButton.LeftButton, pos=inside)
    QTest.mouseRelease(there, Qt.MouseButton.LeftButton, pos=inside)
    assert [type(decision) for decision in recorded(window).decided] == [d.Consent]
    assert recorded(window).step.place is Place.JOINING


def test_a_key_that_is_held_is_one_press(shown: Shown) -> None:
    """The Esc that closes the drawer does not go on to cancel."""
    window = shown(sample("join.one"))
    window.help.show()
    held = (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "")
    for repeated in (False, True, True):
        QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, *held, repeated))
    assert not window.help.visible
    assert recorded(window).decided == []


def test_nothing_is_drawn_between_the_last_decision_and_the_end(shown: Shown) -> None:
    """The running work takes a moment to stop; meanwhile the window has another size."""
    window = shown(sample("progress.not_seen", "S6-02"))
    window.help.show()
    recorded(window).put(told(checked(), d.Cancel()))
    assert recorded(window).step.place is Place.END
    window.resize(window.width() - 200, window.height())
    window.help.close()
    window.show_more(None)
    assert window.chip.text() == "S6-02"


def test_the_heading_gets_the_focus_of_a_field_that_is_done_with(shown: Shown) -> None:
    window = shown(next(m for m in every_moment() if m.step.place is Place.SIGNIN_FORGOT))
    edit = window.findChild(QLineEdit, "signin.forgot.email")
    assert edit is not None
    for reset in (None, recorded(window).setup.reset_sent or f.ResetSent(at=3)):
        edit.setFocus()
        recorded(window).put(replace(recorded(window).setup, reset_sent=reset))
        assert window.focusWidget() is (edit if reset is None else window.body.header.title)


def test_what_was_copied_is_said_on_the_screen(shown: Shown) -> None:
    refused = Problem(Code.NOT_SEEN_ONLINE, reason="L19", place=Place.SUPPORT, values={"limit_s": "120"})
    window = shown(showing(story.failed(after_sending(), refused)))
    assert (recorded(window).step.place, window.primary_button.text()) == (Place.SUPPORT, "Copy summary")
    window.primary_button.click()
    assert window.primary_button.text() == "Copied"
    window = shown(sample("ready", "S1-02"))
    for _ in range(2):  # once more is no switch
        window.findChild(QPushButton, "problem.copy_note").click()  # type: ignore[union-attr]
        assert "The note is copied" in words_of(window)
