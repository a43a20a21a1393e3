from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.store.engine import open_store
from tests.api.store.conftest import NOW, request_of


@pytest.fixture
def amends(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("AMENDS_DATABASE_URL", sqlite_url)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


@pytest.fixture
def case_id(sqlite_url: str) -> str:
    store = open_store(sqlite_url)
    request = request_of("Where is it?", author={"handle": "@quill"})
    accepted = store.drafts.accept(request, caller="k", idempotency=None, lease=0, owner="me", now=NOW)
    store.close()
    return accepted.case_id


@pytest.mark.usefixtures("case_id")
def test_a_trail_that_holds_ends_well(amends: Any) -> None:
    head = amends("audit", "head").stdout.strip()
    done = amends("audit", "verify", "--against", head)
    assert (done.exit_code, head in done.stdout) == (0, True)


def test_a_broken_trail_ends_with_1_and_names_the_place(amends: Any, case_id: str, sqlite_url: str) -> None:
    import sqlite3

    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    connection.executescript("DROP TRIGGER events_stay; UPDATE events SET actor = 'mallory' WHERE id = 1;")
    connection.close()
    done = amends("audit", "verify")
    assert done.exit_code == 1
    assert f"event 1 of case {case_id}: it is not as it was written" in done.stdout
    told = json.loads(amends("audit", "verify", "--json").stdout)
    assert (told["intact"], told["broken"]["id"]) == (False, 1)


@pytest.mark.usefixtures("case_id")
def test_a_wrong_digest_is_refused(amends: Any) -> None:
    assert "64 hexadecimal" in amends("audit", "verify", "--against", "xyz").exception.remedy


def test_the_export_goes_to_standard_output(amends: Any, case_id: str) -> None:
    assert [one["kind"] for one in json.loads(amends("audit", "export", "--case", case_id).stdout)] == ["accepted"]
    assert len(amends("audit", "export", "-f", "csv", "--since", "2026-05-04").stdout.splitlines()) == 2
    assert json.loads(amends("audit", "export", "--until", "2026-05-04").stdout) == []
    assert "json or csv" in amends("audit", "export", "-f", "xml").exception.remedy
    assert "2026-05-04" in amends("audit", "export", "--since", "soon").exception.remedy


def test_erasing_can_be_tried_first(amends: Any, case_id: str) -> None:
    tried = amends("erase", "--author", "@Quill", "--dry-run")
    assert "would be erased: 1 cases" in tried.stdout
    assert case_id in tried.stdout
    done = json.loads(amends("erase", "--author", "@Quill", "--json").stdout)
    assert (done["counts"]["cases"], done["compacted"]) == (1, True)
    assert amends("audit", "verify").exit_code == 0
    assert "quill" not in amends("audit", "export").stdout
