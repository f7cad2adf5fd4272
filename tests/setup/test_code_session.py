"""A session that begins as a one-time code: exchanged once, renewed patiently, refused with its reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spark_setup.cloud.claim_codes import ClaimCode
from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.cloud.sessions import SessionAnswer
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.setup.problems import Code
from spark_setup.setup.sessions import RENEW_TRIES, CodeSession, code_in_link
from spark_setup.setup.trouble import from_cloud

CODE = Secret("K7QP-3M2X")


class Server:
    """Answers with tokens, after raising what is to be raised."""

    def __init__(self, *troubles: CloudError) -> None:
        self.troubles = list(troubles)
        self.asked: list[str] = []
        self.renews = True

    def exchange(self, code: str, cancel: CancelToken) -> SessionAnswer:
        return self._answer(code)

    def renew(self, renewal_token: Secret, cancel: CancelToken) -> SessionAnswer:
        return self._answer(renewal_token.reveal())

    def _answer(self, what: str) -> SessionAnswer:
        self.asked.append(what)
        if self.troubles:
            raise self.troubles.pop(0)
        number = len(self.asked)
        return SessionAnswer(
            Secret(f"token-{number}"),
            datetime(2031, 1, 1, tzinfo=UTC),
            Secret(f"renewal-{number}") if self.renews else None,
            product_id="1319",
            device_ids=frozenset({"a" * 24}),
        )


@pytest.fixture
def used() -> list[Secret]:
    return []


@pytest.fixture
def quick() -> CancelToken:
    """A token on which nobody waits for long."""

    class Quick(CancelToken):
        def wait(self, seconds: float) -> bool:
            return super().wait(0)

    return Quick()


def test_a_code_is_exchanged_once(used: list[Secret], quick: CancelToken) -> None:
    server = Server()
    session = CodeSession(server, CODE, used.append)
    assert session.product_id is None
    session.open(quick)
    session.open(quick)
    assert server.asked == ["K7QP-3M2X"]
    assert used == [Secret("token-1")]
    assert session.product_id == "1319"
    assert session.product_devices == {"a" * 24}


def test_a_failed_exchange_may_be_tried_again(used: list[Secret], quick: CancelToken) -> None:
    session = CodeSession(Server(CloudError(Reason.TIMEOUT)), CODE, used.append)
    with pytest.raises(CloudError):
        session.open(quick)
    assert used == []
    session.open(quick)
    assert used == [Secret("token-2")]


@pytest.mark.parametrize("reason", [Reason.CODE_USED, Reason.CODE_EXPIRED, Reason.CODE_UNKNOWN])
def test_a_bad_code_is_an_expired_session_that_says_why(
    reason: Reason, used: list[Secret], quick: CancelToken
) -> None:
    with pytest.raises(CloudError) as caught:
        CodeSession(Server(CloudError(reason)), CODE, used.append).open(quick)
    problem = from_cloud(caught.value)
    assert (problem.code, problem.reason) == (Code.SESSION_EXPIRED, reason.value)


def test_each_renewal_uses_the_newest_token(used: list[Secret], quick: CancelToken) -> None:
    server = Server()
    session = CodeSession(server, CODE, used.append)
    session.open(quick)
    assert session.renew(quick)
    assert session.renew(quick)
    assert server.asked == ["K7QP-3M2X", "renewal-1", "renewal-2"]


def test_without_a_renewal_token_there_is_no_renewal(used: list[Secret], quick: CancelToken) -> None:
    server = Server()
    server.renews = False
    assert not CodeSession(server, None, used.append).renew(quick)
    session = CodeSession(server, CODE, used.append)
    session.open(quick)
    assert not session.renew(quick)
    assert server.asked == ["K7QP-3M2X"]


def test_a_code_that_is_brought_later_goes_before_renewal(used: list[Secret], quick: CancelToken) -> None:
    server = Server()
    session = CodeSession(server, CODE, used.append)
    session.open(quick)
    session.use_code(Secret("another"))
    assert session.renew(quick)
    assert session.renew(quick)
    assert server.asked == ["K7QP-3M2X", "another", "renewal-2"]
    session.use_code(Secret("used"))
    server.troubles = [CloudError(Reason.CODE_USED)]
    assert session.renew(quick)  # the session there is goes on
    assert server.asked[3:] == ["used", "renewal-3"]


def test_a_renewal_is_tried_again_if_the_server_could_not_answer(
    used: list[Secret], quick: CancelToken
) -> None:
    server = Server()
    session = CodeSession(server, CODE, used.append)
    session.open(quick)
    server.troubles = [CloudError(Reason.UNREACHABLE), CloudError(Reason.SERVER)]
    assert session.renew(quick)
    server.troubles = [CloudError(Reason.BAD_REPLY)] * RENEW_TRIES
    assert not session.renew(quick)
    server.troubles = [CloudError(Reason.UNAUTHORIZED), CloudError(Reason.UNAUTHORIZED)]
    before = len(server.asked)
    assert not session.renew(quick)
    assert len(server.asked) == before + 1


def test_a_cancel_ends_the_pause_between_tries(used: list[Secret]) -> None:
    server = Server()
    cancel = CancelToken()
    session = CodeSession(server, CODE, used.append)
    session.open(cancel)
    server.troubles = [CloudError(Reason.UNREACHABLE)] * 9
    cancel.cancel()
    with pytest.raises(Cancelled):
        session.renew(cancel)


def test_a_claim_code_alone_is_no_session_to_renew(used: list[Secret], quick: CancelToken) -> None:
    """It may be what a code stands for, and never what a renewal brings."""
    server = Server()
    alone = SessionAnswer(None, claim_code=ClaimCode(Secret("a" * 63), frozenset()))
    session = CodeSession(server, CODE, used.append)
    session.open(quick)
    assert session.given_code is None
    server.renew = lambda token, cancel: alone  # type: ignore[method-assign]
    assert not session.renew(quick)
    assert session.given_code is None
    server.exchange = lambda code, cancel: alone  # type: ignore[method-assign]
    session.use_code(Secret("another"))
    session.open(quick)
    assert session.given_code == Secret("a" * 63)
    assert not session.renew(quick)
    assert used == [Secret("token-1")]


def test_an_answer_without_a_token_is_no_session(used: list[Secret], quick: CancelToken) -> None:
    server = Server()
    server.exchange = lambda code, cancel: SessionAnswer(None)  # type: ignore[method-assign]
    with pytest.raises(CloudError) as caught:
        CodeSession(server, CODE, used.append).open(quick)
    assert caught.value.reason is Reason.BAD_REPLY


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("northwind-setup://start?code=K7QP-3M2X", "K7QP-3M2X"),
        ("northwind-setup://start/?code=K7QP-3M2X", "K7QP-3M2X"),
        ("NORTHWIND-SETUP://start?code=K7QP%2D3M2X", "K7QP-3M2X"),
        ("northwind-setup:start?code=K7QP-3M2X&from=mail", "K7QP-3M2X"),
        ("northwind-setup://start", None),
        ("northwind-setup://start?code=", None),
    ],
)
def test_the_code_in_a_link(link: str, code: str | None) -> None:
    found = code_in_link(link, "northwind-setup")
    assert (found.reveal() if found is not None else None) == code


@pytest.mark.parametrize(
    "link",
    [
        "https://start?code=x",
        "northwind-setup://stop?code=x",
        "northwind-setup://start/elsewhere?code=x",
        "northwind-setup://start?code=x&code=y",
        "northwind-setup://[?code=x",
        "",
    ],
)
def test_a_foreign_link_is_refused_without_its_code(link: str) -> None:
    with pytest.raises(ValueError, match="this link") as caught:
        code_in_link(link, "northwind-setup")
    assert "code=x" not in str(caught.value)
