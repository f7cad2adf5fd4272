"""Signing in where there is no session: each page, each answer of the service, each way on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from fakes.patient_clock import PatientClock
from spark_setup.brand import Brand, load
from spark_setup.setup.places import Place
from spark_setup.setup.production import production_for_person
from spark_setup.setup.result import Outcome
from spark_setup.simulator.cloud_behaviour import RATE_LIMITED, Fault
from spark_setup.simulator.serve import Servers
from spark_setup.ui.brand_options import account_settings
from spark_setup.ui.controller import SetupController

from .conftest import SPEED, answers
from .laboratory import controller_of, owner_of, target_of
from .person import Person

EMAIL, PASSWORD = "kim@example.com", "correct horse 7"
At = Callable[..., tuple[Person, Servers]]


@pytest.fixture
def at(qtbot: QtBot, servers: Callable[..., Servers], tmp_path: Path) -> Iterator[At]:
    """A person without a session at a wizard of this brand."""
    made: list[SetupController] = []
    closers: list[Callable[[], None]] = []

    def start(toml: str = "", *, session_url: str | None = None) -> tuple[Person, Servers]:
        running = servers()
        assert running.cloud is not None
        file = tmp_path / "own-brand.toml"
        file.write_text(f'{toml}\n[product]\nnetwork_prefix = "Northwind"\n', encoding="utf-8")
        brand: Brand = load(file)
        target = target_of(running)
        services = production_for_person(target, account_settings(brand), clock=PatientClock(SPEED))
        closers.append(services.close)
        controller = controller_of(brand, services)
        made.append(controller)
        running.cloud.add_user(EMAIL, PASSWORD)
        controller.start()
        return Person(qtbot, controller), running

    yield start
    for controller in made:
        if controller.result is None and controller.conductor is not None:
            controller.conductor.shut_down()
            if controller.wizard is not None:
                controller.wizard.deleteLater()
    for close in closers:
        close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tokens_asked(servers: Servers) -> int:
    assert servers.cloud is not None
    requests = servers.cloud.state()["requests"]
    return sum(r["path"] == "/oauth/token" for r in requests)  # type: ignore[attr-defined]


def signs_in(person: Person, email: str = EMAIL, password: str = PASSWORD) -> None:
    person.comes_to(Place.SIGNIN)
    person.types(signin__email=email, signin__password=password)
    person.presses()


def test_who_signs_in_owns_the_device(at: At) -> None:
    person, servers = at()
    signs_in(person, "  Kim@Example.com ")
    result = person.lets_it_run(answers())
    assert result.outcome is Outcome.SUCCESS
    assert owner_of(servers) == EMAIL
    assert tokens_asked(servers) == 1


def test_nothing_is_asked_before_both_fields_are_filled(at: At) -> None:
    person, servers = at()
    person.comes_to(Place.SIGNIN)
    assert not person.button("frame.primary").isEnabled()
    person.types(signin__email=EMAIL)
    assert not person.button("frame.primary").isEnabled()
    assert not person.sees("frame.back")
    person.types(signin__email="kim@example", signin__password="x")
    person.presses()
    assert person.wizard.current.email.hint.text().startswith("After the @")  # type: ignore[union-attr]
    assert tokens_asked(servers) == 0


def test_paste_and_a_password_manager_fill_the_fields(at: At) -> None:
    person, servers = at()
    person.comes_to(Place.SIGNIN)
    email = person.wizard.findChild(QLineEdit, "signin.email")
    password = person.wizard.findChild(QLineEdit, "signin.password")
    assert isinstance(email, QLineEdit)
    assert isinstance(password, QLineEdit)
    QApplication.clipboard().setText("Kim Doe <mailto:KIM@example.com>\n")
    email.paste()
    password.setText(PASSWORD)  # what UI Automation and AT-SPI do: no key is pressed
    person.presses()
    assert person.lets_it_run(answers()).outcome is Outcome.SUCCESS
    assert owner_of(servers) == EMAIL


def test_wrong_passwords_are_answered_inline_and_stop_at_five(at: At) -> None:
    person, servers = at()
    for n in range(1, 6):
        signs_in(person, password=f"wrong {n}")
        person.comes_to(Place.SIGNIN)
        person.waits(lambda: bool(person.panel))
        assert person.wizard.chip.text() == "S1"  # an answer, not a problem
        assert person.wizard.current.email.text() == EMAIL  # type: ignore[union-attr]
    assert person.panel == "5 tries did not match."
    assert tokens_asked(servers) == 5
    person.types(signin__password=PASSWORD)
    assert not person.button("frame.primary").isEnabled()
    assert tokens_asked(servers) == 5


def test_after_a_new_password_was_asked_for_there_are_four_more_tries(at: At) -> None:
    person, servers = at()
    for n in range(5):
        signs_in(person, password=f"wrong {n}")
        person.waits(lambda n=n: person.wizard.conductor.setup.wrong_logins == n + 1)  # type: ignore[misc]
    person.presses("signin.forgot")
    person.comes_to(Place.SIGNIN_FORGOT)
    assert person.wizard.current.email.text() == EMAIL  # type: ignore[union-attr]
    person.presses()
    person.waits(lambda: person.wizard.conductor.setup.reset_sent is not None and not person.busy)
    assert person.button("frame.primary").text() == "Back to sign-in"
    person.presses()
    signs_in(person)
    assert person.lets_it_run(answers()).outcome is Outcome.SUCCESS
    assert tokens_asked(servers) == 6


def test_back_leads_to_signing_in_and_from_ready_as_well(at: At) -> None:
    person, _servers = at()
    person.comes_to(Place.SIGNIN)
    person.types(signin__email=EMAIL)
    person.presses("signin.create")
    person.comes_to(Place.SIGNIN_CREATE)
    assert person.wizard.current.email.text() == EMAIL  # type: ignore[union-attr]
    person.presses("frame.back")
    person.comes_to(Place.SIGNIN)
    assert person.cancels().outcome is Outcome.USER_CANCEL


def test_a_second_factor(at: At) -> None:
    person, servers = at()
    assert servers.cloud is not None
    servers.cloud.add_user("max@example.com", PASSWORD, otp="012345")
    signs_in(person, "max@example.com")
    person.comes_to(Place.SIGNIN_MFA)
    assert not person.button("frame.primary").isEnabled()
    person.types(signin__mfa__code="999 999")
    person.presses()
    person.waits(lambda: person.panel == "The code did not match.")
    person.types(signin__mfa__code=" 012-345 ")
    person.presses()
    assert person.lets_it_run(answers()).outcome is Outcome.SUCCESS
    assert owner_of(servers) == "max@example.com"


def test_another_account_in_the_place_of_the_second_factor(at: At) -> None:
    person, servers = at()
    assert servers.cloud is not None
    servers.cloud.add_user("max@example.com", PASSWORD, otp="012345")
    signs_in(person, "max@example.com")
    person.comes_to(Place.SIGNIN_MFA)
    person.presses("signin.mfa.other")
    signs_in(person)
    person.waits(lambda: person.wizard.conductor.setup.signed_in is not None)
    assert person.cancels().outcome is Outcome.USER_CANCEL


def creates(person: Person, email: str, password: str = PASSWORD, again: str = PASSWORD) -> None:
    person.comes_to(Place.SIGNIN_CREATE)
    person.types(signin__create__email=email, signin__create__password=password, signin__create__again=again)
    person.presses()


def test_a_new_user(at: At) -> None:
    person, servers = at('[auth]\nstart_with = "signup"')
    creates(person, "new@example.com", again="correct horse 8")
    assert person.wizard.current.again.hint.text() == "The two passwords are not the same"  # type: ignore[union-attr]
    creates(person, "new@example.com", "short", "short")
    assert person.wizard.current.password.hint.text() == "At least 8 characters"  # type: ignore[union-attr]
    creates(person, "new@example.com")
    assert person.lets_it_run(answers()).outcome is Outcome.SUCCESS
    assert owner_of(servers) == "new@example.com"


def test_an_account_that_exists_is_offered(at: At) -> None:
    person, _servers = at()
    person.comes_to(Place.SIGNIN)
    person.presses("signin.create")
    creates(person, EMAIL)
    person.waits(lambda: person.panel == "There is an account with this e-mail.")
    person.presses("signin.instead")
    person.comes_to(Place.SIGNIN)
    assert person.wizard.current.email.text() == EMAIL  # type: ignore[union-attr]
    assert not person.panel


def test_a_customer_of_the_product_is_made_with_the_creation_client(at: At) -> None:
    person, servers = at(
        "product_mode = true\nproduct_id = 1319\n[auth]\n"
        'creation_client_id = "northwind-app"\ncreation_client_secret = "only-creates-customers"\n'
        '[links]\nforgot_password = "https://northwind.example/forgot"'
    )
    assert servers.cloud is not None
    servers.cloud.add_client(
        "northwind-app", "only-creates-customers", product_id=1319, only_creates_customers=True
    )
    person.comes_to(Place.SIGNIN)
    person.presses("signin.create")
    creates(person, "fresh@example.com")
    assert person.lets_it_run(answers()).outcome is Outcome.SUCCESS
    assert owner_of(servers) == "fresh@example.com"
    assert tokens_asked(servers) == 0  # the answer to the sign-up is the session
    paths = [r["path"] for r in servers.cloud.state()["requests"]]  # type: ignore[attr-defined]
    assert "/v1/products/1319/customers" in paths
    assert "/v1/users" not in paths


def test_customers_get_their_makers_page_for_a_new_password(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("spark_setup.ui.pages.signin_forgot.open_page", opened.append)
    person, _servers = at(
        "product_mode = true\nproduct_id = 1319\n[auth]\n"
        'creation_client_id = "northwind-app"\ncreation_client_secret = "only-creates-customers"\n'
        '[links]\nforgot_password = "https://northwind.example/forgot"'
    )
    person.comes_to(Place.SIGNIN)
    person.presses("signin.forgot")
    person.comes_to(Place.SIGNIN_FORGOT)
    person.presses()
    assert opened == ["https://northwind.example/forgot"]


def test_skipping_says_what_it_means_and_ends_unlinked(at: At) -> None:
    person, servers = at("[doors]\nskip = true")
    person.comes_to(Place.SIGNIN)
    person.presses("signin.skip")
    assert "linked to nobody" in person.wizard.current.question.detail.text()  # type: ignore[union-attr]
    assert person.place is Place.SIGNIN
    person.presses("signin.skip.yes")
    result = person.lets_it_run(answers())
    assert result.outcome is Outcome.SUCCESS_NOT_CLAIMED
    assert owner_of(servers) is None
    assert servers.device is not None
    assert servers.device.state()["claim_code"] is None
    assert tokens_asked(servers) == 0


def test_what_the_brand_does_not_allow_is_not_there(at: At) -> None:
    person, _servers = at("[doors]\ncreate_account = false")
    person.comes_to(Place.SIGNIN)
    for name in ("signin.skip", "signin.create", "signin.code"):
        assert not person.sees(name)
    assert person.sees("signin.forgot")


def test_without_internet_it_is_s1_02_and_the_text_is_kept(at: At) -> None:
    person, servers = at()
    assert servers.cloud is not None
    servers.cloud.behave(faults=(Fault(path="/oauth/token", times=1, what=None, delay_s=0),))
    servers.cloud.set_computer_online(False)
    signs_in(person)
    person.waits(lambda: person.wizard.chip.text().startswith("S1-0"))
    assert person.place is Place.SIGNIN
    assert person.wizard.current.password.text() == PASSWORD  # type: ignore[union-attr]
    servers.cloud.set_computer_online(True)
    person.waits(lambda: person.wizard.chip.text() == "S1")  # noticed by itself
    assert person.wizard.conductor.setup.wrong_logins == 0
    person.presses()
    assert person.lets_it_run(answers()).outcome is Outcome.SUCCESS


def test_a_locked_address_is_told_and_not_hammered(at: At) -> None:
    person, servers = at()
    assert servers.cloud is not None
    servers.cloud.behave(faults=(Fault(RATE_LIMITED, path="/oauth/token"),))
    signs_in(person)
    person.waits(lambda: "takes no more tries" in person.panel)
    assert tokens_asked(servers) == 1
    assert person.wizard.conductor.setup.wrong_logins == 0


def test_passwords_leave_the_page_with_the_person(at: At) -> None:
    person, _servers = at()
    signs_in(person)
    person.waits(lambda: person.wizard.conductor.setup.signed_in is not None)
    person.waits(lambda: not person.place.value.startswith("signin"))
    edit = person.wizard.findChild(QLineEdit, "signin.password")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == ""
    assert PASSWORD not in repr(person.wizard.conductor.setup)
    person.cancels()


def test_terms_and_privacy_are_one_click_away(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("spark_setup.ui.pages.signin_create.open_page", opened.append)
    person, _servers = at(
        '[auth]\nstart_with = "signup"\n[links]\nterms = "https://northwind.example/terms"\n'
        'privacy = "https://northwind.example/privacy"'
    )
    person.comes_to(Place.SIGNIN_CREATE)
    person.presses("signin.create.terms")
    person.presses("signin.create.privacy")
    assert opened == ["https://northwind.example/terms", "https://northwind.example/privacy"]


def test_what_the_brand_wants_agreed_to_is_ticked_first(at: At) -> None:
    sentences = ["I agree to the terms & conditions of Northwind.", "I am 16 or older."]
    person, servers = at(f'[auth]\nstart_with = "signup"\nagree = {sentences}')
    person.comes_to(Place.SIGNIN_CREATE)
    person.types(
        signin__create__email="new@example.com",
        signin__create__password=PASSWORD,
        signin__create__again=PASSWORD,
    )
    boxes = [person.button(f"signin.create.agree.{n}") for n in range(2)]
    assert [box.accessibleName() for box in boxes] == sentences
    for box in boxes:
        assert not box.isChecked()
        assert not person.button("frame.primary").isEnabled()
        box.click()
    person.wizard.set_language("de")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert person.button("signin.create.agree.1").isChecked()
    person.presses()
    assert person.lets_it_run(answers()).outcome is Outcome.SUCCESS
    assert owner_of(servers) == "new@example.com"
