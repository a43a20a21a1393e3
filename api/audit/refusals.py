"""Refused decisions are steps of a case, too: whoever tried, what was tried, and why it did not happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from api.errors import NotFound, Problem
from api.store.drafts import DraftStore


@contextmanager
def refusals_told(
    drafts: DraftStore, draft_id: str, step: str, *, actor: str, tried: Mapping[str, Any] | None = None
) -> Iterator[None]:
    """Run the block; a problem it raises is told in the case's events as `<step> refused`, and passed on.

    Told are the rules and facts that stood against it, never the words: what the problem says may quote a customer.
    """
    try:
        yield
    except NotFound:
        raise
    except Problem as problem:
        stored = drafts.get(draft_id)
        if stored is not None:
            data, now = {**(tried or {}), **_why(problem)}, datetime.now(UTC)
            rules = data.get("rules", ())
            drafts.refused(stored, f"{step} refused", actor=actor, now=now, data=data, rules=rules)
        raise


def _why(problem: Problem) -> dict[str, Any]:
    extra = problem.extra
    rules = {finding["rule"] for finding in extra.get("findings", ()) if finding["severity"] == "block"}
    changed = [{name: fact[name] for name in ("id", "kind", "change")} for fact in extra.get("changed_facts", ())]
    told = {"rules": sorted(rules), "changed_facts": changed, "current_version": extra.get("current_version")}
    return {"problem": problem.kind, **{name: value for name, value in told.items() if value}}
