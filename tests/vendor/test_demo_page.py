"""The page that plays the shop: sign in, button, code; forged and stale forms get nothing."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

import pytest

from fakes.session_visitor import Answer, Visitor, Wall
from spark_setup.core.secrets import Secret
from spark_setup.vendor.app import create_app
from spark_setup.vendor.config import Config
from spark_setup.vendor.demo import COOKIE, SIGNED_IN_S

FORM = "application/x-www-form-urlencoded"
USER, PASSWORD = "jane@northwind.example", "northwind demo"


class Browser:
    """Keeps the cookie and finds what is on the page."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.cookie = ""
        self.page = ""

    def get(self) -> Answer:
        return self._keep(self.visitor.ask("GET", "/demo", cookie=self.cookie))

    def post(self, path: str, **fields: str) -> Answer:
        return self._keep(
            self.visitor.ask("POST", path, urlencode(fields).encode(), content_type=FORM, cookie=self.cookie)
        )

    @property
    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.page)
        assert found is not None
        return found[1]

    def sign_in(self, name: str = USER, password: str = PASSWORD) -> Answer:
        self.get()
        return self.post("/demo/sign-in", csrf=self.csrf, name=name, password=password)

    def _keep(self, answer: Answer) -> Answer:
        self.page = answer.body.decode()
        cookie = answer.header("set-cookie")
        if cookie is not None:
            assert "HttpOnly" in cookie
            assert "SameSite=strict" in cookie
            self.cookie = cookie.split(";")[0]
        return answer


async def _at_once(_seconds: float) -> None:
    return None


@pytest.fixture
def browser(config: Config, wall: Wall) -> Iterator[Browser]:
    users = {USER: Secret(PASSWORD), "<b>&\"'": Secret("x")}
    app = create_app(
        dataclasses.replace(config, demo_users=users, demo_title="North & <wind>"), now=wall, pause=_at_once
    )
    yield Browser(Visitor(app))
    app.state.close()


def test_sign_in_button_code_link(browser: Browser) -> None:
    assert browser.sign_in().status == 303
    assert f"Signed in as <b>{USER}</b>" in browser.get().body.decode()
    page = browser.post("/demo/code", csrf=browser.csrf).body.decode()
    code = re.search(r'<output id="code">([^<]+)</output>', page)
    link = re.search(r'id="open" href="([^"]+)"', page)
    assert code is not None
    assert link is not None
    assert unescape(link[1]) == f"northwind-setup://start?code={code[1]}"
    session = browser.visitor.post("/session", {"code": code[1]})
    assert session.json()["scope"] == f"customer={USER}"


def test_wrong_names_and_passwords_get_nothing(browser: Browser) -> None:
    for name, word in ((USER, "wrong"), ("nobody", PASSWORD), ("", "")):
        answer = browser.sign_in(name, word)
        assert answer.status == 401
        assert "Name or password is wrong" in answer.body.decode()
        assert "Signed in" not in browser.get().body.decode()


def test_a_form_of_another_page_gets_nothing(browser: Browser) -> None:
    browser.sign_in()
    browser.get()
    ours = browser.csrf
    for csrf in ("", "0" * 64, "ü"):
        assert browser.post("/demo/code", csrf=csrf).status == 403
    cookie, browser.cookie = browser.cookie, ""
    assert browser.post("/demo/code", csrf=ours).status == 403
    browser.cookie = cookie
    assert browser.post("/demo/code", csrf=ours).status == 200


def test_signing_in_changes_the_session(browser: Browser) -> None:
    browser.get()
    before = browser.csrf
    browser.sign_in()
    browser.get()
    assert browser.csrf != before
    assert browser.post("/demo/code", csrf=before).status == 403


def test_a_cookie_that_was_changed_or_is_old_is_nobodys(browser: Browser, wall: Wall) -> None:
    browser.sign_in()
    good = browser.cookie
    for bad in (
        good[:-1] + ("0" if good[-1] != "0" else "1"),
        f"{COOKIE}=e30.",
        f"{COOKIE}=x.y",
        f"{COOKIE}=ü",
    ):
        browser.cookie = bad
        assert "Signed in" not in browser.get().body.decode()
    browser.cookie = good
    assert "Signed in" in browser.get().body.decode()
    wall.pass_by(SIGNED_IN_S + 1)
    browser.cookie = good
    assert "Signed in" not in browser.get().body.decode()


def test_signing_out(browser: Browser) -> None:
    browser.sign_in()
    browser.get()
    assert browser.post("/demo/sign-out", csrf=browser.csrf).status == 303
    assert "Signed in" not in browser.get().body.decode()


def test_foreign_text_is_never_markup(browser: Browser) -> None:
    browser.sign_in("<b>&\"'", "x")
    page = browser.get().body.decode()
    assert "North &amp; &lt;wind&gt;" in page
    assert "<b><b>" not in page
    assert "Signed in as <b>&lt;b&gt;&amp;&quot;&#x27;</b>" in page


def test_no_script_and_only_the_style_that_is_ours(browser: Browser) -> None:
    answer = browser.get()
    policy = answer.header("content-security-policy") or ""
    assert policy.startswith("default-src 'none'; form-action 'self'")
    assert "unsafe" not in policy
    assert "script" not in answer.body.decode()
    assert len([1 for name, _ in answer.headers if name == "content-security-policy"]) == 1


def test_passwords_are_not_guessed_here_either(config: Config, wall: Wall) -> None:
    from spark_setup.vendor.limits import Limits

    app = create_app(dataclasses.replace(config, limits=Limits()), now=wall, pause=_at_once)
    browser = Browser(Visitor(app))

    async def guess() -> list[int]:
        body = urlencode({"csrf": browser.csrf, "name": USER, "password": "x"}).encode()
        return [
            (
                await browser.visitor.asking(
                    "POST", "/demo/sign-in", body, content_type=FORM, cookie=browser.cookie
                )
            ).status
            for _ in range(50)
        ]

    browser.get()
    statuses = asyncio.run(guess())
    app.state.close()
    assert statuses[:10] == [401] * 10
    assert statuses[11:] == [429] * 39
