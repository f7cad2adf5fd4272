"""The session of an embedding program: its token, and its own way to a fresh one.

The callback is foreign code on a worker thread: it may fail, hang or answer anything. None of that may stop
the wizard, so it runs on a thread that nobody has to wait for, and its answer is looked at before it is used.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from ..core.cancel import CancelToken
from ..core.secrets import Secret
from ..core.turn import Turn
from .lifetime import Lifetime

RENEW_LIMIT_S = 30.0
"""Real seconds for the callback. After that the session counts as not renewed."""
_TICK_S = 0.1
_log = logging.getLogger(__name__)

Renewed = str | Secret | bool | tuple[str | Secret, datetime] | None
"""What a callback may answer: a token, a token and its end, or whether the token in use is good again."""


class HostSession:
    """Renews by asking the embedding program. Thread-safe."""

    def __init__(
        self,
        ask: Callable[[CancelToken], Renewed],
        use: Callable[[Secret], None],
        lifetime: Lifetime,
        *,
        limit_s: float | None = None,
    ) -> None:
        """`ask` is the callback; `use` gets every fresh token."""
        self._ask, self._use, self._lifetime = ask, use, lifetime
        self._limit_s = RENEW_LIMIT_S if limit_s is None else limit_s
        self._turn = Turn()

    def renew(self, cancel: CancelToken) -> bool:
        """Whether there is a fresh session. Raises `Cancelled` within a second of a cancel."""
        with self._turn.taken(cancel):
            return self._take(self._answer(cancel))

    def _answer(self, cancel: CancelToken) -> object:
        answers: list[object] = []
        done = threading.Event()

        def call() -> None:
            try:
                answers.append(self._ask(cancel))
            except Exception as error:
                # Its text may hold a token: only its kind is said.
                _log.warning("the embedding program could not renew the session: %s", type(error).__name__)
            finally:
                done.set()

        threading.Thread(target=call, name="host-renewal", daemon=True).start()
        for _ in range(int(self._limit_s / _TICK_S) + 1):
            if done.wait(_TICK_S):
                return answers[0] if answers else False
            cancel.raise_if_cancelled()
        _log.warning("the embedding program did not answer within %.0f s", self._limit_s)
        return False

    def _take(self, answer: object) -> bool:
        from ..cloud.tokens import can_be_token

        token, ends = answer if isinstance(answer, tuple) and len(answer) == 2 else (answer, None)
        if isinstance(token, str):
            token = Secret(token.strip())
        if isinstance(token, Secret):
            if not can_be_token(token.reveal()):
                _log.warning("the embedding program renewed the session with something that is no token")
                return False
            self._use(token)
            self._lifetime.set(ends if isinstance(ends, datetime) else None)
            return True
        if answer is True:
            self._lifetime.set(None)
        elif answer is not False and answer is not None:
            _log.warning("the embedding program renewed the session with a %s", type(answer).__name__)
        return answer is True
