"""Set up another: from the last page to the next device, with session, network and password in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from spark_setup.setup.places import Place
from spark_setup.setup.result import Outcome
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenarios import SECOND_ID, find
from spark_setup.ui import conductor, hands
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.pages.password import PasswordPage
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run, answers

NAME = "Kitchen"


class Twice(Autopilot):
    """Names the first device and goes on to another; types no second password: it stands there."""

    def __init__(self, wizard: SetupWizard, said: Answers) -> None:
        self.again = False
        self.password: tuple[str, bool] | None = None
        super().__init__(wizard, said)

    def _answer(self, place: Place) -> bool:
        if place is Place.SUCCESS and not self.again:
            if self._wizard.conductor.step.work is not None:
                return False
            self.again = True
            self._answers = replace(self._answers, device="JZ6B", name=None)
            page = self._wizard.current
            page.chips.picked.emit(NAME)  # type: ignore[union-attr]
            return hands.press(self._wizard, "frame.quiet")
        if place is Place.PASSWORD and self.again:
            page = self._wizard.current
            assert isinstance(page, PasswordPage)
            self.password = (page.field.text(), page.field.is_shown())
            return hands.press(self._wizard, "frame.primary")
        return super()._answer(place)


def test_set_up_another(demo: Callable[..., Demo], wizard: Callable[..., Run]) -> None:
    pilots: list[Twice] = []

    def pilot(window: SetupWizard, given: Answers) -> Twice:
        pilots.append(Twice(window, given))
        return pilots[-1]

    running = demo(find("S2-06"), speed=80.0)
    run = wizard(running.services(), answers(device="U8BS", password="correct horse 9"), pilot=pilot)
    assert run.result.outcome is Outcome.SUCCESS
    assert run.result.device_id == SECOND_ID
    (first,) = run.result.earlier
    assert (first.outcome, first.device_id, first.device_name) == ("success", running.device.id.lower(), NAME)
    assert run.places.count("result.success") == 2
    second = run.places[run.places.index("result.success") + 1 :]
    assert "ready" not in second
    assert second[0] == "join.searching"
    assert pilots[0].password == ("correct horse 9", False)
    for device in running.devices:
        assert [c.name for c in device.commands].count("connect-ap") == 1
        assert bytes.fromhex(str(device.state()["password_hex"])) == b"correct horse 9"
    claims = [r for r in running.cloud.requests if r.path.endswith("device_claims")]
    assert len(claims) == 2, "each device has a claim code of its own"
    assert run.result.wifi_restored is True


def test_the_last_page_does_not_stand_on_when_the_next_device_begins(
    demo: Callable[..., Demo], wizard: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However short it was seen: it would be drawn without a device, a network and ticks."""
    monkeypatch.setattr(conductor, "DWELL_S", 0.0)
    bare: list[Place] = []

    def pilot(window: SetupWizard, given: Answers) -> Twice:
        def look() -> None:
            place, page = window.conductor.step.place, window.current
            if place is Place.SUCCESS:
                monkeypatch.setattr(conductor, "DWELL_S", 1.0)
            elif page is not None:
                monkeypatch.setattr(conductor, "DWELL_S", 0.0)
            if page is not None and page.celebrates and window.conductor.setup.online is None:
                bare.append(place)

        window.drawn.connect(look)
        return Twice(window, given)

    said = answers(device="U8BS", password="correct horse 9")
    wizard(demo(find("S2-06"), speed=80.0).services(), said, pilot=pilot, with_person=True)
    assert bare == []
