"""The device cloud's REST calls that a setup needs, and its event stream. Importing this loads requests.

Knows nothing of the story: it answers or raises `CloudError`, and retries nothing but the event stream.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime

from ..core.cancel import CancelToken
from ..core.secrets import Secret
from .claim_codes import ClaimCode as ClaimCode
from .claim_codes import is_claim_code
from .connections import Trust as Trust
from .devices import LONGEST_NAME, device_from, devices_from
from .devices import CloudDevice as CloudDevice
from .devices import DeviceList as DeviceList
from .errors import CloudError, Reason
from .events import CloudEvent, EventStream, StreamPatience
from .replies import Reply, bad_reply, json_object, json_value, plain
from .sockets import Resolver, system_resolver
from .transport import CALL_LIMIT_S, Transport
from .urls import segment

REACHABLE_LIMIT_S = 10.0


class CloudClient:
    """Calls in the name of one token. Thread-safe: polling, streaming and renewal may share it.

    Every call raises `CloudError`, or `Cancelled` within a tick after its token was cancelled. A call ends
    after `timeout` real seconds at the latest. Raises CloudError(MISUSE) for an `api_url` that is neither
    https nor http on loopback.
    """

    def __init__(
        self,
        api_url: str,
        *,
        token: Secret | None,
        trust: Trust | None = None,
        timeout: float = CALL_LIMIT_S,
        patience: StreamPatience | None = None,
        resolver: Resolver = system_resolver,
        direct: bool = False,
    ) -> None:
        """`direct`: past any proxy, for a server in this very process."""
        self._transport = Transport(api_url, trust=trust, resolver=resolver, direct=direct)
        self._lock = threading.Lock()
        self._token = token
        self._timeout = timeout
        self._patience = patience or StreamPatience()

    @property
    def api_url(self) -> str:
        """The service's address, without a trailing slash."""
        return self._transport.base_url

    @property
    def token(self) -> Secret | None:
        """The token used by the next call."""
        with self._lock:
            return self._token

    def set_token(self, token: Secret | None) -> None:
        """Use `token` from the next call on, and at the next reconnect of a running event stream."""
        with self._lock:
            self._token = token

    def reachable(self, cancel: CancelToken) -> datetime | None:
        """Return the server's clock if the service answers; the cheapest proof, without a token.

        An unauthenticated `GET /v1/user`: the service itself answers 400 or 401, with JSON or nothing.
        """
        reply = self._transport.call("GET", "/v1/user", cancel, timeout=min(self._timeout, REACHABLE_LIMIT_S))
        if reply.kind == "text/html" or reply.status in (407, 511):
            json_value(reply)
            raise bad_reply(reply, "a web page instead of data")
        return reply.server_time

    def user(self, cancel: CancelToken) -> str | None:
        """The user name of the token's account; None: not said (customers may not be allowed to ask)."""
        return plain(json_object(self._call("GET", "/v1/user", cancel)).get("username"))

    def claim_code(self, cancel: CancelToken, *, product_id: str | int | None = None) -> ClaimCode:
        """A fresh claim code (valid for an hour, used once) of the token's owner.

        With `product_id` (id or slug) the owner must be a customer of that product.
        Raises BAD_REPLY for a code that a device could not store.
        """
        product = f"/products/{segment(product_id)}" if product_id is not None else ""
        reply = self._call("POST", f"/v1{product}/device_claims", cancel)
        answer = json_object(reply)
        code = answer.get("claim_code")
        if not isinstance(code, str) or not is_claim_code(code):
            raise bad_reply(reply, "no claim code of 63 signs")
        ids = answer.get("device_ids")
        owned = [each for each in ids if isinstance(each, str)] if isinstance(ids, list) else []
        return ClaimCode(Secret(code), frozenset(each.strip().lower() for each in owned))

    def devices(self, cancel: CancelToken) -> DeviceList:
        """All devices of the account. Also the way to validate a token: customers may ask this."""
        reply = self._call("GET", "/v1/devices", cancel)
        found = devices_from(json_value(reply))
        if found is None:
            raise bad_reply(reply, "no list of devices")
        return DeviceList(found, reply.server_time)

    def device(self, device_id: str, cancel: CancelToken) -> CloudDevice:
        """One device. FORBIDDEN (or NOT_FOUND) means unknown, not claimed yet, or somebody else's."""
        reply = self._call("GET", _device_path(device_id), cancel)
        found = device_from(json_value(reply))
        if found is None or found.id != device_id.lower():
            raise bad_reply(reply, "not the device that was asked for")
        return found

    def claim(self, device_id: str, cancel: CancelToken, *, request_transfer: bool = False) -> None:
        """Claim by id: a second try for a device that is online. FORBIDDEN: it belongs to somebody else.

        `request_transfer` asks the present owner by e-mail instead.
        """
        form = {"id": device_id.lower()}
        if request_transfer:
            form["request_transfer"] = "true"
        reply = self._call("POST", "/v1/devices", cancel, form=form)
        try:
            json_value(reply)
        except CloudError as error:
            if "belongs to someone else" not in (error.message or ""):
                raise
            failure = error.because(Reason.FORBIDDEN)  # 403 by the cloud, 400 by a clone of it
        else:
            return
        raise failure

    def unclaim(self, device_id: str, cancel: CancelToken) -> None:
        """Give the device up."""
        json_value(self._call("DELETE", _device_path(device_id), cancel))

    def rename(self, device_id: str, name: str, cancel: CancelToken) -> str:
        """Name the device; the name the cloud now has. Works while the device is offline."""
        answer = json_object(self._call("PUT", _device_path(device_id), cancel, form={"name": name}))
        stored = answer.get("name")
        return name if stored == name else plain(stored, LONGEST_NAME) or name

    def signal(self, device_id: str, on: bool, cancel: CancelToken) -> None:
        """Start or stop the rainbow on the device's light. The device must be online."""
        json_value(self._call("PUT", _device_path(device_id), cancel, form={"signal": "1" if on else "0"}))

    def ping(self, device_id: str, cancel: CancelToken) -> bool | None:
        """Whether the device answers the cloud right now; None: not said."""
        answer = json_object(self._call("PUT", _device_path(device_id) + "/ping", cancel))
        said = [answer[key] for key in ("online", "connected") if isinstance(answer.get(key), bool)]
        return any(said) if said else None

    def events(
        self,
        cancel: CancelToken,
        *,
        device_id: str | None = None,
        on_open: Callable[[datetime | None], None] | None = None,
    ) -> Iterator[CloudEvent]:
        """Events of the account's devices, for ever; reconnects by itself. Events may come twice.

        With `device_id` only that device's, and the cloud's own updater events. `on_open` is called with the
        server's clock each time the stream (re)opens: events in between are lost, so poll then.
        Ends with `Cancelled`, or a CloudError that no reconnect can mend: UNAUTHORIZED, MISUSE.
        """
        stream = EventStream(self._transport, lambda: self.token, self._patience)
        return stream.events(cancel, device_id=device_id, on_open=on_open)

    def close(self) -> None:
        """Close idle connections. Calls that run end by their own cancel tokens."""
        self._transport.close()

    def _call(
        self, method: str, path: str, cancel: CancelToken, *, form: dict[str, str] | None = None
    ) -> Reply:
        token = self.token
        if token is None:
            raise CloudError(Reason.MISUSE, "this call needs a token")
        return self._transport.call(method, path, cancel, form=form, token=token, timeout=self._timeout)


def _device_path(device_id: str) -> str:
    return f"/v1/devices/{segment(device_id.lower())}"
