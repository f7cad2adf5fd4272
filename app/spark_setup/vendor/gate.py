"""Lets requests in one by one address: counts misses, holds their answers back. The HTTP side of `limits`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request

from .errors import Reason, VendorError
from .limits import Guesses, Limits

MISSES = (Reason.UNKNOWN_CODE, Reason.RENEWAL_REFUSED, Reason.NOT_SIGNED_IN)
Pause = Callable[[float], Awaitable[None]]


class Gate:
    """One per application; used on its event loop only."""

    def __init__(self, guesses: Guesses, limits: Limits, pause: Pause) -> None:
        self._guesses, self._limits, self._pause = guesses, limits, pause
        self._held_back = 0

    def admit(self, request: Request) -> None:
        """Raises RATE_LIMITED."""
        wait_s = self._guesses.admit(_address(request))
        if wait_s is not None:
            raise VendorError(Reason.RATE_LIMITED, "too many tries", retry_after_s=wait_s)

    async def after(self, request: Request, error: VendorError) -> None:
        """If the error is a miss, count it and wait before the answer. Raises RATE_LIMITED instead of waiting
        when too many wait already."""
        if error.reason not in MISSES:
            return
        delay_s = self._guesses.missed(_address(request))
        if self._held_back >= self._limits.held_back:
            raise VendorError(Reason.RATE_LIMITED, "too many wait", retry_after_s=delay_s)
        self._held_back += 1
        try:
            await self._pause(delay_s)
        finally:
            self._held_back -= 1


def _address(request: Request) -> str:
    """Who asks. uvicorn puts in what a trusted proxy says, and only then."""
    return request.client.host if request.client else "unknown"
