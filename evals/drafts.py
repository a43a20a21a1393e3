"""How drafts fare on the sample complaints: who wrote them in the end, and whether the guardrails let them through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

import orjson
from pydantic import SecretStr

from api.bootstrap import build
from api.commands.serve import prepare
from api.drafting.pipeline import Order
from api.models import Complaint, Draft, DraftRequest
from api.services import Services
from api.settings import Settings
from guardrails.finding import Verdict
from knowledge import samples

NOON = datetime.combine(samples.SNAPSHOT, time(12), UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many drafts there were, those blocked, and those that fell back on the holding line, by complaint number."""

    drafts: int
    blocked: list[int]
    fell_back: list[int]
    rules: Counter[str]


@contextmanager
def sample_services() -> Iterator[Services]:
    """Give the services over a fresh sample business, with the composer as the writer."""
    with _services(sample=True) as services:
        yield services


@contextmanager
def bare_services() -> Iterator[Services]:
    """Give the services of a business of which nothing is known but what comes with a request."""
    with _services(sample=False) as services:
        yield services


@contextmanager
def _services(*, sample: bool) -> Iterator[Services]:
    with TemporaryDirectory(prefix="amends-evals-") as name:
        settings = Settings(
            data_dir=Path(name), model=None, database_url=None, chroma_url=None, admin_key=SecretStr(token_urlsafe())
        )
        prepare(settings, sample=sample)
        services = build(settings, deferred=False)
        try:
            yield services
        finally:
            services.close()


def sample_complaints() -> list[Complaint]:
    """Return the sample complaints."""
    lines = (samples.sample_dir() / samples.COMPLAINTS).read_bytes().splitlines()
    return [Complaint.model_validate(orjson.loads(line)) for line in lines if line.strip()]


def draft_of(services: Services, complaint: Complaint, number: int) -> Draft:
    """Return the draft for a complaint, as of the day of the sample business."""
    request = DraftRequest(complaint=complaint, as_of=samples.SNAPSHOT)
    return services.pipeline.run(Order(request, f"eval-{number}", f"case-{number}", NOON))


def measure(services: Services) -> Outcome:
    """Return how the drafts of all sample complaints fare."""
    drafts = [draft_of(services, complaint, number) for number, complaint in enumerate(sample_complaints())]
    fell = [n for n, d in enumerate(drafts) if any(a.outcome == "blocked" or a.detail for a in d.attempts)]
    blocked = [n for n, d in enumerate(drafts) if d.verdict is Verdict.BLOCK]
    rules = Counter(f.rule for d in drafts for a in d.attempts for f in a.findings)
    return Outcome(len(drafts), blocked, fell, rules)
