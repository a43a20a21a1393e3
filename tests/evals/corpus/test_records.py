from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from evals.corpus.records import FOLDER, SPLITS, CorpusError, Record, dump, load, parse, read, schema

SOUND: dict[str, Any] = {
    "id": "ash-0001",
    "unit": "sentence",
    "language": "en",
    "audience": "public",
    "channel": "x",
    "complaint": "My lamp broke.",
    "before": "Oh dear.",
    "text": "It was one lamp.",
    "labels": [{"rule": "minimises", "start": 7, "end": 15}],
    "also": ["defensive"],
    "near": [],
    "style": "subtle",
    "facts": [],
    "writer": "ash",
}


def test_a_record_is_written_as_it_was_read():
    line = orjson.dumps(SOUND)
    assert dump([parse(line)]) == line + b"\n"


def test_the_guard_is_given_what_precedes_the_text():
    record = Record.model_validate(SOUND)
    assert record.given == "Oh dear. It was one lamp."
    assert record.given[record.offset :] == record.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"labels": [{"rule": "minimises", "start": 7, "end": 17}]}, "lies at 7:17 of a text of 16"),
        ({"labels": [{"rule": "rude", "start": 0, "end": 2}]}, "there is no rule 'rude'"),
        ({"labels": []}, "does not fit 0 labels"),
        ({"also": ["minimises"]}, "'also' names other rules"),
        ({"near": ["hostile"]}, "near misses, and they alone"),
        ({"style": "clean"}, "a sentence cannot be 'clean'"),
        ({"writer": "elm"}, "does not begin with its writer"),
        ({"unit": "reply"}, "a whole reply has nothing before it"),
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"channel": "fax"}, "channel: Input should be"),
        ({"facts": [{"id": "f1", "kind": "order", "text": "Shipped."}]}, "a sentence has no facts"),
        (
            {"audience": "private", "labels": [{"rule": "discloses-private-data", "start": 0, "end": 2}]},
            "only a public",
        ),
    ],
)
def test_a_record_at_odds_with_itself_is_refused(change: dict[str, Any], told: str):
    with pytest.raises(CorpusError, match=r"ash\.jsonl:3: ") as caught:
        parse(orjson.dumps(SOUND | change), "ash.jsonl:3")
    assert told in str(caught.value)


def test_errors_name_file_and_line(tmp_path: Path):
    path = tmp_path / "ash.jsonl"
    path.write_bytes(orjson.dumps(SOUND) + b"\n{")
    with pytest.raises(CorpusError, match=r"ash\.jsonl:2: not JSON"):
        read([path])
    path.write_bytes((orjson.dumps(SOUND) + b"\n") * 2)
    with pytest.raises(CorpusError, match=r"ash\.jsonl:2: the id 'ash-0001' occurs twice"):
        read([path])


def test_an_unknown_split_is_refused():
    with pytest.raises(CorpusError, match="there is no split 'test'; use one of train, tune, sealed"):
        load("test")


def test_the_schema_file_is_fresh():
    assert (FOLDER / "schema.json").read_text(encoding="utf-8") == schema()


def test_the_published_records_are_sound_and_no_text_stands_in_two_splits():
    splits = {split: load(split) for split in SPLITS}
    texts = {split: {record.text.casefold() for record in records} for split, records in splits.items()}
    assert not texts["sealed"] & (texts["train"] | texts["tune"])
    assert not texts["train"] & texts["tune"]
