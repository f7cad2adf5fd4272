"""What the cloud says: answers as values, and error bodies exactly as recorded (cloud-api.md, 1.1)."""

from __future__ import annotations

import json
from dataclasses import dataclass

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """One answer. `body` None: no body at all."""

    status: int
    body: bytes | None
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


def said(body: object, status: int = 200) -> Reply:
    """`body` as JSON, without blanks as the real one writes it."""
    return Reply(status, json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode())


OK = said({"ok": True})
NO_CONTENT = Reply(204, None)
NOT_FOUND = said({"ok": False, "error": "Not Found"}, 404)
NO_TOKEN = said({"error": "invalid_request", "error_description": "The access token was not found"}, 400)
TOKEN_EXPIRED = said(
    {"error": "invalid_token", "error_description": "The access token provided has expired."}, 401
)
TOKEN_INVALID = said(
    {"error": "invalid_token", "error_description": "The access token provided is invalid."}, 401
)
BAD_CREDENTIALS = said({"error": "invalid_grant", "error_description": "User credentials are invalid"}, 400)
BAD_OTP = said({"error": "invalid_grant", "error_description": "Invalid or expired one-time code"}, 400)
BAD_REFRESH = said({"error": "invalid_grant", "error_description": "Invalid refresh token"}, 400)
BAD_CLIENT = said({"error": "invalid_client", "error_description": "Client credentials are invalid"}, 400)
BAD_GRANT = said(
    {
        "error": "invalid_request",
        "error_description": "Invalid grant_type parameter or parameter missing",
    },
    400,
)
FORM_ONLY = said(
    {
        "error": "invalid_request",
        "error_description": "Method must be POST with application/x-www-form-urlencoded encoding",
    },
    400,
)
PERMISSION_DENIED = said(
    {
        "error": "Permission Denied",
        "info": "I didn't recognize that device name or ID, try opening "
        "https://api.particle.io/v1/devices?access_token=undefined",
    },
    403,
)
BELONGS_TO_SOMEONE = said(
    {
        "ok": False,
        "errors": [
            "That belongs to someone else. To request a transfer add ?request_transfer=true to the URL."
        ],
    },
    403,
)
NO_SUCH_DEVICE = said({"ok": False, "errors": ["device does not exist"]}, 404)
NOT_ONLINE = said({"ok": False, "errors": [["Core isn't online", 404]]}, 404)
NO_PRODUCT = said({"ok": False, "error": "Product not found."}, 404)
NO_ANSWER = said(
    {
        "ok": False,
        "code": 500,
        "errors": [{"error": "Timed out, didn't hear back from device service"}],
    },
    500,
)
NOT_FOR_API_USERS = said(
    {"error": "unauthorized", "error_description": "API users are not allowed to call this endpoint"}, 400
)
BAD_PASSWORD = said({"ok": False, "errors": ["Bad password"]}, 401)
UNKNOWN_USER = said({"ok": False, "errors": ["Unknown user"]}, 400)
CUSTOMER_EXISTS = said({"ok": False, "error": "Customer already exists"}, 401)
"""401 says so to the Android SDK; its body is not recorded."""
TOO_MANY = said({"ok": False, "error": "Too many requests"}, 429)


def mfa_required(ticket: str) -> Reply:
    """The password was right, the second factor is wanted."""
    return said(
        {
            "error": "mfa_required",
            "error_description": "Multifactor authentication required",
            "mfa_token": ticket,
        },
        403,
    )


def refused(text: str, status: int = 400) -> Reply:
    """A refusal with words for a person."""
    return said({"ok": False, "error": text}, status)
