from __future__ import annotations

from contextlib import closing

import pytest

from api.commands.people import store_of, unlink
from api.errors import NotFound
from api.settings import Settings
from api.store.people import Role


def test_who_somebody_is_at_the_provider_is_forgotten(sqlite_url: str):
    settings = Settings(database_url=sqlite_url)
    with closing(store_of(settings)) as store:
        ana = store.people.add("ana@example.com", "Ana", Role.LEAD, password="hash", subject="https://login.example|1")
        assert not store.people.link(ana.id, "https://login.example|2")
        unlink(settings, "ANA@example.com")
        assert store.people.by_subject("https://login.example|1") is None
        assert store.people.link(ana.id, "https://login.example|2")
    with pytest.raises(NotFound, match="nobody has the address"):
        unlink(settings, "bo@example.com")
