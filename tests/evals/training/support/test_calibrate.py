from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from evals.case import Case, Expected
from evals.training.support.calibrate import fit, named, thresholds, weighing
from evals.training.support.scored import Scored, Sentence, cases, score, touches
from guardrails.claims.ruling import RULES
from guardrails.claims.support.weighing import SIGNS
from guardrails.finding import Audience
from tests.guardrails.claims.conftest import SHIPPED, TODAY

WRONG = RULES[1]


def scored(top: float, *, guilty: bool, ledger: bool = False) -> Scored:
    signs = [0.0] * len(SIGNS)
    signs[5] = top
    broken = frozenset({WRONG}) if guilty else frozenset()
    labels = [Expected(WRONG, 0, 1)] if guilty else []
    case = Case(id="c", text="It left.", audience=Audience.PRIVATE, labels=labels)
    logits = [0.5, 0.0, -3.0, -3.0, -3.0]
    return Scored(case, [Sentence(signs, logits, broken, frozenset({WRONG}) if ledger else frozenset())])


def test_the_weights_tell_guilty_signs_from_others() -> None:
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(400, 3))
    weights = fit(rows, (rows[:, 0] - rows[:, 1] > 0).astype(float))
    assert weights[0] > 1
    assert weights[1] < -1
    assert abs(weights[2]) < 0.5


def test_thresholds_leave_the_share_of_supported_replies_that_they_should() -> None:
    chance = Random(1)
    many = [scored(chance.random(), guilty=False) for _ in range(1000)]
    weights = np.zeros(len(SIGNS) + 1)
    weights[5] = 1
    block, look = thresholds(many, weights)
    tops = [one.sentences[0].signs[5] for one in many]
    assert sum(top >= block for top in tops) == pytest.approx(30, abs=2)
    assert sum(top >= look for top in tops) == pytest.approx(80, abs=2)


def test_the_ledgers_word_counts_where_it_names_the_right_rule() -> None:
    assert named([scored(1, guilty=True, ledger=True)]) > 0.5
    assert named([scored(1, guilty=True)]) == 0.0


def test_the_file_speaks_of_every_sign() -> None:
    chance = Random(2)
    many = [scored(chance.random(), guilty=False) for _ in range(50)]
    told = weighing([*many, *(scored(1 + chance.random(), guilty=True) for _ in range(50))], "v1")
    assert set(told["weights"]) == set(SIGNS)
    assert told["weights"]["encoder at most"] > 0
    assert told["look"] <= told["block"]


def test_a_label_touches_a_sentence_by_more_than_a_letter() -> None:
    assert touches((0, 10), (5, 20))
    assert not touches((0, 6), (5, 20))
    assert touches((5, 6), (5, 20))


def test_cases_are_scored_with_the_weights_in_place() -> None:
    text = "We're sorry. It left on 7 May."
    at = text.index("7 May")
    case = Case(
        id="c",
        text=text,
        audience=Audience.PRIVATE,
        facts=(SHIPPED,),
        as_of=TODAY,
        labels=[Expected(WRONG, at, at + 5)],
    )
    (one,) = score([case])
    assert [sentence.broken for sentence in one.sentences][-1] == {WRONG}
    assert all(len(sentence.signs) == len(SIGNS) for sentence in one.sentences)


def test_the_suites_of_the_tune_split_are_read() -> None:
    assert len(list(cases(Path("evals/cases/claims/tune").glob("*.yaml")))) > 500
