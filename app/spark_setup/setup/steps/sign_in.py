"""Asks the account service what the person decided: sign in, second factor, new account, new password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...cloud.errors import CloudError, MfaRequired
from ...cloud.errors import Reason as CloudReason
from ...core.cancel import CancelToken
from ...core.meter import Account
from .. import decisions as d
from .. import signing_in
from ..facts import Fact, InternetAnswers, Refused, ResetSent, SecondFactorWanted, SignedIn, SignInRefused
from ..ports import AccountService
from ..problems import SetupFailed
from ..services import Services
from ..setup import Setup
from ..trouble import from_cloud
from . import Report
from .earlier import give_back_first

_REFUSALS: Mapping[CloudReason, Refused] = {
    CloudReason.WRONG_CREDENTIALS: Refused.WRONG_PASSWORD,
    CloudReason.WRONG_ONE_TIME_CODE: Refused.WRONG_DIGITS,
    CloudReason.ACCOUNT_EXISTS: Refused.EXISTS,
    CloudReason.RATE_LIMITED: Refused.LOCKED,
    CloudReason.CODE_USED: Refused.CODE_USED,
    CloudReason.CODE_EXPIRED: Refused.CODE_EXPIRED,
    CloudReason.CODE_UNKNOWN: Refused.CODE_UNKNOWN,
    **dict.fromkeys(
        [
            CloudReason.UNAUTHORIZED,
            CloudReason.FORBIDDEN,
            CloudReason.NOT_FOUND,
            CloudReason.REFUSED,
            CloudReason.MISUSE,
        ],
        Refused.NOT_ALLOWED,
    ),
}
"""What is no problem with a code, but an answer to what was typed."""


def sign_in(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Ask once. With nothing to ask: look whether the service can be reached again. Problems: S1-01 … 06."""
    give_back_first(setup, services, report, cancel)
    accounts = services.accounts
    assert accounts is not None
    try:
        with services.meter.waiting_for(Account.NETWORK):
            report(_ask(setup, accounts, services, cancel))
    except CloudError as error:
        why = _REFUSALS.get(error.reason)
        if isinstance(error, MfaRequired):
            report(SecondFactorWanted(at=services.clock.now(), ticket=error.mfa_token))
        elif why is not None:
            report(SignInRefused(at=services.clock.now(), why=why, message=error.message or ""))
        else:
            problem = from_cloud(error)
            codes = isinstance(signing_in.pending(setup), d.EnterCode)
            host = (error.host if codes else None) or services.api_host
            values = {**problem.values, "host": host}
            raise SetupFailed(replace(problem, values=values, place=signing_in.place(setup))) from None


def _ask(setup: Setup, accounts: AccountService, services: Services, cancel: CancelToken) -> Fact:
    now = services.clock.now
    match signing_in.pending(setup):
        case d.SignIn(email=email, password=password):
            accounts.log_in(email, password, cancel)
        case d.SecondFactor(digits=digits):
            assert setup.second_factor is not None
            accounts.second_factor(setup.second_factor.ticket, digits, cancel)
        case d.CreateAccount(email=email, password=password):
            accounts.create(email, password, cancel)
        case d.ResetPassword(email=email):
            accounts.reset_password(email, cancel)
            return ResetSent(at=now())
        case d.EnterCode(code=code):
            accounts.enter_code(code, cancel)
        case _:
            assert services.cloud is not None
            services.cloud.reachable(cancel)
            return InternetAnswers(at=now(), host=services.api_host)
    return SignedIn(at=now())
