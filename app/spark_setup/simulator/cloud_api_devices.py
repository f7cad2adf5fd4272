"""The cloud's calls about devices, claim codes and event streams (cloud-api.md, sections 3 to 6)."""

from __future__ import annotations

from . import cloud_replies as say
from .cloud_accounts import Account
from .cloud_api_accounts import for_product_team, named_product
from .cloud_behaviour import TokenEnd
from .cloud_devices import CloudDeviceRecord, is_device_id
from .cloud_events import Subscription, iso
from .cloud_replies import Reply, refused, said
from .cloud_routes import Call, Refused, Route
from .cloud_state import CloudState

SYSTEM_VERSION = "2.3.1"


def user_claim_code(call: Call) -> Reply:
    """POST /v1/device_claims"""
    call.state.moment_came(TokenEnd.CLAIM_CODE)
    return _claim_code(call, call.account())


def product_claim_code(call: Call) -> Reply:
    """POST /v1/products/:product/device_claims: only for a customer of that product."""
    call.state.moment_came(TokenEnd.CLAIM_CODE)
    account = call.account()
    product = named_product(call)
    if account.product_id != product.id:
        return said(
            {
                "ok": False,
                "error": "The access token must belong to a customer of the product",
            },
            403,
        )
    return _claim_code(call, account)


def _claim_code(call: Call, account: Account) -> Reply:
    owned = [device.id for device in call.state.registry.owned_by(account)]
    return said({"claim_code": call.state.new_claim_code(account), "device_ids": owned})


def list_devices(call: Call) -> Reply:
    """GET /v1/devices"""
    rows: list[object] = [shown(call.state, device) for device in call.state.listed(call.account())]
    if call.state.behaviour.null_entries:
        rows = [None, *rows, {"id": None, "name": None, "connected": False}]
    return said(rows)


def shown(state: CloudState, device: CloudDeviceRecord) -> dict[str, object]:
    """A device as the list shows it."""
    product = state.registry.product_of(device.id)
    heard = state.last_heard(device)
    row: dict[str, object] = {
        "id": device.id,
        "name": device.name,
        "last_app": None,
        "last_ip_address": "127.0.0.1",
        "last_heard": iso(heard) if heard else None,
        "last_handshake_at": iso(device.last_handshake) if device.last_handshake else None,
        "product_id": product.id if product else device.platform_id,
    }
    row.update(dict.fromkeys(state.behaviour.online_fields, device.online))
    row.update(
        platform_id=device.platform_id,
        cellular=False,
        notes=None,
        status="normal",
        serial_number=None,
        system_firmware_version=SYSTEM_VERSION,
    )
    return row


def _mine(call: Call) -> CloudDeviceRecord:
    """The device in the path. Unknown, not claimed yet and somebody else's all look the same."""
    account = call.account()
    device = call.state.registry.devices.get(call.named["device"])
    if device is None or device.owner is not account:
        raise Refused(say.PERMISSION_DENIED)
    return device


def show_device(call: Call) -> Reply:
    """GET /v1/devices/:device"""
    device = _mine(call)
    functions: list[str] | None = [] if device.online else None
    row = shown(call.state, device)
    row.update(
        variables={} if device.online else None,
        functions=functions,
        owner=device.owner.name if device.owner else None,
        groups=[],
        firmware_updates_enabled=True,
    )
    return said(row)


def change_device(call: Call) -> Reply:
    """PUT /v1/devices/:device: `name`, or `signal`."""
    device = _mine(call)
    name, signal = call.request.text("name"), call.request.text("signal")
    if name is not None:
        return _rename(call, device, name)
    if signal in ("0", "1"):
        if not device.online:
            return say.NO_ANSWER
        device.signaling = signal == "1"
        return said({"id": device.id, "connected": True, "signaling": device.signaling})
    return refused("Nothing to do?")


def _rename(call: Call, device: CloudDeviceRecord, name: str) -> Reply:
    refusal = call.state.behaviour.rename_refusal
    if refusal is not None:
        return said({"error": refusal}, 400)
    if not name.strip() or len(name) > 128:
        return said({"error": "Name must be between 1 and 128 characters"}, 400)
    device.name = name
    return said({"id": device.id, "name": name, "updated_at": iso(call.state.wall())})


def ping(call: Call) -> Reply:
    """PUT /v1/devices/:device/ping"""
    return said({"online": _mine(call).online, "ok": True})


def unclaim(call: Call) -> Reply:
    """DELETE /v1/devices/:device"""
    call.state.set_owner(_mine(call), None)
    return say.OK


