"""The severity of each rule for each audience, read from a file that people can read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import yaml

from guardrails.finding import Audience, Severity

_DEFAULTS = Path(__file__).with_name("severities.yaml")
_VALUES: dict[str, Severity | None] = {"block": Severity.BLOCK, "review": Severity.REVIEW, "off": None}
LANGUAGES = "languages"
"""The section of a severities file that tells how far the guard is trusted per language."""
OVERRIDABLE = "overridable"
"""The section of a severities file that lists the rules a reviewer may overrule, with a reason."""
NEVER_OVERRULED = frozenset({"privacy"})
"""Families no rule of which can be overruled: what was made public is not taken back."""
OTHER = "other"
"""Stands for every language that a file does not name."""
_COVERS = {"full": True, "review": False}
_CODE = re.compile(r"[a-z]{2,3}")
_Severities = dict[tuple[str, Audience], Severity | None]


class PolicyError(ValueError):
    """A severities file that cannot be used; the message names file, line, value and remedy, one problem a line."""


@dataclass(frozen=True, slots=True)
class SeverityPolicy:
    """What each rule does, per audience. `families` tells the family of each rule.

    `languages` tells per language, by its ISO 639 code or `other`, whether the guard counts as whole in it.
    `overridable` are the rules that a reviewer may overrule, giving a reason.
    """

    severities: Mapping[tuple[str, Audience], Severity | None]
    families: Mapping[str, str]
    languages: Mapping[str, bool] = field(default_factory=lambda: {"en": True, OTHER: False})
    overridable: frozenset[str] = frozenset()

    @staticmethod
    def default() -> SeverityPolicy:
        """Return the catalogue's safe defaults."""
        return _default()

    @staticmethod
    def load(path: Path) -> SeverityPolicy:
        """Return the policy in the YAML file at `path`; a rule that it does not name keeps its default.

        Raises:
            PolicyError: the file cannot be read, is no YAML, or names an unknown family, rule, audience or value.
        """
        base = _default()
        reader = _Reader(path.name, base.families)
        changes = reader.read(_text(path))
        return reader.over(base, changes)

    @staticmethod
    def within(text: str, section: str, name: str) -> SeverityPolicy:
        """Return the policy that stands under `section` of a larger YAML file; its errors call the file `name`.

        Raises:
            PolicyError: as of `load`.
        """
        base = _default()
        reader = _Reader(name, base.families)
        changes = reader.read(text, section)
        return reader.over(base, changes) if changes or reader.languages or reader.overridable else base

    def of(self, rule: str, audience: Audience) -> Severity | None:
        """Return the severity of a rule, None when it is off. A rule that the policy does not know blocks."""
        return self.severities.get((rule, audience), Severity.BLOCK)

    def covers(self, language: str) -> bool:
        """Return whether the guard counts as whole in the language with this ISO 639 code."""
        return self.languages.get(language, self.languages.get(OTHER, False))

    def may_overrule(self, rules: Collection[str]) -> bool:
        """Return whether a reviewer may let a reply out although it breaks all of these rules."""
        return bool(rules) and all(rule in self.overridable for rule in rules)

    def family(self, rule: str) -> str:
        """Return the family of a rule, `other` when the policy does not know it."""
        return self.families.get(rule, "other")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PolicyError(f"{path.name} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise PolicyError(
            f"{path.name} cannot be read: {error.strerror}; check the path and its permissions"
        ) from error


@cache
def _default() -> SeverityPolicy:
    families = {
        rule: family
        for family, rules in yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8")).items()
        if family not in {LANGUAGES, OVERRIDABLE}
        for rule in rules
    }
    reader = _Reader(_DEFAULTS.name, families)
    severities = reader.read(_DEFAULTS.read_text(encoding="utf-8"))
    return SeverityPolicy(severities, families, reader.languages, reader.overridable)


