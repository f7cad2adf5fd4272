"""Whoever is not provably the service is refused before a word was said, each kind with its own sentence.

Real TLS servers on loopback, judged by the real client, up to what stands on the page and in the report.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fakes.field_authority import FieldAuthority
from fakes.field_cloud import TOKEN, FieldCloud, Manners
from fakes.field_device import FieldDevice
from fakes.field_resigner import FieldResigner
from fakes.patient_clock import PatientClock
from fakes.seen_texts import texts_in
from spark_setup.brand import load
from spark_setup.cli import run as command_line
from spark_setup.cloud.errors import CloudError
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.setup.problems import Problem
from spark_setup.setup.production import Target, production_for_code
from spark_setup.setup.setup import Setup
from spark_setup.simulator.demo import Demo
from spark_setup.ui.brand_words import words_for
from spark_setup.ui.controller import SetupController
from spark_setup.ui.problem_words import problem_text
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run, answers
from .field import Reached, device, reached, watched
from .replayed import saved_report

__all__ = ["device", "reached"]

Wizard = Callable[..., Run]
HOST = "127.0.0.1"


class Place:
    """Where a wizard is pointed at, and who must not have heard anything."""

    def __init__(self, folder: Path, device: FieldDevice, patch: pytest.MonkeyPatch) -> None:
        self.trusted = FieldAuthority(folder / "trusted")
        self.stranger = FieldAuthority(folder / "stranger", "Acme Web Filter")
        self.left = ExitStack()
        self.others: list[FieldCloud] = []
        self._device, self._patch = device, patch
        patch.setenv("SSL_CERT_FILE", str(self.trusted.file))

    def cloud(self, tls: ssl.SSLContext, manners: Manners | None = None) -> FieldCloud:
        return self.left.enter_context(FieldCloud(self._device, manners, tls=tls))

    def wrong_name(self) -> FieldCloud:
        return self.cloud(self.trusted.context(names="127.0.0.2"))

    def self_signed(self) -> FieldCloud:
        return self.cloud(self.trusted.context(self_signed=True))

    def expired(self) -> FieldCloud:
        return self.cloud(self.trusted.context((-30, -1)))

    def tls_1_1(self) -> FieldCloud:
        context = self.trusted.context()
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            context.minimum_version = ssl.TLSVersion.TLSv1_1
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        return self.cloud(context)

    def redirect(self) -> FieldCloud:
        """The one kind where a request is answered, and so may be made: by the service itself."""
        self.others.append(self.cloud(self.trusted.context(names="127.0.0.2")))
        there = f"https://127.0.0.2:{self.others[0].port}/v1/devices?seen={TOKEN}"
        return self.cloud(self.trusted.context(), Manners(moved_to=there))

    def proxy_that_signs_anew(self) -> FieldCloud:
        proxy = self.left.enter_context(FieldResigner(self.stranger.context()))
        self._patch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        cloud = self.cloud(self.trusted.context())

        def unheard() -> None:
            assert set(proxy.targets) == {f"127.0.0.1:{cloud.port}"}
            assert proxy.overheard == b""

        self.left.callback(unheard)
        return cloud


@pytest.fixture
def place(tmp_path: Path, device: FieldDevice, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    made = Place(tmp_path, device, monkeypatch)
    with made.left:
        yield made


def open_problem(wizard: Wizard, services: object) -> tuple[Run, Problem, str]:
    """Runs until the visitor gives up: the last problem, and all that stood on the page beside it."""
    seen: list[tuple[Problem, str]] = []

    def look(window: SetupWizard) -> None:
        problem = window.conductor.setup.problem
        if problem is not None:
            seen.append((problem, "\n".join(text.text for text in texts_in(window))))

    run = watched(wizard, services, answers(), look)  # type: ignore[arg-type]
    return run, *seen[-1]


TITLES = {
    "S1-02": "cannot be reached",
    "S1-03": "The secure connection is not trusted",
    "S1-06": "This computer’s date may be wrong",
}
KINDS = {
    Place.wrong_name: (
        "S1-03",
        "tls_name",
        f"What answers as {HOST} shows the certificate of another address.",
    ),
    Place.self_signed: ("S1-03", "tls_self_signed", f"What answers as {HOST} vouches only for itself;"),
    Place.expired: ("S1-06", "tls_date", "secure connections need the right date."),
    Place.tls_1_1: ("S1-03", "tls_old", f"{HOST} can only be reached with an old encryption"),
    Place.proxy_that_signs_anew: ("S1-03", "tls_untrusted", "a company network reads secure traffic."),
    Place.redirect: ("S1-02", "redirect", f"{HOST} sends setup on to another address."),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_is_refused_with_its_own_sentence(
    kind: Callable[[Place], FieldCloud],
    place: Place,
    reached: Reached,
    device: FieldDevice,
    wizard: Wizard,
    tmp_path: Path,
) -> None:
    code, reason, sentence = KINDS[kind]
    cloud = kind(place)
    run, problem, page = open_problem(wizard, reached(device, cloud))
    assert (problem.code.value, problem.reason) == (code, reason)
    assert TITLES[code] in page
    assert sentence in page
    assert [other for _, _, other in KINDS.values() if other in page] == [sentence]
    in_german = problem_text(problem, Setup(), words_for(load(None), "de", HOST)).cause
    assert in_german not in page
    assert HOST in in_german or HOST not in sentence
    assert f'"reason": "{reason}"' in reported(run, tmp_path)
    if kind is not Place.redirect:
        assert cloud.requests == []
    assert [other.requests for other in place.others] in ([], [[]])
    assert device.requests == []


def reported(run: Run, folder: Path) -> str:
    import zipfile

    with zipfile.ZipFile(saved_report(run, folder / "report.zip")) as report:
        text = report.read("report.json").decode()
    assert TOKEN not in text
    return text


def test_the_session_server_is_named_if_it_is_that(place: Place, device: FieldDevice, wizard: Wizard) -> None:
    """The cloud is another host, and all is well with it."""
    sessions, cloud = place.self_signed(), place.cloud(place.trusted.context(names="127.0.0.2"))
    services = production_for_code(
        Target(f"https://127.0.0.2:{cloud.port}", "none", {"tcp": ("127.0.0.1", device.port)}),
        session_url=f"{sessions.url}/session",
        code=Secret("K7Q2-MDX4"),
        clock=PatientClock(40),
    )
    _, problem, page = open_problem(wizard, services)
    services.close()
    assert problem.reason == "tls_self_signed"
    assert f"What answers as {HOST} vouches only for itself" in page
    assert "127.0.0.2" not in page
    assert sessions.requests == cloud.requests == []


@pytest.mark.parametrize(
    ("scenario", "reason"),
    [
        ("S1-03", "tls_untrusted"),
        ("self-signed", "tls_self_signed"),
        ("other-address", "tls_name"),
        ("redirected", "redirect"),
    ],
)
def test_a_support_agent_can_see_each_of_them(scenario: str, reason: str, demo: Callable[..., Demo]) -> None:
    cloud = demo(scenario).services().cloud
    assert cloud is not None
    with pytest.raises(CloudError) as caught:
        cloud.devices(CancelToken())
    assert caught.value.reason.value == reason


# ---------------------------------------- plain http


FAR = "http://cloud.example"


def test_plain_http_to_another_computer_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By command line, brand file and embedding program. Nobody looks the name up: that would fail here."""
    monkeypatch.setenv("SPARK_SETUP_TOKEN", TOKEN)
    assert command_line(["--api-url", f"{FAR}/canary"]) == 2
    said = capsys.readouterr().err
    assert "--api-url: this address cannot be used: plain http is only for this computer itself" in said
    assert TOKEN not in said
    assert "canary" not in said, "an address may hold a password"
    for key in ("[behaviour]\napi_url", "[auth]\nsession_url"):
        brand = tmp_path / "brand.toml"
        brand.write_text(f'{key} = "{FAR}"\n')
        assert command_line(["--brand", str(brand)]) == 2
        assert "begins with https:// (http only on loopback)" in capsys.readouterr().err
    controller = SetupController(load(None), api_url=FAR, host_wifi="none", with_person=False)
    controller.inject_session_access_token(TOKEN)
    with pytest.raises(CloudError, match="plain http is only for this computer itself"):
        controller.start()
