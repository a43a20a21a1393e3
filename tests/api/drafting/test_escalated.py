"""The holding line of what a person must answer: the right first words, and none of the wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from api.drafting.brief import Brief
from api.drafting.checking import in_context
from api.drafting.composer import compose, holding
from api.models import Channel, Message
from guardrails.engine import Guard
from guardrails.finding import Audience, Verdict
from guardrails.inbound.assessment import Action, Gravity, Topic
from guardrails.lengths import limit
from knowledge.brand import Voice
from knowledge.facts import Fact
from tests.api.drafting.test_composer import brief_of

SAID = {
    "self_harm": ("I can't go on, I want to kill myself over this bill", Topic.BILLING),
    "injury": ("Your kettle exploded and I burned my hand, I had to go to hospital", Topic.SAFETY),
    "safety": ("Your heater caught fire in my kitchen", Topic.SAFETY),
    "fraud": ("Someone used my card after I paid on your site, this is fraud", Topic.BILLING),
    "discrimination": ("Your shop assistant made a racist remark to my wife", Topic.STAFF),
    "legal": ("My solicitor will be in touch about my broken lamp", Topic.PRODUCT),
    "press": ("I am a journalist and I will write about how you treat people", Topic.SERVICE),
    "data": ("You emailed my personal details to a stranger", Topic.PRIVACY),
    "crime": ("Your driver broke into my shed and took my bike", Topic.STAFF),
    "threat": ("I know where your shop is and I will smash it up", Topic.SERVICE),
}
FIRST = {
    "self_harm": r"emergency services|alone",
    "injury": r"doctor|medical help",
    "safety": r"don't use|do not use|stop using|leave the|danger",
    "fraud": r"freeze|frozen",
    "discrimination": r"dignity|less than anyone",
    "legal": r"serious|answer|far",
    "press": r"right person|appropriate",
    "data": r"personal information|care",
    "crime": r"emergency services|police",
    "threat": r"feel|feelings|heard|built up",
}
SELLING = (
    r"discount|voucher|offer|sale|shop with|recommend|review|feedback|suggestion|improve|do better|credit|goodwill"
)
BLAMING = r"\bour fault|our mistake|liable|liability|responsible|negligen\w+|we caused|compensat\w+|we admit|we deny"
ARGUING = r"however|in fact|actually|allege\w*|claim\w*|disagree|policy|terms|misunderst\w+|unfortunately|\bbut\b"
ASKING = r"order (?:number|reference)|e-?mail address|date of birth|photo|what happened\?|address\?"
MERRY = r"!|thrilled|delighted|happy|glad|great|lovely"
WRONG = dict.fromkeys(SAID, f"{SELLING}|{BLAMING}|{ARGUING}|{ASKING}|{MERRY}")
WRONG["self_harm"] += r"|\bbill\b|payment|order|refund|purchase|delivery|lamp|police"
WRONG["injury"] += r"|refund|replacement"
WRONG["legal"] += r"|deeply|so very|lawyer|solicitor|court|sue\b"
WRONG["press"] += r"|deeply|so very|journalist|comment|off the record"
WRONG["discrimination"] += r"|racist|we do not tolerate|never tolerate|our staff are|trained"
WRONG["threat"] += r"|police|threat\w*|legal|ban\b|block"
WRONG["fraud"] += r"|you should have|careful next time|refund"

DESKS = (
    ("safety", "Product Safety", "safety@northlight.example", "020 7946 0101", ["safety"]),
    ("security", "Account Security", "security@northlight.example", "020 7946 0102", ["account"]),
    ("privacy", "Data Protection", "privacy@northlight.example", "020 7946 0103", ["privacy"]),
    ("legal", "Legal", "legal@northlight.example", "020 7946 0104", []),
    ("press", "Press Office", "press@northlight.example", "020 7946 0105", []),
    ("crisis", "Crisis Support", None, "020 7946 0106", []),
)
CONTACTS = tuple(
    Fact(
        id=name,
        kind="contact",
        title=team,
        text=f"{team}: {', '.join(way for way in (email, phone) if way)}.",
        data={"team": team, "email": email, "phone": phone, "topics": topics},
    )
    for name, team, email, phone, topics in DESKS
)
GUARD = Guard()


def escalated(
    cause: str, channel: Channel = Channel.X, *, desks: bool = True, facts: bool = True, **more: object
) -> Brief:
    text, topic = SAID[cause]
    brief = brief_of(text, channel, Action.ESCALATE_TO_HUMAN, topic, Gravity.CRITICAL, facts=facts, **more)
    contacts = (*(CONTACTS if desks else ()), *brief.contacts)
    return replace(brief, assessment=brief.assessment.model_copy(update={"grave": [cause]}), contacts=contacts)


def messages_of(brief: Brief) -> Iterator[Message]:
    yield from compose(brief).messages
    yield from holding(brief).messages


def must_pass(brief: Brief) -> None:
    for message in messages_of(brief):
        report = GUARD.check(in_context(brief, message))
        told = f"{message.audience}: {message.text!r}: {[(one.rule, one.quote) for one in report.findings]}"
        unknown_language = {one.rule for one in report.findings} <= {"language-coverage"}
        assert report.verdict is Verdict.PASS or unknown_language, told


@pytest.mark.parametrize("cause", SAID)
def test_the_right_first_words_and_none_of_the_wrong_ones(cause: str) -> None:
    for number, (voice, channel, desks) in enumerate(
        product(Voice, (Channel.X, Channel.EMAIL, Channel.SMS), (True, False))
    ):
        brief = escalated(cause, channel, desks=desks, voice=voice, seed=f"e{number}", agent=(None, "Sam")[number % 2])
        composed = compose(brief).messages
        assert [one.audience for one in composed] == (["public", "private"] if channel is Channel.X else ["private"])
        for message in composed:
            assert not re.search(WRONG[cause], message.text, re.IGNORECASE), message.text
            if channel is Channel.EMAIL or cause in {"self_harm", "injury", "safety", "fraud", "crime"}:
                assert re.search(FIRST[cause], message.text, re.IGNORECASE), message.text
        must_pass(brief)


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl", "pt"])
def test_other_languages_have_words_for_each_and_pass(language: str) -> None:
    for number, cause in enumerate(SAID):
        for channel in (Channel.FACEBOOK, Channel.EMAIL):
            must_pass(
                escalated(cause, channel, desks=number % 2 == 0, facts=False, language=language, seed=f"l{number}")
            )


def test_a_crisis_line_comes_from_the_contacts_and_never_from_us() -> None:
    for number in range(12):
        texts = [one.text for one in compose(escalated("self_harm", Channel.EMAIL, seed=f"s{number}")).messages]
        assert "Crisis Support (020 7946 0106)" in texts[-1]
        bare = compose(escalated("self_harm", Channel.EMAIL, seed=f"s{number}", desks=False, facts=False)).messages
        assert not re.search(r"\d{3}", bare[-1].text), bare[-1].text


@pytest.mark.parametrize(
    ("cause", "team"),
    [
        ("injury", "Product Safety team"),
        ("fraud", "Account Security team"),
        ("data", "Data Protection team"),
        ("legal", "Legal team"),
        ("press", "Press Office"),
    ],
)
def test_a_matter_is_handed_over_to_the_team_that_is_on_record(cause: str, team: str) -> None:
    told = compose(escalated(cause, Channel.EMAIL, voice=Voice.FORMAL)).messages[-1].text
    assert f"our {team}".casefold() in told.casefold()
    assert team not in compose(escalated(cause, Channel.EMAIL, desks=False)).messages[-1].text


def test_the_press_is_given_the_press_office() -> None:
    public = compose(escalated("press")).messages[0]
    assert public.audience is Audience.PUBLIC
    assert "press@northlight.example" in public.text or "020 7946 0105" in public.text


def test_what_hurt_somebody_is_to_be_kept() -> None:
    texts = [compose(escalated("injury", Channel.EMAIL, seed=f"k{n}")).messages[-1].text for n in range(10)]
    assert all(re.search(r"keep", text) for text in texts)
    assert not any("keep" in compose(escalated("self_harm", Channel.EMAIL)).messages[-1].text for _ in range(1))


def test_where_every_character_counts_help_still_comes_first() -> None:
    for cause, voice in product(("self_harm", "injury", "safety", "fraud"), Voice):
        (message,) = compose(escalated(cause, Channel.SMS, voice=voice, name="Maximiliana Featherstonehaugh")).messages
        assert len(message.text) <= limit(Channel.SMS, Audience.PRIVATE)
        assert re.search(FIRST[cause], message.text, re.IGNORECASE), message.text
