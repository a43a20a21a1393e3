"""The catalogue: every rule there is, found where it stands.

`python -m guardrails.catalogue --write` writes its pages under `docs` (`guardrails.generated`); `--check` says whether
they are fresh.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path

from guardrails.outbound import rules as _package
from guardrails.rule import Rule

FAMILIES = ("tone", "claims", "pressure", "privacy", "form")
"""The families in the order in which people read them."""


def _discover() -> Iterator[Rule]:
    for family in FAMILIES:
        package = import_module(f"{_package.__name__}.{family}")
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
            yield import_module(f"{package.__name__}.{module.name}").RULE


RULES: tuple[Rule, ...] = tuple(_discover())
"""Every rule, by family and name."""


@cache
def _by_id() -> dict[str, Rule]:
    return {one.id: one for one in RULES}


def rule(name: str) -> Rule:
    """Return the rule with the id `name`.

    Raises:
        KeyError: there is none; the message names the closest ones.
    """
    found = _by_id().get(name)
    if found is None:
        close = get_close_matches(name, _by_id(), n=3, cutoff=0.5) or sorted(_by_id())
        raise KeyError(f"there is no rule {name!r}; did you mean {' or '.join(close)}?")
    return found


def family(name: str) -> tuple[Rule, ...]:
    """Return the rules of a family, by name; none for a family that does not exist."""
    return tuple(one for one in RULES if one.family == name)


def main(arguments: list[str] | None = None) -> int:
    """Write or check the pages; return 0 when they are fresh, 1 when not, 2 when the arguments are not understood."""
    from guardrails import generated  # noqa: PLC0415 - judging a reply needs no pages

    given = sys.argv[1:] if arguments is None else arguments
    if given not in (["--write"], ["--check"]):
        sys.stderr.write("usage: python -m guardrails.catalogue --write | --check\n")
        return 2
    root = Path.cwd()
    if given == ["--write"]:
        generated.write(root)
    problems = generated.problems(root)
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
