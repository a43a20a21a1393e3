from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from api.errors import Forbidden, NotFound, Problem, TooManyTries, Unavailable
from api.people.elsewhere import Answer, Elsewhere
from api.people.oidc import OpenIdProvider
from api.people.provider import Join, Provider
from api.store.engine import Store
from api.store.people import Person, Role
from api.store.sign_ins import SIGN_IN_TIME
from tests.api.identity_provider import CLIENT, SECRET, IdentityProvider
from tests.api.running import free_port

BACK = "http://testserver/sign-in/provider/callback"
ADDRESS = "10.0.0.1"


class Clock:
    """The time of day, or later."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Desk:
    """Signing in elsewhere over a store, as one browser after another does it."""

    def __init__(self, store: Store, url: str, **settings: Any) -> None:
        self.clock = Clock()
        provider = Provider(url, CLIENT, **{"client_secret": SECRET, "join": Join.ANYONE} | settings)
        self.store = store
        self.elsewhere = Elsewhere(store, provider, OpenIdProvider(provider, self.clock), self.clock)

    def begin(self) -> tuple[str, str]:
        return self.elsewhere.begin(BACK)

    def finish(self, back: str, secret: str | None) -> Person:
        told = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
        answer = Answer(told.get("code"), told.get("state"), told.get("error"), told.get("iss"))
        token = self.elsewhere.finish(answer, secret, BACK, address=ADDRESS)
        session = self.store.sessions.of(token, self.clock())
        assert session
        return self.store.people.get(session.who.id)

    def sign_in(self, identity_provider: IdentityProvider, sub: str = "ana") -> Person:
        url, secret = self.begin()
        return self.finish(identity_provider.agree(url, sub), secret)


Opening = Callable[..., Desk]


@pytest.fixture
def opened(store: Store, identity_provider: IdentityProvider) -> Opening:
    return lambda **settings: Desk(store, identity_provider.url, **settings)


def test_an_account_is_made_once_and_known_by_its_subject_from_then_on(
    opened: Opening, identity_provider: IdentityProvider
):
    desk = opened()
    ana = desk.sign_in(identity_provider)
    assert (ana.email, ana.name, ana.role, ana.has_password) == ("ana@example.com", "Ana Ruiz", Role.REVIEWER, False)
    identity_provider.user("ana", email="ruiz@elsewhere.example", email_verified=False)
    assert desk.sign_in(identity_provider).id == ana.id
    assert len(desk.store.people.list()) == 1


def test_the_code_is_bound_to_who_asked_for_it(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    url, secret = desk.begin()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"], asked["scope"]) == (
        "code",
        "S256",
        "openid email profile",
    )
    assert len({asked["state"], asked["nonce"], asked["code_challenge"], secret}) == 4
    desk.finish(identity_provider.agree(url, "ana"), secret)
    told = identity_provider.asked()
    digest = urlsafe_b64encode(sha256(told["code_verifier"].encode()).digest()).decode().rstrip("=")
    assert digest == asked["code_challenge"]
    assert told["redirect_uri"] == BACK
    name, _, password = b64decode(told["authorization"].removeprefix("Basic ")).decode().partition(":")
    assert (unquote(name), password) == (CLIENT, SECRET)


def test_a_public_client_needs_no_secret(opened: Opening, identity_provider: IdentityProvider):
    opened(client_secret=None).sign_in(identity_provider)
    assert identity_provider.asked()["authorization"] is None
    assert identity_provider.asked()["client_id"] == CLIENT


def test_a_secret_goes_where_the_provider_wants_it(opened: Opening, identity_provider: IdentityProvider):
    identity_provider.lies(discovery={"token_endpoint_auth_methods_supported": ["client_secret_post"]})
    opened().sign_in(identity_provider)
    assert identity_provider.asked()["authorization"] is None
    assert identity_provider.asked()["client_secret"] == SECRET


@pytest.mark.parametrize(
    ("lies", "why"),
    [
        ({"claims": {"nonce": "another"}}, "invalid claim 'nonce'"),
        ({"claims": {"nonce": None}}, "missing claim 'nonce'"),
        ({"claims": {"iss": "https://evil.example"}}, "invalid claim 'iss'"),
        ({"claims": {"iss": None}}, "missing claim 'iss'"),
        ({"claims": {"aud": "another-client"}}, "invalid claim 'aud'"),
        ({"claims": {"aud": []}}, "claim 'aud'"),
        ({"claims": {"aud": [CLIENT, "another-client"]}}, "missing claim 'azp'"),
        ({"claims": {"aud": [CLIENT, "another-client"], "azp": "another-client"}}, "invalid claim 'azp'"),
        ({"claims": {"exp": 1_700_000_000}}, "expired token 'exp'"),
        ({"claims": {"exp": None}}, "missing claim 'exp'"),
        ({"claims": {"exp": "tomorrow"}}, "invalid claim 'exp'"),
        ({"claims": {"iat": 4_000_000_000}}, "invalid claim 'iat'"),
        ({"claims": {"at_hash": "of-another-token"}}, "invalid claim 'at_hash'"),
        ({"claims": {"sub": None}}, "missing claim 'sub'"),
        ({"claims": {"sub": 7}}, "invalid claim 'sub'"),
        ({"claims": {"sub": "a\0b"}}, "invalid claim 'sub'"),
        ({"claims": {"sub": "a" * 256}}, "invalid claim 'sub'"),
        ({"key": "other"}, "bad signature"),
        ({"header": {"alg": "none"}}, "unsupported algorithm"),
        ({"header": {"alg": "HS256"}}, "unsupported algorithm"),
        ({"header": {"kid": "nobody's"}}, "invalid key id"),
    ],
    ids=str,
)
def test_an_answer_that_lies_is_refused(
    opened: Opening, identity_provider: IdentityProvider, lies: dict[str, Any], why: str
):
    desk = opened()
    identity_provider.lies(**lies)
    with pytest.raises(Forbidden, match="cannot be trusted") as refused:
        desk.sign_in(identity_provider)
    assert why in refused.value.detail
    assert desk.store.people.list() == []


def test_a_state_is_used_once(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    url, secret = desk.begin()
    back = identity_provider.agree(url, "ana")
    desk.finish(back, secret)
    with pytest.raises(Forbidden, match="was finished"):
        desk.finish(back, secret)


def test_a_state_of_another_browser_is_refused(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    url, _ = desk.begin()
    _, secret = desk.begin()
    back = identity_provider.agree(url, "ana")
    for brought in (secret, None, "", "made up"):
        with pytest.raises(Forbidden, match="not begun in this browser"):
            desk.finish(back, brought)


def test_a_state_that_nobody_was_given_is_refused(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    url, secret = desk.begin()
    desk.store.sign_ins.finish(secret, desk.clock())
    with pytest.raises(Forbidden, match="not begun"):
        desk.finish(identity_provider.agree(url, "ana"), secret)


def test_a_sign_in_runs_out(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    url, secret = desk.begin()
    back = identity_provider.agree(url, "ana")
    desk.clock.ahead = SIGN_IN_TIME
    with pytest.raises(Forbidden, match="10 minutes"):
        desk.finish(back, secret)


def test_a_code_of_another_sign_in_is_refused(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    (theirs, _), (mine, secret) = desk.begin(), desk.begin()
    stolen = parse_qs(urlsplit(identity_provider.agree(theirs, "ana")).query)["code"][0]
    state = parse_qs(urlsplit(mine).query)["state"][0]
    with pytest.raises(Forbidden, match="invalid claim 'nonce'"):
        desk.finish(f"{BACK}?code={stolen}&state={state}", secret)


def test_a_made_up_code_is_refused(opened: Opening):
    desk = opened()
    url, secret = desk.begin()
    state = parse_qs(urlsplit(url).query)["state"][0]
    with pytest.raises(Forbidden, match="no longer knows"):
        desk.finish(f"{BACK}?code=made-up&state={state}", secret)


def test_the_answer_of_another_provider_is_refused(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    identity_provider.lies(callback={"iss": "https://evil.example"})
    with pytest.raises(Forbidden, match="another provider"):
        desk.sign_in(identity_provider)
    identity_provider.lies(callback={"iss": identity_provider.url})
    assert desk.sign_in(identity_provider)


def test_a_provider_that_tells_its_name_always_does(opened: Opening, identity_provider: IdentityProvider):
    identity_provider.lies(discovery={"authorization_response_iss_parameter_supported": True})
    with pytest.raises(Forbidden, match="another provider"):
        opened().sign_in(identity_provider)


def test_who_declines_there_stays_out(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    url, secret = desk.begin()
    state = parse_qs(urlsplit(url).query)["state"][0]
    back = identity_provider.decline(url)
    assert "access_denied" in back
    with pytest.raises(Forbidden, match=r"\(access_denied\)"):
        desk.finish(f"{back}&state={state}", secret)


@pytest.mark.parametrize("error", ["<script>", "a" * 80, ""])
def test_what_an_address_says_is_not_repeated(opened: Opening, error: str):
    desk = opened()
    url, secret = desk.begin()
    answer = Answer(None, parse_qs(urlsplit(url).query)["state"][0], error, None)
    with pytest.raises(Forbidden, match=r"\(no code\)"):
        desk.elsewhere.finish(answer, secret, BACK, address=ADDRESS)


def test_keys_that_the_provider_changed_are_fetched_once(
    opened: Opening, identity_provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
):
    desk = opened()
    desk.sign_in(identity_provider)
    before = identity_provider.asked()["jwks"]
    desk.sign_in(identity_provider)
    assert identity_provider.asked()["jwks"] == before, "keys are kept"
    identity_provider.lies(key="next")
    with pytest.raises(Forbidden, match="invalid key id"):
        desk.sign_in(identity_provider)
    assert identity_provider.asked()["jwks"] == before, "made-up keys do not make us ask and ask"
    monkeypatch.setattr("api.people.oidc._AGAIN", 0.0)
    assert desk.sign_in(identity_provider)
    assert identity_provider.asked()["jwks"] == before + 1


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"email": "ana@example.com", "email_verified": False}, "not verified"),
        ({"email": "ana@example.com"}, "not verified"),
        ({"email": "ana@example.com", "email_verified": "false"}, "not verified"),
        ({"email": "ana@example.com", "email_verified": False, "xms_edov": True}, "not verified"),
        ({"name": "Ana"}, "no e-mail address"),
        ({"email": ["ana@example.com"], "email_verified": True}, "no e-mail address"),
        ({"email": "ana", "email_verified": True}, "no e-mail address"),
    ],
)
def test_an_address_that_is_not_known_to_be_theirs_opens_nothing(
    opened: Opening, identity_provider: IdentityProvider, claims: dict[str, Any], why: str
):
    desk = opened()
    ana = desk.store.people.add("ana@example.com", "Ana", Role.ADMIN, password="hash")
    identity_provider.user("mallory", **claims)
    with pytest.raises(Forbidden, match=why):
        desk.sign_in(identity_provider, "mallory")
    assert desk.store.people.list() == [ana]


@pytest.mark.parametrize("claims", [{"email_verified": "true"}, {"xms_edov": True}, {"xms_edov": "1"}])
def test_providers_tell_in_different_words_that_an_address_is_verified(
    opened: Opening, identity_provider: IdentityProvider, claims: dict[str, Any]
):
    identity_provider.user("bo", email="bo@example.com", **claims)
    assert opened().sign_in(identity_provider, "bo").email == "bo@example.com"


def test_a_verified_address_links_the_account_there_is(opened: Opening, identity_provider: IdentityProvider):
    desk = opened(join=Join.INVITED)
    ana = desk.store.people.add("ana@example.com", "Ana", Role.LEAD, password="hash")
    assert desk.sign_in(identity_provider) == ana
    identity_provider.user("successor", email="ana@example.com", email_verified=True)
    with pytest.raises(Forbidden, match="another sign-in") as refused:
        desk.sign_in(identity_provider, "successor")
    assert "amends people unlink" in refused.value.remedy
    desk.store.people.unlink(ana.id)
    assert desk.sign_in(identity_provider, "successor").id == ana.id


def test_an_invitation_of_that_address_is_taken_up(opened: Opening, identity_provider: IdentityProvider):
    desk = opened(join=Join.INVITED)
    now = desk.clock()
    desk.store.people.invite(None, Role.ADMIN, invited_by="test", now=now)
    with pytest.raises(Forbidden, match="no invitation"):
        desk.sign_in(identity_provider)
    _, token = desk.store.people.invite("ANA@example.com", Role.LEAD, invited_by="test", now=now)
    assert desk.sign_in(identity_provider).role is Role.LEAD
    assert desk.store.people.invitation(token, now) is None


def test_an_invitation_that_ran_out_lets_nobody_in(opened: Opening, identity_provider: IdentityProvider):
    desk = opened(join=Join.INVITED)
    long_ago = desk.clock() - timedelta(days=8)
    desk.store.people.invite("ana@example.com", Role.LEAD, invited_by="test", now=long_ago)
    with pytest.raises(Forbidden, match="no invitation"):
        desk.sign_in(identity_provider)


@pytest.mark.parametrize("linked", [True, False])
def test_who_is_shut_out_stays_out(opened: Opening, identity_provider: IdentityProvider, *, linked: bool):
    desk = opened()
    ana = desk.store.people.add("ana@example.com", "Ana", Role.LEAD, password=None)
    if linked:
        desk.sign_in(identity_provider)
    desk.store.people.change(ana.id, disabled=True)
    with pytest.raises(Forbidden, match="shut out"):
        desk.sign_in(identity_provider)


ROLES = {"support-leads": Role.LEAD, "it": Role.ADMIN}


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": ["it", "support-leads"]}, Role.ADMIN),
        ({"groups": "support-leads"}, Role.LEAD),
        ({"groups": ["cooks"]}, Role.REVIEWER),
        ({"groups": {"it": True}}, Role.REVIEWER),
        ({"groups": [7, None]}, Role.REVIEWER),
        ({}, Role.REVIEWER),
    ],
)
def test_the_providers_claim_gives_the_role_at_each_sign_in(
    opened: Opening, identity_provider: IdentityProvider, claims: dict[str, Any], role: Role
):
    desk = opened(role_claim="groups", roles=ROLES)
    desk.store.people.add("boss@example.com", "Boss", Role.ADMIN, password="hash")
    identity_provider.user("bo", email="bo@example.com", email_verified=True, groups=["it"])
    assert desk.sign_in(identity_provider, "bo").role is Role.ADMIN
    identity_provider.user("bo", **claims)
    assert desk.sign_in(identity_provider, "bo").role is role


def test_a_claim_within_a_claim_gives_the_role(opened: Opening, identity_provider: IdentityProvider):
    desk = opened(role_claim="realm_access.roles", roles=ROLES)
    identity_provider.user("bo", email="bo@example.com", email_verified=True, realm_access={"roles": ["it"]})
    assert desk.sign_in(identity_provider, "bo").role is Role.ADMIN


def test_the_last_admin_stays_one_whatever_the_provider_says(opened: Opening, identity_provider: IdentityProvider):
    desk = opened(role_claim="groups", roles=ROLES)
    desk.store.people.add("ana@example.com", "Ana", Role.ADMIN, password="hash")
    assert desk.sign_in(identity_provider).role is Role.ADMIN


def test_what_the_id_token_lacks_is_asked_for(opened: Opening, identity_provider: IdentityProvider):
    desk = opened(role_claim="groups", roles=ROLES)
    identity_provider.user("bo", email="bo@example.com", email_verified=True, name="Bo", groups=["it"])
    identity_provider.lies(userinfo_only=["email", "email_verified", "name", "groups"])
    bo = desk.sign_in(identity_provider, "bo")
    assert (bo.email, bo.name, bo.role) == ("bo@example.com", "Bo", Role.ADMIN)


def test_what_is_told_of_somebody_else_is_refused(opened: Opening, identity_provider: IdentityProvider):
    identity_provider.lies(userinfo_only=["email"], claims={"sub": "somebody-else"})
    with pytest.raises(Forbidden, match="somebody else"):
        opened().sign_in(identity_provider)


def test_a_provider_by_another_name_is_told_with_the_remedy(store: Store, identity_provider: IdentityProvider):
    identity_provider.lies(discovery={"issuer": "https://login.example/tenant"})
    with pytest.raises(Unavailable, match=r"calls itself 'https://login\.example/tenant'") as failed:
        Desk(store, identity_provider.url).begin()
    assert "AMENDS_OIDC_ISSUER" in failed.value.remedy


@pytest.mark.parametrize("door", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("url", ["http://login.example/door", "file:///etc/passwd", None, 7])
def test_doors_that_are_not_safe_are_not_used(store: Store, identity_provider: IdentityProvider, door: str, url: Any):
    identity_provider.lies(discovery={door: url})
    with pytest.raises(Unavailable, match=f"no safe {door}"):
        Desk(store, identity_provider.url).begin()


def test_a_provider_that_is_down_is_told_and_costs_nobody_a_try(store: Store, identity_provider: IdentityProvider):
    with pytest.raises(Unavailable, match="does not answer as it should"):
        Desk(store, f"http://localhost:{free_port()}").begin()
    identity_provider.lies(discovery={"jwks_uri": f"http://localhost:{free_port()}/jwks"})
    desk = Desk(store, identity_provider.url)
    with pytest.raises(Unavailable, match="ConnectError"):
        desk.sign_in(identity_provider)
    assert store.throttles.wait({f"address:{ADDRESS}": 1}, desk.clock()) is None


def test_a_provider_that_comes_back_is_asked_again(store: Store, identity_provider: IdentityProvider):
    desk = Desk(store, identity_provider.url)
    identity_provider.lies(discovery={"issuer": "https://login.example"})
    with pytest.raises(Unavailable):
        desk.begin()
    identity_provider.lies()
    assert desk.sign_in(identity_provider)


def test_trying_and_trying_has_an_end(opened: Opening, identity_provider: IdentityProvider):
    desk = opened(join=Join.INVITED)
    for _ in range(50):
        with pytest.raises(Forbidden):
            desk.finish(BACK, None)
    url, secret = desk.begin()
    with pytest.raises(TooManyTries):
        desk.finish(identity_provider.agree(url, "ana"), secret)


def test_the_log_tells_of_nobody(
    opened: Opening, identity_provider: IdentityProvider, capsys: pytest.CaptureFixture[str]
):
    desk = opened(role_claim="groups", roles=ROLES, join=Join.INVITED)
    with pytest.raises(Problem):
        desk.sign_in(identity_provider)
    desk.store.people.add("ana@example.com", "Ana", Role.LEAD, password=None)
    desk.sign_in(identity_provider)
    identity_provider.lies(claims={"nonce": "x"})
    with pytest.raises(Problem):
        desk.sign_in(identity_provider)
    told = "".join(capsys.readouterr())
    assert "uninvited" in told
    assert "nonce" in told
    assert "role changed" in told
    assert not any(secret in told.lower() for secret in ("ana@", "ana ruiz", "|ana", SECRET, "code="))


def test_unlinking_ends_the_sessions(opened: Opening, identity_provider: IdentityProvider):
    desk = opened()
    url, secret = desk.begin()
    back = parse_qs(urlsplit(identity_provider.agree(url, "ana")).query)
    token = desk.elsewhere.finish(Answer(back["code"][0], back["state"][0], None, None), secret, BACK, address=ADDRESS)
    desk.store.people.unlink(desk.store.people.list()[0].id)
    assert desk.store.sessions.of(token, desk.clock()) is None
    assert desk.store.people.by_subject(f"{identity_provider.url}|ana") is None
    with pytest.raises(NotFound):
        desk.store.people.get("nobody")
