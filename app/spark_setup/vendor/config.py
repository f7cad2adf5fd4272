"""The server's configuration: a TOML file, and the secrets from files of their own or from the environment.

Never from the command line, which every user of a machine can read. `from_values` takes a mapping instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..core.secrets import Secret
from ..core.toml_file import TomlError, read_toml, sentence
from .errors import Reason, VendorError
from .limits import Limits

SECRET_VARIABLE = "SPARK_VENDOR_CLIENT_SECRET"
KEY_VARIABLE = "SPARK_VENDOR_SIGNING_KEY"
DATABASE_VARIABLE = "SPARK_VENDOR_DATABASE"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{2,39}")
_ID = re.compile(r"[0-9a-f]{24}")
_LARGEST_SECRET = 8192

_KEYS: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "server": {
        "host": str,
        "port": int,
        "workers": int,
        "public_url": str,
        "trusted_proxies": list,
        "database": str,
        "database_file": str,
    },
    "cloud": {
        "api_url": str,
        "product": (int, str),
        "client_id": str,
        "client_secret_file": str,
        "token_s": int,
    },
    "codes": {"url_scheme": str, "code_s": int, "renewal_s": int},
    "users": {"signing_key_file": str},
    "demo": {"title": str, "users": dict},
    "devices": {"ids": list, "ids_file": str},
}


@dataclass(frozen=True)
class Config:
    """Everything the server needs, checked."""

    product: str
    client_id: str
    client_secret: Secret
    api_url: str = "https://api.particle.io"
    database: Secret = field(default_factory=lambda: Secret("sqlite:///setup-codes.db"))
    token_s: int = 3600
    code_s: float = 600.0
    renewal_s: float = 86_400.0
    url_scheme: str | None = None
    device_ids: Callable[[], frozenset[str] | None] = field(default=lambda: None)
    signing_key: Secret | None = None
    demo_users: Mapping[str, Secret] = field(default_factory=dict)
    demo_title: str = "Demo shop"
    public_url: str | None = None
    limits: Limits = field(default_factory=Limits)
    host: str = "127.0.0.1"
    port: int = 8480
    workers: int = 1
    trusted_proxies: tuple[str, ...] = ()

    @property
    def is_https(self) -> bool:
        """Whether customers reach this server by https (usually at the proxy before it)."""
        return (self.public_url or "").startswith("https://")


def read_config(path: Path, environ: Mapping[str, str] | None = None) -> Config:
    """The configuration in a file. Raises VendorError(CONFIG): one sentence with file, line and cause."""
    try:
        values, line_of = read_toml(path)
    except TomlError as error:
        raise VendorError(Reason.CONFIG, str(error)) from None
    try:
        return from_values(values, folder=path.parent, environ=environ)
    except _KeyError as wrong:
        failure = VendorError(Reason.CONFIG, sentence(path, line_of(*wrong.key), wrong.cause))
    raise failure


class _KeyError(VendorError):
    def __init__(self, cause: str, *key: str) -> None:
        super().__init__(Reason.CONFIG, f"{'.'.join(key)}: {cause}")
        self.cause, self.key = cause, key


def from_values(
    values: Mapping[str, object], *, folder: Path = Path(), environ: Mapping[str, str] | None = None
) -> Config:
    """The configuration in a mapping shaped like the file. Raises VendorError(CONFIG)."""
    environ = os.environ if environ is None else environ
    tables = {name: _table(values, name) for name in _KEYS}
    for name in values:
        if name not in _KEYS:
            raise _KeyError(f"There is no section [{name}].", name)
    server, cloud, words = tables["server"], tables["cloud"], tables["codes"]
    for key in ("product", "client_id"):
        if not cloud.get(key):
            raise _KeyError(f'"{key}" is missing in [cloud].', "cloud")
    secret = _secret(cloud, "cloud", "client_secret_file", SECRET_VARIABLE, folder, environ)
    if secret is None:
        raise _KeyError(f"The client secret is missing: client_secret_file, or {SECRET_VARIABLE}.", "cloud")
    scheme = words.get("url_scheme")
    if scheme is not None and not _SCHEME.fullmatch(str(scheme)):
        raise _KeyError("This is no URL scheme: small letters, digits, - + and dots.", "codes", "url_scheme")
    database = _secret(server, "server", "database_file", DATABASE_VARIABLE, folder, environ)
    return Config(
        product=str(cloud["product"]),
        client_id=str(cloud["client_id"]),
        client_secret=secret,
        api_url=str(cloud.get("api_url", Config.api_url)),
        database=database or Secret(str(server.get("database", f"sqlite:///{folder / 'setup-codes.db'}"))),
        token_s=_number(cloud, "cloud", "token_s", 3600, 60, 7_776_000),
        code_s=_number(words, "codes", "code_s", 600, 30, 3600),
        renewal_s=_number(words, "codes", "renewal_s", 86_400, 60, 30 * 86_400),
        url_scheme=str(scheme) if scheme is not None else None,
        device_ids=_device_ids(tables["devices"], folder),
        signing_key=_secret(tables["users"], "users", "signing_key_file", KEY_VARIABLE, folder, environ),
        demo_users=_demo_users(tables["demo"]),
        demo_title=str(tables["demo"].get("title", "Demo shop")),
        public_url=_public_url(server),
        host=str(server.get("host", "127.0.0.1")),
        port=_number(server, "server", "port", 8480, 0, 65535),
        workers=_number(server, "server", "workers", 1, 1, 64),
        trusted_proxies=tuple(str(each) for each in _list(server.get("trusted_proxies"))),
    )


def _table(values: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = values.get(name, {})
    if not isinstance(table, Mapping):
        raise _KeyError("This is a section: write it as [name].", name)
    known = _KEYS[name]
    for key, value in table.items():
        if key not in known:
            raise _KeyError(f'[{name}] has no key "{key}"; it may have: {", ".join(known)}.', name, key)
        if not isinstance(value, known[key]) or isinstance(value, bool):
            raise _KeyError("The value is of the wrong kind.", name, key)
    return table


def _number(table: Mapping[str, object], section: str, key: str, default: int, least: int, most: int) -> int:
    value = table.get(key, default)
    assert isinstance(value, int)
    if not least <= value <= most:
        raise _KeyError(f"The number is between {least} and {most}.", section, key)
    return value


def _secret(
    table: Mapping[str, object],
    section: str,
    key: str,
    variable: str,
    folder: Path,
    environ: Mapping[str, str],
) -> Secret | None:
    """The environment goes before the file. The end of the line is not part of a secret."""
    text = environ.get(variable)
    name = table.get(key)
    if text is None and name is not None:
        try:
            with (folder / str(name)).open("rb") as file:
                text = file.read(_LARGEST_SECRET).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise _KeyError("This file cannot be read.", section, key) from None
    if text is None:
        return None
    if not text.strip():
        raise _KeyError("The secret is empty.", section, key)
    return Secret(text.strip())


def _demo_users(table: Mapping[str, object]) -> Mapping[str, Secret]:
    users = table.get("users", {})
    assert isinstance(users, Mapping)
    if not all(isinstance(word, str) and word for word in users.values()):
        raise _KeyError('Users of the demo are written "name" = "password".', "demo", "users")
    return {str(name): Secret(word) for name, word in users.items()}


def _public_url(server: Mapping[str, object]) -> str | None:
    url = server.get("public_url")
    if url is not None and not str(url).startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise _KeyError("Customers reach this server by https, or on loopback.", "server", "public_url")
    return str(url).rstrip("/") if url is not None else None


def _device_ids(table: Mapping[str, object], folder: Path) -> Callable[[], frozenset[str] | None]:
    if "ids" in table:
        ids = frozenset(str(each).strip().lower() for each in _list(table["ids"]))
        if not all(_ID.fullmatch(each) for each in ids):
            raise _KeyError("A device id has 24 hexadecimal digits.", "devices", "ids")
        return lambda: ids
    if "ids_file" in table:
        path = folder / str(table["ids_file"])
        return lambda: _ids_in(path)
    return lambda: None


def _ids_in(path: Path) -> frozenset[str] | None:
    """One id a line; read anew each time, because devices are added while the server runs."""
    try:
        lines = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return None
    return frozenset(line.lower() for line in lines if _ID.fullmatch(line.lower()))


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
