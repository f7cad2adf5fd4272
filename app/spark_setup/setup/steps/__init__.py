"""The steps of the story: plain blocking functions that report facts. Each can be called again at any time.

A step is `(setup, services, report, cancel) -> None`: whatever it learns it reports as a fact, so that
nothing is lost when it fails half way. It raises `SetupFailed`, or `Cancelled` within a second.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from ...core.cancel import Cancelled, CancelToken
from ..facts import Fact
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..story import Work

Report = Callable[[Fact], None]
StepFunction = Callable[[Setup, Services, Report, CancelToken], None]

_log = logging.getLogger(__name__)

_LAST_RESORT: Mapping[Work, Code] = {
    Work.SIGN_IN: Code.SERVICE_UNREACHABLE,
    Work.CHECK: Code.SERVICE_UNREACHABLE,
    Work.AWAIT_PERMISSION: Code.LOCATION_PERMISSION,
    Work.SEARCH: Code.NOTHING_FOUND,
    Work.JOIN: Code.NO_ANSWER,
    Work.WAIT_JOINED: Code.NO_ANSWER,
    Work.INSPECT: Code.NO_ANSWER,
    Work.KEEP_LINK: Code.WENT_BACK,
    Work.SEND: Code.LOST_WHILE_SENDING,
    Work.GIVE_BACK: Code.NOT_BACK,
    Work.COME_ONLINE: Code.NOT_SEEN_ONLINE,
    Work.WATCH_RETURN: Code.NOT_SEEN_ONLINE,
    Work.RENAME: Code.NAME_NOT_SAVED,
}


def run(work: Work, setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Do `work` and report what was observed.

    With a problem open that is checked again by itself, it first pauses: a re-check every few seconds.
    Raises `SetupFailed` with the problem, or `Cancelled`.
    """
    if _is_recheck(work, setup) and services.clock.wait(setup.options.limits.recheck_s, cancel):
        cancel.raise_if_cancelled()
    try:
        _functions()[work](setup, services, services.awake.following(setup, report, cancel), cancel)
    except (SetupFailed, Cancelled):
        raise
    except Exception:
        # The last door: a fault of ours must not leave the person before a dead page without a code.
        _log.exception("step %s failed in a way nobody foresaw", work.value)
        raise SetupFailed(Problem(_LAST_RESORT[work], "internal")) from None


def last_resort(work: Work) -> Code:
    """The code for a fault in `work` that nobody foresaw."""
    return _LAST_RESORT[work]


def _is_recheck(work: Work, setup: Setup) -> bool:
    problem = setup.problem
    if problem is None:
        return False
    missing = problem.code is Code.COULD_NOT_JOIN and problem.reason == "not_back"
    return problem.kind.rechecks or (missing and work is Work.JOIN)


def _functions() -> Mapping[Work, StepFunction]:
    from . import check, finish, inspecting, join, keeping, online, permission, search, send, sign_in

    return {
        Work.SIGN_IN: sign_in.sign_in,
        Work.CHECK: check.check,
        Work.AWAIT_PERMISSION: permission.await_permission,
        Work.SEARCH: search.search,
        Work.JOIN: join.join,
        Work.WAIT_JOINED: join.wait_joined,
        Work.INSPECT: inspecting.inspect,
        Work.KEEP_LINK: keeping.keep_link,
        Work.SEND: send.send,
        Work.GIVE_BACK: finish.give_back,
        Work.COME_ONLINE: online.come_online,
        Work.WATCH_RETURN: online.watch_return,
        Work.RENAME: finish.rename,
    }