class _Reader:
    """Reads a severities file and gathers every problem in it before it complains."""

    def __init__(self, name: str, families: Mapping[str, str]) -> None:
        self.name = name
        self.families = families
        self.problems: list[str] = []
        self.languages: dict[str, bool] = {}
        self.overridable: frozenset[str] = frozenset()

    def over(self, base: SeverityPolicy, changes: _Severities) -> SeverityPolicy:
        """Return `base` with what was read in its place."""
        languages = {**base.languages, **self.languages}
        return SeverityPolicy({**base.severities, **changes}, base.families, languages, self.overridable)

    def read(self, text: str, section: str | None = None) -> _Severities:
        """Return the severities that the text gives, or that its `section` gives.

        Raises:
            PolicyError: with all problems found.
        """
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{self.name}:{mark.line + 1}" if mark else self.name
            problem = getattr(error, "problem", None) or "it is no YAML"
            raise PolicyError(f"{where}: {problem}; write 'rule: block' under a family") from error
        if section is not None:
            root = _under(root, section)
        severities: _Severities = {}
        for family, rules in self._pairs(root, "families of rules"):
            if family.value == LANGUAGES:
                self._languages(rules)
                continue
            if family.value == OVERRIDABLE:
                self.overridable = frozenset(self._overridable(rules))
                continue
            for rule, value in self._pairs(rules, f"rules of the family '{family.value}'"):
                if self._known(family, rule, severities):
                    severities.update(self._severities(rule.value, value))
        if self.problems:
            raise PolicyError("\n".join(self.problems))
        return severities

    def _complain(self, node: yaml.Node, problem: str) -> None:
        self.problems.append(f"{self.name}:{node.start_mark.line + 1}: {problem}")

    def _pairs(self, node: yaml.Node | None, what: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value in {"", "~", "null"}):
            return
        if not isinstance(node, yaml.MappingNode):
            self._complain(node, f"{_shown(node)} stands where the {what} are expected; write 'name: value' lines")
            return
        yield from node.value

    def _languages(self, node: yaml.Node) -> None:
        for code, value in self._pairs(node, "languages"):
            if not isinstance(code, yaml.ScalarNode) or (code.value != OTHER and not _CODE.fullmatch(code.value)):
                self._complain(code, f"{_shown(code)} is no language; write its code, such as de, or {OTHER}")
            elif code.value in self.languages:
                self._complain(code, f"the language '{code.value}' stands here a second time; keep one of the two")
            elif not isinstance(value, yaml.ScalarNode) or value.value not in _COVERS:
                self._complain(value, f"{_shown(value)} tells nothing of '{code.value}'; write full or review")
            else:
                self.languages[code.value] = _COVERS[value.value]

    def _overridable(self, node: yaml.Node) -> Iterator[str]:
        if not isinstance(node, yaml.SequenceNode):
            self._complain(node, f"{_shown(node)} stands where a list is expected; write 'overridable: [too-long]'")
            return
        for rule in node.value:
            family = self.families.get(rule.value) if isinstance(rule, yaml.ScalarNode) else None
            if family is None:
                self._complain(rule, f"there is no rule {_shown(rule)} to overrule; the rules stand in docs/rules.md")
            elif family in NEVER_OVERRULED:
                self._complain(rule, f"the rule '{rule.value}' can never be overruled; take it off the list")
            else:
                yield str(rule.value)

    def _known(self, family: yaml.Node, rule: yaml.Node, seen: _Severities) -> bool:
        name = str(rule.value)
        right = self.families.get(name)
        if right is None:
            close = get_close_matches(name, self.families, n=3, cutoff=0.5)
            known = close or sorted(self.families)
            remedy = f"did you mean {' or '.join(close)}?" if close else f"the rules are {', '.join(known)}"
            self._complain(rule, f"there is no rule '{name}'; {remedy}")
        elif right != family.value:
            self._complain(
                rule, f"the rule '{name}' belongs to the family '{right}', not '{family.value}'; move it there"
            )
        elif (name, Audience.PUBLIC) in seen or (name, Audience.PRIVATE) in seen:
            self._complain(rule, f"the rule '{name}' stands here a second time; keep one of the two")
        else:
            return True
        return False

    def _severities(self, rule: str, node: yaml.Node) -> _Severities:
        if isinstance(node, yaml.MappingNode):
            found: _Severities = {}
            for audience, value in node.value:
                if audience.value not in set(Audience):
                    self._complain(audience, f"{_shown(audience)} is no audience; the audiences are public and private")
                else:
                    found[rule, Audience(audience.value)] = self._value(rule, value)
            return found
        severity = self._value(rule, node)
        return {(rule, audience): severity for audience in Audience}

    def _value(self, rule: str, node: yaml.Node) -> Severity | None:
        if isinstance(node, yaml.ScalarNode) and node.value in _VALUES:
            return _VALUES[node.value]
        self._complain(node, f"{_shown(node)} is no severity for '{rule}'; write block, review or off")
        return None


def _under(root: yaml.Node | None, section: str) -> yaml.Node | None:
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == section), None)


def _shown(node: yaml.Node) -> str:
    return f"'{node.value}'" if isinstance(node, yaml.ScalarNode) else "a list or mapping"
