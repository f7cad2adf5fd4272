"""What a person would answer, for --unattended and tests: read from a TOML file, and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from ..core.secrets import Secret
from ..core.toml_file import TomlError, read_toml, sentence
from .pages.hidden import SECURITY


class AnswersError(Exception):
    """An answers file that is refused; `str()` is one sentence: file, line, cause."""


@dataclass(frozen=True)
class Answers:
    """What a person would answer. None: not said. `retry`: used one by one when a problem comes up."""

    network: str | None = None
    ssid_hex: str | None = None
    security: str | None = None
    password: Secret | None = None
    device: str | None = None
    decision: str | None = None
    name: str | None = None
    led: tuple[str, ...] = ()
    retry: tuple[Answers, ...] = field(default=())

    @property
    def ssid(self) -> bytes | None:
        """The network's bytes."""
        if self.ssid_hex is not None:
            return bytes.fromhex(self.ssid_hex)
        return self.network.encode("utf-8") if self.network is not None else None

    def after(self, retry: Answers, left: tuple[Answers, ...]) -> Answers:
        """These answers with those of `retry` over them."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        new = {f.name: getattr(retry, f.name) for f in fields(retry) if getattr(retry, f.name)}
        if "network" in new or "ssid_hex" in new:
            own["network"], own["ssid_hex"], own["security"] = None, None, None
        return Answers(**{**own, **new, "retry": left})


_UNTYPABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]")
"""What a password field drops: the device would be told another password than the file says."""

DECISIONS = ("claim", "keep", "take_over", "wifi_only")


def read_answers(path: Path) -> Answers:
    """The answers in a TOML file. Raises `AnswersError`: file, line and cause, never a value."""
    try:
        content, line_of = read_toml(path)
    except TomlError as error:
        raise AnswersError(str(error)) from None

    def refuse(key: tuple[str | int, ...], cause: str) -> AnswersError:
        return AnswersError(sentence(path, line_of(*key), cause))

    retries = content.pop("retry", [])
    if not isinstance(retries, list) or not all(isinstance(r, dict) for r in retries):
        raise refuse(("retry",), "`retry` is a list of tables: [[retry]].")
    retry = tuple(_answers(r, ("retry", n), refuse) for n, r in enumerate(retries))
    return _answers(content, (), refuse, retry)


Refuse = Callable[[tuple[str | int, ...], str], AnswersError]


def _answers(
    content: Mapping[str, object],
    where: tuple[str | int, ...],
    refuse: Refuse,
    retry: tuple[Answers, ...] = (),
) -> Answers:
    values: dict[str, object] = {}
    known = {f.name for f in fields(Answers)} - {"retry"}
    for key, value in content.items():
        at = (*where, key)
        if key not in known:
            raise refuse(at, f"`{key}` is not a key of an answers file.")
        if key == "led":
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise refuse(at, "`led` is a list of texts.")
            values[key] = tuple(value)
            continue
        if not isinstance(value, str):
            raise refuse(at, f"`{key}` is a text in quotes.")
        values[key] = Secret(value) if key == "password" else value
    _check(values, where, refuse)
    return Answers(**values, retry=retry)  # type: ignore[arg-type]


def _check(values: Mapping[str, object], where: tuple[str | int, ...], refuse: Refuse) -> None:
    password = values.get("password")
    if isinstance(password, Secret) and _UNTYPABLE.search(password.reveal()):
        raise refuse(
            (*where, "password"), "`password` holds a control character, which no Wi-Fi password has."
        )
    if values.get("decision", "claim") not in DECISIONS:
        raise refuse((*where, "decision"), f"`decision` is one of {', '.join(DECISIONS)}.")
    if values.get("security", "wpa2") not in SECURITY:
        raise refuse((*where, "security"), f"`security` is one of {', '.join(SECURITY)}.")
    if "network" in values and "ssid_hex" in values:
        raise refuse((*where, "ssid_hex"), "Give either `network` or `ssid_hex`.")
    try:
        bytes.fromhex(str(values.get("ssid_hex", "")))
    except ValueError:
        raise refuse((*where, "ssid_hex"), "`ssid_hex` holds hexadecimal digits.") from None
