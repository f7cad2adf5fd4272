"""Which addresses may be asked at all: https everywhere, plain http only on this computer itself."""

from __future__ import annotations

import ipaddress
from urllib.parse import quote, urlsplit

from .errors import CloudError, Reason


def is_loopback(host: str) -> bool:
    """Whether `host` names this computer: `localhost` or a literal loopback address."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked_base_url(url: str) -> str:
    """`url` without a trailing slash. Raises CloudError(MISUSE) unless https, or http on loopback.

    The text of the error never repeats the URL: it may hold a password.
    """
    trouble = _trouble(url)
    if trouble:
        raise CloudError(Reason.MISUSE, f"this address cannot be used: {trouble}")
    return url.strip().rstrip("/")


def segment(value: str | int) -> str:
    """`value` as one path segment: product ids, slugs and device ids may hold anything."""
    text = quote(str(value), safe="")
    if text in ("", ".", ".."):  # clients and proxies fold dots away; an empty segment is another endpoint
        raise CloudError(Reason.MISUSE, "an empty name or id in an address")
    return text


def _trouble(url: str) -> str | None:
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in url.strip()):
        return "it holds blanks or control characters"
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname, parts.port
    except ValueError:
        return "it is not a URL"
    if parts.scheme not in ("https", "http") or not host:
        return "it is not an https URL"
    if parts.username is not None or parts.password is not None:
        return "it holds a user name"
    if parts.query or parts.fragment:
        return "it holds a query or a fragment"
    if parts.scheme == "http" and not is_loopback(host):
        return "plain http is only for this computer itself"
    return None
