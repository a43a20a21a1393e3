"""Reading the brand's file: every problem in it is told at once, with its line, the value and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.brand.model import At, Brand
from knowledge.brand.nearest import nearest

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE_OR_FALSE = "write true or false"
_REMEDIES = {
    "bool_parsing": _TRUE_OR_FALSE,
    "bool_type": _TRUE_OR_FALSE,
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "int_type": "write a whole number",
    "float_parsing": "write a number",
    "float_type": "write a number",
    "decimal_parsing": "write an amount, such as 25.00",
    "decimal_type": "write an amount, such as 25.00",
    "date_parsing": "write a day as 2026-12-25",
    "date_from_datetime_parsing": "write a day as 2026-12-25",
    "date_from_datetime_inexact": "write a day as 2026-12-25",
    "date_type": "write a day as 2026-12-25",
    "string_type": "write a text",
    "string_pattern_mismatch": "write letters, digits, '-', '_' and '.', without blanks",
    "model_type": "write 'name: value' lines",
    "model_attributes_type": "write 'name: value' lines",
    "dict_type": "write 'name: value' lines",
    "tuple_type": "write a list: one '- ...' line each",
    "list_type": "write a list: one '- ...' line each",
}
_BOUNDS = {
    "greater_than": "write more than {gt:g}",
    "greater_than_equal": "write {ge:g} or more",
    "less_than": "write less than {lt:g}",
    "less_than_equal": "write {le:g} at most",
    "string_too_long": "write {max_length} characters at most",
    "string_too_short": "write something, or leave it out",
    "too_long": "write {max_length} at most",
    "finite_number": "write a number",
}


_START = yaml.Mark("", 0, 0, 0, "", 0)


class BrandError(ValueError):
    """A brand's file that cannot be used; the message names file, line, value and remedy, one problem a line."""


class UnreadableError(BrandError):
    """A brand's file that is no text, or no YAML: nothing can be told of what it settles."""


def load_brand(path: Path) -> Brand:
    """Return the brand described by the YAML file at `path`; the defaults when there is no such file.

    Raises:
        BrandError: the file cannot be read, is no YAML, or holds an invalid value.
    """
    return read_brand(brand_text(path), path.name) if path.exists() else Brand()


def read_brand(text: str, name: str = "brand.yaml") -> Brand:
    """Return the brand that the YAML `text` describes; `name` is what its errors call it.

    Raises:
        BrandError: the text is no YAML, or holds an invalid value.
    """
    return _Reader(name).read(text)


