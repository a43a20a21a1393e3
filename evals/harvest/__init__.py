"""Cases out of daily work: what reviewers turned down or put into other words, with nobody's data in it."""

from __future__ import annotations

from evals.harvest.candidates import candidates, harvest_from_store

__all__ = ["candidates", "harvest_from_store"]
