"""Which proxy stands between this computer and a host: what the environment or the system says.

The same sources and rules as requests: `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` …, else the registry on
Windows and the system settings on macOS. There is no exception for loopback beyond NO_PROXY.
"""

from __future__ import annotations

from urllib.parse import unquote

import urllib3.exceptions
from requests.utils import get_environ_proxies, select_proxy
from urllib3.util import Url, parse_url

from ..core.secrets import Secret
from .connections import Socks
from .errors import CloudError, Reason

_SOCKS = {  # scheme -> version, names looked up by the proxy
    "socks": (5, True),  # what desktops write
    "socks5": (5, False),
    "socks5h": (5, True),
    "socks4": (4, False),
    "socks4a": (4, True),
}
_DEFAULT_PORTS = {"http": 80}


class Proxy:
    """One proxy: its URL for requests, its name "host:port" for people, and how to speak SOCKS to it."""

    def __init__(self, url: str) -> None:
        """Raises CloudError(PROXY) for a kind that is not supported or an address that is none."""
        try:
            parts = parse_url(_with_scheme(url))
        except (ValueError, urllib3.exceptions.HTTPError):
            raise CloudError(Reason.PROXY, "the proxy setting is not an address") from None
        scheme = (parts.scheme or "").lower()
        port = parts.port or _DEFAULT_PORTS.get(scheme, 1080)
        self.name = f"{parts.host or '?'}:{port}"
        if not parts.host or scheme not in {"http", *_SOCKS}:
            raise CloudError(Reason.PROXY, "this kind of proxy is not supported", proxy=self.name)
        self.socks = _socks(scheme, parts, port) if scheme in _SOCKS else None
        self.url = _with_scheme(url)


def proxy_for(url: str) -> Proxy | None:
    """The proxy to use for `url`, now; None: go directly. Raises CloudError: PROXY, MISUSE for no address."""
    try:
        found = select_proxy(url, get_environ_proxies(url))
    except ValueError:
        raise CloudError(Reason.MISUSE, "this address cannot be used: it is not a URL") from None
    return Proxy(found) if found else None


def _with_scheme(url: str) -> str:
    return url if "://" in url else f"http://{url}"


def _socks(scheme: str, parts: Url, port: int) -> Socks:
    version, remote = _SOCKS[scheme]
    user, _, password = (parts.auth or "").partition(":")
    host = str(parts.host).strip("[]")
    return Socks(host, port, version, remote, unquote(user), Secret(unquote(password)))
