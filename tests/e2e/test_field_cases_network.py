"""H04 to H06: streams that stay silent, SOCKS proxies, clocks that are wrong."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale

from fakes.field_authority import FieldAuthority
from fakes.field_bench import Bench
from fakes.field_cloud import FieldCloud, Manners
from fakes.field_device import FieldDevice
from fakes.field_socks import FieldSocks
from fakes.nobody import dead_port
from fakes.seen_texts import texts_in
from spark_setup.simulator.demo import Demo
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run, answers
from .field import Reached, bench, cloud, device, reached, watched

__all__ = ["bench", "cloud", "device", "reached"]

# ---------------------------------------- H04


def test_h04_a_silent_stream_does_not_stop_the_setup(tmp_path: Path) -> None:
    """Both variants at once and at their own pace: there is nothing to do but wait."""
    # Devices that answer no more: the wizard looks at one that does for as long as the list waits.
    with FieldDevice(silent_after_connect=True) as one, FieldDevice(silent_after_connect=True) as other:
        silent, gzip = Manners(stream="silent", listed_after_s=8), Manners(stream="gzip", listed_after_s=8)
        with FieldCloud(one, silent) as first, FieldCloud(other, gzip) as second:
            benches = []
            for number, (device, cloud) in enumerate(((one, first), (other, second))):
                folder = tmp_path / str(number)
                folder.mkdir()
                benches.append(Bench(folder, device, cloud))
            started = [subprocess.Popen(b.arguments(speed=None), **b.pipes()) for b in benches]
            for made, process in zip(benches, started, strict=True):
                ended = made.end(process)
                assert ended.code == 0
                listed, gone = made.cloud.listed_at, ended.at
                assert listed is not None
                success_s = (
                    dict(ended.result["facts"])["seen_online"] - dict(ended.result["facts"])["connect_sent"]
                )
                assert success_s <= 8 + 5
                assert gone - listed <= 5 + 3
                assert 1 <= len(made.cloud.streams) <= 2
                assert made.cloud.streams[0].at < listed


# ---------------------------------------- H05


@pytest.fixture(name="dead_port")
def _dead_port() -> Iterator[int]:
    with dead_port() as port:
        yield port


@pytest.mark.parametrize(
    "setting", ["socks5://127.0.0.1:{}", "socks://127.0.0.1:{}/", "socks5h://me:geheim@127.0.0.1:{}"]
)
def test_h05_a_proxy_that_is_not_there_is_named(
    device: FieldDevice,
    cloud: FieldCloud,
    reached: Reached,
    wizard: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    dead_port: int,
    setting: str,
) -> None:
    monkeypatch.setenv("ALL_PROXY", setting.format(dead_port))
    words = _words_of("S1-02", wizard, reached(device, cloud))
    assert f"127.0.0.1:{dead_port}" in words
    for wrong in ("password", "session", "no internet", "geheim"):
        assert wrong not in words.lower()
    assert cloud.requests == []


@pytest.mark.parametrize(("name", "scheme"), [("ALL_PROXY", "socks5"), ("all_proxy", "socks")])
def test_h05_in_a_process_of_its_own(bench: Bench, dead_port: int, name: str, scheme: str) -> None:
    ended = bench.run(env={name: f"{scheme}://127.0.0.1:{dead_port}"}, speed=None)
    assert ended.code == 1
    assert ended.result["problem"] == "S1-02"
    assert ended.seconds < 15
    assert bench.device.requests == []


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks"])
def test_h05_a_socks_proxy_is_used_for_the_cloud_and_never_for_the_device(bench: Bench, scheme: str) -> None:
    with FieldSocks() as proxy:
        ended = bench.run(env={"ALL_PROXY": f"{scheme}://127.0.0.1:{proxy.port}/"})
        assert ended.code == 0
        assert set(proxy.targets) == {("127.0.0.1", bench.cloud.port)}
        assert "connect-ap" in bench.device.commands


@pytest.mark.parametrize("name", ["ALL_PROXY", "HTTP_PROXY"])
def test_h05_the_demo_needs_no_proxy(
    demo: Callable[..., Demo],
    wizard: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    dead_port: int,
    name: str,
) -> None:
    monkeypatch.setenv(name, f"http://127.0.0.1:{dead_port}")
    assert wizard(demo().services()).result.exit_code == 0


# ---------------------------------------- H06

DATES = {"not-yet": (1.0, 30.0), "unknown-issuer": (-1.0, 30.0), "expired": (-30.0, -1.0)}
CODES = {"not-yet": "S1-06", "unknown-issuer": "S1-03", "expired": "S1-06"}


@pytest.mark.parametrize("what", DATES)
def test_h06_date_and_issuer_are_told_apart(tmp_path: Path, device: FieldDevice, what: str) -> None:
    authority = FieldAuthority(tmp_path)
    with FieldCloud(device, tls=authority.context(DATES[what])) as cloud:
        trusted = None if what == "unknown-issuer" else str(authority.file)
        ended = Bench(tmp_path, device, cloud).run(env={"SSL_CERT_FILE": trusted})
        assert ended.code == 1
        assert ended.result["problem"] == CODES[what]
        assert cloud.requests == []
        assert device.requests == []


def test_h06_a_good_certificate_is_taken(tmp_path: Path, device: FieldDevice) -> None:
    authority = FieldAuthority(tmp_path)
    with FieldCloud(device, tls=authority.context((-1, 30))) as cloud:
        ended = Bench(tmp_path, device, cloud).run(env={"SSL_CERT_FILE": str(authority.file)})
        assert ended.code == 0


def test_h06_the_page_shows_todays_date_and_how_to_go_on(
    tmp_path: Path,
    device: FieldDevice,
    reached: Reached,
    wizard: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    authority = FieldAuthority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    today = QLocale("en").toString(QDate.currentDate(), QLocale.FormatType.LongFormat)
    with FieldCloud(device, tls=authority.context(DATES["not-yet"])) as cloud:
        words = _words_of("S1-06", wizard, reached(device, cloud))
    assert "date" in words
    assert today in words
    assert "Check again" in words


def _words_of(code: str, wizard: Callable[..., Run], services: object) -> str:
    """Everything on the page while the problem `code` is open."""
    seen: list[str] = []

    def look(window: SetupWizard) -> None:
        problem = window.conductor.setup.problem
        if problem is not None and problem.code.value == code:
            seen.extend(text.text for text in texts_in(window))

    run = watched(wizard, services, answers(), look)  # type: ignore[arg-type]
    assert run.result.problem == code
    assert seen
    return "\n".join(seen)
