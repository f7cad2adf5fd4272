"""The answers of the second implementation, as measured on loopback (cloud-api.md, section 7)."""

from __future__ import annotations

from . import cloud_replies as say
from .cloud_accounts import Account, Standing, Token
from .cloud_api_devices import shown
from .cloud_devices import CloudDeviceRecord
from .cloud_events import Subscription, iso
from .cloud_replies import Reply, said
from .cloud_request import FORM
from .cloud_routes import Call, Refused, Route
from .cloud_state import CloudState

UNKNOWN = Reply(404, b"Not Found", "text/plain; charset=utf-8")
_NO_TOKEN = Reply(401, b"", "text/plain")
_BAD_TOKEN = said(
    {"error": "invalid_token", "error_description": "Invalid token: access token is invalid"}, 401
)
_NOT_YOURS = said({"error": "User doesn't have access", "ok": False}, 403)
_NO_DEVICE = said({"error": "No device found", "ok": False}, 404)
_BELONGS = said({"error": "The device belongs to someone else.", "ok": False}, 400)
_NAMES = ("connected", "functions", "id", "last_app", "last_heard", "last_ip_address", "name", "platform_id")


def _token(call: Call) -> Token:
    """Header or `?access_token=`, for everybody."""
    text = (
        call.request.bearer() or call.request.query.get("access_token") or call.request.text("access_token")
    )
    standing, token = call.state.authenticate(text)
    if token is not None:
        return token
    raise Refused(_NO_TOKEN if standing is Standing.MISSING else _BAD_TOKEN)


def _account(call: Call) -> Account:
    account = _token(call).account
    if account is None:
        raise Refused(_BAD_TOKEN)
    return account


def token(call: Call) -> Reply:
    """POST /oauth/token: the password grant only; no expiry, no refresh token, capital B."""
    if call.request.kind != FORM:
        return say.FORM_ONLY
    basic = call.request.basic()
    client_id, secret = basic or (call.request.text("client_id"), call.request.text("client_secret"))
    client = call.state.accounts.client(client_id or "", secret)
    if client is None or client.product_id is not None:
        return said(
            {"error": "invalid_client", "error_description": "Invalid client: client is invalid"}, 400
        )
    if call.request.text("grant_type") != "password":
        return said(
            {
                "error": "unauthorized_client",
                "error_description": "Unauthorized client: `grant_type` is invalid",
            },
            400,
        )
    account = call.state.accounts.find(call.request.text("username") or "")
    if account is None or account.password != call.request.text("password"):
        return said({"error": "server_error", "error_description": "Wrong password"}, 503)
    issued = call.state.accounts.issue(account, client)
    return said({"access_token": issued.value, "token_type": "Bearer"})


def create_user(call: Call) -> Reply:
    """POST /v1/users"""
    name, password = call.request.text("username") or "", call.request.text("password")
    if call.state.accounts.find(name) is not None:
        return said({"error": "user with the username already exists", "ok": False}, 400)
    if not name or not password:
        return said({"error": "username and password are required", "ok": False}, 400)
    call.state.accounts.add(Account(name, password))
    return say.OK


def claim_code(call: Call) -> Reply:
    """POST /v1/device_claims: five minutes."""
    account = _account(call)
    owned = [device.id for device in call.state.registry.owned_by(account)]
    return said({"claim_code": call.state.new_claim_code(account), "device_ids": owned})


def _row(state: CloudState, device: CloudDeviceRecord) -> dict[str, object]:
    row = {name: value for name, value in shown(state, device).items() if name in _NAMES}
    row.update(
        connected=device.online,
        functions=["led"] if device.online else None,
        product_firmware_version=1,
        product_id=device.platform_id,
        status="normal",
        variables={"temp": "int32"} if device.online else None,
    )
    return row


def list_devices(call: Call) -> Reply:
    """GET /v1/devices"""
    return said([_row(call.state, device) for device in call.state.listed(_account(call))])


def _mine(call: Call) -> CloudDeviceRecord:
    account = _account(call)
    device = call.state.registry.devices.get(call.named["device"])
    if device is None:
        raise Refused(_NO_DEVICE)
    if device.owner is not account:
        raise Refused(_NOT_YOURS)
    return device


def show_device(call: Call) -> Reply:
    """GET /v1/devices/:device"""
    return said(_row(call.state, _mine(call)))


def change_device(call: Call) -> Reply:
    """PUT /v1/devices/:device"""
    device = _mine(call)
    name, signal = call.request.text("name"), call.request.text("signal")
    if name is not None:
        refusal = call.state.behaviour.rename_refusal
        if refusal is not None:
            return said({"error": refusal, "ok": False}, 400)
        device.name = name
        return said({"name": name, "ok": True})
    if signal in ("0", "1"):
        device.signaling = signal == "1"
        return said({"id": device.id, "ok": True})
    return said({"error": "Did you forget something?", "ok": False}, 400)


def ping(call: Call) -> Reply:
    """PUT /v1/devices/:device/ping"""
    device = _mine(call)
    heard = call.state.last_heard(device)
    return said({"connected": device.online, "lastHeard": iso(heard) if heard else None})


def claim_by_id(call: Call) -> Reply:
    """POST /v1/devices: even offline."""
    account, device_id = _account(call), call.request.text("id") or ""
    device = call.state.registry.devices.get(device_id)
    if device is None:
        return _NO_DEVICE
    if device.owner is not None and device.owner is not account:
        return _BELONGS
    call.state.set_owner(device, account)
    return say.OK


def unclaim(call: Call) -> Reply:
    """DELETE /v1/devices/:device"""
    call.state.set_owner(_mine(call), None)
    return say.OK


def events(call: Call) -> Subscription:
    """GET /v1/devices/events[/:prefix]"""
    return Subscription(_token(call), prefix=call.named.get("prefix", ""))


def device_events(call: Call) -> Subscription:
    """GET /v1/devices/:device/events"""
    device = _mine(call)
    return Subscription(_token(call), prefix=call.named.get("prefix", ""), device_id=device.id)


ROUTES = (
    Route("POST", "/oauth/token", token),
    Route("POST", "/v1/users", create_user),
    Route("POST", "/v1/device_claims", claim_code),
    Route("GET", "/v1/devices", list_devices),
    Route("POST", "/v1/devices", claim_by_id),
    Route("GET", "/v1/devices/events", events),
    Route("GET", "/v1/devices/events/:prefix", events),
    Route("GET", "/v1/devices/:device", show_device),
    Route("PUT", "/v1/devices/:device", change_device),
    Route("DELETE", "/v1/devices/:device", unclaim),
    Route("PUT", "/v1/devices/:device/ping", ping),
    Route("GET", "/v1/devices/:device/events", device_events),
    Route("GET", "/v1/devices/:device/events/:prefix", device_events),
)
