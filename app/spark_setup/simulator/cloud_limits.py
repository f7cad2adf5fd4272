"""Rate limits of the simulated cloud, by source address (cloud-api.md, 6.1). Story seconds."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from .cloud_behaviour import RateLimits

_COUNTED = (
    ("POST", "/oauth/token"),
    ("POST", "/v1/users"),
    ("POST", "/v1/user/password-reset"),
    ("GET", "/v1/access_tokens"),
    ("DELETE", "/v1/access_tokens"),
)


class Limiter:
    """Counts calls; says when there were too many."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._calls: dict[tuple[str, str], deque[float]] = {}
        self._failures: dict[str, int] = {}
        self._locked_until: dict[str, float] = {}

    def allows(self, peer: str, method: str, path: str, limits: RateLimits) -> bool:
        """Count one call; False if it is one too many, or a login from a locked address."""
        with self._lock:
            if not self._count((peer, "everything"), limits.everything, limits.window_s):
                return False
            for counted, start in _COUNTED:
                if method == counted and (path == start or path.startswith(f"{start}/")):
                    is_login = start == "/oauth/token"
                    if is_login and self._now() < self._locked_until.get(peer, 0.0):
                        return False
                    most = limits.logins if is_login else limits.accounts
                    return self._count((peer, f"{method} {start}"), most, limits.window_s)
        return True

    def allows_stream(self, peer: str, open_now: int, limits: RateLimits) -> bool:
        """Count one opening of a stream."""
        with self._lock:
            counted = self._count((peer, "streams"), limits.stream_openings, limits.window_s)
            return counted and open_now < limits.streams_at_once

    def login_ended(self, peer: str, limits: RateLimits, *, succeeded: bool) -> None:
        """So many failures in a row lock the address."""
        with self._lock:
            failures = 0 if succeeded else self._failures.get(peer, 0) + 1
            if failures >= limits.login_failures:
                self._locked_until[peer] = self._now() + limits.lock_s
                failures = 0
            self._failures[peer] = failures

    def _count(self, key: tuple[str, str], most: int, window_s: float) -> bool:
        now = self._now()
        calls = self._calls.setdefault(key, deque())
        while calls and calls[0] <= now - window_s:
            calls.popleft()
        if len(calls) >= most:
            return False
        calls.append(now)
        return True
