"""A page that plays the product maker's web shop: sign in, press the button, get a code and a link.

For demos, tests and as an example. Its users stand in the configuration; its cookie is signed, not stored, so
any worker takes it. No script; everything from outside is escaped.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ..core.secrets import Secret
from .config import Config
from .errors import Reason, VendorError
from .gate import Gate
from .guard import read_body, status, words
from .sessions import Issued, Sessions

COOKIE = "setup_demo"
SIGNED_IN_S = 3600
_FORM = "application/x-www-form-urlencoded"
_STYLE = (
    "body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#1b1f24}"
    "h1{font-size:1.4rem}label{display:block;margin:.6rem 0}input{font:inherit;width:100%;padding:.4rem;"
    "box-sizing:border-box}button,a.go{font:inherit;display:inline-block;margin:.8rem .8rem 0 0;"
    "padding:.5rem 1rem;border:0;border-radius:.4rem;background:#0b57d0;color:#fff;text-decoration:none;"
    "cursor:pointer}"
    "output{display:block;font:600 1.3rem/1.6 ui-monospace,monospace;padding:.6rem;background:#eef2f7;"
    "border-radius:.4rem;user-select:all}p.no{color:#a4161a}"
)
_POLICY = (
    "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    + "'"
)


@dataclass(frozen=True)
class _Visit:
    """Who looks at the page. `user` None: not signed in yet."""

    number: str
    user: str | None


class Demo:
    """The pages below `/demo`."""

    def __init__(self, config: Config, sessions: Sessions, gate: Gate, now: Callable[[], float]) -> None:
        self._config, self._sessions, self._gate, self._now = config, sessions, gate, now
        # The same on every worker, and worth nothing elsewhere.
        self._key = hmac.digest(config.client_secret.reveal().encode(), b"spark-setup demo cookie", "sha256")

    def routes(self, path: str) -> list[Route]:
        """Where the pages are."""
        return [
            Route(path, self._page, methods=["GET"]),
            Route(path + "/sign-in", self._guarded(self._sign_in), methods=["POST"]),
            Route(path + "/code", self._guarded(self._code), methods=["POST"]),
            Route(path + "/sign-out", self._guarded(self._sign_out), methods=["POST"]),
        ]

    # Pages. Addresses are relative: the application may be mounted anywhere.

    async def _page(self, request: Request) -> Response:
        visit = self._visit(request) or _Visit(secrets.token_hex(16), None)
        page = self._html(self._body(visit, "demo/"))
        self._remember(page, request, visit)
        return page

    async def _sign_in(self, request: Request) -> Response:
        form, _visit = await self._form(request)
        name, word = form.get("name", ""), Secret(form.get("password", ""))
        expected = self._config.demo_users.get(name)
        if not (expected if expected is not None else Secret(secrets.token_hex(8))) == word:
            raise VendorError(Reason.NOT_SIGNED_IN)
        answer = RedirectResponse("../demo", 303)
        self._remember(answer, request, _Visit(secrets.token_hex(16), name))
        return answer

    async def _code(self, request: Request) -> Response:
        _form, visit = await self._form(request)
        if visit.user is None:
            raise VendorError(Reason.NOT_SIGNED_IN)
        issued = await run_in_threadpool(self._sessions.issue, visit.user)
        return self._html(self._code_body(issued))

    async def _sign_out(self, request: Request) -> Response:
        await self._form(request)
        answer = RedirectResponse("../demo", 303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer

    def _body(self, visit: _Visit, base: str) -> str:
        csrf = f'<input type="hidden" name="csrf" value="{self._csrf(visit)}">'
        if visit.user is None:
            return (
                f'<p>Sign in to set up your device.</p><form method="post" action="{base}sign-in">{csrf}'
                '<label>E-mail <input name="name" autocomplete="username" required></label>'
                '<label>Password <input name="password" type="password" autocomplete="current-password" '
                'required></label><button id="sign-in">Sign in</button></form>'
            )
        return (
            f"<p>Signed in as <b>{escape(visit.user)}</b>.</p>"
            f'<form method="post" action="{base}code">{csrf}'
            '<button id="get-code">Set up my device</button></form>'
            f'<form method="post" action="{base}sign-out">{csrf}'
            '<button id="sign-out">Sign out</button></form>'
        )

    def _code_body(self, issued: Issued) -> str:
        link = ""
        if issued.link is not None:
            link = f'<a class="go" id="open" href="{escape(issued.link.reveal())}">Open the setup program</a>'
        return (
            f'<p>Your setup code:</p><output id="code">{escape(issued.code.reveal())}</output>{link}'
            f"<p>It works once, for {round(issued.expires_in_s / 60)} minutes. "
            "The setup program asks for it if the button does not open it.</p>"
            '<p><a href="../demo">Back</a></p>'
        )

    def _html(self, body: str, number: int = 200) -> HTMLResponse:
        title = escape(self._config.demo_title)
        return HTMLResponse(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
            '<meta name="viewport" content="width=device-width">'
            f"<style>{_STYLE}</style><h1>{title}</h1>{body}</html>",
            number,
            headers={"content-security-policy": _POLICY},
        )

    def _guarded(
        self, answer: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                self._gate.admit(request)
                return await answer(request)
            except VendorError as error:
                failure = error
            try:
                await self._gate.after(request, failure)
            except VendorError as error:
                failure = error
            text = "Name or password is wrong." if failure.reason is Reason.NOT_SIGNED_IN else words(failure)
            body = f'<p class="no">{escape(text)}</p><p><a href="../demo">Back</a></p>'
            return self._html(body, status(failure))

        return endpoint

    # The cookie, and the proof that a form is ours.

    async def _form(self, request: Request) -> tuple[dict[str, str], _Visit]:
        body = await read_body(request, _FORM)
        try:
            form = dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=10))
        except (UnicodeDecodeError, ValueError):
            raise VendorError(Reason.BAD_REQUEST) from None
        visit = self._visit(request)
        given = form.get("csrf", "").encode("utf-8", "replace")
        if visit is None or not hmac.compare_digest(self._csrf(visit).encode(), given):
            raise VendorError(Reason.FORM_EXPIRED)
        return form, visit

    def _csrf(self, visit: _Visit) -> str:
        return hmac.new(self._key, b"csrf " + visit.number.encode(), hashlib.sha256).hexdigest()

    def _remember(self, answer: Response, request: Request, visit: _Visit) -> None:
        until = int(self._now()) + SIGNED_IN_S
        packed = base64.urlsafe_b64encode(json.dumps([visit.number, visit.user, until]).encode()).decode()
        answer.set_cookie(
            COOKIE,
            f"{packed}.{self._seal(packed)}",
            max_age=SIGNED_IN_S,
            httponly=True,
            samesite="strict",
            secure=self._config.is_https or request.url.scheme == "https",
        )

    def _visit(self, request: Request) -> _Visit | None:
        packed, _, seal = request.cookies.get(COOKIE, "").partition(".")
        if not hmac.compare_digest(self._seal(packed).encode(), seal.encode("utf-8", "replace")):
            return None
        number, user, until = json.loads(base64.urlsafe_b64decode(packed))
        return _Visit(number, user) if self._now() < until else None

    def _seal(self, packed: str) -> str:
        return hmac.new(self._key, b"cookie " + packed.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
