"""Reading a judge's answer: JSON where it kept to the form, and lines of "1: ok" where it did not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from api.llm.parsing import MAX_ANSWER, objects, without_thoughts

OK, UNSURE = "ok", "unsure"
_LINE = re.compile(
    r"^\W{0,6}(?:sentence )?(?P<id>\d{1,3})\W{1,6}(?P<rule>[a-z][a-z -]{1,40})", re.IGNORECASE | re.MULTILINE
)
_ID_KEYS, _RULE_KEYS, _QUOTE_KEYS = (
    ("id", "sentence", "number"),
    ("rule", "ruling", "verdict", "answer"),
    ("quote", "words"),
)
_DEEPEST = 3


class StrangeAnswerError(ValueError):
    """The answer speaks of sentences that were not asked about."""


def rulings(text: str, ids: Collection[str], rules: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return, by the id of a sentence, its ruling (`ok`, `unsure` or a rule) and the words quoted.

    What has two different rulings, or one that is none, is unsure. An empty dictionary when there is no ruling at all.

    Raises:
        StrangeAnswerError: it rules on ids that were never given.
    """
    found: dict[str, tuple[str, str]] = {}
    for identifier, rule, quote in _entries(without_thoughts(text)[:MAX_ANSWER]):
        if identifier not in ids:
            raise StrangeAnswerError(identifier)
        known = _known(rule, rules)
        before = found.get(identifier, (known, ""))[0]
        found[identifier] = (known, quote) if before == known else (UNSURE, "")
    return found


def _known(rule: str, rules: Collection[str]) -> str:
    name = re.sub(r"[\s_]+", "-", rule.strip(" .\"'`*").casefold())
    return name if name == OK or name in rules else UNSURE


def _entries(text: str) -> Iterator[tuple[str, str, str]]:
    bare = text.lstrip().startswith("[")
    for value in objects(f'{{"sentences": {text}}}' if bare else text):
        entries = list(_from(value))
        if entries:
            yield from entries
            return
    yield from ((line["id"], line["rule"], "") for line in _LINE.finditer(text))


def _from(value: Any, depth: int = 0) -> Iterator[tuple[str, str, str]]:
    """Yield (id, rule, quote) from a list of rulings, or from an object with a ruling for each id."""
    if isinstance(value, list):
        for entry in value:
            yield from _from(entry, depth + 1)
    elif isinstance(value, dict) and depth <= _DEEPEST:
        identifier, rule = _first(value, _ID_KEYS), _first(value, _RULE_KEYS)
        if identifier and rule:
            yield identifier, rule, _first(value, _QUOTE_KEYS)
            return
        for name, inner in value.items():
            if isinstance(inner, str) and str(name).isdecimal():
                yield str(name), inner, ""
            else:
                yield from _from(inner, depth + 1)


def _first(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(value[key]) for key in keys if isinstance(value.get(key), str | int)), "")
