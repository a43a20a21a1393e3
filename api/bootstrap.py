"""The composition root: the only place that chooses concrete classes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from threading import Thread

import structlog

from api.brand_file import KEPT_BRAND, BrandFile
from api.cases.causes import Causes
from api.checks import Checks
from api.configuration import brand_path
from api.drafting.checking import within
from api.drafting.desk import DraftDesk
from api.drafting.gathering import Gatherer
from api.drafting.grouping import Groups
from api.drafting.pipeline import Pipeline
from api.errors import InvalidInput
from api.identity import provider_of
from api.jobs import Jobs
from api.jobs.loops import loops_of
from api.jobs.posting import Poster
from api.llm.judge import Judge
from api.llm.writer import Prices
from api.llm.writer import Writer as ModelWriter
from api.people.accounts import Accounts
from api.people.elsewhere import Elsewhere
from api.review.courses import Courses
from api.review.decisions import Decisions
from api.review.incidents import Incidents
from api.review.standing import Standing
from api.services import Services
from api.settings import Settings
from api.severities import KEPT, Severities
from api.store.engine import Store, open_store
from guardrails.judgement import JUDGED, UNSURE, Powers, Scope
from guardrails.policy import SeverityPolicy
from knowledge.embeddings import load_embedder
from knowledge.index import VectorIndex
from knowledge.lexical import LexicalIndex
from knowledge.retrieval import Retriever

log = structlog.get_logger(__name__)
_WARMING_ENDS = 20.0
"""Seconds that a service which stops at once waits for what it is still loading: an interpreter that goes while native
code runs in a thread aborts."""


def build(settings: Settings, *, deferred: bool = True) -> Services:
    """Return the services for `settings`, migrated, indexed and ready.

    With `deferred`, this process also finishes drafts that were accepted earlier; a command that only asks once
    leaves that to the service.

    Raises:
        InvalidInput: a setting has a value that cannot be used; the message names it.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database)
    embedder = load_embedder(settings.embeddings)
    vectors = vector_index(settings, embedder.name)
    retriever = Retriever(store.facts, embedder, vectors, LexicalIndex())
    brand = brand_file(settings)
    severities = severities_of(settings, brand)
    guard = severities.guard
    writer, judge = model_writer(settings), model_judge(settings, guard.policy)
    gatherer = Gatherer(store.facts, retriever, embedder)
    standing = Standing(store.facts, lines=store.incidents.lines)
    groups = Groups(store.sightings, store.incidents, embedder, brand)
    pipeline = Pipeline(
        gatherer=gatherer,
        guard=guard,
        brand=brand,
        writer=writer,
        judge=judge,
        model_seconds=settings.model_timeout,
        groups=groups,
    )

    def write(draft_id: str) -> None:
        desk.finish(draft_id)

    jobs = Jobs(store.drafts, write)
    undo = timedelta(seconds=settings.undo_seconds)
    desk = DraftDesk(
        drafts=store.drafts,
        pipeline=pipeline,
        in_flight=jobs,
        cases=store.cases,
        evidence=store.evidence,
        follow_ups=store.follow_ups,
        burst=settings.burst_seconds,
        owner=jobs.owner,
        patience=settings.model_timeout + 20,
        keep_private_data=settings.keep_private_data,
        groups=groups,
    )
    checks = Checks(gatherer, guard, brand, judge=judge, judge_seconds=settings.model_timeout)
    incidents = Incidents(store, checks, brand)
    loops = loops_of(store, desk, jobs, brand, Poster(to_private=settings.webhooks_to_private).post)
    retriever.sync()
    warming = Thread(target=pipeline.warm, name="amends-warm", daemon=True)
    if settings.severities is None:
        brand.follow(severities.reload)
    if deferred:
        brand.watch()
        warming.start()
        jobs.start()
        loops.start()
    return Services(
        settings=settings,
        store=store,
        brand=brand,
        severities=severities,
        embedder=embedder,
        retriever=retriever,
        pipeline=pipeline,
        desk=desk,
        checks=checks,
        incidents=incidents,
        decisions=Decisions(store.drafts, guard, brand, standing, elsewhere=store.cases.said_elsewhere, undo=undo),
        courses=Courses(store.drafts, undo=undo, colleagues=store.people.names),
        causes=Causes(store.cases, store.facts, brand),
        standing=standing,
        jobs=jobs,
        loops=loops,
        accounts=Accounts(store),
        elsewhere=sign_in_elsewhere(settings, store),
        closers=[
            store.close,
            vectors.close,
            *(model.close for model in (writer, judge) if model),
            loops.stop,
            jobs.stop,
            brand.stop,
            *([partial(warming.join, _WARMING_ENDS)] if deferred else []),
        ],
        ready=True,
    )


