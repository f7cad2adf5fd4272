"""The configuration file: secrets from files and the environment, complaints with line and cause."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spark_setup.vendor.config import Config, read_config
from spark_setup.vendor.errors import Reason, VendorError
from spark_setup.vendor.extra import missing

SMALL = '[cloud]\nproduct = 1319\nclient_id = "northwind-1"\nclient_secret_file = "secret"\n'
DOCS = Path(__file__).parents[2] / "docs" / "two-legged.md"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Config]:
    def read(text: str, **environ: str) -> Config:
        (tmp_path / "secret").write_text("the secret\n")
        (tmp_path / "vendor.toml").write_text(text)
        return read_config(tmp_path / "vendor.toml", environ)

    return read


def complaint(read: Callable[..., Config], text: str) -> str:
    with pytest.raises(VendorError) as caught:
        read(text)
    assert caught.value.reason is Reason.CONFIG
    return caught.value.detail


def test_a_small_file_is_enough(read: Callable[..., Config], tmp_path: Path) -> None:
    config = read(SMALL)
    assert (config.product, config.client_id) == ("1319", "northwind-1")
    assert config.client_secret.reveal() == "the secret"
    assert config.database.reveal() == f"sqlite:///{tmp_path / 'setup-codes.db'}"
    assert (config.code_s, config.host, config.device_ids()) == (600, "127.0.0.1", None)
    assert config.signing_key is None
    assert not config.demo_users


def test_the_environment_goes_before_files(read: Callable[..., Config]) -> None:
    config = read(
        SMALL,
        SPARK_VENDOR_CLIENT_SECRET="from outside",
        SPARK_VENDOR_SIGNING_KEY="k" * 32,
        SPARK_VENDOR_DATABASE="postgresql://u:p@db/codes",
    )
    assert config.client_secret.reveal() == "from outside"
    assert config.database.reveal() == "postgresql://u:p@db/codes"
    assert config.signing_key is not None
    assert "from outside" not in repr(config)
    assert "u:p" not in repr(config)


def test_device_ids_in_a_file_are_read_anew(read: Callable[..., Config], tmp_path: Path) -> None:
    config = read(SMALL + '[devices]\nids_file = "ids.txt"\n')
    assert config.device_ids() is None
    (tmp_path / "ids.txt").write_text("3B0021001747353236343033\nrubbish\n")
    assert config.device_ids() == {"3b0021001747353236343033"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "client_id|product"),
        (SMALL.replace("client_id", "clientid"), "line 3.*clientid"),
        (SMALL.replace('"secret"', '"nosuch"'), "line 4.*cannot be read"),
        (SMALL + '[server]\nport = "80"\n', "line 6.*wrong kind"),
        (SMALL + "[server]\nport = 70000\n", "line 6.*between"),
        (SMALL + '[server]\npublic_url = "http://shop.example"\n', "line 6.*https"),
        (SMALL + '[codes]\nurl_scheme = "not a scheme"\n', "line 6.*scheme"),
        (SMALL + '[devices]\nids = ["zz"]\n', "line 6.*24"),
        (SMALL + "[sever]\n", r"\[sever\]"),
        (SMALL + 'client_secret = "x"\n', "line 5.*client_secret"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(read: Callable[..., Config], text: str, said: str) -> None:
    import re

    assert re.search(said, complaint(read, text))


def test_the_example_in_the_docs_is_read(read: Callable[..., Config]) -> None:
    example = DOCS.read_text(encoding="utf-8").split("```toml\n# vendor.toml")[1].split("```")[0]
    config = read(example, SPARK_VENDOR_CLIENT_SECRET="x", SPARK_VENDOR_SIGNING_KEY="k" * 32)
    assert config.url_scheme == "northwind-setup"
    assert config.is_https


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing() is None
    monkeypatch.setattr("spark_setup.vendor.extra._NEEDED", ("starlette", "no_such_module", "nor_this"))
    assert missing() == (
        "the session server needs no_such_module and nor_this, which are not installed here: "
        "pip install '.[server]' in the source folder of Spark Setup"
    )
