from __future__ import annotations

from pathlib import Path

import pytest

from guardrails.finding import Audience, Severity
from guardrails.policy import PolicyError, SeverityPolicy


def load(tmp_path: Path, text: str) -> SeverityPolicy:
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    return SeverityPolicy.load(path)


def test_the_defaults_are_safe():
    policy = SeverityPolicy.default()
    reviewed = {"missing-next-step", "repeats-itself"}
    for rule in policy.families:
        for audience in Audience:
            assert policy.of(rule, audience) is (Severity.REVIEW if rule in reviewed else Severity.BLOCK)


def test_a_file_changes_only_what_it_names(tmp_path: Path):
    policy = load(tmp_path, "form:\n  too-long: off\ntone:\n  minimises: {public: block, private: review}\n")
    assert policy.of("too-long", Audience.PUBLIC) is None
    assert policy.of("minimises", Audience.PRIVATE) is Severity.REVIEW
    assert policy.of("minimises", Audience.PUBLIC) is Severity.BLOCK
    assert policy.of("hostile", Audience.PUBLIC) is Severity.BLOCK


def test_one_audience_alone_leaves_the_other(tmp_path: Path):
    policy = load(tmp_path, "form:\n  missing-next-step: {public: off}\n")
    assert policy.of("missing-next-step", Audience.PUBLIC) is None
    assert policy.of("missing-next-step", Audience.PRIVATE) is Severity.REVIEW


@pytest.mark.parametrize("text", ["", "# nothing\n", "tone:\n", "tone: {}\n"])
def test_an_empty_file_is_the_defaults(tmp_path: Path, text: str):
    assert load(tmp_path, text).severities == SeverityPolicy.default().severities


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tone:\n  hostil: block\n", ["ours.yaml:2", "'hostil'", "did you mean hostile"]),
        ("tone:\n  zzz: block\n", ["ours.yaml:2", "'zzz'", "the rules are"]),
        ("form:\n  too-long: maybe\n", ["ours.yaml:2", "'maybe'", "too-long", "block, review or off"]),
        ("form:\n  too-long: true\n", ["ours.yaml:2", "'true'", "write block, review or off"]),
        ("tone:\n  too-long: block\n", ["ours.yaml:2", "belongs to the family 'form'"]),
        ("tone:\n  hostile: {everyone: block}\n", ["ours.yaml:2", "'everyone'", "public and private"]),
        ("tone:\n  hostile: {public: loud}\n", ["ours.yaml:2", "'loud'"]),
        ("tone:\n  hostile: [block]\n", ["ours.yaml:2", "block, review or off"]),
        ("tone: block\n", ["ours.yaml:1", "'block'", "name: value"]),
        ("- tone\n", ["ours.yaml:1", "families of rules"]),
        ("tone:\n  hostile: block\n  hostile: off\n", ["ours.yaml:3", "second time"]),
        ("tone: {hostile: block\n", ["ours.yaml:2"]),
        ("languages:\n  de: maybe\n", ["ours.yaml:2", "'maybe'", "'de'", "full or review"]),
        ("languages:\n  de: [full]\n", ["ours.yaml:2", "full or review"]),
        ("languages:\n  German: full\n", ["ours.yaml:2", "'German'", "such as de"]),
        ("languages:\n  de: full\n  de: review\n", ["ours.yaml:3", "second time"]),
        ("languages: full\n", ["ours.yaml:1", "'full'", "name: value"]),
        ("languages:\n  ? [a]\n  : full\n", ["ours.yaml:2", "no language"]),
        ("tone:\n\thostile: block\n", ["ours.yaml:2"]),
        ("tone:\n  ? [a]\n  : block\n", ["ours.yaml:2"]),
    ],
)
def test_says_where_what_and_how(tmp_path: Path, text: str, told: list[str]):
    with pytest.raises(PolicyError) as raised:
        load(tmp_path, text)
    assert [part for part in told if part not in str(raised.value)] == []


def test_languages_are_told_by_their_code(tmp_path: Path):
    policy = load(tmp_path, "languages: {de: full, no: full}\n")
    assert [code for code in ("en", "de", "no", "fr", "und") if policy.covers(code)] == ["en", "de", "no"]
    assert SeverityPolicy.default().covers("en")
    assert not SeverityPolicy.default().covers("de")


def test_tells_every_problem_at_once(tmp_path: Path):
    with pytest.raises(PolicyError) as raised:
        load(tmp_path, "tone:\n  hostil: block\n  defensive: loud\nform:\n  too-lng: off\n")
    assert [line.split(": ")[0] for line in str(raised.value).splitlines()] == [
        "ours.yaml:2",
        "ours.yaml:3",
        "ours.yaml:5",
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path):
    with pytest.raises(PolicyError, match=r"none.yaml cannot be read"):
        SeverityPolicy.load(tmp_path / "none.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"tone:\n  hostile: \xff\n")
    with pytest.raises(PolicyError, match=r"not UTF-8"):
        SeverityPolicy.load(tmp_path / "bytes.yaml")


def test_rules_are_overruled_only_where_the_file_lists_them(tmp_path: Path):
    assert SeverityPolicy.default().overridable == frozenset()
    policy = load(tmp_path, "overridable: [too-long, minimises]\n")
    assert policy.may_overrule(["too-long", "minimises"])
    assert not policy.may_overrule(["too-long", "hostile"])
    assert not policy.may_overrule([])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("overridable: too-long\n", "where a list is expected"),
        ("overridable: [rude]\n", "there is no rule 'rude'"),
        ("overridable: [discloses-private-data]\n", "can never be overruled"),
    ],
)
def test_a_list_of_what_may_be_overruled_is_checked(tmp_path: Path, text: str, says: str):
    with pytest.raises(PolicyError, match=says):
        load(tmp_path, text)
