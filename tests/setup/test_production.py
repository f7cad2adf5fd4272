"""Which production set a run gets for what it was given. Nothing is sent."""

from __future__ import annotations

import pytest

from spark_setup.core.secrets import Secret
from spark_setup.setup.accounts import AccountSettings
from spark_setup.setup.given import Given
from spark_setup.setup.production import Target, production_for

SERVER = "https://northwind.example/setup/session"
NOBODY = Given()
CODE = Given(session_code=Secret("code-of-a-customer"))
TOKEN = Given(token=Secret("token-of-a-customer"))
OWN_RENEWAL = Given(token=Secret("token-of-a-customer"), renew=lambda _cancel: None)
CLAIM_CODE = Given(given_code=Secret("claim-code"))


@pytest.mark.parametrize(
    ("given", "wifi_only", "session_url", "has"),
    [
        (NOBODY, False, None, {"cloud", "accounts"}),
        (NOBODY, False, SERVER, {"cloud", "accounts", "session_source", "renew"}),
        (NOBODY, True, SERVER, set()),
        (CODE, False, SERVER, {"cloud", "accounts", "session_source", "renew"}),
        (TOKEN, False, SERVER, {"cloud", "accounts", "session_source", "renew"}),
        (TOKEN, False, None, {"cloud"}),
        (OWN_RENEWAL, False, None, {"cloud", "renew"}),
        (OWN_RENEWAL, False, SERVER, {"cloud", "renew"}),
        (CLAIM_CODE, False, SERVER, {"given_code"}),
    ],
)
def test_what_a_run_is_given_decides_who_is_asked(
    given: Given, wifi_only: bool, session_url: str | None, has: set[str]
) -> None:
    services = production_for(
        Target(host_wifi="none"),
        given,
        wifi_only=wifi_only,
        settings=AccountSettings(),
        session_url=session_url,
        on_token=lambda _token: None,
    )
    found = {"cloud", "accounts", "session_source", "renew", "given_code"}
    try:
        assert {name for name in found if getattr(services, name) is not None} == has
    finally:
        for close in services.closers:
            close()
