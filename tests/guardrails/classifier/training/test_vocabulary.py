from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from guardrails.classifier.training import vocabulary
from guardrails.classifier.windows import TOKENIZER, tokenizer


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small English tokenizer, made from the one that ships."""
    small = ["[PAD]", *(f"[unused{number}]" for number in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    small += ["[unused99]", "we", "ask", "delay", "the", "hell", "und", "refund", "##s", "billing"]
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    vocabulary.write(TOKENIZER, path, small)
    return path


def built(published: Path, words: dict[str, dict[str, list[str]]], english: list[str]) -> vocabulary.Vocabulary:
    return vocabulary.build(Tokenizer.from_file(str(published)), words, english)


def test_a_word_of_another_language_starts_from_its_gloss(published: Path):
    told = built(published, {"es": {"rogamos": ["we ask"]}}, [])
    place = told.pieces.index("rogamos")
    old = Tokenizer.from_file(str(published)).get_vocab()
    assert told.sources[place] == [old["we"], old["ask"]]
    rows = np.zeros((len(old), 2), np.float32)
    rows[old["we"]], rows[old["ask"]] = (2, 0), (0, 2)
    assert told.embeddings(rows)[place] == pytest.approx([2**0.5, 2**0.5])


def test_the_empty_places_go_and_the_special_tokens_stay_where_they_are(published: Path):
    told = built(published, {}, [])
    assert told.pieces[100:104] == ["[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    assert "[unused99]" not in told.pieces


def test_a_published_piece_keeps_its_meaning_where_english_uses_it(published: Path):
    words = {"de": {"hell": ["delay"], "und": ["the"]}}
    old = Tokenizer.from_file(str(published)).get_vocab()
    told = built(published, words, ["hell hell", "we ask"])
    meant = dict(zip(told.pieces, told.sources, strict=True))
    assert meant["hell"] == [old["hell"]]
    assert meant["und"] == [old["the"]]


def test_compounds_are_read_by_their_parts(published: Path, tmp_path: Path):
    words = {"de": {"abrechnung": ["billing"], "storno": ["refund"], "stornoabrechnung": ["refund billing"]}}
    told = built(published, words, [])
    assert "##abrechnung" in told.pieces
    vocabulary.write(published, tmp_path / "made.json", told.pieces)
    made = Tokenizer.from_file(str(tmp_path / "made.json"))
    assert made.encode("Stornoabrechnungs", add_special_tokens=False).tokens == ["stornoabrechnung", "##s"]


def test_accents_case_and_apostrophes_are_folded():
    assert [vocabulary.folded(word) for word in ("Está", "j'", "Verzögerung")] == ["esta", "j", "verzogerung"]


def test_a_line_that_is_no_gloss_is_named(tmp_path: Path):
    (tmp_path / "es.tsv").write_text("hola\thello\nadiós goodbye\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"es\.tsv:2: expected word<TAB>gloss, found 'adiós goodbye'"):
        vocabulary.lexicons(tmp_path)


def test_what_ships_holds_words_of_every_language():
    known = tokenizer().get_vocab()
    for language, words in vocabulary.lexicons().items():
        share = sum(word in known for word in [*words][:1000]) / 1000
        assert share > 0.8, language
