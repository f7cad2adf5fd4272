"""Whatever the file holds: a brand, or a `BrandError` with a sentence; never another exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from spark_setup import brand
from spark_setup.brand import BrandError
from spark_setup.brand.schema import KEYS
from spark_setup.core.toml_file import TomlError, read_toml

GOOD = brand.default_file().read_bytes()
VALUES = [
    "1",
    "-1.5",
    "nan",
    "true",
    "''",
    '"x"',
    "[]",
    "[1, 'a']",
    "{}",
    "{ a = 1 }",
    "1979-05-27",
    "'#000000'",
]
FUZZ = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def load(folder: Path, content: bytes) -> None:
    for picture in ("logo-light.svg", "logo-dark.svg", "product.svg"):
        (folder / picture).touch()
    file = folder / "brand.toml"
    file.write_bytes(content)
    try:
        brand.load(file)
    except BrandError as error:
        refusal = error
    else:
        return
    assert str(refusal).startswith("brand.toml")
    assert len(refusal.cause) > 10


def test_the_undamaged_file_is_accepted(tmp_path: Path) -> None:
    load(tmp_path, GOOD)
    assert brand.load(tmp_path / "brand.toml").product.brand_name == "Northwind"


@FUZZ
@example(place=0, junk=b"\xff\xfe")
@example(place=9, junk=b"\x00")
@given(place=st.integers(0, len(GOOD)), junk=st.binary(min_size=1, max_size=4))
def test_a_good_file_with_a_hole_in_it(tmp_path: Path, place: int, junk: bytes) -> None:
    load(tmp_path, GOOD[:place] + junk + GOOD[place + len(junk) :])


@FUZZ
@given(text=st.text(alphabet="ab=.[]{}\"'\\#\n\r\t ,0_-é\u2028", max_size=60))
def test_letters_at_random(tmp_path: Path, text: str) -> None:
    load(tmp_path, text.encode("utf-8"))


@pytest.mark.parametrize("value", VALUES)
def test_every_key_with_a_value_of_every_kind(tmp_path: Path, value: str) -> None:
    for key in KEYS:
        load(tmp_path, f"{key.name} = {value}\n".encode())


@FUZZ
@given(text=st.text(alphabet="ab=.[]\"'#\n ,0", max_size=60))
def test_what_was_accepted_has_lines(tmp_path: Path, text: str) -> None:
    file = tmp_path / "any.toml"
    file.write_text(text, encoding="utf-8", newline="")
    try:
        content, line_of = read_toml(file)
    except TomlError:
        return
    for name in content:
        assert line_of(name) is not None
