"""The catalogue: every rule there is, found where it stands, and the page that tells them to people.

`python -m guardrails.catalogue --write` writes `docs/rules.md`; `--check` says whether it is fresh.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path

from guardrails.finding import Audience
from guardrails.outbound import rules as _package
from guardrails.policy import SeverityPolicy
from guardrails.rule import Example, Rule

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


_HEAD = """# The rules

What a reply may not do. This page is written from the rules themselves by `python -m guardrails.catalogue --write`;
change a rule, not the page. Each rule says what it finds, why that harms, and the near miss that it lets pass. A
`block` finding keeps a reply from going out, a `review` finding asks for a look. A severities file of your own can
change either.
"""


def page() -> str:
    """Return the catalogue as Markdown, the same for the same rules."""
    policy = SeverityPolicy.default()
    lines = [_HEAD]
    for name in FAMILIES:
        lines.append(f"## {name}\n")
        lines.extend(_section(one, policy) for one in family(name))
    return "\n".join(lines).rstrip() + "\n"


def _severity(one: Rule, policy: SeverityPolicy) -> str:
    shown = {audience: policy.of(one.id, audience) or "off" for audience in Audience}
    values = set(shown.values())
    return values.pop() if len(values) == 1 else ", ".join(f"{audience}: {value}" for audience, value in shown.items())


def _section(one: Rule, policy: SeverityPolicy) -> str:
    lines = [
        f"### {one.id}\n",
        f"{one.what}\n",
        f"- **Why**: {one.why}",
        f"- **Passes**: {one.boundary}",
        f"- **Instead**: {one.suggestion}",
        f"- **Severity**: {_severity(one, policy)}",
        f"- **Serves**: {', '.join(one.serves)}",
    ]
    for title, examples in (("Flagged", one.flags), ("Passes", one.passes)):
        if examples:
            lines.append(f"\n{title}:\n")
            lines.extend(f"- {_quoted(example)}" for example in examples[:3])
    return "\n".join(lines) + "\n"


def _quoted(example: Example) -> str:
    text = " ".join(example.text.split()).replace("[[", "**").replace("]]", "**").replace("<", "&lt;")
    return f"{text} *({example.audience})*" if example.audience is Audience.PUBLIC else text


def main(arguments: list[str] | None = None) -> int:
    """Write or check the page; return 0 when it is fresh, 1 when it is not, 2 when the arguments are not understood."""
    given = sys.argv[1:] if arguments is None else arguments
    path = Path("docs/rules.md")
    if given == ["--write"]:
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(), encoding="utf-8")
        return 0
    if given == ["--check"]:
        fresh = path.exists() and path.read_text(encoding="utf-8") == page()
        if not fresh:
            sys.stderr.write(f"{path} is stale; run: python -m guardrails.catalogue --write\n")
        return 0 if fresh else 1
    sys.stderr.write("usage: python -m guardrails.catalogue --write | --check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
