from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.console.conftest import Desk, running
from tests.api.identity_provider import CLIENT, SECRET, IdentityProvider


@pytest.fixture(scope="module")
def desk(_identity_provider: IdentityProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = {
        "oidc_issuer": _identity_provider.url,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_name": "Lumen's accounts",
    }
    with running(tmp_path_factory.mktemp("data"), **settings) as started:
        yield started


def test_through_the_providers_page_and_back(visitor: Any, desk: Desk, identity_provider: IdentityProvider) -> None:
    from playwright.sync_api import expect

    invited = desk.api.post("/v1/invitations", json={"role": "admin", "email": "ana@example.com"})
    assert invited.status_code == 201
    visitor.goto("/people")
    visitor.get_by_role("link", name="Sign in with Lumen's accounts").click()
    expect(visitor).to_have_url(re.compile(re.escape(identity_provider.url)))
    visitor.get_by_placeholder("sub").fill("ana")
    visitor.get_by_role("button", name="Authorize").click()
    expect(visitor).to_have_url(f"{desk.url}/people")
    expect(visitor.get_by_role("banner")).to_contain_text("Ana Ruiz")
    expect(visitor.get_by_role("row", name=re.compile("Ana Ruiz"))).to_contain_text("ana@example.com")
    assert [cookie["name"] for cookie in visitor.context.cookies(desk.url)] == ["amends_session"]


def test_who_is_not_invited_reads_what_to_do(visitor: Any, identity_provider: IdentityProvider) -> None:
    from playwright.sync_api import expect

    identity_provider.user("eve", email="eve@example.com", email_verified=True)
    visitor.goto("/sign-in")
    visitor.get_by_role("link", name="Sign in with Lumen's accounts").click()
    visitor.get_by_placeholder("sub").fill("eve")
    visitor.get_by_role("button", name="Authorize").click()
    expect(visitor.get_by_role("alert")).to_contain_text("You have no account here and no invitation")
    expect(visitor.get_by_role("alert")).to_contain_text("Ask an admin to invite your address")
    expect(visitor.get_by_label("Password")).to_be_visible()


def test_the_page_can_be_used_by_everybody(visitor: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    visitor.goto("/sign-in")
    found = axe.Axe().run(visitor)
    assert found.violations_count == 0, found.generate_report()
