"""The session is renewed before it ends, and its end is told. A 401 all the same is each step's matter."""

from __future__ import annotations

from ...core.cancel import CancelToken
from ..facts import SessionEnds
from ..services import Services
from . import Report

RENEW_BEFORE_S = 120.0
"""Real seconds. Longer than any single call takes; shorter than any token of a product lives."""


def keep_session(services: Services, report: Report, cancel: CancelToken) -> None:
    """Ask for a fresh session if this one ends soon. If there is none, the cloud is asked all the same: this
    computer's clock may be wrong.
    """
    left_s = services.lifetime.left_s()
    if left_s is not None and left_s < RENEW_BEFORE_S and services.renew is not None:
        services.renew(cancel)
        cancel.raise_if_cancelled()
    tell_end(services, report)


def tell_end(services: Services, report: Report) -> None:
    """When it ends, if somebody said so."""
    ends = services.lifetime.ends
    if ends is not None:
        report(SessionEnds(at=services.clock.now(), ends=ends))
