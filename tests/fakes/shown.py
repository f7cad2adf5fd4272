"""A wizard that shows given states and remembers what a person decides; nothing runs behind it."""

from __future__ import annotations

from dataclasses import replace

from spark_setup.brand import Brand, load
from spark_setup.cloud.errors import Reason
from spark_setup.setup import decisions as d
from spark_setup.setup import story
from spark_setup.setup.facts import Interrupted, Slept
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem, Way
from spark_setup.setup.setup import Options, Setup
from spark_setup.setup.trouble import CLOUD
from spark_setup.support.moments import Moment
from spark_setup.support.samples import account_samples, samples
from spark_setup.ui.brand_words import words_for
from spark_setup.ui.pages.base import Look
from spark_setup.ui.rerun import Rerun
from spark_setup.ui.system_theme import theme_for
from spark_setup.ui.theme import Scheme, Theme
from spark_setup.ui.wizard import SetupWizard

OPTIONS = Options(prefixes=("Northwind",))


def sample(place: str, code: str = "") -> Moment:
    """The invented moment of a page, or of a page with a code."""
    return next(m for m in samples(OPTIONS) if (m.step.place.value, m.code) == (place, code))


def showing(setup: Setup, *, since: float = 0.0, now: float = 141.0) -> Moment:
    """A state as it is shown."""
    return Moment(setup, story.next_step(setup, now), since, now)


def not_seen() -> Setup:
    """Everything was delivered, nothing was seen online within the limit."""
    waiting = next(m for m in samples(OPTIONS) if m.setup.sent and not m.setup.problem)
    return story.failed(waiting.setup, Problem(Code.NOT_SEEN_ONLINE, values={"limit_s": "120"}))


class Recording(Rerun):
    """Folds decisions in as the story does, and remembers them."""

    def __init__(self, moment: Moment) -> None:
        self.decided: list[d.Decision] = []
        self.taken: list[Way] = []
        super().__init__([moment])

    def decide(self, decision: d.Decision) -> None:
        self.decided.append(decision)
        self.put(story.decide(self.setup, decision))

    def take(self, way: Way) -> None:
        self.taken.append(way)

    def give_back_wifi(self) -> bool:
        wanted = story.give_back_wifi(self.setup)
        if wanted is self.setup:
            return False
        self.put(wanted)
        return True

    def put(self, setup: Setup) -> None:
        """Show another state."""
        self.setup, self.step = setup, story.next_step(setup, self.now)
        self.changed.emit()


def look(
    language: str = "en", *, brand: Brand | None = None, scheme: Scheme = Scheme.LIGHT, scale: float = 1.0
) -> Look:
    """How the example brand looks."""
    chosen = brand or load(None)
    words = words_for(chosen, language, "api.particle.io")
    return Look(chosen, words, theme_for(chosen, scheme, scale, reduced_motion=True))


def wizard_at(
    moment: Moment,
    *,
    language: str = "en",
    brand: Brand | None = None,
    theme: Theme | None = None,
    ribbon: str = "",
) -> SetupWizard:
    """A wizard that is about to show `moment`. Register it with qtbot, then `start` it."""
    usual = look(language, brand=brand)
    return SetupWizard(Recording(moment), replace(usual, theme=theme or usual.theme), ribbon=ribbon)


def every_moment() -> list[Moment]:
    """A moment of every place and of every code."""
    alone = replace(OPTIONS, has_session=False, can_sign_in=True, can_create_account=True)
    accounts = account_samples(replace(alone, can_skip_account=True, can_enter_code=True))
    waiting = next(m.setup for m in samples(OPTIONS) if m.setup.sent and not m.setup.problem)
    joined = sample("network").setup
    wifi = story.decide(waiting, d.OnlyWifi())
    refused = Problem(Code.NOT_SEEN_ONLINE, reason="L19", place=Place.SUPPORT, values={"limit_s": "120"})
    resumed = replace(waiting, interrupted=Interrupted(at=-60.0, place="progress", was_mine=False))
    ready = sample("ready", Code.NOT_TRUSTED.value).setup
    causes = [
        replace(ready, problem=Problem(CLOUD[reason], reason.value))
        for reason in (Reason.TLS_NAME, Reason.TLS_SELF_SIGNED, Reason.TLS_OLD, Reason.REDIRECT)
    ]
    ended = Problem(Code.SESSION_EXPIRED)
    over = story.failed(Setup(options=replace(OPTIONS, can_renew=False)), ended)
    slept = story.saw(waiting, Slept(at=100.0, seconds=2400.0))
    more = [
        *causes,
        over,
        slept,
        wifi,
        story.decide(joined, d.Cancel()),
        story.failed(waiting, refused),
        resumed,
    ]
    return [*samples(OPTIONS), *accounts, *(showing(setup) for setup in more)]
