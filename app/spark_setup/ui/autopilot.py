"""Presses the wizard's real widgets from an answers file, as a person would: for --unattended and tests.

It knows pages and buttons, no rules: what the story asks, it answers with what the file says; where the file
says nothing, the run ends with the code of the problem that is open.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from ..core.secrets import Secret
from ..setup import decisions as d
from ..setup.places import Place
from ..setup.problems import Code, Way
from .answers import Answers
from .hands import answer_light, press, type_into
from .pages.device import DevicePage
from .pages.hidden import SECURITY, HiddenPage
from .pages.network import NetworkPage
from .pages.password import PasswordPage
from .pages.success import SuccessPage
from .pages.wrong_password import WrongPasswordPage
from .wizard import SetupWizard


class Autopilot(QObject):
    """Drives one wizard to its end."""

    def __init__(self, wizard: SetupWizard, answers: Answers) -> None:
        super().__init__(wizard)
        self._wizard = wizard
        self._answers = answers
        self._done: tuple[object, ...] | None = None
        self._changing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._act)
        wizard.drawn.connect(self._consider)

    def _consider(self) -> None:
        if not self._soon.isActive():
            self._soon.start(0)

    # ------------------------------------------------------------------ what to do now

    def _act(self) -> None:
        conductor = self._wizard.conductor
        if conductor.over or self._wizard.current is None:
            return
        setup, place = conductor.setup, conductor.step.place
        problem = setup.problem
        if problem is not None and setup.retyped:
            self._await_device()
            return
        now = (place, problem, setup.decisions, len(setup.failures), self._answers)
        if now == self._done:
            return
        if problem is not None and place is not Place.CANCELLED:
            self._done = now
            self._retry(problem.code, place)
            return
        if self._answer(place):
            self._done = now

    def _answer(self, place: Place) -> bool:
        """Do what a person would do here. False: there is nothing to do yet."""
        match place:
            case Place.ONE | Place.SEVERAL:
                return self._device()
            case Place.OWNER:
                return self._owner()
            case Place.NETWORK:
                return self._network()
            case Place.HIDDEN:
                return self._hidden()
            case Place.PASSWORD:
                return self._password()
            case Place.SUCCESS:
                return self._name()
            case Place.READY | Place.OFFLINE | Place.WIFI | Place.RESUME:
                return press(self._wizard, "frame.primary")
            case Place.SUPPORT:
                return press(self._wizard, "frame.quiet")
            case Place.CANCELLED:
                return False
            case _ if place.value.startswith("signin"):
                if not self._wizard.conductor.step.asks:
                    return False
                self._wizard.conductor.give_up_with(Code.SESSION_EXPIRED)
                return True
            case Place.PERMISSION if self._wizard.conductor.setup.problem is None:
                self._wizard.conductor.give_up_with(Code.LOCATION_PERMISSION)
                return True
            case Place.NAMED | Place.PERMISSION | Place.EXPIRED:
                self._wizard.conductor.give_up()
                return True
            case _:
                return False

    def _device(self) -> bool:
        page = self._wizard.current
        assert isinstance(page, DevicePage)
        cards = page.cards.cards()
        wanted = self._answers.device
        if wanted is None and len(cards) > 1:
            self._wizard.conductor.give_up_with(Code.SEVERAL_FOUND)
            return True
        for card in cards:
            if wanted is not None and card.objectName().endswith(f".{wanted}"):
                card.click()
        if wanted is not None and page.cards.choice() != wanted:
            self._wizard.conductor.give_up_with(Code.NOTHING_FOUND)
            return True
        return press(self._wizard, "frame.primary")

    def _owner(self) -> bool:
        match self._answers.decision:
            case "take_over" | "claim":
                if not self._wizard.conductor.setup.options.allow_take_over:
                    self._wizard.conductor.give_up_with(Code.OTHER_OWNER)
                    return True
                return press(self._wizard, "frame.primary")
            case "wifi_only" | "keep":
                allowed = self._wizard.conductor.setup.options.allow_take_over
                return press(self._wizard, "owner.only_wifi" if allowed else "frame.primary")
            case _:
                self._wizard.conductor.give_up_with(Code.OTHER_OWNER)
                return True

    def _network(self) -> bool:
        page = self._wizard.current
        assert isinstance(page, NetworkPage)
        ssid = self._answers.ssid
        if ssid is None:
            if not press(self._wizard, "frame.primary"):
                self._wizard.conductor.give_up_with(Code.NOT_VISIBLE)
            return True
        found = [(key, row) for key, row in page.rows.items() if row.ssid == ssid]
        usable = [key for key, row in found if row.trouble is None]
        if usable:
            page.networks.choose(usable[0])
            return press(self._wizard, "frame.primary")
        if found:
            page.networks.refused.emit(found[0][0])
            return True
        if self._answers.security is not None:
            page.networks.add_requested.emit()
            return True
        self._wizard.conductor.not_visible(ssid)
        return True

    def _hidden(self) -> bool:
        page = self._wizard.current
        assert isinstance(page, HiddenPage)
        ssid = self._answers.ssid
        if ssid is None:
            self._wizard.conductor.give_up()
            return True
        type_into(page.field.edit, ssid.decode("utf-8", "surrogateescape"))
        protection = self._answers.security or "wpa2"
        press(self._wizard, f"hidden.protection.{protection}")
        if page.field.text().encode("utf-8", "surrogateescape") != ssid:
            # Bytes that no hand can type, and a field drops; the file means them all the same.
            self._wizard.conductor.decide(d.Choose(ssid, SECURITY[protection], 0, typed=True))
            return True
        if self._wizard.primary_button.isEnabled():
            return press(self._wizard, "frame.primary")
        self._wizard.conductor.decide(page.answer() or d.Cancel())
        return True

    def _password(self) -> bool:
        page = self._wizard.current
        assert isinstance(page, PasswordPage)
        ssid = self._answers.ssid
        if ssid is not None and page.ssid != ssid:
            return press(self._wizard, "password.other")
        if self._answers.password is None:
            self._wizard.conductor.give_up_with(Code.PASSWORD_LENGTH)
            return True
        type_into(page.field.edit, self._answers.password.reveal())
        if not self._answers.password:
            self._wizard.conductor.decide(d.Password(self._answers.password))
            return True
        return press(self._wizard, "frame.primary")

    def _name(self) -> bool:
        page = self._wizard.current
        assert isinstance(page, SuccessPage)
        if self._wizard.conductor.step.work is not None:
            return False
        if self._answers.name is not None:
            type_into(page.field.edit, self._answers.name)
        else:
            type_into(page.field.edit, page.known_name)
        return press(self._wizard, "frame.primary")

    def _await_device(self) -> None:
        """The other password is typed; somebody has to hold the device's button. Not for ever."""
        conductor = self._wizard.conductor
        if conductor.now - conductor.since > conductor.setup.options.limits.online_longer_s:
            conductor.give_up()

    # ------------------------------------------------------------------ problems

    def _retry(self, code: Code, place: Place) -> None:
        """What the light does, if that is asked; the next table of the file; or the end."""
        if code is Code.NOT_REMEMBERED:
            press(
                self._wizard, "frame.primary"
            )  # a warning, not a failure: it was shown, and the run goes on
            return
        problem = self._wizard.conductor.setup.problem
        assert problem is not None
        if self._changing and code is Code.COULD_NOT_JOIN and self._answers.password is not None:
            self._changing = False
            self._type(self._answers.password)
            return
        if self._answers.led and Way.COMPARE_LIGHT in problem.ways:
            light, *left = self._answers.led
            self._answers = replace(self._answers, led=tuple(left))
            if not answer_light(self._wizard, light):
                self._wizard.conductor.give_up()
            return
        if not self._answers.retry:
            self._wizard.conductor.give_up()
            return
        retry, *rest = self._answers.retry
        self._answers = self._answers.after(retry, tuple(rest))
        self._take(code, retry)

    def _take(self, code: Code, retry: Answers) -> None:
        page = self._wizard.current
        types = isinstance(page, (WrongPasswordPage, PasswordPage)) and retry.ssid is None
        if types and retry.password is not None:
            self._type(retry.password)
            return
        if isinstance(page, SuccessPage) and retry.name is not None:
            type_into(page.field.edit, retry.name)
            press(self._wizard, "frame.primary")
            return
        wanted = self._way(code, retry)
        if wanted is not None:
            self._changing = wanted is Way.CHANGE_PASSWORD
            self._wizard.conductor.take(wanted)
        elif not press(self._wizard, "frame.primary"):
            self._wizard.conductor.give_up()

    def _type(self, password: Secret) -> None:
        page = self._wizard.current
        assert isinstance(page, (WrongPasswordPage, PasswordPage))
        type_into(page.field.edit, password.reveal())
        press(self._wizard, "frame.primary")

    def _way(self, code: Code, retry: Answers) -> Way | None:
        problem = self._wizard.conductor.setup.problem
        assert problem is not None
        if retry.ssid is not None and Way.CHOOSE_NETWORK in problem.ways:
            return Way.CHOOSE_NETWORK
        if retry.ssid is not None and problem.place in (Place.NETWORK, Place.PROGRESS, Place.HIDDEN):
            return Way.CHOOSE_NETWORK
        if retry.password is not None and Way.CHANGE_PASSWORD in problem.ways:
            return Way.CHANGE_PASSWORD
        if retry.decision == "wifi_only" and Way.ONLY_WIFI in problem.ways:
            return Way.ONLY_WIFI
        if code is Code.NAME_NOT_SAVED and retry.name is None:
            return Way.FINISH_WITHOUT_NAME
        return None
