from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.facts import Fact, FactKind
from knowledge.ingest import ingest, ingest_upload
from knowledge.memory import MemoryRepository
from knowledge.passages import Passage
from knowledge.repository import Upserted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shop"
    (made / "policies").mkdir(parents=True)
    (made / "policies" / "returns.md").write_text("# Returns\n\nSend it back.", encoding="utf-8")
    (made / "policies" / "refunds.txt").write_text("We refund.", encoding="utf-8")
    (made / "orders.csv").write_text("order_id,status\n1,shipped\n2,late\n", encoding="utf-8")
    (made / ".hidden.md").write_text("Secret.", encoding="utf-8")
    (made / "logo.png").write_bytes(b"\x89PNG")
    return made


@pytest.fixture
def repo() -> MemoryRepository:
    return MemoryRepository()


def policies(repo: MemoryRepository) -> list[str]:
    return [fact.id for fact in repo.list(FactKind.POLICY)]


def test_a_folder_comes_in_and_the_second_time_nothing_changes(folder: Path, repo: MemoryRepository) -> None:
    seen: list[str] = []
    report = ingest([folder], repo, progress=seen.append)
    assert sorted(report.created) == ["order-1", "order-2", "refunds", "returns"]
    assert report.failures == []
    assert seen == ["orders.csv", "policies/refunds.txt", "policies/returns.md"]
    assert len(repo.changes(0).added) == 2
    before = repo.revision()
    again = ingest([folder], repo)
    assert sorted(again.unchanged) == sorted(report.created)
    assert (again.created, again.updated, again.removed) == ([], [], [])
    assert repo.revision() == before


def test_a_changed_file_updates_and_what_it_no_longer_says_goes(folder: Path, repo: MemoryRepository) -> None:
    ingest([folder], repo)
    (folder / "orders.csv").write_text("order_id,status\n2,delivered\n3,new\n", encoding="utf-8")
    report = ingest([folder], repo)
    assert (report.created, report.updated, report.removed) == (["order-3"], ["order-2"], ["order-1"])


def test_a_vanished_file_takes_its_facts_with_it(folder: Path, repo: MemoryRepository) -> None:
    ingest([folder], repo)
    (folder / "policies" / "returns.md").unlink()
    assert ingest([folder], repo).removed == ["returns"]
    assert policies(repo) == ["refunds"]
    assert repo.changes(0).removed
    assert ingest([folder], repo).removed == []


def test_another_folder_is_never_touched(folder: Path, repo: MemoryRepository, tmp_path: Path) -> None:
    other = tmp_path / "shop-two"
    other.mkdir()
    (other / "hours.md").write_text("# Hours\n\nWe open at nine.", encoding="utf-8")
    ingest([folder], repo)
    assert ingest([other], repo).removed == []
    assert policies(repo) == ["hours", "refunds", "returns"]


def test_two_folders_may_hold_a_file_of_one_name(folder: Path, repo: MemoryRepository, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "returns.md").write_text("# Returns\n\nOther rules.", encoding="utf-8")
    ingest([folder], repo)
    first, second = ingest([other], repo), ingest([other, folder], repo)
    assert len(first.created) == 1
    assert first.created[0].startswith("returns-")
    assert (second.created, second.updated, second.removed) == ([], [], [])
    texts = {fact.text for fact in repo.list(FactKind.POLICY)}
    assert {"Send it back.", "Other rules."} <= texts


def test_a_file_that_cannot_be_read_this_time_keeps_its_facts(folder: Path, repo: MemoryRepository) -> None:
    ingest([folder], repo)
    (folder / "policies" / "returns.md").write_bytes(b"\x00" * 50)
    (folder / "orders.csv").write_text("order_id,status,total\n1,lost,much\n3,new,1\n", encoding="utf-8")
    report = ingest([folder], repo)
    assert [failure.source for failure in report.failures] == ["orders.csv", "policies/returns.md"]
    assert "returns" in policies(repo)
    kept = repo.get(FactKind.ORDER, ["order-1"])[0].order()
    assert kept is not None
    assert kept.status == "shipped"
    assert report.removed == ["order-2"]


def test_a_single_file_and_one_that_is_not_there(folder: Path, repo: MemoryRepository) -> None:
    file = folder / "policies" / "returns.md"
    assert ingest([file, folder / "nowhere"], repo).created == ["returns"]
    assert "no such file" in ingest([folder / "nowhere"], repo).failures[0].reason
    file.unlink()
    assert ingest([file], repo).removed == ["returns"]


def test_symlink_loops_and_odd_files_are_passed_by(folder: Path, repo: MemoryRepository) -> None:
    (folder / "policies" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.md").symlink_to(folder / "nothing.md")
    os.mkfifo(folder / "pipe.md")
    assert len(ingest([folder], repo).created) == 4


def test_a_giant_file_is_told(folder: Path, repo: MemoryRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.ingest.sources.MAX_SOURCE_BYTES", 20)
    report = ingest([folder], repo)
    assert {failure.source for failure in report.failures} == {"orders.csv", "policies/returns.md"}
    assert "larger than" in report.failures[0].reason


def test_a_source_is_stored_in_one_transaction_and_a_kill_is_made_good(folder: Path) -> None:
    class Killed(MemoryRepository):
        def upsert(self, facts: Sequence[Fact], passages: Sequence[Passage], *, group: str | None = None) -> Upserted:
            if any(fact.id == "returns" for fact in facts) and not self.groups().get("killed"):
                raise KeyboardInterrupt
            return super().upsert(facts, passages, group=group)

    repo = Killed()
    with pytest.raises(KeyboardInterrupt):
        ingest([folder], repo)
    assert policies(repo) == ["refunds"]
    repo.mark_group("killed", "yes")
    assert ingest([folder], repo).created == ["returns"]


def test_an_upload_replaces_the_one_before(repo: MemoryRepository) -> None:
    ingest_upload("rules.jsonl", b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}', repo)
    report = ingest_upload("rules.jsonl", b'{"id": "b", "text": "Two!"}\n{"id": "c", "text": "Three."}', repo)
    assert (report.created, report.updated, report.removed) == (["c"], ["b"], ["a"])
    assert ingest_upload("bad.pdf", b"junk", repo).failures[0].source == "bad.pdf"
    assert policies(repo) == ["b", "c"]
