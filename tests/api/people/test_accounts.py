from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.errors import Conflict, InvalidInput, NotFound, TooManyTries, Unauthenticated
from api.people.accounts import Accounts
from api.people.passwords import hash_password, verify
from api.store.engine import Store
from api.store.people import Role
from api.store.sessions import GRACE_TIME, IDLE_TIME, LONGEST_TIME, ROTATION_TIME

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
GOOD = "seven purple kettles"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, by: timedelta) -> datetime:
        self.now += by
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(store: Store, clock: Clock) -> Accounts:
    return Accounts(store, clock)


def join(accounts: Accounts, email: str = "ana@example.com", role: Role = Role.REVIEWER, name: str = "Ana") -> str:
    _, token = accounts.invite(None, role, invited_by="test")
    return accounts.accept(token, email=email, name=name, password=GOOD)


def test_an_invitation_becomes_an_account_that_can_sign_in(accounts: Accounts, store: Store):
    token = join(accounts, "  Ana@Example.com ")
    session = store.sessions.of(token, NOW)
    assert session
    assert (session.who.name, session.role) == ("Ana", Role.REVIEWER)
    again = accounts.sign_in("ana@EXAMPLE.com", GOOD, address="10.0.0.1")
    assert again != token
    assert store.sessions.of(again, NOW)


def test_an_invitation_is_taken_up_once(accounts: Accounts):
    _, token = accounts.invite("ana@example.com", Role.LEAD, invited_by="test")
    accounts.accept(token, email="somebody@else.example", name="Ana", password=GOOD)
    with pytest.raises(NotFound):
        accounts.accept(token, email=None, name="Eve", password=GOOD)


def test_an_invitation_names_its_address(accounts: Accounts, store: Store):
    _, token = accounts.invite("ana@example.com", Role.LEAD, invited_by="test")
    accounts.accept(token, email="eve@else.example", name="Ana", password=GOOD)
    assert [person.email for person in store.people.list()] == ["ana@example.com"]


def test_an_invitation_runs_out(accounts: Accounts, clock: Clock):
    _, token = accounts.invite(None, Role.LEAD, invited_by="test")
    clock.later(timedelta(days=8))
    with pytest.raises(NotFound):
        accounts.accept(token, email="ana@example.com", name="Ana", password=GOOD)


@pytest.mark.parametrize(
    ("email", "name", "password"),
    [
        ("ana@example.com", "Ana", "short"),
        ("ana@example.com", "Ana", "aaaaaaaaaaaaaaaa"),
        ("ana@example.com", "Ana", "ana@example.com"),
        ("ana@example.com", "Ana", "x" * 201),
        ("nobody", "Ana", GOOD),
        ("a b@example.com", "Ana", GOOD),
        ("ana@example.com", "  ", GOOD),
        ("ana@example.com", "n" * 201, GOOD),
        ("", "Ana", GOOD),
    ],
)
def test_what_cannot_be_an_account_leaves_the_invitation_open(
    accounts: Accounts, store: Store, email: str, name: str, password: str
):
    _, token = accounts.invite(None, Role.REVIEWER, invited_by="test")
    with pytest.raises(InvalidInput) as refused:
        accounts.accept(token, email=email, name=name, password=password)
    assert len(password) < 10 or password not in str(refused.value.body())
    assert store.people.list() == []
    assert accounts.invitation(token)


def test_one_address_has_one_account(accounts: Accounts):
    join(accounts)
    with pytest.raises(Conflict):
        join(accounts)
    with pytest.raises(Conflict):
        accounts.invite("ANA@example.com", Role.ADMIN, invited_by="test")


def test_guessing_is_stopped_and_does_not_lock_the_owner_out(accounts: Accounts, clock: Clock):
    join(accounts)
    for _ in range(5):
        with pytest.raises(Unauthenticated):
            accounts.sign_in("ana@example.com", "wrong", address="10.6.6.6")
    with pytest.raises(TooManyTries, match="15 min"):
        accounts.sign_in("ana@example.com", GOOD, address="10.6.6.6")
    assert accounts.sign_in("ana@example.com", GOOD, address="10.0.0.1")
    clock.later(timedelta(minutes=16))
    assert accounts.sign_in("ana@example.com", GOOD, address="10.6.6.6")


def test_guessing_at_many_accounts_is_stopped(accounts: Accounts):
    for number in range(50):
        with pytest.raises(Unauthenticated):
            accounts.sign_in_with_key(f"amk_{number}", address="10.6.6.6")
    with pytest.raises(TooManyTries):
        accounts.sign_in("somebody@example.com", "wrong", address="10.6.6.6")