def brand_text(path: Path) -> str:
    """Return what the file at `path` holds.

    Raises:
        UnreadableError: it cannot be read, or is no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path.name} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise UnreadableError(
            f"{path.name} cannot be read: {error.strerror}; check the path and its permissions"
        ) from error


@dataclass(slots=True)
class _Reader:
    """Reads a file and gathers every problem in it before it complains."""

    name: str
    problems: list[tuple[int, str]] = field(default_factory=list)

    def read(self, text: str) -> Brand:
        root = self._composed(text)
        content = self._value(root, ()) if root is not None else None
        if root is not None and content is not None and not isinstance(content, dict):
            raise UnreadableError(
                f"{self.name}:1: {_shown(root)} stands where settings are expected; write 'name: value' lines"
            )
        brand = None
        try:
            brand = Brand.model_validate(content or {})
        except ValidationError as error:
            for one in error.errors(include_url=False):
                self._explain(root, one)
        if self.problems or brand is None:
            told = dict.fromkeys(f"{self.name}:{line}: {problem}" for line, problem in sorted(self.problems))
            raise BrandError("\n".join(told))
        return brand

    def _composed(self, text: str) -> yaml.Node | None:
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{self.name}:{mark.line + 1}" if mark else self.name
            problem = getattr(error, "problem", None) or "it is no YAML"
            raise UnreadableError(
                f"{where}: {problem}; write 'name: value' lines, and quote what holds ': ' or '#'"
            ) from error

    def _complain(self, node: yaml.Node, problem: str) -> None:
        self.problems.append((node.start_mark.line + 1, problem))

    def _value(self, node: yaml.Node, above: tuple[yaml.Node, ...]) -> Any:
        """Return what a node holds, scalars as they are written: `no` is a language, and 25.10 an exact amount."""
        if any(node is one for one in above):
            self._complain(node, "it holds itself; write out what is meant")
            return None
        if isinstance(node, yaml.ScalarNode):
            return None if node.style is None and node.value in _NOTHING else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*above, node)) for item in node.value]
        return dict(self._pairs(node, above))

    def _pairs(self, node: yaml.Node, above: tuple[yaml.Node, ...]) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._complain(key, "a name is expected before the ':', not a list or a mapping; write 'name: value'")
                continue
            if key.value in seen:
                self._complain(key, f"'{key.value}' stands here a second time; keep one of the two")
            seen.add(key.value)
            yield key.value, self._value(value, (*above, node))

    def _explain(self, root: yaml.Node | None, error: ErrorDetails) -> None:
        cause = error.get("ctx", {}).get("error")
        loc = error["loc"] + (cause.loc if isinstance(cause, At) else ())
        is_key = loc[-1:] == ("[key]",)
        loc = loc[:-1] if is_key else loc
        key, node, found = _find(root, loc)
        if not found and loc[:1] == ("teams",) and loc[-1] == "time_zone":
            return  # the brand's own time zone, which is told where it stands
        kind = error["type"]
        if kind == "missing":
            self._complain(node, f"{_named(loc[:-1])} lacks '{loc[-1]}'; add it")
        elif kind == "extra_forbidden":
            remedy = nearest(str(loc[-1]), _fields_at(loc[:-1])) or "leave it out"
            self._complain(key, f"there is no setting '{loc[-1]}' in {_named(loc[:-1])}; {remedy}")
        elif is_key:
            self._complain(key, f"'{loc[-1]}' cannot stand in {_named(loc[:-1])}; {_remedy(error, str(loc[-1]))}")
        else:
            self._complain(node, f"{_shown(node)} cannot stand for {_named(loc)}: {_problem(error, node)}")


def _find(root: yaml.Node | None, loc: Sequence[str | int]) -> tuple[yaml.Node, yaml.Node, bool]:
    """Return the nodes of the key and of the value at `loc`, or of the nearest place above; and if `loc` is there."""
    key = node = root or yaml.ScalarNode("", "", _START, _START)
    held: list[tuple[yaml.Node, yaml.Node]]
    for step in loc:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            key = node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            held = [pair for pair in node.value if pair[0].value == step]
            if not held:
                return key, node, False
            key, node = held[-1]
    return key, node, True


def _named(loc: Sequence[str | int]) -> str:
    """Return how a place is called, as `offers 2: up_to`; the items of a list are counted from 1."""
    words = "".join(f" {step + 1}" if isinstance(step, int) else f": {step}" for step in loc)
    return f"'{words.removeprefix(': ')}'" if words else "the brand"


def _fields_at(loc: Sequence[str | int]) -> list[str]:
    """Return the settings that the section at `loc` may hold."""
    kind: Any = Brand
    for step in loc:
        held = kind.model_fields[str(step)].annotation if _is_section(kind) else get_args(kind)[-1]
        kind = get_args(kind)[0] if held is Ellipsis else held
        kind = next(filter(_is_section, get_args(kind)), kind) if type(None) in get_args(kind) else kind
    return list(kind.model_fields) if _is_section(kind) else []


def _is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _problem(error: ErrorDetails, node: yaml.Node) -> str:
    cause = error.get("ctx", {}).get("error")
    return str(cause) if isinstance(cause, ValueError) else _remedy(error, str(node.value))


def _remedy(error: ErrorDetails, value: str) -> str:
    known, context = error["type"], error.get("ctx", {})
    if known in {"enum", "literal_error"}:
        return nearest(value, re.findall(r"'([^']*)'", context["expected"]))
    if known in _BOUNDS:
        return _BOUNDS[known].format(**context)
    return _REMEDIES.get(known, error["msg"])


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return f"'{node.value[:80]}'" if node.value or node.style else "nothing"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
