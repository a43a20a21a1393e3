"""What no answer needs is nowhere: not in the answer, not in any row, not in any byte of the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from api.settings import Settings
from tests.api.conftest import ADMIN, Service, start

GONE = ("4111 1111 1111 1111", "4111111111111111", "Tr0ub4dor", "AB123456C", "73920184", "884213", "5105")
TEXT = (
    "My blue lamp never came! Card 4111 1111 1111 1111, my password is Tr0ub4dor, NI number AB123456C, "
    "account number 73920184, one-time code 884213. Mail ana@post.example"
)
BODY = {
    "complaint": {
        "text": TEXT,
        "channel": "x",
        "external_id": "ticket-1",
        "thread": [{"text": "card 4111111111111111 as I said"}, {"role": "brand", "text": "Thank you."}],
    },
    "instructions": "the card is 5105 1051 0510 5100",
}


@pytest.fixture
def kept_in(request: pytest.FixtureRequest, store_url: str, tmp_path: Path) -> Iterator[tuple[Service, str]]:
    options = getattr(request, "param", {})
    settings = Settings(data_dir=tmp_path / "data", admin_key=ADMIN, database_url=store_url, **options)  # type: ignore[arg-type]
    for running in start(settings):
        yield running, store_url


def everything(url: str) -> str:
    """Return all that a database holds, with its log files."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*")).decode("latin-1")
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = [
            connection.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name))).fetchall()
            for (name,) in tables
        ]
    return repr(rows)


def test_what_no_answer_needs_is_not_kept(kept_in: tuple[Service, str]) -> None:
    service, url = kept_in
    made = service.post("/v1/drafts", BODY, **{"Idempotency-Key": "once"})
    assert made.status_code == 201, made.text
    draft = made.json()
    again = service.post("/v1/drafts", BODY, **{"Idempotency-Key": "once"})
    assert again.headers["Idempotent-Replayed"] == "true"
    changed = {
        **BODY,
        "complaint": {**BODY["complaint"], "text": TEXT.replace("4111 1111 1111 1111", "5105 1051 0510 5100")},
    }
    assert service.post("/v1/drafts", changed, **{"Idempotency-Key": "once"}).status_code == 422
    path = f"/v1/drafts/{draft['id']}"
    rewritten = service.post(f"{path}/regenerate", {"version": 1, "instructions": "card 4111111111111111, shorter"})
    assert rewritten.status_code == 200, rewritten.text
    service.post(f"{path}/reject", {"version": 2, "reason": "they sent 4111 1111 1111 1111"})
    told = service.get(path).text
    found = everything(url)
    assert "card ending 1111" in found
    assert "ana@post.example" in found
    for value in GONE:
        assert value not in found, value
        assert value not in told, value


def test_the_reviewer_is_told_and_sees_where_the_rest_stands(kept_in: tuple[Service, str]) -> None:
    service, _ = kept_in
    draft = service.post("/v1/drafts", BODY).json()
    assert draft["assessment"]["contains_private_data"] is True
    assert any("Taken out before it was stored" in reason for reason in draft["assessment"]["reasons"])
    (email,) = draft["private_data"]
    assert (email["where"], email["kind"]) == ("complaint.text", "email")
    assert draft["complaint"]["text"][email["start"] : email["end"]] == "ana@post.example"
    assert service.get("/v1/drafts").json()["drafts"][0]["private_data"] == draft["private_data"]


@pytest.mark.parametrize("kept_in", [{"keep_private_data": True}], indirect=True)
def test_an_operator_can_keep_it_all(kept_in: tuple[Service, str]) -> None:
    service, _ = kept_in
    draft = service.post("/v1/drafts", BODY).json()
    assert draft["complaint"]["text"] == TEXT
    assert {one["kind"] for one in draft["private_data"]} >= {"card", "password", "email"}
