from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import build
from api.settings import Settings
from tests.api.conftest import ADMIN, COMPLAINT, Service, load_facts, start

GOOD = "seven purple kettles"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("data")
    for running in start(Settings(data_dir=folder, admin_key=ADMIN)):  # type: ignore[arg-type]
        load_facts(running)
        yield running


@pytest.fixture
def browser(own: Service) -> TestClient:
    """Return a client with cookies of its own."""
    return TestClient(own.client.app, raise_server_exceptions=False, follow_redirects=False)


def invited(own: Service, role: str, email: str) -> str:
    made = own.post("/v1/invitations", {"role": role, "email": email})
    assert made.status_code == 201, made.text
    return made.json()["path"]


def come_in(own: Service, browser: TestClient, role: str, email: str, name: str = "Ana") -> dict[str, Any]:
    answer = browser.post(invited(own, role, email), data={"name": name, "password": GOOD})
    assert answer.status_code == 303, answer.text
    return browser.get("/v1/me").json()


def test_a_person_comes_in_by_invitation_and_works_over_the_api(own: Service, browser: TestClient):
    me = come_in(own, browser, "reviewer", "one@example.com")
    assert me["role"] == "reviewer"
    assert set(me["scopes"]) == {"draft", "review"}
    made = browser.post("/v1/drafts", json={"complaint": COMPLAINT}, headers={"X-CSRF-Token": me["csrf"]})
    assert made.status_code == 201, made.text
    claimed = browser.post(f"/v1/drafts/{made.json()['id']}/claim", headers={"X-CSRF-Token": me["csrf"]})
    assert claimed.json()["claimed_by"] == "Ana"


