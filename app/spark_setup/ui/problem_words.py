"""A problem in words: title, cause, names of its ways out. Chooses between sentences, makes none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QLocale

from ..core.lazily import dataclass
from ..setup import decisions as d
from ..setup.places import Place
from ..setup.problems import Code, Problem, Severity, Way
from ..setup.setup import Setup
from ..setup.signing_in import first_place
from ..setup.story import chosen
from ..softap.messages import Protection, protection_of
from .naming import clock_text, net, own, sign_words, suffix
from .pages.base import Act
from .widgets.code_chip import Severity as ChipSeverity
from .words import Words, isolate

BESIDE_THE_PAGE = frozenset(
    {
        Way.COPY_NOTE,
        Way.DETAILS,
        Way.COMPARE_LIGHT,
        Way.OPEN_WIFI_SETTINGS,
        Way.OPEN_LOCATION_SETTINGS,
        Way.OPEN_NETWORK_SETTINGS,
        Way.OPEN_DATE_SETTINGS,
        Way.SHOW_RESTART,
        Way.SHOW_VPN,
        Way.SHOW_OTHER_COMPUTER,
        Way.SHOW_ROUTER,
        Way.SHOW_NAME_WAYS,
    }
)
"""Ways that open something and leave the story where it is."""

LOUD = {Severity.INFO: ChipSeverity.NONE, Severity.WARN: ChipSeverity.WARN, Severity.BAD: ChipSeverity.BAD}
"""How chip and panel show a problem."""


@dataclass(frozen=True)
class ProblemText:
    """What the panel shows; `values` fill whatever else is said about this problem."""

    title: str
    cause: str
    values: Mapping[str, str]


def problem_text(problem: Problem, setup: Setup, words: Words) -> ProblemText:
    """Title and cause of `problem` as it happened in `setup`."""
    values = _values(problem, setup, words)
    code = problem.code.value
    return ProblemText(
        words(_variant(f"problem.{code}.title", problem, setup, words), **values),
        words(_variant(f"problem.{code}.cause", problem, setup, words), **values),
        values,
    )


def _variant(key: str, problem: Problem, setup: Setup, words: Words) -> str:
    for variant, applies in (
        ("sent", bool(problem.values.get("sent"))),
        ("proxy", bool(problem.values.get("proxy"))),
        ("message", bool(problem.values.get("message"))),
        ("asked", was_asked(problem)),
        ("owner_asked", setup.owner_asked is not None),
        ("refused", problem.reason == "forbidden"),
        (problem.reason, bool(problem.reason)),
        ("unseen", not _was_seen(setup)),
        ("at_start", problem.reason == "at_start"),
        ("by_hand", problem.reason == "still_on_device"),
        ("unnamed", not own(setup)),
        ("wep", _is_wep(setup)),
    ):
        if applies and words.has(f"{key}.{variant}"):
            return f"{key}.{variant}"
    return key


def was_asked(problem: Problem) -> bool:
    """Whether S6-01 is the person's own wish to correct the password: no try was seen to fail."""
    return problem.code is Code.COULD_NOT_JOIN and "tried_s" not in problem.values


def _was_seen(setup: Setup) -> bool:
    """Whether the device's own scan showed the chosen network."""
    choice, seen = chosen(setup) if setup.networks is not None else None, setup.networks
    return choice is not None and seen is not None and any(n.ssid == choice.ssid for n in seen.networks)


def _is_wep(setup: Setup) -> bool:
    choice = chosen(setup) if setup.networks is not None else setup.decision(d.Choose)
    return choice is not None and protection_of(choice.sec) is Protection.WEP


def _values(problem: Problem, setup: Setup, words: Words) -> dict[str, str]:
    now = datetime.now()
    locale = QLocale(words.language)
    values = {
        "net": net(setup),
        "own": own(setup),
        "suffix": isolate(suffix(setup)),
        "first": isolate(suffix(setup) or (setup.device.device_id[-6:] if setup.device else "")),
        "date": locale.toString(now.date(), QLocale.FormatType.LongFormat),  # type: ignore[call-overload]
        "time": locale.toString(now.time(), QLocale.FormatType.ShortFormat),  # type: ignore[call-overload]
        "tried": clock_text(float(problem.values.get("tried_s", "0"))),
        "n": "0",
        "sign": "",
        "name": "",
        "other": "",
        "proxy": "",
        "message": "",
    }
    for name, value in problem.values.items():
        if value or name not in values:
            values[name] = isolate(value) if name in ("net", "name", "message", "proxy") else value
    if values["sign"]:
        values["sign"] = sign_words(words, values["sign"])
    return {name: value for name, value in values.items() if name != "host" or value}


def way_act(
    way: Way, text: ProblemText, words: Words, *, code: Code | None = None, setup: Setup | None = None
) -> Act:
    """What a way out is called."""
    key = f"way.{way.value}"
    if way is Way.SIGN_IN_AGAIN and setup is not None and first_place(setup) is Place.SIGNIN_CODE:
        key = "way.sign_in_again.code"
    if way is Way.FINISH_ANYWAY and code is Code.SESSION_EXPIRED and setup is not None and setup.sent is None:
        key = "way.finish_anyway.unsent"
    if way is Way.COMPARE_LIGHT and code is Code.COULD_NOT_JOIN:
        key = "way.compare_light.check"
    short = words(f"{key}.short", **text.values) if words.has(f"{key}.short") else ""
    return Act(words(key, **text.values), short, name=way.value)
