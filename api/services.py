"""The services an application is made of, as the composition root put them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from api.brand_file import BrandFile
from api.cases.causes import Causes
from api.checks import Checks
from api.drafting.desk import DraftDesk
from api.drafting.pipeline import Pipeline
from api.jobs import Jobs
from api.jobs.loops import Loops
from api.people.accounts import Accounts
from api.people.elsewhere import Elsewhere
from api.review.courses import Courses
from api.review.decisions import Decisions
from api.review.incidents import Incidents
from api.review.standing import Standing
from api.settings import Settings
from api.severities import Severities
from api.store.engine import Store
from knowledge.embeddings import Embedder
from knowledge.retrieval import Retriever


@dataclass(slots=True)
class Services:
    """Everything a route may use."""

    settings: Settings
    store: Store
    brand: BrandFile
    severities: Severities
    embedder: Embedder
    retriever: Retriever
    pipeline: Pipeline
    desk: DraftDesk
    checks: Checks
    decisions: Decisions
    courses: Courses
    causes: Causes
    standing: Standing
    jobs: Jobs
    loops: Loops
    incidents: Incidents
    accounts: Accounts
    elsewhere: Elsewhere | None
    closers: list[Callable[[], object]] = field(default_factory=list)
    ready: bool = False

    def close(self) -> None:
        """Let go of everything, last opened first."""
        self.ready = False
        while self.closers:
            self.closers.pop()()