def sign_in_elsewhere(settings: Settings, store: Store) -> Elsewhere | None:
    """Return what signs people in with the identity provider; None when none is configured.

    Raises:
        InvalidInput: a setting of it cannot be used.
    """
    provider = provider_of(settings)
    if provider is None:
        return None
    from api.people.oidc import OpenIdProvider  # noqa: PLC0415 - most have no provider; its libraries are large

    return Elsewhere(store, provider, OpenIdProvider(provider))


def vector_index(settings: Settings, embedder: str) -> VectorIndex:
    """Return the index in the data folder, or the one on the Chroma server that is configured.

    Raises:
        InvalidInput: the server's URL cannot be used.
    """
    if not settings.chroma_url:
        return VectorIndex.embedded(settings.data_dir / "index", embedder=embedder)
    try:
        return VectorIndex.server(settings.chroma_url, embedder=embedder)
    except ValueError as error:
        raise InvalidInput(f"AMENDS_CHROMA_URL cannot be used: {error}", remedy="give http(s)://host:port") from error


def brand_file(settings: Settings) -> BrandFile:
    """Return the brand in force; one worker of several starts with the last good one if the file went bad since.

    Raises:
        InvalidInput: the file holds an error.
    """
    kept = settings.data_dir / KEPT_BRAND if settings.workers > 1 else None
    return BrandFile(brand_path(settings), kept, severities_elsewhere=settings.severities is not None)


def severities_of(settings: Settings, brand: BrandFile) -> Severities:
    """Return the severities in force, the brand's where they have no file; one worker of several starts with the last.

    Raises:
        InvalidInput: the file holds an error.
    """
    several = settings.workers > 1 and settings.severities is not None
    kept = settings.data_dir / KEPT if several else None
    return Severities(settings.severities, kept, limit=within(settings.guard_timeout), otherwise=brand.severities)


def model_writer(settings: Settings) -> ModelWriter | None:
    """Return the writer for the model that is configured; None when there is none."""
    if not settings.model:
        return None
    secret = settings.openai_api_key
    writer = ModelWriter(
        settings.model,
        api_key=secret.get_secret_value() if secret else None,
        base_url=settings.openai_base_url,
        timeout=settings.model_timeout,
        max_tokens=settings.model_max_tokens,
        prices=Prices(settings.model_input_price, settings.model_output_price, settings.model_price_currency),
    )
    writer.warm()
    return writer


def model_judge(settings: Settings, policy: SeverityPolicy) -> Judge | None:
    """Return the judge, which is the model that writes; None when there is none, or none is wanted.

    Raises:
        InvalidInput: a setting names a rule that no judge can rule on.
    """
    powers = Powers(
        clears=_rules("AMENDS_JUDGE_CLEARS", settings.judge_clears, {UNSURE, *policy.families}),
        blocks=_rules("AMENDS_JUDGE_BLOCKS", settings.judge_blocks, set(JUDGED)),
        policy=policy,
    )
    scope = Scope(settings.judge)
    if not settings.model or scope is Scope.OFF:
        return None
    secret = settings.openai_api_key
    judge = Judge(
        settings.model,
        api_key=secret.get_secret_value() if secret else None,
        base_url=settings.openai_base_url,
        timeout=settings.judge_timeout,
        max_tokens=settings.model_max_tokens,
        scope=scope,
        powers=powers,
        prices=Prices(settings.model_input_price, settings.model_output_price, settings.model_price_currency),
    )
    judge.warm()
    return judge


def _rules(setting: str, value: str, known: set[str]) -> frozenset[str]:
    names = frozenset(value.replace(",", " ").split())
    if unknown := sorted(names - known):
        raise InvalidInput(
            f"{setting} names {', '.join(unknown)}, which cannot stand there",
            remedy=f"list, with commas, what should: {', '.join(sorted(known))}",
        )
    return names
