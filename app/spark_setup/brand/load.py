"""From a brand file to a `Brand`, or to one sentence that says why not.

Order: read, find each key's place in the schema, check the values one by one, then what belongs together.
A file that misspells a key is refused, not half followed: the maker would look for the reason elsewhere.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from ..core import paths
from ..core.colour import Colour
from ..core.lazily import dataclass
from ..core.lights import DEFAULT_MAP, Hue, Light, Movement, State, shared_lights
from ..core.toml_file import LineFinder, TomlError, read_toml
from . import model, palette, wording
from .key import Key, Kind
from .schema import KEYS, SECTIONS
from .values import ValueRefused, convert

_BY_NAME: Mapping[str, Key] = {key.name: key for key in KEYS}


def load(path: Path | str | None = None, known_texts: Mapping[str, str] | None = None) -> model.Brand:
    """The brand of the file at `path`; without one, the brand beside the program or the built-in example.

    `known_texts` are the wizard's own sentences by key: given, the keys and placeholders of `[text]` are
    checked against them. Raises `BrandError`, whose text is one sentence with file, line and cause.
    """
    file = Path(path) if path is not None else default_file()
    try:
        content, line_of = read_toml(file)
    except TomlError as error:
        raise model.BrandError(error.file, error.line, error.cause) from None
    return _Loading(file, content, line_of, known_texts).brand()


def default_file() -> Path:
    """The brand beside a packaged program, else the example brand that demo and tests use."""
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).parent / "brand.toml"
        if beside.is_file():
            return beside
    try:
        return paths.resources_dir() / "brand" / "brand.toml"
    except FileNotFoundError as error:
        raise model.BrandError(
            Path("brand.toml"), None, f"The built-in brand is not there: {error}."
        ) from None


@dataclass
class _Loading:
    """One file being loaded: what was found so far."""

    file: Path
    content: dict[str, object]
    line_of: LineFinder
    known_texts: Mapping[str, str] | None
    values: dict[str, Any] = field(default_factory=dict)
    given: dict[str, int | None] = field(default_factory=dict)
    warnings: list[model.BrandWarning] = field(default_factory=list)

    def brand(self) -> model.Brand:
        self.values = {key.name: key.default for key in KEYS}
        for name, value, line in self._entries():
            self._take(name, value, line)
        self._check_together()
        self._fill_in()
        return self._assemble()

    def _refuse(self, line: int | None, cause: str) -> model.BrandError:
        return model.BrandError(self.file, line, cause)

    def _warn(self, name: str, cause: str) -> None:
        self.warnings.append(model.BrandWarning(self.file, self.given.get(name), f"{name}: {cause}"))

    def _entries(self) -> Iterator[tuple[str, object, int | None]]:
        """Every key of the file but the sentences, by its full name."""
        for section, value in self.content.items():
            if section == "text" and isinstance(value, dict):
                continue
            if section in SECTIONS and isinstance(value, dict):
                for name, inner in value.items():
                    yield f"{section}.{name}", inner, self.line_of(section, name)
            elif section in SECTIONS:
                raise self._refuse(self.line_of(section), f'"{section}" is a section; write [{section}].')
            else:
                yield _top_level(section), value, self.line_of(section)

    def _take(self, name: str, value: object, line: int | None) -> None:
        key = _BY_NAME.get(name)
        if key is None:
            raise self._refuse(line, _unknown(name))
        if name in self.given:
            raise self._refuse(line, f'The key "{name}" is given twice (first in line {self.given[name]}).')
        try:
            self.values[name] = convert(key, value, self.file.parent)
        except ValueRefused as refused:
            raise self._refuse(line, str(refused)) from None
        except OSError as error:
            raise self._refuse(line, f'The file of "{name}" cannot be read ({error.strerror}).') from None
        self.given[name] = line

    def _check_together(self) -> None:
        values, given = self.values, self.given
        if values["product.product_mode"] and values["product.product_id"] is None:
            cause = '"product.product_mode" needs the product\'s number: product_id = 1234.'
            raise self._refuse(given["product.product_mode"], cause)
        for logo in ("look.logo", "look.logo_wide"):
            for there, missing in ((logo, f"{logo}_dark"), (f"{logo}_dark", logo)):
                if there in given and missing not in given:
                    cause = f'"{there}" is there, "{missing}" is missing: both light and dark need a logo.'
                    raise self._refuse(given[there], cause)
        for one, other in (("auth.allow_skip", "doors.skip"), ("led.listening_color", "led.listening")):
            same = one == "auth.allow_skip" and values[one] == values[other]
            if one in given and other in given and not same:
                raise self._refuse(given[one], f'"{one}" and "{other}" say the same thing; keep one of them.')
        if ("auth.creation_client_id" in given) != ("auth.creation_client_secret" in given):
            line = given.get("auth.creation_client_id", given.get("auth.creation_client_secret"))
            cause = '"auth.creation_client_id" and "auth.creation_client_secret" belong together.'
            raise self._refuse(line, cause)
        if values["doors.enterprise"]:
            self._warn("doors.enterprise", "networks that ask for a user name cannot be chosen yet (S3-04).")
        self._check_prefix()
        self._check_power_on()

    def _check_power_on(self) -> None:
        """A sentence like those of [text], of the mobile SDKs' form too."""
        given = self.values["product.power_on"]
        if given is None:
            return
        try:
            self.values["product.power_on"] = text = wording.sentence_of(("ready", "title"), given)
        except wording.WordingRefused:
            text = ""
        if not text or wording.placeholders(text) - wording.GENERAL:
            cause = 'In "product.power_on" only names such as {device} can stand in brackets.'
            raise self._refuse(self.given["product.power_on"], cause)

    def _check_prefix(self) -> None:
        prefix = self.values["product.network_prefix"].strip().removesuffix("-")
        if not 1 <= len(prefix.encode()) <= 25:
            cause = 'The value of "product.network_prefix" has 1 to 25 bytes before the dash.'
            raise self._refuse(self.given["product.network_prefix"], cause)
        self.values["product.network_prefix"] = prefix

    def _fill_in(self) -> None:
        """Defaults that depend on other keys."""
        values = self.values
        skip = values["doors.skip"] or bool(values["auth.allow_skip"])
        values["doors.skip"] = values["auth.allow_skip"] = skip
        own_client = "auth.client_id" in self.given
        can_create = values["auth.creation_client_id"] is not None
        customers = values["product.product_mode"]
        fallbacks = {
            "product.product_name": values["product.device_name"],
            "product.publisher": values["product.brand_name"],
            "product.app_name": f"{values['product.brand_name']} {values['product.device_name']}",
            "look.app_icon": values["look.logo"],
            "look.font_bold": values["look.font"],
            "look.font_header": values["look.font"],
            "doors.sign_in": not customers or own_client or can_create,
            "doors.create_account": not customers or can_create,
        }
        for name, value in fallbacks.items():
            if name not in self.given:
                values[name] = value

    def _section(self, section: str) -> dict[str, Any]:
        return {key.last: self.values[key.name] for key in KEYS if key.section == section}

    def _assemble(self) -> model.Brand:
        look = self._look()
        led = self._led()
        text = self._texts()
        return model.Brand(
            file=self.file,
            product=model.Product(**self._section("product")),
            look=look,
            led=led,
            auth=model.Auth(**self._section("auth")),
            behaviour=model.Behaviour(**self._section("behaviour")),
            doors=model.Doors(**self._section("doors")),
            links=model.Links(**self._section("links")),
            support=model.Support(**self._section("support")),
            name=model.Naming(**self._section("name")),
            text=text,
            warnings=tuple(self.warnings),
        )

    def _look(self) -> model.Look:
        fields = {
            key.last: self.values[key.name]
            for key in KEYS
            if key.section == "look" and key.kind is not Kind.COLOUR
        }
        if fields["product_image"] is not None and fields["lamp"] is None:
            self._warn("look.product_image", 'the light is not drawn in it without "look.lamp".')
        return model.Look(**fields, light=self._palette(palette.LIGHT), dark=self._palette(palette.DARK))

    def _palette(self, base: palette.Palette) -> palette.Palette:
        ending = "_dark" if base.dark else ""
        colours: dict[str, Colour] = {}
        names: dict[str, str] = {}
        for key in KEYS:
            wanted = key.kind is Kind.COLOUR and key.last.endswith("_dark") == base.dark
            if wanted and self.values[key.name] is not None:
                colours[key.last.removesuffix(ending)] = self.values[key.name]
                names[key.last.removesuffix(ending)] = key.name
        accent = self.values["look.accent"]
        # The wizard's own accent has a hand-made dark twin; every other one is derived from the light colour.
        if base.dark and "accent" not in colours and accent not in (None, palette.LIGHT.accent):
            colours["accent"], names["accent"] = accent, "look.accent"
        return palette.branded(base, colours, lambda name, cause: self._warn(names[name], cause))

    def _led(self) -> model.Led:
        lights: dict[State, Light] = dict(DEFAULT_MAP)
        mapped = {state for state in State if f"led.{state.value}" in self.given}
        for state in mapped:
            lights[state] = self.values[f"led.{state.value}"]
        hue: Hue | None = self.values["led.listening_color"]
        if hue is not None:
            lights[State.LISTENING] = Light(Movement.BLINK, hue)
            mapped.add(State.LISTENING)
        for one, other in shared_lights(lights):
            name = f"led.{(other if other in mapped else one).value}"
            name = "led.listening_color" if name not in self.given else name
            cause = f"{one.value} and {other.value} have the same light, so nobody can tell them apart."
            self._warn(name, cause)
        return model.Led(lights, frozenset(mapped))

    def _texts(self) -> model.Texts:
        section = self.content.get("text", {})
        sentences: dict[str, dict[str, str]] = {}
        for path, value in wording.flatten(section if isinstance(section, dict) else {}):
            try:
                text = wording.sentence_of(path, value)
                if self.known_texts is not None:
                    wording.check(path, text, self.known_texts)
            except wording.WordingRefused as refused:
                raise self._refuse(self.line_of("text", *path), str(refused)) from None
            language, key = wording.split_language(path)
            sentences.setdefault(language, {})[key] = text
        return model.Texts(sentences)


def _top_level(name: str) -> str:
    """Keys outside a section are those of [product], as flat files from other tools have them."""
    return f"product.{name}" if f"product.{name}" in _BY_NAME else name


def _unknown(name: str) -> str:
    """That a key does not exist, and which was probably meant: by its name, its end, or its mobile name."""
    candidates = {key.name: key.name for key in KEYS}
    candidates |= {key.last: key.name for key in KEYS}
    candidates |= {key.mobile: key.name for key in KEYS if key.mobile}
    candidates |= {section: f"[{section}]" for section in SECTIONS}
    for text in (name, name.split(".")[-1], name.split(".")[0]):
        near = difflib.get_close_matches(text, candidates, 1, 0.7)
        if near:
            return f'There is no key "{name}". Did you mean "{candidates[near[0]]}"?'
    return f'There is no key "{name}"; the brand guide lists all of them.'
