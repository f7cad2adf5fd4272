"""The session server as an ASGI application: run by `serve`, or mounted in the product maker's own.

app = create_app(config)                                  # /session, /session/renew, /codes, /healthz, /demo
shop.mount("/setup", create_app(config, user_check=my_shop_session))
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .config import Config
from .customers import Customers
from .errors import Reason, VendorError
from .gate import Gate, Pause
from .guard import Guard, field_of, read_body, refused
from .limits import Guesses
from .sessions import Rules, Sessions
from .store import Store
from .users import Asked, SignedHeader, UserCheck, checked_name

JSON = "application/json"
SESSION_PATH, RENEW_PATH, CODES_PATH, DEMO_PATH = "/session", "/session/renew", "/codes", "/demo"


def create_app(
    config: Config,
    *,
    user_check: UserCheck | None = None,
    now: Callable[[], float] = time.time,
    pause: Pause = anyio.sleep,
) -> Starlette:
    """The application. Raises VendorError: CONFIG, or UNAVAILABLE if the database does not answer.

    `user_check` says who asks for a code at `/codes`; without one, and without a signing key in the
    configuration, there is no `/codes`. `app.state.close()` lets go of the database where no lifespan runs.
    """
    store = Store(config.database, now)
    try:
        check = user_check or _signed(config, store, now)
        customers = _customers(config)
    except VendorError:
        store.close()
        raise
    sessions = Sessions(store, customers, _rules(config))
    gate = Gate(Guesses(config.limits), config.limits, pause)

    def close() -> None:
        customers.close()
        store.close()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        close()

    routes = _Api(sessions, gate, check).routes()
    if config.demo_users:
        from .demo import Demo

        routes += Demo(config, sessions, gate, now).routes(DEMO_PATH)
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, https=config.is_https)],
        exception_handlers={HTTPException: _no_such_thing},
        lifespan=lifespan,
    )
    app.state.close = close
    return app


def _signed(config: Config, store: Store, now: Callable[[], float]) -> UserCheck | None:
    return SignedHeader(config.signing_key, store.once, now) if config.signing_key is not None else None


def _customers(config: Config) -> Customers:
    return Customers(
        config.api_url,
        product=config.product,
        client_id=config.client_id,
        client_secret=config.client_secret,
        token_s=config.token_s,
    )


def _rules(config: Config) -> Rules:
    return Rules(
        product=config.product,
        code_s=config.code_s,
        renewal_s=config.renewal_s,
        codes_of_one=config.limits.codes_of_one,
        url_scheme=config.url_scheme,
        device_ids=config.device_ids,
    )


class _Api:
    """What programs ask: the wizard, and the product maker's own server."""

    def __init__(self, sessions: Sessions, gate: Gate, check: UserCheck | None) -> None:
        self._sessions, self._gate, self._check = sessions, gate, check

    def routes(self) -> list[Route]:
        found = [
            Route(SESSION_PATH, self._guarded(self._exchange), methods=["POST"]),
            Route(RENEW_PATH, self._guarded(self._renew), methods=["POST"]),
            Route("/healthz", self._health, methods=["GET"]),
        ]
        if self._check is not None:
            found.append(Route(CODES_PATH, self._guarded(self._issue), methods=["POST"]))
        return found

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
            return refused(failure)

        return endpoint

    async def _exchange(self, request: Request) -> Response:
        code = field_of(await read_body(request, JSON), "code")
        return JSONResponse(await run_in_threadpool(self._sessions.exchange, code))

    async def _renew(self, request: Request) -> Response:
        token = field_of(await read_body(request, JSON), "renewal_token")
        return JSONResponse(await run_in_threadpool(self._sessions.renew, token))

    async def _issue(self, request: Request) -> Response:
        assert self._check is not None
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = Asked(request.method, request.url.path, headers, await read_body(request, JSON))
        customer = checked_name(await run_in_threadpool(self._check, asked))
        issued = await run_in_threadpool(self._sessions.issue, customer)
        return JSONResponse(issued.to_json(), 201)

    async def _health(self, _request: Request) -> Response:
        try:
            await run_in_threadpool(self._sessions.answers)
        except VendorError as error:
            return refused(error)
        return JSONResponse({"ok": True})


async def _no_such_thing(_request: Request, error: Exception) -> Response:
    number = error.status_code if isinstance(error, HTTPException) else 404
    headers = error.headers if isinstance(error, HTTPException) else None
    reason = Reason.BAD_REQUEST.value if number != 404 else "not_found"
    return JSONResponse({"error": reason, "error_description": "There is nothing here."}, number, headers)
