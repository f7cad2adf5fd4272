"""Where in the story the person is. The ids are those of the pages, of their pictures and of their texts."""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    """A place in the story; `step` is its number, which never changes and is read aloud on the telephone."""

    SIGNIN = "signin"
    SIGNIN_CREATE = "signin.create"
    SIGNIN_MFA = "signin.mfa"
    SIGNIN_FORGOT = "signin.forgot"
    SIGNIN_CODE = "signin.code"
    READY = "ready"
    RESUME = "resume"
    EXPIRED = "expired"
    SEARCHING = "join.searching"
    ONE = "join.one"
    SEVERAL = "join.several"
    JOINING = "join.joining"
    PERMISSION = "join.permission"
    MANUAL = "join.manual"
    NAMED = "join.named"
    OWNER = "owner"
    NETWORK = "network"
    HIDDEN = "hidden"
    PASSWORD = "password"
    PROGRESS = "progress"
    WRONG_PASSWORD = "wrong_password"
    UPDATING = "progress.updating"
    NOT_SEEN = "progress.not_seen"
    NO_SERVICE = "progress.no_service"
    SUCCESS = "result.success"
    OFFLINE = "result.offline"
    WIFI = "result.wifi"
    CANCELLED = "result.cancelled"
    SUPPORT = "result.support"
    END = "end"


_STEPS: dict[str, int] = {
    "signin": 1,
    "ready": 1,
    "resume": 1,
    "expired": 1,
    "join": 2,
    "owner": 2,
    "network": 3,
    "hidden": 3,
    "password": 4,
    "progress": 5,
    "wrong_password": 6,
    "result": 7,
    "end": 7,
}

STEP_COUNT = 7


def step_number(place: Place, *, delivered: bool = False) -> int:
    """The number of the step (1 to 7) that `place` belongs to.

    The progress page spans two steps: it belongs to the sixth from the moment the device has confirmed.
    So does a session that ends after that, and signing in again: what was done is not undone.
    """
    if place in (Place.UPDATING, Place.NOT_SEEN, Place.NO_SERVICE):
        return 6
    kind = place.value.split(".")[0]
    return 6 if delivered and kind in ("progress", "expired", "signin") else _STEPS[kind]
