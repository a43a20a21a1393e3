"""Would a careful person send it? The composer's drafts beside a strong human reply, judged blind by several readers.

    python -m evals.quality sheets --out sheets      one sheet a reader: the complaint, the facts, reply A and reply B
    python -m evals.quality score --out sheets       what the readers wrote, against the key that told A from B

Each case brings all that is on record; the composer is given these facts and nothing else. A reader gets the two
replies under A and B by a coin of their own and answers five questions on each, 1 for yes, 0 for no, as lines of JSON:
{"id", "A": {"answers", "empathy", "facts", "next", "send"}, "B": {...}, "why"}.
The drafts go beside the sheets; those that the readings on record speak of are kept with the cases (`drafts.jsonl`).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

from api.drafting.pipeline import Order
from api.models import Complaint, Draft, DraftRequest
from evals.drafts import bare_services
from evals.proportions import Share, share_of
from guardrails.finding import Verdict
from knowledge.facts import Fact

CASES: Final = Path(__file__).parent / "cases" / "quality" / "cases.jsonl"
READERS: Final = CASES.parent / "readers"
QUESTIONS: Final = {
    "answers": "answers this complaint",
    "empathy": "empathy without cliché",
    "facts": "facts right and sufficient",
    "next": "next step clear",
    "send": "would send it unedited",
}
HANDS: Final = ("reader-1", "reader-2", "reader-3")


@dataclass(frozen=True, slots=True)
class Pair:
    """A case with both replies, each by its audience."""

    case: dict[str, Any]
    composed: dict[str, str]
    human: dict[str, str]
    blocked: bool


def cases(path: Path = CASES) -> list[dict[str, Any]]:
    """Return the cases."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def pairs(asked: Sequence[dict[str, Any]]) -> Iterator[Pair]:
    """Yield each case with the composer's draft of it and the human reply."""
    with bare_services() as services:
        for number, case in enumerate(asked):
            request = DraftRequest(
                complaint=Complaint.model_validate(case["complaint"]),
                facts=[Fact.model_validate(fact) for fact in case["facts"]],
                as_of=case["as_of"],
            )
            noon = datetime.combine(date.fromisoformat(case["as_of"]), time(12), UTC)
            draft = services.pipeline.run(Order(request, f"drf_quality_{number}", f"cas_quality_{number}", noon))
            human = {audience: text for audience, text in case["reply"].items() if text}
            yield Pair(case, _texts(draft), human, draft.verdict is Verdict.BLOCK)


def _texts(draft: Draft) -> dict[str, str]:
    return {message.audience.value: message.text for message in draft.messages}


def is_composer_first(case_id: str, reader: str) -> bool:
    """Return whether reply A is the composer's on a reader's sheet: a coin that nobody has to keep."""
    return random.Random(f"{reader}/{case_id}").random() < 0.5  # noqa: S311 - it hides nothing from an attacker


def sheet(pair: Pair, reader: str) -> dict[str, Any]:
    """Return what a reader is shown of a case."""
    first, second = pair.composed, pair.human
    if not is_composer_first(pair.case["id"], reader):
        first, second = second, first
    shown = {name: pair.case[name] for name in ("id", "complaint", "facts", "as_of")}
    return shown | {"A": first, "B": second}


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of yes by question, the composer's and the human's; `majority` counts cases most readers would send."""

    composed: dict[str, Share]
    human: dict[str, Share]
    majority: Share
    human_majority: Share
    agreement: float


def judged(path: Path) -> dict[str, dict[str, Any]]:
    """Return a reader's lines by the case they speak of.

    Raises:
        ValueError: a line lacks an answer; it names the case.
    """
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            told = json.loads(line)
            for reply in ("A", "B"):
                if set(told[reply]) < set(QUESTIONS) or not all(told[reply][name] in {0, 1} for name in QUESTIONS):
                    raise ValueError(f"{path.name}: {told['id']} does not answer every question on {reply} with 0 or 1")
            found[told["id"]] = told
    return found


def figures(readers: Iterable[Path]) -> Figures:
    """Return what the readers found."""
    yes: dict[tuple[str, str], list[int]] = defaultdict(list)
    sends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for path in readers:
        for case_id, told in judged(path).items():
            first = is_composer_first(case_id, path.stem)
            for who, reply in (("composed", "A" if first else "B"), ("human", "B" if first else "A")):
                for name in QUESTIONS:
                    yes[who, name].append(told[reply][name])
                sends[who, case_id].append(told[reply]["send"])
    alike = [len(set(votes)) == 1 for (who, _), votes in sends.items() if who == "composed" and len(votes) > 1]
    return Figures(
        composed={name: _share(yes["composed", name]) for name in QUESTIONS},
        human={name: _share(yes["human", name]) for name in QUESTIONS},
        majority=_majority(sends, "composed"),
        human_majority=_majority(sends, "human"),
        agreement=sum(alike) / max(1, len(alike)),
    )


def _share(votes: Sequence[int]) -> Share:
    return share_of(bool(vote) for vote in votes)


def _majority(sends: dict[tuple[str, str], list[int]], who: str) -> Share:
    return _share([int(2 * sum(votes) > len(votes)) for (one, _), votes in sends.items() if one == who])


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the sheets, or print the figures; return 0."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["sheets", "score"])
    options.add_argument("--out", type=Path, default=READERS, help="folder of the sheets, or of the readers' lines")
    told = options.parse_args(arguments)
    return _write(told.out) if told.what == "sheets" else _print(told.out)


def _write(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    asked = cases()
    made = []
    for number, pair in enumerate(pairs(asked), 1):
        made.append(pair)
        sys.stderr.write(f"\r{number} of {len(asked)} drafted")
    sys.stderr.write("\n")
    for reader in HANDS:
        lines = [json.dumps(sheet(pair, reader), ensure_ascii=False) for pair in made]
        (folder / f"{reader}.sheet.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    drafts = [json.dumps({"id": pair.case["id"], "messages": pair.composed}, ensure_ascii=False) for pair in made]
    (folder / "drafts.jsonl").write_text("\n".join(drafts) + "\n", encoding="utf-8")
    sys.stdout.write(f"{sum(pair.blocked for pair in made)} of {len(made)} drafts blocked by the guardrails\n")
    return 0


def _print(folder: Path) -> int:
    found = figures(sorted(folder.glob("reader-?.jsonl")))
    for name, says in QUESTIONS.items():
        mine, theirs = found.composed[name], found.human[name]
        sys.stdout.write(f"{says:32} composer {mine.value:.2f}  human {theirs.value:.2f}  ({mine.cases} readings)\n")
    sys.stdout.write(
        f"most readers would send            composer {found.majority.value:.2f} [{found.majority.low:.2f}, "
        f"{found.majority.high:.2f}]  human {found.human_majority.value:.2f}  ({found.majority.cases} cases)\n"
        f"all readers agree on sending it    {found.agreement:.2f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
