"""Signing in elsewhere as a browser does it: cookies, redirects, pages. What is accepted is tested in `people`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from tests.api.conftest import ADMIN, Service, start
from tests.api.identity_provider import CLIENT, SECRET, IdentityProvider
from tests.api.running import free_port

BEGIN, BACK = "/sign-in/provider", "/sign-in/provider/callback"
GOOD = "seven purple kettles"


def configured(folder: Path, issuer: str, **more: Any) -> Settings:
    return Settings(
        data_dir=folder, admin_key=ADMIN, oidc_issuer=issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET, **more
    )


@pytest.fixture(scope="module")
def own(_identity_provider: IdentityProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    yield from start(configured(tmp_path_factory.mktemp("data"), _identity_provider.url, oidc_join="anyone"))


@pytest.fixture
def browser(own: Service) -> TestClient:
    """Return a client with cookies of its own."""
    return visitor(own)


def visitor(service: Service, base: str = "http://testserver") -> TestClient:
    return TestClient(service.client.app, base_url=base, raise_server_exceptions=False, follow_redirects=False)


def way_back(browser: TestClient, provider: IdentityProvider, sub: str = "ana", **query: str) -> str:
    answer = browser.get(BEGIN, params=query)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith(provider.url)
    return provider.agree(answer.headers["location"], sub)


def test_one_comes_back_to_where_one_wanted_to_go(browser: TestClient, identity_provider: IdentityProvider):
    page = browser.get("/sign-in", params={"next": "/people?a=ü&b=1"})
    assert "Sign in with your identity provider" in page.text
    assert 'href="/sign-in/provider?next=/people%3Fa%3D%C3%BC%26b%3D1"' in page.text
    back = browser.get(way_back(browser, identity_provider, next="/people?a=ü&b=1"))
    assert (back.status_code, back.headers["location"]) == (303, "/people?a=%C3%BC&b=1")
    assert back.headers["cache-control"] == "no-store"
    assert browser.get("/v1/me").json()["name"] == "Ana Ruiz"
    assert list(browser.cookies) == ["amends_session"]
    assert browser.get(BEGIN, params={"next": "/people"}).headers["location"] == "/people", "who is in goes on"


@pytest.mark.parametrize(
    "way", ["https://evil.example/", "//evil.example", "/\\evil.example", "/a\r\nX: y", "/" + "ü" * 999, ""]
)
def test_one_comes_back_to_this_service_only(browser: TestClient, identity_provider: IdentityProvider, way: str):
    assert browser.get(way_back(browser, identity_provider, next=way)).headers["location"] == "/"


def test_a_cookie_that_was_changed_leads_nowhere_else(browser: TestClient, identity_provider: IdentityProvider):
    back = way_back(browser, identity_provider)
    secret = browser.cookies["amends_sign_in"].partition(".")[0]
    browser.cookies.set("amends_sign_in", f"{secret}.https%3A%2F%2Fevil.example", domain="testserver.local", path="/")
    assert browser.get(back).headers["location"] == "/"


@pytest.mark.usefixtures("identity_provider")
def test_the_cookie_is_short_lived_and_closed_to_scripts(own: Service):
    over_https = visitor(own, "https://testserver")
    cookie = over_https.get(BEGIN).headers["set-cookie"]
    assert cookie.startswith("__Host-amends_sign_in=")
    for part in ("HttpOnly", "Secure", "Max-Age=600", "Path=/", "SameSite=lax"):
        assert part in cookie
    assert "Secure" not in visitor(own).get(BEGIN).headers["set-cookie"]


def test_without_the_cookie_nobody_comes_in(browser: TestClient, own: Service, identity_provider: IdentityProvider):
    back = way_back(browser, identity_provider)
    victim = visitor(own)
    answer = victim.get(back)
    assert answer.status_code == 403
    assert "not begun in this browser" in answer.text
    assert 'role="alert"' in answer.text
    assert victim.get("/v1/me").status_code == 401


def test_the_way_back_is_gone_once(browser: TestClient, identity_provider: IdentityProvider):
    back = way_back(browser, identity_provider)
    cookie = browser.cookies["amends_sign_in"]
    assert browser.get(back).status_code == 303
    browser.cookies.clear()
    browser.cookies.set("amends_sign_in", cookie)
    answer = browser.get(back)
    assert answer.status_code == 403
    assert browser.get("/v1/me").status_code == 401


def test_a_session_there_was_ends(browser: TestClient, own: Service, identity_provider: IdentityProvider):
    back = way_back(browser, identity_provider)
    browser.post("/sign-in", data={"key": ADMIN})
    before = browser.cookies["amends_session"]
    assert browser.get(back).status_code == 303
    assert browser.cookies["amends_session"] != before
    old = visitor(own)
    old.cookies.set("amends_session", before)
    assert old.get("/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("lies", "status", "said"),
    [
        ({"key": "other"}, 403, "cannot be trusted: bad signature"),
        ({"claims": {"email_verified": False, "sub": "unseen"}}, 403, "has not verified your e-mail address"),
        ({"claims": {"exp": 1_700_000_000}}, 403, "expired token"),
    ],
)
def test_a_refusal_is_a_page(
    browser: TestClient, identity_provider: IdentityProvider, lies: dict[str, Any], status: int, said: str
):
    identity_provider.lies(**lies)
    answer = browser.get(way_back(browser, identity_provider))
    assert answer.status_code == status
    assert said in answer.text
    assert 'name="password"' in answer.text
    assert "amends_sign_in" not in browser.cookies


@pytest.mark.parametrize("query", [{}, {"code": "x"}, {"state": "x"}, {"error": "server_error"}, {"code": "\0"}])
def test_a_way_back_that_nobody_went_is_a_page(browser: TestClient, query: dict[str, str]):
    browser.cookies.set("amends_sign_in", "made.up")
    answer = browser.get(BACK, params=query)
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text


def test_a_provider_that_is_down_leaves_passwords(tmp_path: Path):
    issuer = f"http://localhost:{free_port()}"
    for down in start(configured(tmp_path, issuer)):
        browser = visitor(down)
        answer = browser.get(BEGIN)
        assert answer.status_code == 503
        assert "does not answer as it should (ConnectError)" in answer.text
        assert "AMENDS_OIDC_ISSUER" in answer.text
        assert SECRET not in answer.text
        invitation = down.post("/v1/invitations", {"role": "lead", "email": "bo@example.com"}).json()["path"]
        browser.post(invitation, data={"name": "Bo", "password": GOOD})
        again = visitor(down)
        assert again.post("/sign-in", data={"email": "bo@example.com", "password": GOOD}).status_code == 303


def test_behind_a_proxy_the_public_address_counts(tmp_path: Path, identity_provider: IdentityProvider):
    public = "https://amends.example.com"
    for proxied in start(configured(tmp_path, identity_provider.url, public_url=public + "/")):
        answer = visitor(proxied).get(BEGIN)
        assert (
            "redirect_uri=https%3A%2F%2Famends.example.com%2Fsign-in%2Fprovider%2Fcallback"
            in answer.headers["location"]
        )
        assert answer.headers["set-cookie"].startswith("__Host-amends_sign_in=")
        assert "Secure" in answer.headers["set-cookie"]


def test_without_a_provider_there_is_no_button(service: Service):
    browser = visitor(service)
    assert "Sign in with" not in browser.get("/sign-in").text
    for path in (BEGIN, BACK):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert answer.json()["detail"] == "no identity provider is configured"
