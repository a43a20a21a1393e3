"""Training the support encoder, one command from the suites to the files that ship: `make train`.

    python -m evals.training.support.train --start encoder.pt

It begins with the torch weights of the tone encoder (`guardrails.classifier.training.train --save encoder.pt`), and
needs the packages in `guardrails/classifier/training/requirements.txt`; nothing of them is needed at run time.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, Final
from zlib import crc32

import numpy as np
import torch
from torch import Tensor, distributed, multiprocessing

from evals.case import Case
from evals.training.support import calibrate
from evals.training.support.edits import FOLLOWS, Edit, Edited, edited, load_edits
from evals.training.support.perturbed import crossed, perturbed, sentences_of
from evals.training.support.scored import breaches, cases
from evals.training.support.taught import UNKNOWN, Taught, teach
from guardrails.claims.ruling import RULES
from guardrails.claims.support import model
from guardrails.claims.support.marks import Mark
from guardrails.classifier.training.encoder import Encoder, seed
from guardrails.classifier.training.export import export
from guardrails.classifier.training.fitting import TOGETHER_EVERY, TOKEN_SHARE, average, loss_of

ROOMS: Final = (130, 160, 190)
"""How many tokens of facts a window holds, one as often as the other."""
WRONG, RIGHT = 2, 1
"""How many edits of a reply that break a rule, and that still follow, are read in one pass."""
TOKENS: Final = 1500
"""Tokens of a step."""
HEADS_FASTER: Final = 4
WARM: Final = 0.06


@dataclass(slots=True)
class Share:
    """What one process learns from: windows read in every pass, now and then, and some of each group."""

    always: list[Taught]
    sometimes: list[tuple[float, list[Taught]]]
    groups: list[tuple[int, list[list[Taught]]]]

    def epoch(self, chance: Random) -> list[Taught]:
        """Return the windows of one pass."""
        found = [*self.always]
        for often, windows in self.sometimes:
            if chance.random() < often:
                found += windows
        for most, group in self.groups:
            for windows in chance.sample(group, min(most, len(group))):
                found += windows
        return found


def shared(all_cases: Sequence[Case], edits: dict[str, list[Edit]], chance: Random) -> Share:
    """Return what is learnt from the cases, those without breaches with their edited and perturbed copies."""
    pool = sentences_of(case for case in all_cases if not case.violates)
    share = Share([], [], [])
    for case in all_cases:
        windows, ledger = teach(case, breaches(case), chance.choice(ROOMS))
        share.always += windows
        if case.violates:
            continue
        changed = [(0.35, one) for _ in range(2) if (one := perturbed(case, ledger, chance))]
        changed += [(0.25, one) for _ in range(1) if (one := crossed(case, pool, chance))]
        share.sometimes += [(often, _changed(one)) for often, one in changed]
        for most, kind in ((WRONG, False), (RIGHT, True)):
            of_kind = [one for one in edits.get(case.id, ()) if (one.rule == FOLLOWS) is kind]
            share.groups.append((most, [_changed(one) for edit in of_kind if (one := edited(case, edit))]))
    return share


def _changed(one: Edited) -> list[Taught]:
    return teach(one.case, one.breaches, ROOMS[1], one.place)[0]


def batches(windows: Sequence[Taught], chance: Random) -> list[list[Taught]]:
    """Return the windows in batches of like length, `TOKENS` tokens each at most."""
    by_length: dict[int, list[Taught]] = defaultdict(list)
    for one in windows:
        by_length[len(one.window.ids) // 4].append(one)
    done: list[list[Taught]] = [[]]
    for _, alike in sorted(by_length.items()):
        chance.shuffle(alike)
        for one in alike:
            if done[-1] and (len(done[-1]) + 1) * (len(one.window.ids) + 3) > TOKENS:
                done.append([])
            done[-1].append(one)
    chance.shuffle(done)
    return [batch for batch in done if batch]


def tensors(batch: Sequence[Taught]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return ids, marks, places, sentence targets and token targets of a batch, padded."""
    length = max(len(one.window.ids) for one in batch)
    most = max(len(one.window.said) for one in batch)
    ids, marks = np.zeros((2, len(batch), length), np.int64)
    places = np.zeros((len(batch), most, length), np.float32)
    targets = np.full((len(batch), most, len(RULES)), UNKNOWN, np.float32)
    tokens = np.full((len(batch), length, len(RULES)), UNKNOWN, np.float32)
    for row, one in enumerate(batch):
        size = len(one.window.ids)
        ids[row, :size], marks[row, :size] = one.window.ids, one.window.marks
        for number, (start, end) in enumerate(one.window.places):
            places[row, number, start:end] = 1 / (end - start)
        targets[row, : len(one.targets)], tokens[row, :size] = one.targets, one.tokens
    made = [torch.from_numpy(array) for array in (ids, marks, places, targets, tokens)]
    return made[0], made[1], made[2], made[3], made[4]


