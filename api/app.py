"""The application: routes, console, error handlers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI

from api import console, problems
from api.limits import BodyLimit
from api.routes import (
    assessments,
    audit,
    cases,
    checks,
    decisions,
    drafts,
    facts,
    figures,
    health,
    incidents,
    knowledge,
    overview,
    people,
    queue,
    rehearsals,
    webhooks,
)
from api.services import Services
from api.telemetry import RequestMetrics

THREADS = 128
"""Requests worked on at once; a request that waits for a model holds one."""

DESCRIPTION = """
Drafts replies to upset customers. Every fact is bound to its evidence, every sentence is guarded, a person decides.

Errors are `application/problem+json` with a stable `type`, the offending value and what to do.
"""


def create_app(build: Callable[[], Services], *, most: int = 10_000_000, most_upload: int = 25_000_000) -> FastAPI:
    """Return the application; `build` makes its services when it starts, and they are closed when it stops.

    `most` and `most_upload` are the largest bodies taken, in bytes.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        services = await anyio.to_thread.run_sync(build)
        app.state.services = services
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(services.close)

    app = FastAPI(
        title="Amends",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses=problems.documented(400, 401, 403, 413, 422, 500, 503),
    )
    problems.install(app)
    app.add_middleware(BodyLimit, most=most, most_upload=most_upload)
    app.add_middleware(RequestMetrics)
    app.add_middleware(problems.CatchAll)
    for module in (
        drafts,
        decisions,
        queue,
        rehearsals,
        cases,
        checks,
        assessments,
        knowledge,
        facts,
        people,
        webhooks,
        audit,
        incidents,
        figures,
        overview,
    ):
        app.include_router(module.router)
    app.include_router(health.router)
    console.install(app)
    return app
