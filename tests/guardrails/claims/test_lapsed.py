from __future__ import annotations

from datetime import date

import pytest

from guardrails.finding import ClaimStatus
from knowledge.facts import Fact, FactKind
from tests.guardrails.claims.conftest import judge

OLD = Fact(id="old", kind=FactKind.POLICY, text="Items can be returned within 30 days.", valid_until=date(2026, 5, 1))
NEW = Fact(id="new", kind=FactKind.POLICY, text="Items can be returned within 14 days.", valid_from=date(2026, 5, 2))
COMING = Fact(
    id="coming",
    kind=FactKind.POLICY,
    text="We refund delivery charges in full if an item arrives damaged.",
    valid_from=date(2026, 6, 1),
)


@pytest.mark.parametrize(
    ("text", "facts", "rule", "why"),
    [
        (
            "You can return it within 30 days.",
            (OLD,),
            "unverified-claim",
            "Policy old, which says so, ended on 1 May 2026.",
        ),
        (
            "You can return it within 30 days.",
            (OLD, NEW),
            "contradicts-record",
            "Policy old, which says so, ended on 1 May 2026.",
        ),
        (
            "We'll refund your delivery charge.",
            (COMING,),
            "unauthorised-promise",
            "Policy coming, which says so, begins on 1 June 2026.",
        ),
        (
            "Delivery charges are refunded if an item arrives damaged.",
            (COMING,),
            "unverified-claim",
            "Policy coming, which says so, begins on 1 June 2026.",
        ),
    ],
)
def test_a_lapsed_fact_supports_nothing_but_is_named(text: str, facts: tuple[Fact, ...], rule: str, why: str):
    found = judge(text, facts)
    (violation,) = found.violations
    assert violation.rule == rule
    assert violation.message.endswith(why)
    assert not {"old", "coming"} & {fact for claim in found.claims for fact in claim.facts}


@pytest.mark.parametrize("today", [date(2026, 4, 1), date(2026, 5, 1)])
def test_a_fact_supports_up_to_its_last_day(today: date):
    found = judge("You can return it within 30 days.", (OLD, NEW), today=today)
    assert [(claim.status, claim.facts) for claim in found.claims] == [(ClaimStatus.SUPPORTED, ["old"])]


@pytest.mark.parametrize("today", [date(2026, 5, 2), date(2026, 7, 1)])
def test_a_fact_supports_from_its_first_day_on(today: date):
    found = judge("You can return it within 14 days.", (OLD, NEW), today=today)
    assert [(claim.status, claim.facts) for claim in found.claims] == [(ClaimStatus.SUPPORTED, ["new"])]


def test_what_no_fact_ever_said_is_told_without_one():
    (violation,) = judge("You can return it within 45 days.", (OLD,)).violations
    assert "ended" not in violation.message
