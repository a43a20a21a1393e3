"""The benchmark: what any guard says of the corpus, scored as ours is."""

from __future__ import annotations

from evals.benchmark.predictions import BenchmarkError, score_predictions

__all__ = ["BenchmarkError", "score_predictions"]
