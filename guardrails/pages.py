"""The catalogue as people read it: an index, and a page for each rule, written from the rules themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from guardrails.catalogue import FAMILIES, RULES, family
from guardrails.finding import Audience, Detector
from guardrails.policy import SeverityPolicy
from guardrails.rule import Example, Rule

INDEX = PurePosixPath("docs/rules.md")
FOLDER = PurePosixPath("docs/rules")
_LONGEST = 300
_SPAN = re.compile(r"\[\[(.+?)\]\](?!\])", re.DOTALL)
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~{}]")
_TOLD = {
    Detector.PATTERN: "pattern",
    Detector.CLASSIFIER: "classifier",
    Detector.LEDGER: "ledger",
    Detector.JUDGE: "judge",
}
_HOW = {
    Detector.PATTERN: "**pattern** – phrases and marks in the text, the same on every machine",
    Detector.CLASSIFIER: "**classifier** – the trained part, for wording that avoids every tell-tale phrase",
    Detector.LEDGER: "**ledger** – each checkable span held against the facts",
    Detector.JUDGE: "**judge** – a language model asked for its opinion, where one is configured",
}

_HEAD = """# The rules

What a reply may not do. Each rule has a page: what it finds, why that harms, the near miss that it lets pass, examples
both ways, how severe it is and how to change that. These pages are written from the rules themselves by
`python -m guardrails.catalogue --write`; change a rule, not a page.

A `block` finding keeps a reply from going out, a `review` finding asks for a look. A [severities
file](severities.example.yaml) of your own changes either. Which practice each rule serves, and what else serves it,
stands in [the coverage ledger](coverage.md). `amends check` runs the rules over replies that people write: see
[the linter](linter.md).
"""

_ENGINE = """## engine

Two findings come from no rule but from the guard as a whole:

- `guard-failure` – a stage of the guard broke down, so the reply is not judged and does not go out. It always blocks.
- `language-coverage` – the reply, or a part of it, is in a language in which the guard is weaker than in English. It
  asks for a look and says which checks ran. A severities file sets it per language: `full` says nothing, `review` asks.
"""


def pages() -> Mapping[PurePosixPath, str]:
    """Return every page of the catalogue by its path, the same for the same rules."""
    policy = SeverityPolicy.default()
    return {INDEX: index(policy), **{path_of(one): page(one, policy) for one in RULES}}


def path_of(rule: Rule) -> PurePosixPath:
    """Return where the page of a rule stands."""
    return FOLDER / rule.family / f"{rule.id}.md"


def index(policy: SeverityPolicy) -> str:
    """Return the page that lists the rules by family."""
    lines = [_HEAD]
    for name in FAMILIES:
        lines += [f"## {name}\n", "| rule | what it finds | default | found by |", "|---|---|---|---|"]
        lines += [_row(one, policy) for one in family(name)]
        lines.append("")
    return "\n".join([*lines, _ENGINE]).rstrip() + "\n"


def _row(rule: Rule, policy: SeverityPolicy) -> str:
    link = f"[`{rule.id}`](rules/{rule.family}/{rule.id}.md)"
    found = ", ".join(_TOLD[detector] for detector in rule.detectors)
    return f"| {link} | {_plain(rule.what)} | {_severity(rule, policy)} | {found} |"


def _severity(rule: Rule, policy: SeverityPolicy) -> str:
    shown = _by_audience(rule, policy)
    values = set(shown.values())
    return values.pop() if len(values) == 1 else ", ".join(f"{audience}: {value}" for audience, value in shown.items())


def _by_audience(rule: Rule, policy: SeverityPolicy) -> dict[Audience, str]:
    return {audience: str(policy.of(rule.id, audience) or "off") for audience in Audience}


def page(rule: Rule, policy: SeverityPolicy) -> str:
    """Return the page of one rule."""
    lines = [
        f"# {rule.id}\n",
        f"One of [the rules](../../rules.md#{rule.family}) of the family *{rule.family}*.\n",
        *_told(rule),
        "## Flagged\n",
        *_flagged(rule.flags),
        "## Passed\n",
        *(f"- {_shown(example)}" for example in rule.passes),
        "",
        *_severities(rule, policy),
        "## Which detectors find it\n",
        *(f"- {_HOW[detector]}" for detector in rule.detectors),
        "",
        "## Practices it serves\n",
        ", ".join(f"[{practice}](../../coverage.md#{practice.lower()})" for practice in rule.serves),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _told(rule: Rule) -> Iterator[str]:
    for title, text in (
        ("What it does", rule.what),
        ("Why it harms", rule.why),
        ("Where it ends: what passes", rule.boundary),
        ("What to write instead", rule.suggestion),
    ):
        yield from (f"## {title}\n", f"{_plain(text)}\n")


def _flagged(examples: Sequence[Example]) -> Iterator[str]:
    yield "The words that are marked are the span of the finding.\n"
    yield from (f"- {_shown(example)}" for example in examples if example.detector is not Detector.CLASSIFIER)
    yield ""
    left = [example for example in examples if example.detector is Detector.CLASSIFIER]
    if left:
        yield "These avoid every tell-tale phrase; they are the classifier's to find:\n"
        yield from (f"- {_shown(example)}" for example in left)
        yield ""


def _severities(rule: Rule, policy: SeverityPolicy) -> Iterator[str]:
    yield "## Severity\n"
    yield from ("| audience | default |", "|---|---|")
    yield from (f"| {audience} | {severity} |" for audience, severity in _by_audience(rule, policy).items())
    yield "\nTo change it, write into the file that `AMENDS_SEVERITIES` (or `amends check --severities`) names:\n"
    yield f"```yaml\n{rule.family}:\n  {rule.id}: {{public: block, private: review}}  # block, review or off\n```\n"


def _shown(example: Example) -> str:
    """Return an example as one line of Markdown, with what it depends on behind it."""
    marked = _SPAN.sub("\x02\\1\x03", _shortened(example.text))
    text = _plain(" ".join(marked.split())).replace("\x02", "<b>").replace("\x03", "</b>")
    situation = "; ".join(_situation(example))
    return f"{text} – *{situation}*" if situation else text


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:40]} … ({len(text):,} characters) … {text[-40:]}"


def _situation(example: Example) -> Iterator[str]:
    if example.audience is Audience.PUBLIC:
        yield "public"
    if example.channel:
        yield f"on {example.channel}"
    if example.language:
        yield f"to a customer who writes in {_plain(example.language)}"
    if example.complaint:
        yield f"answers “{_plain(_shortened(example.complaint))}”"
    yield from (f"after “{_plain(_shortened(earlier))}”" for earlier in example.earlier)
    if example.facts:
        yield f"with {', '.join(_plain(fact.id) for fact in example.facts)} on record"
    if not example.first:
        yield "not the first message"
    if not example.needs_private_route:
        yield "no private route wanted"


def _plain(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    return _MARKUP.sub(lambda mark: f"\\{mark.group()}" if mark.group() not in "<>" else _ENTITIES[mark.group()], text)


_ENTITIES = {"<": "&lt;", ">": "&gt;"}
