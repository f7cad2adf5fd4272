"""Files that people write by hand: what is accepted, and what each refusal says (field case H10)."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from spark_setup.core.toml_file import Reason, TomlError, read_toml

GOOD = '# a comment\n[product]\ndevice_name = "Lamp"\n'


def refused(folder: Path, content: bytes | str) -> TomlError:
    file = folder / "brand.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(TomlError) as caught:
        read_toml(file)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.encode(), id="plain"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), id="byte order mark"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="CR LF"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), id="both, as Notepad writes it"),
    ],
)
def test_good_files_are_read_with_their_lines(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "brand.toml"
    file.write_bytes(content)
    data, line_of = read_toml(file)
    assert data == {"product": {"device_name": "Lamp"}}
    assert line_of("product", "device_name") == 3
    assert line_of("product", "missing") == 2
    assert line_of("look") is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_utf_16_is_named(tmp_path: Path, encoding: str, mark: bool) -> None:
    content = GOOD.encode(encoding)
    if mark and encoding != "utf-16":
        content = (b"\xff\xfe" if encoding == "utf-16-le" else b"\xfe\xff") + content
    error = refused(tmp_path, content)
    assert error.reason is Reason.ENCODING
    assert "UTF-16" in str(error)
    assert "UTF-8" in str(error)


def test_utf_32_is_named(tmp_path: Path) -> None:
    assert "UTF-32" in str(refused(tmp_path, GOOD.encode("utf-32")))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_ansi_text_names_encoding_and_line(tmp_path: Path, mark: bytes) -> None:
    error = refused(tmp_path, mark + b'a = 1\nproduct_name = "Caf\xe9"\n')
    assert (error.reason, error.line) == (Reason.ENCODING, 2)
    assert "UTF-8" in error.cause
    assert "Windows-1252" in error.cause
    assert "E9" in error.cause


@pytest.mark.parametrize(
    ("line", "reason", "hint"),
    [
        (r'logo = "C:\Users\kit\logo.png"', Reason.BACKSLASH, "backslash"),
        (r'logo = "C:\temp\xyz\logo.png"', Reason.BACKSLASH, "single quotes"),
        ("product_id = 04711", Reason.LEADING_ZERO, "begin with 0"),
        ("product_id = -007 # old", Reason.LEADING_ZERO, "begin with 0"),
        ("first = 2", Reason.TWICE, '"first" is given twice (first in line 1)'),
        ("name = Northwind", Reason.QUOTES, "in quotes"),
        ("accent = #0B6780", Reason.QUOTES, "in quotes"),
        ("name = “Northwind”", Reason.QUOTES, "straight quotes"),
        ('name = "Northwind', Reason.QUOTES, "not closed"),
        ("name = 'Northwind", Reason.QUOTES, "not closed"),
        ("product_mode = True", Reason.SYNTAX, "small letters"),
        ("product_mode = yes", Reason.SYNTAX, "true or false"),
        ('name: "Northwind"', Reason.SYNTAX, '"="'),
        ('= "Northwind"', Reason.SYNTAX, "no key"),
        ("[product", Reason.SYNTAX, "[name]"),
        ('names = ["a" "b"]', Reason.SYNTAX, "comma"),
        ('name = "a\x01b"', Reason.SYNTAX, "control character"),
        ('name = "a" "b"', Reason.SYNTAX, "key = value"),
        ('name = """Northwind', Reason.QUOTES, "not closed"),
        ("name = '''Northwind", Reason.QUOTES, "not closed"),
    ],
)
def test_damage_is_named_with_its_line(tmp_path: Path, line: str, reason: Reason, hint: str) -> None:
    content = f"first = 1\n# a comment\n{line}\nlast = 3\n"
    error = refused(tmp_path, content)
    assert (error.reason, error.line) == (reason, 3)
    assert hint in error.cause
    assert str(error) == f"brand.toml, line 3: {error.cause}"


@pytest.mark.parametrize(
    "content", ["b = [1,\nc = 2\n", "names = [\nKitchen,\n]\n", "names = [\n'a'\n'b'\n]"]
)
def test_an_open_bracket_is_named_by_its_line(tmp_path: Path, content: str) -> None:
    assert "opened in line 1" in refused(tmp_path, content).cause


def test_no_refusal_is_the_parsers_text_alone(tmp_path: Path) -> None:
    for line in ('a = "C:\\Users"', "a = 04711", "a = 1\na = 2", "a = 'x", "a b = 1", "a = [1", "]", '"'):
        try:
            tomllib.loads(line)
        except tomllib.TOMLDecodeError as error:
            bare = str(error)
        said = refused(tmp_path, line)
        assert bare not in str(said)
        assert len(said.cause) > 30
        assert said.cause.endswith(".")


def test_a_refusal_never_quotes_a_value(tmp_path: Path) -> None:
    for line in (
        'password = "hunter\\2"',
        "password = hunter2",
        "password = 0hunter2",
        'password = "hunter2',
    ):
        assert "hunter" not in str(refused(tmp_path, line + "\n"))


def test_a_section_given_twice_is_named(tmp_path: Path) -> None:
    error = refused(tmp_path, "[look]\naccent = '#000000'\n[name]\n[look]\n")
    assert (error.reason, error.line) == (Reason.TWICE, 4)
    assert "[look]" in error.cause


def test_what_cannot_be_opened_is_said_without_a_line(tmp_path: Path) -> None:
    for path, hint in ((tmp_path / "none.toml", "no such file"), (tmp_path, "folder")):
        with pytest.raises(TomlError) as caught:
            read_toml(path)
        assert caught.value.reason is Reason.UNREADABLE
        assert caught.value.line is None
        assert hint in caught.value.cause


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    assert refused(tmp_path, b"#" * (1 << 20) + b"\n").reason is Reason.TOO_LARGE


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a = " + "[" * 50_000).reason is Reason.SYNTAX


def test_a_number_without_end_is_refused(tmp_path: Path) -> None:
    assert "too long" in refused(tmp_path, "a = " + "1" * 5000).cause


def test_a_file_of_the_largest_size_is_read_quickly(tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text("".join(f"k{n} = 1\n" for n in range(80_000)), encoding="utf-8")
    started = time.process_time()
    _, line_of = read_toml(file)
    assert line_of("k79999") == 80_000
    assert time.process_time() - started < 10


def test_lines_are_found_through_every_form_of_value(tmp_path: Path) -> None:
    content = '''\
network = "Home # not a comment"   # a comment with = and "
password = """
[look]
fake = 1
"""
list = [
  "a]", # ]
  'b',
]
table = { inner = "x", "odd key" = [1] }
"quoted.key" = 1
a.b.c = 2

[[retry]]
password = 'one'
[[retry]]
password = "t\\"wo"
[retry.deep]
x = 1
[ spaced . header ]
y = 1
'''
    file = tmp_path / "answers.toml"
    file.write_text(content, encoding="utf-8")
    data, line_of = read_toml(file)
    assert data["quoted.key"] == 1
    assert line_of("network") == 1
    assert line_of("password") == 2
    assert line_of("look") is None
    assert line_of("list") == 6
    assert line_of("table", "inner") == 10
    assert line_of("quoted.key") == 11
    assert line_of("a", "b", "c") == 12
    assert line_of("retry", 0, "password") == 15
    assert line_of("retry", 1, "password") == 17
    assert line_of("retry", 1, "deep", "x") == 19
    assert line_of("spaced", "header", "y") == 21
