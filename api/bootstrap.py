"""The composition root: the only place that chooses concrete classes."""

from __future__ import annotations

from threading import Thread

import structlog

from api.checks import Checks
from api.configuration import brand_of
from api.drafting.desk import DraftDesk
from api.drafting.gathering import Gatherer
from api.drafting.pipeline import Pipeline
from api.errors import InvalidInput
from api.jobs import Jobs
from api.llm.writer import Prices
from api.llm.writer import Writer as ModelWriter
from api.review.decisions import Decisions
from api.services import Services
from api.settings import Settings
from api.severities import KEPT, Severities
from api.store.engine import open_store
from knowledge.embeddings import load_embedder
from knowledge.index import VectorIndex
from knowledge.lexical import LexicalIndex
from knowledge.retrieval import Retriever

log = structlog.get_logger(__name__)


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
    brand = brand_of(settings)
    severities = severities_of(settings)
    guard = severities.guard
    writer = model_writer(settings)
    gatherer = Gatherer(store.facts, retriever, embedder)
    pipeline = Pipeline(
        gatherer=gatherer, guard=guard, brand=brand, writer=writer, model_seconds=settings.model_timeout
    )

    def write(draft_id: str) -> None:
        desk.finish(draft_id)

    jobs = Jobs(store.drafts, write)
    desk = DraftDesk(
        drafts=store.drafts,
        pipeline=pipeline,
        in_flight=jobs,
        owner=jobs.owner,
        patience=settings.model_timeout + 20,
    )
    retriever.sync()
    if deferred:
        Thread(target=pipeline.warm, name="amends-warm", daemon=True).start()
        jobs.start()
    return Services(
        settings=settings,
        store=store,
        brand=brand,
        severities=severities,
        embedder=embedder,
        retriever=retriever,
        pipeline=pipeline,
        desk=desk,
        checks=Checks(gatherer, guard, brand),
        decisions=Decisions(store.drafts, guard, brand),
        jobs=jobs,
        closers=[store.close, vectors.close, *([writer.close] if writer else []), jobs.stop],
        ready=True,
    )


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


def severities_of(settings: Settings) -> Severities:
    """Return the severities in force; one worker of several starts with the last good ones if the file went bad since.

    Raises:
        InvalidInput: the file holds an error.
    """
    several = settings.workers > 1 and settings.severities is not None
    return Severities(settings.severities, settings.data_dir / KEPT if several else None)


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
