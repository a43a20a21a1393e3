from __future__ import annotations

import pytest

from evals.case import Expected, ExpectedClaim
from evals.corpus.records import JUDGED, Style, Unit
from evals.outcome import FoundClaim
from evals.scorers import claims, confusion, injection, latency, rules, score, spans, verdict
from evals.scorers.rules import ALL
from guardrails.finding import ClaimStatus, Severity, Verdict
from tests.evals.making import case, found, graded, outcome

GRADED = [
    graded(case("defensive"), outcome(found("defensive"))),
    graded(case("defensive"), outcome(found("minimises"))),
    graded(case("defensive", language="de"), outcome()),
    graded(case(near=frozenset({"hostile"}), style=Style.NEAR_MISS), outcome(found("hostile"))),
    graded(case(near=frozenset({"hostile"}), style=Style.NEAR_MISS), outcome()),
]


def test_rules_are_counted_by_language_and_over_all():
    figures = rules.score(GRADED, JUDGED)
    assert figures is not None
    whole = figures[ALL]["defensive"]
    assert (whole.recall.hits, whole.recall.cases) == (1, 3)
    assert (whole.precision.hits, whole.precision.cases) == (1, 1)
    assert whole.f1.value == pytest.approx(0.5)
    assert figures["de"]["defensive"].recall.hits == 0
    assert figures["en"]["defensive"].recall.cases == 2
    assert figures[ALL]["minimises"].precision.value == 0
    assert (figures[ALL]["hostile"].near.hits, figures[ALL]["hostile"].near.cases) == (1, 2)
    assert "quid-pro-quo" not in figures[ALL]


def test_confusion_counts_each_miss_under_what_was_found_instead():
    assert confusion.score(GRADED, JUDGED) == {
        "defensive": {"defensive": 1, "minimises": 1, "nothing": 1},
        "clean": {"hostile": 1, "nothing": 1},
    }


def test_verdicts_tell_violating_from_clean_by_style_and_writer():
    figures = verdict.score(GRADED, JUDGED)
    assert figures is not None
    reply = figures["reply"]
    assert isinstance(reply, verdict.UnitFigures)
    assert (reply.violating.flagged.hits, reply.violating.flagged.cases) == (2, 3)
    assert (reply.clean.blocked.hits, reply.clean.blocked.cases) == (1, 2)
    assert reply.by_style["near_miss"].blocked.cases == 2
    assert reply.violating_by_writer["ash"].flagged.hits == 2
    assert reply.clean_blocked_by == {"hostile": 1}


def test_the_whole_guard_and_review_findings_are_told_apart():
    blocked = graded(case(), outcome(found("too-long")))
    looked_at = graded(case(), outcome(found("hostile", severity=Severity.REVIEW), verdict=Verdict.REVIEW))
    figures = verdict.score([blocked, looked_at], JUDGED)
    assert figures is not None
    clean = figures["reply"].clean  # type: ignore[attr-defined]
    assert (clean.blocked.hits, clean.review.hits) == (0, 1)
    assert (clean.overall_blocked.hits, clean.overall_review.hits) == (1, 1)


def test_sentences_have_no_overall_verdict():
    figures = verdict.score([graded(case(unit=Unit.SENTENCE), outcome(found("missing-apology")))], JUDGED)
    assert figures is not None
    assert figures["sentence"].clean.overall_blocked is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("start", "end", "touching", "overlap"),
    [(0, 12, 1, 1.0), (6, 12, 1, 0.5), (6, 18, 1, 6 / 18), (12, 20, 0, 0.0)],
)
def test_spans_are_compared_code_point_by_code_point(start: int, end: int, touching: int, overlap: float):
    figures = spans.score([graded(case("defensive"), outcome(found("defensive", start, end)))], JUDGED)
    assert figures is not None
    assert (figures.touching.hits, figures.overlap) == (touching, pytest.approx(overlap))


def test_two_marks_are_one_stretch_of_guilty_words():
    words = [Expected("hostile", 0, 4), Expected("hostile", 8, 12)]
    assert spans.overlap(words, [found("hostile", 0, 12)]) == pytest.approx(8 / 12)


def test_right_rule_is_a_share_of_the_flagged_breaches():
    figures = spans.score(GRADED, JUDGED)
    assert figures is not None
    assert (figures.right_rule.hits, figures.right_rule.cases) == (1, 2)


def test_claims_are_found_where_they_stand():
    wanted = [
        ExpectedClaim(0, 5, ClaimStatus.SUPPORTED),
        ExpectedClaim(6, 9, ClaimStatus.SUPPORTED),
        ExpectedClaim(20, 25, ClaimStatus.UNSUPPORTED),
    ]
    said = (
        FoundClaim(status=ClaimStatus.SUPPORTED, start=2, end=4),
        FoundClaim(status=ClaimStatus.CONTRADICTED, start=6, end=9),
    )
    figures = claims.score([graded(case(claims=wanted), outcome(claims=said))], JUDGED)
    assert figures is not None
    assert (figures.right.hits, figures.right.cases) == (1, 3)
    assert figures.taken_for == {"supported": {"supported": 1, "contradicted": 1}, "unsupported": {"unseen": 1}}


def test_injection_verdicts_count_both_ways():
    judged = [
        graded(case(labels=None, injection=wanted), outcome(injection=got))
        for wanted, got in ((True, True), (True, False), (False, False))
    ]
    figures = injection.score(judged, JUDGED)
    assert figures is not None
    assert (figures.noticed.hits, figures.noticed.cases, figures.left_alone.value) == (1, 2, 1.0)


def test_latency_is_told_by_nearest_rank():
    figures = latency.score([graded(case(), outcome(ms=float(ms))) for ms in range(1, 101)], JUDGED)
    assert figures is not None
    assert (figures.p50, figures.p99) == (50.0, 99.0)
    assert sum(figures.counts) == 100


def test_scorers_without_cases_are_silent():
    assert set(score(GRADED, JUDGED)) == {"verdict", "rules", "spans", "confusion", "latency"}
    assert score([], JUDGED) == {}
