from __future__ import annotations

from pathlib import Path

import pytest

from evals.corpus.agreement import SECOND, agree, kappa, read_second
from evals.corpus.records import CorpusError, load


def test_kappa_is_known():
    assert kappa([True, True, False, False], [True, True, False, False]) == 1
    assert kappa([True, True, False, False], [True, False, True, False]) == 0
    assert kappa([True] * 20 + [False] * 30, [True] * 15 + [False] * 5 + [True] * 10 + [False] * 20) == pytest.approx(
        0.4
    )
    assert kappa([False, False], [False, False]) == 1


def test_a_second_reader_s_file_is_read(tmp_path: Path):
    path = tmp_path / "a.tsv"
    path.write_text("oak-0001\tclean\n\noak-0002\tdefensive,minimises\twords || more\n", encoding="utf-8")
    assert read_second(path) == {"oak-0001": frozenset(), "oak-0002": frozenset({"defensive", "minimises"})}


def test_a_rule_that_does_not_exist_is_named(tmp_path: Path):
    path = tmp_path / "a.tsv"
    path.write_text("oak-0001\tdefensiv\tx\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"a.tsv:1: 'defensiv'"):
        read_second(path)


def test_the_published_readers_read_what_is_published():
    records = load("sealed")
    for path in SECOND.glob("*.tsv"):
        found = agree(records, read_second(path))
        assert found.same_verdict <= found.cases
        assert found.kappas["any"] > 0.8


def test_nothing_in_common_is_an_error():
    with pytest.raises(CorpusError, match="check the ids"):
        agree([], {"oak-1": frozenset()})
