from __future__ import annotations

import re
from itertools import product

import pytest

from api.drafting.composing.parts import PARTS
from guardrails.inbound.assessment import Topic
from guardrails.inbound.problem import ProblemKind
from knowledge.brand import Voice
from prompts.phrasebook import FIELDS, ROOT, PhrasebookError, languages, parse, phrasebook, read, table, words

SAMPLE = dict.fromkeys(FIELDS, "the value") | {"name": "Maya", "person": "Ada Moss", "agent": "Sam"}
CLICHES = re.compile(
    r"inconvenience caused|satisfaction is important|rest assured|valued customer|reach out|at your earliest|"
    r"we take .{0,20}seriously|don't hesitate|do not hesitate|apologise for any|sorry if\b|sorry you feel|sorry but\b|"
    r"unfortunately|as per|kindly be|going forward|your feedback is important|policy is policy",
    re.IGNORECASE,
)
EVERYWHERE = (
    "opening.line",
    "opening.unnamed",
    "opening.letter",
    "opening.short",
    "opening.grave",
    "greeting.letter",
    "greeting.unnamed",
    "route.dm",
    "route.email",
    "route.phone",
    "route.both",
    "route.url",
    "route.nowhere",
    "route.short",
    "ask.message",
    "ask.short",
    "ask.next",
    "ask.open_door",
    "hold.received",
    "hold.received_short",
    "hold.last",
    "grave.takeover",
    "grave.takeover_short",
    "grave.private_reach",
    "hide.data",
    "hide.anger",
    "praise.open",
    "praise.more",
    "question.open",
    "question.letter",
    "question.unknown",
    "question.tell",
    "closing.sign",
    "closing.signature",
    "wanted.order",
    "wanted.booking",
)


def all_wordings(language):
    book = phrasebook(language)
    return [
        (key, voice, phrase) for key, voices in book.wordings.items() for voice in voices for phrase in voices[voice]
    ]


def test_there_are_seven_languages():
    assert languages() == {"en", "es", "fr", "de", "pt", "it", "nl"}


def test_a_language_without_a_phrasebook_is_answered_in_english():
    assert phrasebook("pl").language == "en"
    assert phrasebook("pt-BR").language == "pt"


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_can_say_what_a_holding_reply_needs(language):
    book = phrasebook(language)
    for key, voice in product(EVERYWHERE, Voice):
        assert book.wordings[key][voice], (key, voice)
    for topic, voice in product(Topic, Voice):
        assert book.options(f"subject.{topic}", voice, set().__contains__)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_of_problem_has_its_words(kind):
    book = phrasebook("en")
    assert book.options(f"noun.{kind}", "plain", set().__contains__), "a noun that needs no thing"
    assert f"empathy.{table('families')[kind]}" in book
    assert kind in table("terms")
    assert all(f"wanted.{key}" in book for key in table("wants")[kind])


@pytest.mark.parametrize("language", sorted(languages()))
def test_wordings_are_clean_prose(language):
    for key, _, phrase in all_wordings(language):
        said = phrase.render(SAMPLE)
        assert "{" not in said, key
        assert "  " not in said, key
        assert not CLICHES.search(said), (key, said)
        assert said.count("(") == said.count(")"), (key, said)


def test_wordings_that_are_sentences_end_as_sentences():
    no_sentences = (
        "noun.",
        "subject.",
        "wanted.",
        "greeting.",
        "closing.sign",
        "policy.",
        "record.note",
        "told.noted",
        "told.remedy",
        "told.regretted",
        "follow.improved",
        "hold.incident",
        "incident.about",
        "incident.cause_",
        "incident.topic_",
        "grave.about_",
        "grave.raised_",
    )
    for key, _, phrase in all_wordings("en"):
        if not key.startswith(no_sentences):
            said = phrase.render(SAMPLE | {"rule": "A rule.", "rule_within": "a rule.", "note": "A note."})
            assert said[-1] in ".?!", (key, said)
            assert said[0].isupper(), (key, said)


def test_each_voice_has_words_of_its_own():
    book = phrasebook("en")
    for key in (
        "opening.line",
        "opening.letter",
        "route.dm",
        "ask.message",
        "ask.short",
        "ask.next",
        "hold.received",
        "closing.sign",
    ):
        texts = [frozenset(phrase.text for phrase in book.wordings[key][voice]) for voice in Voice]
        assert not texts[0] & texts[1] or key == "closing.sign"
        assert len(set(texts)) == 3


def test_a_formal_voice_contracts_nothing():
    contraction = re.compile(r"\b\w+'(?:m|re|ve|ll|d|t)\b")
    for key, voices in phrasebook("en").wordings.items():
        if key.startswith(("noun.", "subject.", "wanted.", "route.open_door_url")):
            continue  # these are spelt out when they are spoken
        for phrase in voices["formal"]:
            assert not contraction.search(phrase.text), (key, phrase.text)
            assert not {"im", "ive", "id", "ill"} & phrase.fields, (key, phrase.text)


def test_a_wording_is_on_offer_only_when_its_values_are_known():
    options = phrasebook("en").options("greeting.letter", "warm", set().__contains__)
    assert not options
    assert phrasebook("en").options("greeting.letter", "warm", {"name"}.__contains__)
    assert phrasebook("en").options("no.such", "warm", set().__contains__) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{thing} came. {thing} broke", "Blue lamp came. Blue lamp broke"),
        ("Sorry about {thing}", "Sorry about blue lamp"),
        ("Sorry: {thing}", "Sorry: blue lamp"),
        ("{name}, hello", "ada, hello"),
    ],
)
def test_a_value_that_opens_a_sentence_gets_a_capital(text, said):
    assert parse(text).render({"thing": "blue lamp", "name": "ada"}) == said


@pytest.mark.parametrize("text", ["", " a", "a  b", "Hi {nobody}", "Hi {name", "Hi name}"])
def test_an_untidy_wording_is_refused(text):
    with pytest.raises(PhrasebookError):
        parse(text)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("greeting: {warm: [Hi], loud: [HEY]}", "loud"),
        ("greeting: {warm: [Hi]}", "plain"),
        ("greeting: []", "voice"),
        ("greeting: [Hi, Hi]", "twice"),
        ("greeting: [1]", "texts"),
        ("greeting: ['Hi {nobody}']", "nobody"),
        ("- greeting", "mapping"),
        ("greeting: 3", "greeting"),
        ("greeting: [Hi", "YAML"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path, content, complaint):
    (tmp_path / "opening.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(PhrasebookError, match=complaint) as caught:
        read(tmp_path)
    assert "opening.yaml" in str(caught.value)


def test_an_empty_folder_is_no_phrasebook(tmp_path):
    with pytest.raises(PhrasebookError):
        read(tmp_path)


def test_tables_name_only_what_there_is():
    plans = table("plans")
    assert all(part in PARTS for plan in plans.values() for one in plan for paragraph in one for part in paragraph)
    assert {"a", "the"} <= words("middle")
    assert sorted(path.stem for path in ROOT.glob("*.yaml")) == sorted(
        ["families", "grave", "matters", "plans", "retelling", "statuses", "terms", "wants", "words"]
    )
