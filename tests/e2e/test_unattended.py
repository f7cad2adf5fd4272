"""The rules of the answers file (architecture.md): what a run without a person ends with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spark_setup.brand import load
from spark_setup.cli import options_from, parser
from spark_setup.core.redact import Redactor
from spark_setup.core.secrets import Secret
from spark_setup.core.usage import UsageError
from spark_setup.launch.services import services_for
from spark_setup.setup.given import Given
from spark_setup.setup.result import Outcome
from spark_setup.simulator.demo import Demo
from spark_setup.ui.answers import Answers, AnswersError, read_answers

from .conftest import Run, answers

SPEED = 80.0
RIGHT = Answers(password=Secret("another one 7"))
_O = Outcome

ENDS: tuple[tuple[str, Answers, Outcome, str, int], ...] = (
    ("S1-01", answers(), _O.FAILURE_NOT_READY, "S1-01", 1),
    ("S2-03", answers(), _O.FAILURE_NOT_READY, "S2-03", 1),
    ("S2-06", answers(), _O.FAILURE_NO_DEVICE, "S2-06", 1),
    ("S2-08", answers(), _O.FAILURE_NO_DEVICE, "S2-08", 1),
    ("S2-09", answers(), _O.FAILURE_LOST_CONNECTION, "S2-09", 1),
    ("S2-10", answers(), _O.FAILURE_NO_DEVICE, "S2-10", 1),
    ("default", answers(network="Nowhere"), _O.FAILURE_CONFIGURE, "S3-03", 1),
    ("default", answers(network="Office"), _O.FAILURE_CONFIGURE, "S3-04", 1),
    ("default", answers(password="short"), _O.FAILURE_CONFIGURE, "S4-01", 1),
    ("default", answers(network='Café "5G"'), _O.FAILURE_CONFIGURE, "S4-02", 1),
    ("default", answers(network='new "one"', security="wpa2"), _O.FAILURE_CONFIGURE, "S4-02", 1),
    ("default", Answers(ssid_hex="4100", security="open"), _O.FAILURE_CONFIGURE, "S4-02", 1),
    ("S5-02", answers(), _O.FAILURE_LOST_CONNECTION, "S5-02", 1),
    ("S5-04", answers(), _O.FAILURE_CLAIMING, "S5-04", 1),
    ("S5-05", answers(), _O.FAILURE_CLAIMING, "S5-05", 1),
    ("S6-01", answers(), _O.FAILURE_CONFIGURE, "S6-01", 1),
    ("S6-02", answers(), _O.DELIVERED_UNVERIFIED, "S6-02", 4),
    ("S6-04", answers(), _O.FAILURE_CLAIMING, "S6-04", 1),
    ("S6-06", answers(led=("L15",)), _O.DELIVERED_UNVERIFIED, "S6-06", 4),
    ("S7-01", answers(name="Kitchen"), _O.SUCCESS, "S7-01", 0),
)


@pytest.mark.parametrize(("scenario", "said", "outcome", "code", "exit_code"), ENDS)
def test_without_a_retry_the_run_ends_with_the_code(
    scenario: str,
    said: Answers,
    outcome: Outcome,
    code: str,
    exit_code: int,
    demo: Callable[..., Demo],
    wizard: Callable[..., Run],
) -> None:
    result = wizard(demo(scenario, speed=SPEED).services(), said).result
    assert (result.outcome, result.problem, result.exit_code) == (outcome, code, exit_code)
    assert result.wifi_restored is True


RETRIES: tuple[tuple[str, Answers, Outcome, str | None], ...] = (
    ("S6-01", answers(retry=(RIGHT,)), _O.SUCCESS, None),
    ("keeps-trying", answers(retry=(RIGHT,)), _O.SUCCESS, None),
    ("S4-01", answers(password="short", retry=(RIGHT,)), _O.SUCCESS, None),
    ("S3-04", answers(network="Office", retry=(Answers(network="Home"),)), _O.SUCCESS, None),
    ("S4-02", answers(network='Café "5G"', retry=(Answers(network="Café"),)), _O.SUCCESS, None),
    ("S5-01", answers(retry=(Answers(),)), _O.SUCCESS, None),
    ("S5-05", answers(retry=(Answers(decision="wifi_only"),)), _O.SUCCESS_NOT_CLAIMED, None),
    ("late", answers(retry=(Answers(),)), _O.SUCCESS, None),
    ("S6-06", answers(led=("L15",), retry=(Answers(),)), _O.SUCCESS, None),
    ("S7-01", answers(name="Kitchen", retry=(Answers(name="Cellar"),)), _O.SUCCESS, None),
    ("S7-01", answers(name="Kitchen", retry=(Answers(),)), _O.SUCCESS, None),
)


@pytest.mark.parametrize(("scenario", "said", "outcome", "code"), RETRIES)
def test_retry_tables_are_used_one_after_the_other(
    scenario: str,
    said: Answers,
    outcome: Outcome,
    code: str | None,
    demo: Callable[..., Demo],
    wizard: Callable[..., Run],
) -> None:
    result = wizard(demo(scenario, speed=SPEED).services(), said).result
    assert (result.outcome, result.problem, result.exit_code) == (outcome, code, 0)


@pytest.mark.parametrize("name", [b"\xffA", b"a\nb", b"tab\there", b"\x01"], ids=repr)
def test_a_hidden_name_that_no_hand_can_type_is_sent_byte_for_byte(
    name: bytes, demo: Callable[..., Demo], wizard: Callable[..., Run]
) -> None:
    playing = demo("default", speed=SPEED)
    said = Answers(ssid_hex=name.hex(), security="open")
    assert wizard(playing.services(), said).result.problem == "S6-01"  # there is none of that name
    assert playing.device.memory.networks.first is not None
    assert playing.device.memory.networks.first.ssid == name


@pytest.mark.parametrize("sign", ["\\u0000", "\\n", "\\u007f", "\\u2028"])
def test_a_password_with_a_control_character_is_refused(sign: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(f'network = "Home"\n\n[[retry]]\npassword = "correct{sign}horse"\n')
    with pytest.raises(AnswersError, match=r"answers.toml, line 4: `password` holds a control") as caught:
        read_answers(file)
    assert "horse" not in str(caught.value)


def test_answers_file_is_read_as_the_tests_say_it(tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(
        'network = "Home"\npassword = "short"\nled = ["L15", "L7"]\n[[retry]]\npassword = "another one 7"\n',
        encoding="utf-8",
    )
    read = read_answers(file)
    assert read.led == ("L15", "L7")
    assert [retry.password for retry in read.retry] == [Secret("another one 7")]


@pytest.mark.parametrize(
    ("brand", "said"), [("", "nobody is there to sign in"), ("[doors]\nsign_in = false\n", "no session")]
)
def test_an_unattended_run_without_a_session_says_so(brand: str, said: str, tmp_path: Path) -> None:
    """Not at a page that nobody answers: before the first one, with the ways to bring a session."""
    (tmp_path / "brand.toml").write_text(brand + ("create_account = false\n" if brand else ""))
    (tmp_path / "answers.toml").write_text('network = "Home"\n')
    words = ["--unattended", str(tmp_path / "answers.toml"), "--brand", str(tmp_path / "brand.toml")]
    options = options_from(parser().parse_args([*words, "--host-wifi", "none"]))
    with pytest.raises(UsageError, match=f"^{said}: give --token-file"):
        services_for(options, load(options.brand), Given(), Redactor(), unattended=True)
