"""What Prometheus may scrape. Labels are few and never hold personal data."""

from __future__ import annotations

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

from api.models import Attempt, Draft

_BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter("amends_http_requests", "HTTP requests answered", ("method", "route", "status"))
REQUEST_SECONDS = Histogram("amends_http_request_seconds", "Seconds per HTTP request", ("route",), buckets=_BUCKETS)
DRAFTS = Counter("amends_drafts", "Drafts written", ("writer", "action", "verdict"))
DRAFT_SECONDS = Histogram("amends_draft_seconds", "Seconds per draft, by step", ("step",), buckets=_BUCKETS)
ATTEMPTS = Counter("amends_attempts", "Attempts at writing, by outcome", ("writer", "outcome"))
FINDINGS = Counter("amends_findings", "Findings, by rule", ("rule", "severity"))
SEVERITIES = Counter("amends_severities_loads", "Times the severities file was read, by outcome", ("outcome",))
WEBHOOKS = Counter("amends_webhook_tries", "Tries at delivering webhooks, by outcome", ("event", "outcome"))
BRAND = Counter("amends_brand_loads", "Times a changed brand.yaml was read, by outcome", ("outcome",))
OVERDUE = Gauge("amends_cases_overdue", "Open cases whose deadline passed unanswered", multiprocess_mode="mostrecent")
BREACHES = Counter("amends_deadlines_missed", "Deadlines that passed without an approved reply")
DECISIONS = Counter("amends_decisions", "Decisions of reviewers", ("decision",))


def record_draft(draft: Draft) -> None:
    """Count a finished draft."""
    writer = "model" if draft.model else "composer"
    DRAFTS.labels(writer, draft.assessment.action, draft.verdict).inc()
    for step, milliseconds in draft.timings.items():
        DRAFT_SECONDS.labels(step).observe(milliseconds / 1000)
    for attempt in draft.attempts:
        kind = attempt.writer if attempt.writer in ("composer", "holding", "judge") else "model"
        ATTEMPTS.labels(kind, attempt.outcome).inc()
    for finding in draft.findings:
        FINDINGS.labels(finding.rule, finding.severity).inc()


def record_judging(attempt: Attempt) -> None:
    """Count a second look at a reply that was checked."""
    ATTEMPTS.labels(attempt.writer, attempt.outcome).inc()


def exposition() -> tuple[bytes, str]:
    """Return the metrics page and its content type; with several workers, of all of them."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(), CONTENT_TYPE_LATEST
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST
