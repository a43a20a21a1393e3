from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from api.cli import app
from api.commands.digest import moment_since
from api.errors import InvalidInput
from api.store.engine import open_store
from tests.api.store.conftest import NOW, draft_of, request_of

RUN = CliRunner()


def load(folder: Path, causes: list[tuple[str, str, str]]) -> None:
    store = open_store(f"sqlite:///{folder / 'amends.db'}")
    for cause, department, severity in causes:
        accepted = store.drafts.accept(
            request_of(), caller="k", idempotency=None, lease=10.0, owner="me", now=datetime.now(UTC)
        )
        draft = draft_of(accepted.draft_id, accepted.case_id)
        told = {"root_cause": cause, "department": department, "severity": severity}
        assessment = type(draft.assessment).model_validate(draft.assessment.model_dump() | told)
        store.drafts.finish(draft.model_copy(update={"assessment": assessment}), "me")
    store.close()


def test_it_tells_each_department_what_to_mend(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMENDS_DATA_DIR", str(data_dir))
    load(data_dir, [("late", "Logistics", "low"), ("late", "Logistics", "high"), ("broken", "Logistics", "high")])
    load(data_dir, [("charged_twice", "Finance", "medium")])
    told = RUN.invoke(app, ["digest", "--department", "Logistics", "--since", "7d"])
    assert told.exit_code == 0, told.output
    assert "Logistics: 3 cases" in told.output
    assert "median severity high" in told.output
    assert told.output.index("2  late") < told.output.index("1  broken")
    assert "Finance" not in told.output
    found = orjson.loads(RUN.invoke(app, ["digest", "--json"]).output)
    assert [one["department"] for one in found["departments"]] == ["Logistics", "Finance"]


def test_a_department_without_cases_is_told_so(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMENDS_DATA_DIR", str(data_dir))
    assert "No cases" in RUN.invoke(app, ["digest", "--department", "Nobody"]).output


def test_spans_and_moments() -> None:
    assert moment_since("7d", NOW) == NOW - timedelta(days=7)
    assert moment_since("24h", NOW) == NOW - timedelta(hours=24)
    assert moment_since("2026-05-04", NOW) == datetime(2026, 5, 4, tzinfo=UTC)
    with pytest.raises(InvalidInput):
        moment_since("last week", NOW)