def claim_by_id(call: Call) -> Reply:
    """POST /v1/devices: `id`, and `request_transfer` in the body or the query."""
    account, registry = call.account(), call.state.registry
    device_id = call.request.text("id") or ""
    product = registry.product_of(device_id)
    device = registry.devices.get(device_id)
    in_reach = product is None or product.id == account.product_id or not account.is_customer
    if account.is_customer and product is None:
        in_reach = False
    if not in_reach or (device is None and product is None):
        return say.NO_SUCH_DEVICE
    device = registry.device(device_id)
    if device.owner is not None and device.owner is not account:
        wish = call.request.text("request_transfer") or call.request.query.get("request_transfer")
        if wish not in ("true", "1"):
            return say.BELONGS_TO_SOMEONE
        registry.transfer_requests.append((device_id, account.name))
        return said({"ok": True, "transfer_id": f"{len(registry.transfer_requests):024x}"})
    if not device.online and product is None:
        return say.NOT_ONLINE
    call.state.set_owner(device, account)
    if account.is_customer:
        head: dict[str, object] = {
            "customer_id": account.id,
            "product_id": account.product_id,
            "updated_at": iso(call.state.wall()),
        }
    else:
        head = {"user_id": account.id}
    return said({**head, "id": device_id, "connected": device.online, "ok": True})


def add_product_devices(call: Call) -> Reply:
    """POST /v1/products/:product/devices: `id`, or a list `ids`. Ends quarantine."""
    product = for_product_team(call)
    fields = call.request.fields()
    wanted = fields.get("ids") if isinstance(fields.get("ids"), list) else [fields.get("id")]
    ids = [each for each in wanted if isinstance(each, str)] if isinstance(wanted, list) else []
    if not ids:
        return refused("id is required")
    good = [each for each in ids if is_device_id(each)]
    new = call.state.registry.add_to_product(product, good)
    return said(
        {
            "updated": len(new),
            "nonmemberDeviceIds": [],
            "invalidDeviceIds": [each for each in ids if each not in good],
            "updatedDeviceIds": new,
            "existingDeviceIds": [each for each in good if each not in new],
        }
    )


def list_product_devices(call: Call) -> Reply:
    """GET /v1/products/:product/devices: also what is in quarantine."""
    product = for_product_team(call)
    state = call.state
    waiting = {d.id for d in state.registry.devices.values() if d.quarantined}
    rows = []
    for device_id in sorted(product.device_ids | waiting):
        device = state.registry.device(device_id)
        owner = device.owner.name if device.owner else None
        rows.append(
            {**shown(state, device), "quarantined": device.quarantined, "denied": False, "owner": owner}
        )
    names = [account.name for account in state.accounts.customers(product.id)]
    return said({"devices": rows, "customers": names, "meta": {"total_records": len(rows), "total_pages": 1}})


def release_owner(call: Call) -> Reply:
    """DELETE /v1/products/:product/devices/:device/owner"""
    product = for_product_team(call)
    if call.named["device"] not in product.device_ids:
        return say.NO_SUCH_DEVICE
    call.state.set_owner(call.state.registry.device(call.named["device"]), None)
    return say.NO_CONTENT


def all_events(call: Call) -> Subscription:
    """GET /v1/devices/events[/:prefix], and /v1/events/:prefix"""
    mine = call.token()
    if mine.account is None:
        raise Refused(say.NOT_FOR_API_USERS)
    return Subscription(mine, prefix=call.named.get("prefix", ""))


def device_events(call: Call) -> Subscription:
    """GET /v1/devices/:device/events[/:prefix]: only once the device is one's own."""
    mine = call.token()
    device = call.state.registry.devices.get(call.named["device"])
    if mine.account is None or device is None or device.owner is not mine.account:
        raise Refused(say.PERMISSION_DENIED)
    return Subscription(mine, prefix=call.named.get("prefix", ""), device_id=device.id)


def product_events(call: Call) -> Subscription:
    """GET /v1/products/:product/events[/:prefix]: for the team."""
    product = for_product_team(call)
    return Subscription(call.token(), prefix=call.named.get("prefix", ""), product_id=product.id)


ROUTES = (
    Route("POST", "/v1/device_claims", user_claim_code),
    Route("POST", "/v1/products/:product/device_claims", product_claim_code),
    Route("GET", "/v1/devices", list_devices),
    Route("POST", "/v1/devices", claim_by_id),
    Route("GET", "/v1/devices/events", all_events),
    Route("GET", "/v1/devices/events/:prefix", all_events),
    Route("GET", "/v1/events/:prefix", all_events),
    Route("GET", "/v1/devices/:device", show_device),
    Route("PUT", "/v1/devices/:device", change_device),
    Route("DELETE", "/v1/devices/:device", unclaim),
    Route("PUT", "/v1/devices/:device/ping", ping),
    Route("GET", "/v1/devices/:device/events", device_events),
    Route("GET", "/v1/devices/:device/events/:prefix", device_events),
    Route("POST", "/v1/products/:product/devices", add_product_devices),
    Route("GET", "/v1/products/:product/devices", list_product_devices),
    Route("DELETE", "/v1/products/:product/devices/:device/owner", release_owner),
    Route("GET", "/v1/products/:product/events", product_events),
    Route("GET", "/v1/products/:product/events/:prefix", product_events),
)
