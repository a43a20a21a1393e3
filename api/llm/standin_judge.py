"""What the stand-in says when it is asked to judge: the right rulings, or some that nobody must trust."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import orjson

from prompts import library

_SENTENCES = re.compile(r"^SENTENCES \(of this reply.*\Z", re.MULTILINE | re.DOTALL)
_SENTENCE = re.compile(
    r"^(?P<id>\d+) \((?:public|private)\): <<[0-9a-f]{8}>>(?P<text>.*)<</[0-9a-f]{8}>>$", re.MULTILINE
)


def sentences_in(prompt: str) -> dict[str, str]:
    """Return the sentences to judge, by id; none when the prompt asks for something else."""
    told = _SENTENCES.search(prompt)
    return {one["id"]: one["text"] for one in _SENTENCE.finditer(told.group())} if told else {}


def _right(text: str) -> str:
    """Return the ruling on a sentence: that of the known ones, and guilty where somebody should have done something."""
    for control in library.load("judge").controls:
        if control.text == text:
            return control.rules[0] if control.rules else "ok"
    return "blames-customer" if "should have" in text else "ok"


def _answer(rulings: Mapping[str, str], *more: Mapping[str, str]) -> str:
    listed = [{"id": name, "rule": rule, "quote": ""} for name, rule in rulings.items()]
    return orjson.dumps({"sentences": [*listed, *more]}).decode()


def judging(behaviour: str, prompt: str) -> str | None:
    """Return the answer of a judge that behaves so; None when it was not asked to judge, or not to behave like that."""
    asked = sentences_in(prompt)
    if not asked or behaviour not in JUDGING:
        return None
    right = {name: _right(text) for name, text in asked.items()}
    return JUDGING[behaviour](right)


JUDGING: dict[str, Callable[[dict[str, str]], str]] = {
    "ok": _answer,
    "slow": _answer,
    "no-schema": _answer,
    "judge-all-fine": lambda right: _answer(dict.fromkeys(right, "ok")),
    "judge-all-guilty": lambda right: _answer(dict.fromkeys(right, "defensive")),
    "judge-wrong-ids": lambda right: _answer({f"{int(name) + 100}": rule for name, rule in right.items()}),
    "judge-contradicts": lambda right: _answer(
        right, *({"id": name, "rule": "hostile", "quote": ""} for name in right)
    ),
    "judge-silent": lambda _: _answer({}),
    "judge-partly": lambda right: _answer(dict(list(right.items())[: len(right) // 2])),
    "judge-new-rules": lambda right: _answer({name: f"rude-{name}" for name in right}),
    "judge-lines": lambda right: "Sure!\n" + "\n".join(f"{name}: {rule}" for name, rule in right.items()),
    "judge-mapping": lambda right: f"```json\n{orjson.dumps(right).decode()}\n```",
}
"""What each behaviour that concerns judging makes of the right rulings."""
