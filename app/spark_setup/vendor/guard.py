"""Around every request: security headers, one line of log, bodies bounded in size and time, no traceback out.

Plain ASGI, so it also stands between a host program's app and ours when we are mounted.
"""

from __future__ import annotations

import json
import logging
import time
import traceback

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import Reason, VendorError

BODY_LIMIT = 4096
BODY_LIMIT_S = 10.0
_log = logging.getLogger(__name__)

STATUS = {
    Reason.UNKNOWN_CODE: 404,
    Reason.CODE_USED: 410,
    Reason.CODE_EXPIRED: 410,
    Reason.RENEWAL_REFUSED: 401,
    Reason.RATE_LIMITED: 429,
    Reason.NOT_SIGNED_IN: 401,
    Reason.FORM_EXPIRED: 403,
    Reason.BAD_REQUEST: 400,
    Reason.TOO_LARGE: 413,
    Reason.WRONG_TYPE: 415,
    Reason.TOO_SLOW: 408,
    Reason.UNAVAILABLE: 503,
    Reason.MISCONFIGURED: 502,
}
_WORDS = {
    Reason.UNKNOWN_CODE: "This code is not known. Check for typing mistakes, or ask for a new one.",
    Reason.CODE_USED: "This code was used already. Ask for a new one.",
    Reason.CODE_EXPIRED: "This code is too old. Ask for a new one.",
    Reason.RENEWAL_REFUSED: "This session has ended. Ask for a new code.",
    Reason.RATE_LIMITED: "Too many tries. Wait a little.",
    Reason.NOT_SIGNED_IN: "The request is not signed in.",
    Reason.FORM_EXPIRED: "This form is too old. Load the page again.",
    Reason.BAD_REQUEST: "The request cannot be understood.",
    Reason.TOO_LARGE: "The request is too large.",
    Reason.WRONG_TYPE: "The body has to be of another type.",
    Reason.TOO_SLOW: "The request took too long to arrive.",
    Reason.UNAVAILABLE: "The service cannot answer just now. Try again.",
    Reason.MISCONFIGURED: "The service is not set up correctly.",
}
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, *, https: bool = False) -> None:
        self._app = app
        self._headers = dict(_HEADERS)
        if https:
            self._headers["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 0

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = self._completed(message["headers"])
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as error:
            # A library's text may hold what was asked: only its kind and place are written down.
            place = traceback.extract_tb(error.__traceback__)[-1]
            _log.error("%s in %s, line %s", type(error).__name__, place.name, place.lineno)
            if not status:
                failure = JSONResponse({"error": "internal", "error_description": "Try again."}, 500)
                await failure(scope, receive, guarded)
        _log.info("%s %s: %d in %.3f s", _method(scope), _path(scope), status, time.monotonic() - began)

    def _completed(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        there = {name.lower() for name, _ in headers}
        more = [(k.encode(), v.encode()) for k, v in self._headers.items() if k.encode() not in there]
        return [*headers, *more]


def _method(scope: Scope) -> str:
    return str(scope["method"])[:10]


def _path(scope: Scope) -> str:
    """Only paths that exist are written down: anything else is foreign text, and may be somebody's secret."""
    route = scope.get("route")
    return str(getattr(route, "path", "(unknown path)"))


async def read_body(request: Request, kind: str) -> bytes:
    """The whole body. Raises TOO_LARGE, TOO_SLOW, WRONG_TYPE.

    A page elsewhere cannot make a browser send JSON here without asking us first, and we never agree.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise VendorError(Reason.WRONG_TYPE, f"not {kind}")
    body = bytearray()
    with anyio.move_on_after(BODY_LIMIT_S) as patience:
        async for piece in request.stream():
            body += piece
            if len(body) > BODY_LIMIT:
                raise VendorError(Reason.TOO_LARGE)
    if patience.cancelled_caught:
        raise VendorError(Reason.TOO_SLOW)
    return bytes(body)


def field_of(body: bytes, name: str) -> str:
    """A text field of a JSON object. Raises BAD_REQUEST."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    text = value.get(name) if isinstance(value, dict) else None
    if not isinstance(text, str) or not 0 < len(text) <= 512:
        raise VendorError(Reason.BAD_REQUEST, f"no {name}")
    return text


def refused(error: VendorError) -> Response:
    """The answer that an error stands for."""
    headers = {"connection": "close"} if error.reason in (Reason.TOO_LARGE, Reason.TOO_SLOW) else {}
    if error.retry_after_s is not None:
        headers["retry-after"] = str(max(1, round(error.retry_after_s + 0.5)))
    return JSONResponse(
        {"error": error.reason.value, "error_description": words(error)}, status(error), headers=headers
    )


def words(error: VendorError) -> str:
    """A sentence for whoever asked; nothing of what was asked is in it."""
    return _WORDS.get(error.reason, "Try again.")


def status(error: VendorError) -> int:
    """The HTTP status of an error."""
    return STATUS.get(error.reason, 500)