def begun(path: Path) -> Encoder:
    """Return the encoder with the weights at `path`; heads and marks it has not, begin anew."""
    told: dict[str, Tensor] = torch.load(path)
    depth = sum(name.endswith("up.bias") for name in told)
    encoder = Encoder(len(RULES), len(told["words.weight"]), depth, segments=len(Mark))
    own = encoder.state_dict()
    for name, part in told.items():
        if own[name].shape == part.shape:
            own[name] = part
    if len(told["segments.weight"]) == 2:
        before = {Mark.FACT, Mark.COMPLAINT}
        own["segments.weight"] = torch.stack([told["segments.weight"][int(mark not in before)] for mark in Mark])
    encoder.load_state_dict(own)
    return encoder


@dataclass(frozen=True, slots=True)
class Job:
    """What to learn, and how: files, passes, highest rate."""

    suites: Path
    edits: Path
    kept: Path
    epochs: int
    rate: float


def _work(mine: int, hands: int, job: Job, folder: str) -> None:
    """Do one process's share; the first one tells how it goes and keeps the weights."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    if hands > 1:
        distributed.init_process_group("gloo", f"file://{folder}/meet", rank=mine, world_size=hands)
    chance = Random(mine)  # noqa: S311 - order of the data, no secret
    seed(mine + 1)
    own = [one for one in cases(job.suites.glob("*.yaml")) if crc32(one.id.encode()) % hands == mine]
    share = shared(own, load_edits(job.edits.glob("*.jsonl")), chance)
    encoder = begun(job.kept)
    if hands > 1:
        distributed.barrier()  # nobody overwrites what another still reads
    optimiser = _optimiser(encoder, job.rate)
    for epoch in range(job.epochs):
        started, losses = monotonic(), []
        todo = batches(share.epoch(chance), chance)
        for count, batch in enumerate(todo[: _fewest(len(todo), hands)], 1):
            _paced(optimiser, (epoch + count / len(todo)) / job.epochs, job.rate)
            losses.append(_step(encoder.train(), batch, optimiser))
            if count % TOGETHER_EVERY == 0:
                average(encoder)
        average(encoder)
        if mine == 0:
            torch.save(encoder.state_dict(), job.kept)
            told = f"epoch {epoch + 1}/{job.epochs}: loss {np.mean(losses):.4f}, {monotonic() - started:.0f} s\n"
            sys.stdout.write(told)
            sys.stdout.flush()


def _optimiser(encoder: Encoder, rate: float) -> torch.optim.Optimizer:
    heads = [one for name, one in encoder.named_parameters() if name.startswith(("sentence", "token", "segments"))]
    known = {id(one) for one in heads}
    body = [one for one in encoder.parameters() if id(one) not in known]
    parts: list[dict[str, Any]] = [{"params": body, "lr": rate}, {"params": heads, "lr": HEADS_FASTER * rate}]
    return torch.optim.AdamW(parts, weight_decay=0.01, fused=True)


def _paced(optimiser: torch.optim.Optimizer, done: float, rate: float) -> None:
    """Set the rates: they climb at first, then fall to nothing."""
    share = max(0.01, min(1.0, done / WARM) * (1 - max(0.0, done - WARM) / (1 - WARM)))
    for part, faster in zip(optimiser.param_groups, (1, HEADS_FASTER), strict=True):
        part["lr"] = faster * rate * share


def _step(encoder: Encoder, batch: Sequence[Taught], optimiser: torch.optim.Optimizer) -> float:
    ids, marks, places, targets, tokens = tensors(batch)
    with torch.autocast("cpu", torch.bfloat16):
        sentence, token = encoder(ids, marks, places)
    loss = loss_of(sentence, targets) + TOKEN_SHARE * loss_of(token, tokens)
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
    optimiser.step()
    return float(loss.item())


def _fewest(steps: int, hands: int) -> int:
    """Return how many steps every process has: they meet again and again, and none may wait for ever."""
    if hands == 1:
        return steps
    least = torch.tensor([steps])
    distributed.all_reduce(least, op=distributed.ReduceOp.MIN)
    return int(least)


def fingerprint(paths: Iterator[Path]) -> str:
    """Return a short hash of the data, which names the version of the weights."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()[:12]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, export, calibrate; print how it goes; return 0."""
    told = _options().parse_args(arguments)
    with TemporaryDirectory() as folder:
        kept = told.save or Path(folder) / "support.pt"
        kept.write_bytes(told.start.read_bytes())
        job = Job(told.suites / "train", told.suites / "edits", kept, told.epochs, told.rate)
        if told.hands == 1:
            _work(0, 1, job, folder)
        else:
            multiprocessing.spawn(_work, (told.hands, job, folder), told.hands)  # type: ignore[no-untyped-call]
        export(begun(kept), model.WEIGHTS)
    version = fingerprint(path for part in (job.suites, job.edits) for path in part.iterdir())
    return calibrate.main(["--suites", str(told.suites / "tune"), "--version", version])


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--start", type=Path, required=True, help="torch weights to begin with")
    options.add_argument("--suites", type=Path, default=Path("evals/cases/claims"))
    options.add_argument("--epochs", type=int, default=10)
    options.add_argument("--rate", type=float, default=2e-4)
    options.add_argument("--hands", type=int, default=2, help="processes that share the work, one core each")
    options.add_argument("--save", type=Path, help="also keep the torch weights here")
    return options


if __name__ == "__main__":
    sys.exit(main())