def test_an_unknown_address_costs_a_comparison_as_well(accounts: Accounts, monkeypatch: pytest.MonkeyPatch):
    from argon2 import PasswordHasher

    compared = []
    verify_with = PasswordHasher.verify

    def noting(self: PasswordHasher, stored: str, password: str) -> bool:
        compared.append(stored.split("$")[:4])
        return verify_with(self, stored, password)

    join(accounts)
    monkeypatch.setattr(PasswordHasher, "verify", noting)
    for email in ("ana@example.com", "nobody@example.com"):
        with pytest.raises(Unauthenticated):
            accounts.sign_in(email, "wrong", address="10.0.0.1")
    known, unknown = compared
    assert known == unknown, "with the same settings, hence for as long"


def test_who_is_shut_out_is_out_at_once(accounts: Accounts, store: Store):
    join(accounts, "boss@example.com", Role.ADMIN, "Boss")
    token = join(accounts)
    ana = store.people.list()[1]
    store.people.change(ana.id, disabled=True)
    assert store.sessions.of(token, NOW) is None
    with pytest.raises(Unauthenticated):
        accounts.sign_in("ana@example.com", GOOD, address="10.0.0.1")


def test_the_last_admin_stays(accounts: Accounts, store: Store):
    join(accounts, "boss@example.com", Role.ADMIN, "Boss")
    boss = store.people.list()[0]
    for change in ({"disabled": True}, {"role": Role.REVIEWER}):
        with pytest.raises(Conflict, match="last admin"):
            store.people.change(boss.id, **change)
    assert store.people.get(boss.id).role is Role.ADMIN
    assert store.people.get(boss.id).disabled_at is None


def test_a_session_ends_idle_and_ends_at_last(accounts: Accounts, store: Store, clock: Clock):
    token = join(accounts)
    assert store.sessions.of(token, clock.later(IDLE_TIME - timedelta(minutes=1)))
    assert store.sessions.of(token, clock.later(IDLE_TIME - timedelta(minutes=1)))
    assert store.sessions.of(token, clock.later(IDLE_TIME)) is None
    token = accounts.sign_in("ana@example.com", GOOD, address="10.0.0.1")
    begun = clock.now
    while clock.now + timedelta(hours=11) < begun + LONGEST_TIME:
        assert store.sessions.of(token, clock.later(timedelta(hours=11)))
    assert store.sessions.of(token, begun + LONGEST_TIME) is None


def test_tokens_are_rotated_with_a_moment_of_grace(accounts: Accounts, store: Store, clock: Clock):
    token = join(accounts)
    session = store.sessions.of(token, NOW)
    assert session
    assert store.sessions.rotate(session, NOW) is None
    now = clock.later(ROTATION_TIME)
    fresh = store.sessions.rotate(session, now)
    assert fresh
    assert store.sessions.rotate(session, now) is None, "two pages at once rotate once"
    assert store.sessions.of(fresh, now)
    assert store.sessions.of(token, now)
    assert store.sessions.of(token, now + GRACE_TIME) is None


def test_a_new_password_ends_the_other_sessions(accounts: Accounts, store: Store):
    old = join(accounts)
    person = store.people.list()[0]
    with pytest.raises(Unauthenticated):
        accounts.change_password(person, "wrong", "eight purple kettles", address="10.0.0.1")
    new = accounts.change_password(person, GOOD, "eight purple kettles", address="10.0.0.1")
    assert store.sessions.of(old, NOW) is None
    assert store.sessions.of(new, NOW)
    with pytest.raises(Unauthenticated):
        accounts.sign_in(person.email, GOOD, address="10.0.0.1")


def test_a_revoked_key_ends_its_session(accounts: Accounts, store: Store):
    key, secret = store.keys.create("desk", ["review"])
    token = accounts.sign_in_with_key(secret, address="10.0.0.1")
    session = store.sessions.of(token, NOW)
    assert session
    assert session.who.scopes == {"review"}
    store.keys.revoke(key.id)
    assert store.sessions.of(token, NOW) is None


def test_no_secret_is_on_record(accounts: Accounts, store_url: str):
    from sqlalchemy import text

    from api.store.database import Database

    session = join(accounts)
    _, invitation = accounts.invite(None, Role.ADMIN, invited_by="test")
    database = Database(store_url)
    with database.read() as connection:
        queries = ("SELECT * FROM people", "SELECT * FROM sessions", "SELECT * FROM invitations")
        rows = [str(connection.execute(text(query)).all()) for query in queries]
    database.close()
    assert not any(secret in told for told in rows for secret in (session, invitation, GOOD))


def test_passwords_are_hashed_with_argon2id():
    stored = hash_password(GOOD)
    assert stored.startswith("$argon2id$")
    assert verify(stored, GOOD)
    assert not verify(stored, GOOD + " ")
    assert not verify(None, GOOD)
    assert not verify("no hash", GOOD)
