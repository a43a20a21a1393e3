from __future__ import annotations

from random import Random

import pytest

from evals.case import Case
from evals.targets.engine import reply_of
from evals.training.support.perturbed import crossed, otherwise, perturbed, sentences_of
from guardrails.claims.ledger import examine
from guardrails.document import read
from guardrails.finding import Audience
from tests.guardrails.claims.conftest import CARE, REFUNDS, SHIPPED, TODAY


def case(text: str) -> Case:
    return Case(id="c", text=text, audience=Audience.PRIVATE, facts=(SHIPPED, REFUNDS, CARE), as_of=TODAY)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Wednesday", "date"),
        ("6 May", "date"),
        ("£49.00", "amount"),
        ("two lamps", "quantity"),
        ("Maya", "person"),
        ("help@lumen.example", "email"),
        ("yesterday", "date"),
    ],
)
def test_another_value_of_the_same_shape(value: str, kind: str) -> None:
    for seed in range(30):
        new = otherwise(value, kind, Random(seed))
        assert new is None or (new and abs(len(new) - len(value)) <= 9)
    assert any(otherwise(value, kind, Random(seed)) not in {None, value} for seed in range(30))


def test_a_perturbed_copy_differs_just_where_it_says() -> None:
    given = case("Your two lamps left us on 6 May with Swiftline. They came to £49.00 in total.")
    ledger = examine(read(given.given), reply_of(given))
    for seed in range(40):
        done = perturbed(given, ledger, Random(seed))
        if done is None:
            continue
        ((rule, start, end),) = done.breaches
        assert rule in {"contradicts-record", "unknown-contact"}
        rest = len(done.case.text) - end
        assert done.case.text[:start] == given.text[:start]
        assert done.case.text[end:] == given.text[len(given.text) - rest :]
        assert done.case.text != given.text


def test_a_sentence_from_elsewhere_is_put_between_two() -> None:
    other = Case(id="d", text="Your order left us on 6 May.", audience=Audience.PRIVATE, facts=(SHIPPED,), as_of=TODAY)
    pool = sentences_of([other])
    assert [text for text, _ in pool] == ["Your order left us on 6 May."]
    given = Case(id="e", text="We're sorry. Tell us more.", audience=Audience.PRIVATE, as_of=TODAY)
    done = crossed(given, pool, Random(1))
    assert done is not None
    assert done.case.text == "We're sorry. Your order left us on 6 May. Tell us more."
    assert crossed(case("One only."), pool, Random(1)) is None
