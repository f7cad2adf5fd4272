"""Whether the device gave up its own network and came back to it: the sign that it could not join."""

from __future__ import annotations

from collections.abc import Callable

from ...core.cancel import CancelToken
from ...core.ssid import readable
from ...hostwifi.port import WifiError
from ...softap.errors import SoftApError
from ..facts import CameBack, HostMode, SetupModeLeft
from ..networks import chosen, network_to_join
from ..ports import Wifi
from ..problems import Code, Problem
from ..services import Services
from ..setup import Setup
from ..trouble import is_lost
from . import Report

SILENT_TIMES = 2
"""An address counts as silent when so many questions in a row stayed without an answer: a device that scans
answers nobody meanwhile, and that is no sign that it left."""

Look = Callable[[CancelToken], bool | None]
"""Whether the device is in setup mode: True, False, or None for "cannot tell now"."""


def watch_device(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> Problem | None:
    """Its own network gone, then back: it could not join. A device that never left proves nothing.

    With S6-01 open its presence alone counts: the person asked for it, and it only has to be joined.
    """
    look = _look(setup, services)
    if look is None:
        return None
    clock = services.clock
    awaited = setup.problem is not None and setup.problem.code is Code.COULD_NOT_JOIN
    left = setup.mode_left is not None or awaited
    while not cancel.cancelled:
        there = look(cancel)
        if there is False and not left:
            left = True
            evidence = "network_gone" if services.wifi is not None else "address_silent"
            report(SetupModeLeft(at=clock.now(), evidence=evidence))
        elif there and left:
            report(CameBack(at=clock.now(), evidence="network_seen" if services.wifi else "device_id"))
            return _could_not_join(setup, services)
        clock.wait(setup.options.limits.poll_first_s, cancel)
    return None


def _could_not_join(setup: Setup, services: Services) -> Problem:
    choice = chosen(setup)
    tried_s = services.clock.now() - setup.sent.at if setup.sent else 0.0
    values = {"net": readable(choice.ssid) if choice else "", "tried_s": f"{tried_s:.0f}"}
    return Problem(Code.COULD_NOT_JOIN, values=values)


def _look(setup: Setup, services: Services) -> Look | None:
    """How the device's presence in setup mode can be seen, if at all: no evidence, no verdict."""
    if services.wifi is None:
        return asking_its_address(setup, services)
    wanted = network_to_join(setup)
    if setup.wifi is None or setup.wifi.mode is not HostMode.AUTO or wanted is None:
        return None
    return _scanning_for(wanted, services.wifi)


def _scanning_for(wanted: bytes, wifi: Wifi) -> Look:
    def in_reach(cancel: CancelToken) -> bool | None:
        try:
            return any(ap.ssid == wanted for ap in wifi.scan(cancel))
        except WifiError:
            return None

    return in_reach


def asking_its_address(setup: Setup, services: Services) -> Look:
    """A look that needs no radio: does the device's address answer, and with the same id?"""
    silent = 0

    def answers(cancel: CancelToken) -> bool | None:
        nonlocal silent
        try:
            answer = services.glance().device_id(cancel)
        except SoftApError as error:
            silent = silent + 1 if is_lost(error) else 0
            return False if silent >= SILENT_TIMES else None
        silent = 0
        return True if setup.device is None or answer.id == setup.device.device_id else None

    return answers
