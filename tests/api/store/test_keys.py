from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from api.errors import InvalidInput
from api.store import keys as keys_module
from api.store.database import Database
from api.store.engine import Store, open_store
from api.store.keys import KeyStore, Scope


def test_a_key_is_known_by_its_secret_alone(store: Store):
    key, secret = store.keys.create("Helpdesk", [Scope.DRAFT, "knowledge"])
    assert secret.startswith("amk_")
    assert len(secret) >= 47
    assert store.keys.authenticate(secret) == key
    assert store.keys.authenticate(key.id) is None
    assert store.keys.authenticate(secret[:-1]) is None
    assert store.keys.list() == [key]


@pytest.mark.parametrize("secret", ["", "amk_", "\x00", "\ud800", "ключ", "x" * 100_000, "' OR 1=1 --"])
def test_what_is_no_key_opens_nothing(store: Store, secret: str):
    assert store.keys.authenticate(secret) is None


def test_secrets_are_not_on_record(store: Store, store_url: str):
    _, secret = store.keys.create("a", ["draft"])
    database = Database(store_url)
    with database.read() as connection:
        rows = connection.execute(text("SELECT * FROM keys")).all()
    database.close()
    assert secret[4:] not in str(rows)


def test_a_key_allows_its_scopes_and_admin_allows_all(store: Store):
    key, _ = store.keys.create("a", ["draft", "review"])
    admin, _ = store.keys.create("b", ["admin"])
    assert [key.allows(scope) for scope in Scope] == [True, True, False, False]
    assert all(admin.allows(scope) for scope in Scope)


@pytest.mark.parametrize(
    ("name", "scopes", "says"),
    [
        ("", ["draft"], "name"),
        ("  ", ["draft"], "name"),
        ("n" * 201, ["draft"], "name"),
        ("a", [], "without a scope"),
        ("a", ["draft", "root"], "no scope 'root'"),
        ("a", ["\ud800"], "no scope"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused(store: Store, name: str, scopes: list[str], says: str):
    with pytest.raises(InvalidInput, match=says):
        store.keys.create(name, scopes)
    assert store.keys.list() == []


def test_a_revoked_key_opens_nothing_here_at_once(store: Store):
    key, secret = store.keys.create("a", ["draft"])
    assert store.keys.authenticate(secret)
    assert store.keys.revoke(key.id)
    assert store.keys.authenticate(secret) is None
    assert not store.keys.revoke(key.id)
    assert not store.keys.revoke("key_none\x00")
    assert store.keys.list()[0].revoked_at is not None


def test_a_revocation_elsewhere_takes_effect_when_the_memory_ends(
    store: Store, store_url: str, monkeypatch: pytest.MonkeyPatch
):
    clock = [0.0]
    monkeypatch.setattr(keys_module, "monotonic", lambda: clock[0])
    key, secret = store.keys.create("a", ["draft"])
    assert store.keys.authenticate(secret)
    other = open_store(store_url)
    other.keys.revoke(key.id)
    other.close()
    clock[0] = keys_module.CACHE_SECONDS + 0.1
    assert keys_module.CACHE_SECONDS <= 30
    assert store.keys.authenticate(secret) is None


def test_the_memory_is_bounded(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keys_module, "_MOST_CACHED", 2)
    secrets = [store.keys.create(str(n), ["draft"])[1] for n in range(4)]
    for secret in secrets:
        store.keys.authenticate(secret)
        store.keys.authenticate("wrong")
    assert len(store.keys._cache) <= 2


def test_the_first_admin_key_is_made_once(store: Store):
    made = store.keys.ensure_admin(None)
    assert store.keys.authenticate(made).allows(Scope.ADMIN)
    assert store.keys.ensure_admin(None) is None
    store.keys.revoke(store.keys.list()[0].id)
    assert store.keys.ensure_admin(None) is not None


def test_of_several_processes_at_once_one_makes_it(store_url: str):
    stores = [open_store(store_url) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda each: each.keys.ensure_admin(None), stores))
    for each in stores:
        each.close()
    assert sum(secret is not None for secret in made) == 1


def test_the_operators_own_secret_takes_the_place_of_the_last(store: Store):
    store.keys.create("kept", ["admin"])
    assert store.keys.ensure_admin("my-own-secret") is None
    assert store.keys.ensure_admin("my-own-secret") is None
    assert store.keys.authenticate("my-own-secret").allows(Scope.ADMIN)
    store.keys.ensure_admin("rotated")
    assert store.keys.authenticate("my-own-secret") is None
    assert store.keys.authenticate("rotated").allows(Scope.ADMIN)
    assert [key.name for key in store.keys.list() if key.revoked_at is None] == ["kept", "AMENDS_ADMIN_KEY"]


def test_a_secret_set_again_after_its_revocation_works_again(store: Store):
    store.keys.ensure_admin("mine")
    store.keys.revoke(store.keys.list()[0].id)
    store.keys.ensure_admin("mine")
    assert store.keys.authenticate("mine").allows(Scope.ADMIN)


def test_a_store_of_keys_needs_only_the_database(store: Store, store_url: str):
    _, secret = store.keys.create("a", ["draft"])
    database = Database(store_url)
    assert KeyStore(database).authenticate(secret).name == "a"
    database.close()
