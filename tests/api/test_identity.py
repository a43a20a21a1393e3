from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.commands.people import link
from api.commands.serve import prepare
from api.errors import InvalidInput
from api.identity import provider_of
from api.people.provider import Join, claim
from api.settings import Settings
from api.store.people import Role

ISSUER = "https://login.example/tenant"
SECRET = "made-up client secret"


def settings(**values: Any) -> Settings:
    return Settings(**{"oidc_issuer": ISSUER, "oidc_client_id": "amends"} | values)


def test_without_an_issuer_there_is_no_provider():
    assert provider_of(Settings()) is None
    assert provider_of(Settings(oidc_issuer=" ", oidc_client_id="")) is None


def test_what_is_set_is_what_counts(monkeypatch: pytest.MonkeyPatch):
    for name, value in {
        "ISSUER": ISSUER,
        "CLIENT_ID": "amends",
        "CLIENT_SECRET": SECRET,
        "SCOPES": "openid, email groups",
        "ROLE_CLAIM": "realm_access.roles",
        "ROLES": " support-leads = lead, cn=it=admin,",
        "JOIN": "anyone",
        "NAME": "Lumen's accounts",
    }.items():
        monkeypatch.setenv(f"AMENDS_OIDC_{name}", value)
    provider = provider_of(Settings())
    assert provider
    assert (provider.issuer, provider.client_id, provider.client_secret) == (ISSUER, "amends", SECRET)
    assert (provider.scopes, provider.join, provider.name) == ("openid email groups", Join.ANYONE, "Lumen's accounts")
    assert provider.roles == {"support-leads": Role.LEAD, "cn=it": Role.ADMIN}
    assert SECRET not in repr(provider) + repr(Settings())


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"oidc_issuer": "http://login.example"}, "AMENDS_OIDC_ISSUER"),
        ({"oidc_issuer": "login.example"}, "AMENDS_OIDC_ISSUER"),
        ({"oidc_issuer": "https://login.example/?tenant=1"}, "AMENDS_OIDC_ISSUER"),
        ({"oidc_issuer": "https://name:word@login.example"}, "AMENDS_OIDC_ISSUER"),
        ({"oidc_issuer": "https://[login"}, "AMENDS_OIDC_ISSUER"),
        ({"oidc_issuer": "https://login.example:port"}, "AMENDS_OIDC_ISSUER"),
        ({"oidc_client_id": None}, "AMENDS_OIDC_CLIENT_ID"),
        ({"oidc_issuer": None}, "AMENDS_OIDC_CLIENT_ID"),
        ({"oidc_issuer": None, "oidc_client_id": None, "oidc_client_secret": SECRET}, "AMENDS_OIDC_CLIENT_SECRET"),
        ({"oidc_scopes": "email profile"}, "AMENDS_OIDC_SCOPES"),
        ({"oidc_roles": "it=admin"}, "AMENDS_OIDC_ROLE_CLAIM"),
        ({"oidc_role_claim": "groups"}, "AMENDS_OIDC_ROLES"),
        ({"oidc_role_claim": "groups", "oidc_roles": "it=boss"}, "'it=boss'"),
        ({"oidc_role_claim": "groups", "oidc_roles": "it"}, "'it'"),
        ({"oidc_role_claim": "groups", "oidc_roles": "=admin"}, "'=admin'"),
        ({"public_url": "amends.example.com"}, "AMENDS_PUBLIC_URL"),
        ({"public_url": "https://amends.example.com/desk"}, "AMENDS_PUBLIC_URL"),
        ({"public_url": "https://[amends"}, "AMENDS_PUBLIC_URL"),
    ],
)
def test_what_cannot_be_used_stops_the_start_and_is_named(tmp_path: Path, values: dict[str, Any], named: str):
    with pytest.raises(InvalidInput) as refused:
        prepare(settings(data_dir=tmp_path, **values), sample=False)
    assert named in refused.value.detail
    assert refused.value.remedy
    assert SECRET not in str(refused.value.body())


def test_the_start_prints_no_secret_of_the_provider(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    prepare(settings(data_dir=tmp_path, oidc_client_secret=SECRET), sample=False)
    assert SECRET not in "".join(capsys.readouterr())


def test_a_provider_on_this_machine_needs_no_https():
    for host in ("localhost", "127.0.0.1", "[::1]"):
        assert provider_of(settings(oidc_issuer=f"http://{host}:9400"))


def test_links_lead_to_the_public_address():
    assert link(Settings(public_url="https://amends.example.com/"), "t") == "https://amends.example.com/invitation/t"
    assert link(Settings(), "t") == "http://127.0.0.1:8080/invitation/t"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("groups", ["a"]),
        ("https://lumen.example/roles", ["b"]),
        ("realm_access.roles", ["c"]),
        ("realm_access.none", None),
        ("groups.roles", None),
        ("", None),
    ],
)
def test_a_claim_is_found_by_name_and_by_way(name: str, found: object):
    claims = {"groups": ["a"], "https://lumen.example/roles": ["b"], "realm_access": {"roles": ["c"]}}
    assert claim(claims, name) == found
