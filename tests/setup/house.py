"""A device, a cloud and a computer that belong together, all scripted: what the steps are run against."""

from __future__ import annotations

from fakes.story_clock import StoryClock
from fakes.story_cloud import FakeCloud
from fakes.story_device import FakeDevice
from fakes.story_wifi import FakeWifi, Hold, no_sockets
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.hostwifi.port import JoinMode
from spark_setup.setup import steps, story
from spark_setup.setup.facts import Fact
from spark_setup.setup.problems import Problem, SetupFailed
from spark_setup.setup.services import Around, Services
from spark_setup.setup.setup import Intent, Limits, Options, Setup
from spark_setup.setup.story import Work

AP = b"Photon-U8BS"
JOIN_S, FAIL_S = 12.0, 41.0


class House:
    """`right` is the password that the network takes; a device told another one comes back after 41 s."""

    def __init__(
        self,
        *,
        radio: JoinMode | None = JoinMode.AUTO,
        intent: Intent = Intent.CLAIM,
        claimed: bool = False,
        right: str | None = "password",
        returns: bool = True,
        session: bool = True,
        **options: object,
    ) -> None:
        self.clock = StoryClock()
        self.device = FakeDevice(claimed=claimed)
        self.cloud = FakeCloud(self.clock)
        self.wifi = FakeWifi(self.clock, radio) if radio is not None else None
        self.right, self.returns = right, returns
        self.around = Around()
        self.renewals = 0
        self.session_source: object = None
        self.gone_at: float | None = None
        self.back_at = 0.0
        self.online_at: float | None = None
        self.options = Options(
            intent=intent,
            has_session=session,
            touch_wifi=radio is not None,
            **options,  # type: ignore[arg-type]
        )
        self.device.in_reach = self._device_reached
        self.device.on_connect = self._connect
        self.cloud.reached = lambda: self.wifi is None or self.wifi.joined is None
        self.cloud.on_poll = lambda _n: self._move_on()
        if self.wifi is not None:
            self.wifi.air = lambda: [AP] if self.listening else []

    @property
    def listening(self) -> bool:
        """Whether the device is in setup mode now."""
        return self.gone_at is None or (self.clock.now() >= self.back_at >= self.gone_at)

    @property
    def setup(self) -> Setup:
        """A setup that knows nothing yet."""
        return Setup(options=self.options)

    def services(self, **changes: object) -> Services:
        """What the steps may use."""
        base: dict[str, object] = {
            "clock": self.clock,
            "client": lambda _opener: self.device,
            "opener": no_sockets,
            "cloud": self.cloud if self.options.has_session else None,
            "wifi": self.wifi,
            "around": lambda: self.around,
            "session_source": self.session_source,
            "given_code": Secret("g" * 63) if self.options.intent is Intent.CODE_GIVEN else None,
        }
        return Services(**{**base, **changes})  # type: ignore[arg-type]

    def run(self, work: Work, setup: Setup, **changes: object) -> tuple[Setup, Problem | None]:
        """One step, as the Conductor does it: facts folded in, the problem kept."""
        box = [setup]

        def report(fact: Fact) -> None:
            box[0] = story.saw(box[0], fact)

        try:
            steps.run(work, setup, self.services(**changes), report, CancelToken())
        except SetupFailed as failure:
            return story.failed(box[0], failure.problem), failure.problem
        return story.finished(box[0]), None

    def press_button(self) -> None:
        """The person holds the device's button: it listens again."""
        self.gone_at = None

    # ------------------------------------------------------------------ how the device behaves

    def _device_reached(self) -> bool:
        return self.listening and (self.wifi is None or self.wifi.linked)

    def _connect(self) -> None:
        now = self.clock.now()
        told = self.device.told("configure")[-1][3]
        self.gone_at, self.back_at, self.online_at = now, float("inf"), None
        if self.wifi is not None:
            self.wifi.hold = Hold.LOST
        if self.right is None:
            return
        if told in (self.right, None):
            self.online_at = now + JOIN_S
        elif self.returns:
            self.back_at = now + FAIL_S

    def _move_on(self) -> None:
        """The cloud sees what the device has done by now."""
        now = self.clock.now()
        if self.online_at is None or now < self.online_at:
            return
        mine = self.device.id in self.cloud.mine
        if mine or self.device.told("claim"):
            name = self.cloud.mine[self.device.id].name if mine else None
            self.cloud.own(self.device.id, online=True, heard=self.online_at, name=name)


def limits(**changes: float) -> Limits:
    """The usual patience, but for these."""
    return Limits(**changes)
