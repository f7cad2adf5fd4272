"""The seven steps of the rail, as far as they are: states and notes from facts, words from the texts."""

from __future__ import annotations

from ..setup import decisions as d
from ..setup.places import STEP_COUNT, Place, step_number
from ..setup.problems import Code, Problem, Severity
from ..setup.setup import Intent, Setup
from ..setup.story import chosen, needs_password
from .naming import net, suffix
from .pages.base import View
from .problem_words import was_asked
from .widgets.marks import State
from .widgets.step_rail import RailStep
from .words import Words


def current_step(view: View) -> int:
    """The number of the step the person is at."""
    return step_number(view.step.place, delivered=view.setup.sent is not None)


def rail_steps(view: View, words: Words) -> list[RailStep]:
    """What the rail shows now."""
    current = current_step(view)
    ended = view.step.place in (Place.SUCCESS, Place.OFFLINE, Place.WIFI)
    return [_step(n, current, view, words, ended=ended) for n in range(1, STEP_COUNT + 1)]


def _step(n: int, current: int, view: View, words: Words, *, ended: bool) -> RailStep:
    title, number = words(f"rail.{n}"), str(n)
    problem = view.setup.problem
    if problem is not None and problem.severity is not Severity.INFO and n == _trouble_at(view, current):
        state = State.PROBLEM if problem.severity is Severity.BAD else State.WARN
        note = _problem_note(problem, words)
        return RailStep(title, state, note, words("rail.spoken.problem", n=number, step=title, note=note))
    if n == current:
        return RailStep(title, State.CURRENT, "", words("rail.spoken.current", n=number, step=title))
    if n == 6 and ended and view.setup.online is None:
        note = words("rail.note.not_seen")
        spoken = words("rail.spoken.problem", n=number, step=title, note=note)
        return RailStep(title, State.WARN, note, spoken)
    if n < current and _skipped(n, view.setup):
        note = words("rail.note.not_needed")
        return RailStep(title, State.SKIPPED, note, words("rail.spoken.skipped", n=number, step=title))
    if n > current or not _is_done(n, view.setup):
        return RailStep(title, State.COMING, "", words("rail.spoken.upcoming", n=number, step=title))
    note = _note(n, view.setup, words)
    return RailStep(title, State.DONE, note, words("rail.spoken.done", n=number, step=title, note=note))


def _trouble_at(view: View, current: int) -> int:
    """The step of the open problem: the present one, or that of its code where the support team is asked."""
    problem = view.setup.problem
    if problem is None or view.step.place is not Place.SUPPORT:
        return current
    return int(problem.code.value[1])


def _is_done(n: int, setup: Setup) -> bool:
    """A tick is a fact: a run that was stopped early leaves the later steps without one."""
    choice = chosen(setup) if setup.networks is not None else None
    return {
        1: setup.wifi is not None and setup.path is not None,
        2: setup.device is not None,
        3: choice is not None,
        4: setup.decision(d.Password) is not None,
        5: setup.delivered is not None,
        6: setup.online is not None,
    }.get(n, False)


def _skipped(n: int, setup: Setup) -> bool:
    choice = chosen(setup) if setup.networks is not None else None
    return n == 4 and choice is not None and not needs_password(choice)


def _note(n: int, setup: Setup, words: Words) -> str:
    match n:
        case 1:
            without = setup.options.intent is Intent.WIFI_ONLY or setup.decision(d.OnlyWifi)
            return words("rail.note.no_account" if without else "rail.note.checked")
        case 2:
            return _device_note(setup, words)
        case 3:
            return net(setup)
        case 4:
            return words("rail.note.entered") if setup.decision(d.Password) else ""
        case 5:
            return words("rail.note.delivered") if setup.delivered else ""
        case _:
            return words("rail.note.online") if setup.online else ""


def _device_note(setup: Setup, words: Words) -> str:
    name = suffix(setup)
    if not name and setup.device is not None:
        name = setup.device.device_id[-6:]
    if setup.ownership is d.Ownership.KEEP:
        return words("rail.note.mine", suffix=name)
    if setup.answering and setup.failures and setup.failures[-1] == Code.COULD_NOT_JOIN:
        return words("rail.note.connected_again", suffix=name)
    return words("rail.note.connected", suffix=name) if setup.answering else name


def _problem_note(problem: Problem, words: Words) -> str:
    asked = was_asked(problem)
    if problem.code is Code.COULD_NOT_JOIN and not asked:
        return words("rail.note.could_not_join")
    if asked or problem.code is Code.NOT_SEEN_ONLINE:
        return words("rail.note.not_seen")
    return words("rail.note.problem")