def test_the_cookie_is_closed_to_scripts_and_other_sites(own: Service, browser: TestClient):
    answer = browser.post(invited(own, "lead", "two@example.com"), data={"name": "Bo", "password": GOOD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    over_https = TestClient(own.client.app, base_url="https://testserver", follow_redirects=False)
    answer = over_https.post("/sign-in", data={"email": "two@example.com", "password": GOOD})
    assert answer.headers["set-cookie"].startswith("__Host-amends_session=")
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("headers", [{}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "guess"}])
def test_a_cookie_alone_changes_nothing(own: Service, browser: TestClient, headers: dict[str, str]):
    key = {"key": ADMIN}
    assert browser.post("/sign-in", data=key).status_code == 303
    before = own.get("/v1/invitations").json()
    answer = browser.post("/v1/invitations", json={"role": "admin"}, headers=headers)
    assert answer.status_code == 403
    assert "X-CSRF-Token" in answer.json()["detail"]
    assert own.get("/v1/invitations").json() == before
    assert browser.get("/v1/invitations").status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_forms_from_other_sites_are_refused(browser: TestClient, headers: dict[str, str]):
    assert browser.post("/sign-in", data={"key": ADMIN}, headers=headers).status_code == 403


def test_a_role_does_what_it_may(own: Service, browser: TestClient):
    me = come_in(own, browser, "reviewer", "three@example.com")
    csrf = {"X-CSRF-Token": me["csrf"]}
    assert browser.get("/people").status_code == 403
    for method, path in (("GET", "/v1/people"), ("POST", "/v1/invitations"), ("GET", "/v1/keys")):
        assert browser.request(method, path, json={}, headers=csrf).status_code == 403
    assert browser.put("/v1/policies", json={"policies": []}, headers=csrf).status_code == 403


def test_a_changed_role_counts_from_the_next_request(own: Service, browser: TestClient):
    me = come_in(own, browser, "reviewer", "four@example.com")
    own.client.patch(f"/v1/people/{me['id']}", json={"role": "lead"}, headers=own.headers())
    answer = browser.put("/v1/policies", json={"policies": []}, headers={"X-CSRF-Token": me["csrf"]})
    assert answer.status_code == 200


def test_signing_in_and_out(own: Service, browser: TestClient):
    come_in(own, browser, "reviewer", "five@example.com")
    page = browser.get("/").text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    assert browser.post("/sign-out", data={"csrf": "wrong"}).status_code == 403
    assert browser.post("/sign-out", data={"csrf": csrf}).headers["location"] == "/sign-in"
    assert browser.get("/").headers["location"] == "/sign-in?next=%2F"
    wrong = browser.post("/sign-in", data={"email": "five@example.com", "password": "wrong password"})
    assert wrong.status_code == 401
    assert "wrong password" not in wrong.text
    right = browser.post("/sign-in", data={"email": "five@example.com", "password": GOOD, "next": "/people?x=1"})
    assert right.headers["location"] == "/people?x=1"


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\tx"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(browser: TestClient, path: str):
    assert browser.post("/sign-in", data={"key": ADMIN, "next": path}).headers["location"] == "/"


def test_programs_sign_in_too(own: Service, browser: TestClient):
    come_in(own, browser, "lead", "six@example.com")
    fresh = TestClient(own.client.app)
    answer = fresh.post("/v1/sessions", json={"email": "six@example.com", "password": GOOD})
    assert answer.status_code == 201
    csrf = {"X-CSRF-Token": answer.json()["csrf"]}
    assert fresh.get("/v1/me").json()["name"] == "Ana"
    changed = fresh.put("/v1/me/password", json={"old": GOOD, "new": "eight yellow kettles"}, headers=csrf)
    assert changed.status_code == 204
    assert browser.get("/v1/me").status_code == 401, "the other session has ended"
    csrf = {"X-CSRF-Token": fresh.get("/v1/me").json()["csrf"]}
    assert fresh.delete("/v1/sessions/current", headers=csrf).status_code == 204
    assert fresh.get("/v1/me").status_code == 401


def test_a_refused_password_is_never_repeated(browser: TestClient):
    answer = browser.post("/v1/sessions", json={"email": "a@b.example", "password": "s3cret" * 300})
    assert answer.status_code == 422
    assert "s3cret" not in answer.text


def test_keys_are_managed_and_shown_once(own: Service):
    made = own.post("/v1/keys", {"name": "helpdesk", "scopes": ["draft"]}).json()
    assert made["key"].startswith("amk_")
    listed = next(key for key in own.get("/v1/keys").json()["keys"] if key["id"] == made["id"])
    assert listed["key"] is None
    assert own.delete(f"/v1/keys/{made['id']}").status_code == 204
    assert own.client.get("/v1/drafts", headers=own.headers(made["key"])).status_code == 401
    assert own.delete(f"/v1/keys/{made['id']}").status_code == 404


def test_an_invitation_can_be_withdrawn(own: Service, browser: TestClient):
    path = invited(own, "lead", "seven@example.com")
    one = next(
        each for each in own.get("/v1/invitations").json()["invitations"] if each["email"] == "seven@example.com"
    )
    assert own.delete(f"/v1/invitations/{one['id']}").status_code == 204
    assert browser.get(path).status_code == 404
    assert browser.post(path, data={"name": "Eve", "password": GOOD}).status_code == 404


def test_pages_hold_no_markup_of_anybodys(own: Service, browser: TestClient):
    come_in(own, browser, "admin", "eight@example.com", name="<script>alert(1)</script>")
    for path in ("/", "/people"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_the_first_start_offers_an_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    from api.commands.serve import prepare

    settings = Settings(data_dir=tmp_path / "data", admin_key=ADMIN)  # type: ignore[arg-type]
    prepare(settings, sample=False)
    first = capsys.readouterr().err
    prepare(settings, sample=False)
    second = capsys.readouterr().err
    old, new = (told.split("/invitation/")[1].split()[0] for told in (first, second))
    with TestClient(create_app(lambda: build(settings)), follow_redirects=False) as client:
        assert client.get(f"/invitation/{old}").status_code == 404
        answer = client.post(f"/invitation/{new}", data={"name": "Ana", "email": "a@b.example", "password": GOOD})
        assert answer.status_code == 303
        assert client.get("/people").status_code == 200
    prepare(settings, sample=False)
    assert "/invitation/" not in capsys.readouterr().err
