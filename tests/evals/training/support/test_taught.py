from __future__ import annotations

import numpy as np

from evals.case import Case
from evals.training.support.taught import UNKNOWN, teach
from guardrails.claims.ruling import RULES
from guardrails.finding import Audience
from tests.guardrails.claims.conftest import SHIPPED, TODAY

TEXT = "We're sorry. It left on 7 May with Swiftline."
AT = TEXT.index("7 May")
CONTRADICTS = RULES.index("contradicts-record")


def case(**more: object) -> Case:
    return Case(id="c", text=TEXT, audience=Audience.PRIVATE, facts=(SHIPPED,), as_of=TODAY, **more)


def test_the_guilty_sentence_and_its_guilty_tokens_are_taught() -> None:
    (taught,), _ = teach(case(), [("contradicts-record", AT, AT + 5)], 160)
    assert taught.targets[:, CONTRADICTS].tolist() == [0, 1]
    (start, end), said = taught.window.places[1], taught.window.said[1]
    guilty = {said.spans[at] for at in np.flatnonzero(taught.tokens[start:end, CONTRADICTS] == 1)}
    assert all(low < AT + 5 and high > AT for low, high in guilty)
    assert (taught.tokens[: taught.window.places[0][0]] == UNKNOWN).all()


def test_what_might_be_named_as_well_teaches_nothing() -> None:
    (taught,), _ = teach(case(also=frozenset({"unverified-claim"})), [("contradicts-record", AT, AT + 5)], 160)
    assert taught.targets[1, RULES.index("unverified-claim")] == UNKNOWN
    assert taught.targets[0, RULES.index("unverified-claim")] == 0


def test_only_windows_with_the_place_are_taught() -> None:
    taught, _ = teach(case(), [], 160, (AT, AT + 5))
    assert len(taught) == 1
    assert teach(case(), [], 160, (500, 501))[0] == []
