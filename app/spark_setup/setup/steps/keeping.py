"""While the person thinks: a computer that leaves the device's network by itself is brought back, once."""

from __future__ import annotations

from ...core.cancel import CancelToken
from ..facts import HostMode, LinkLost, TriedAgain
from ..places import Place
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..story import next_step
from . import Report
from .asking import is_link_lost
from .join import AGAIN, joined_again, rejoin

LOOK_S = 0.2
"""Real seconds between two looks; the system tells of the loss by itself, here it is only read."""


def keep_link(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Wait for the loss of the link, then join again. S2-11 on the page where the person is."""
    wifi = services.wifi
    assert wifi is not None
    while not is_link_lost(wifi):
        cancel.wait(LOOK_S)
        cancel.raise_if_cancelled()
    clock, place = services.clock, _here(setup, services)
    report(LinkLost(at=clock.now()))
    if joined_again(setup):
        raise SetupFailed(Problem(Code.WENT_BACK, "again", place=place))
    report(TriedAgain(at=clock.now(), what=AGAIN, number=2, limit=2))
    rejoin(setup, services, report, cancel, place)


def _here(setup: Setup, services: Services) -> Place:
    """Joined by hand, only the person can join again: back to the steps for that."""
    by_hand = setup.joined is not None and setup.joined.ssid is None
    manual = setup.wifi is not None and setup.wifi.mode is HostMode.MANUAL
    return Place.MANUAL if by_hand and manual else next_step(setup, services.clock.now()).place
