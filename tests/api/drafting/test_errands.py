"""Warnings, notices and follow-ups in every voice and language: short, and nothing of them is blocked."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from api.drafting.brief import Brief, Errand
from api.drafting.checking import in_context
from api.drafting.composer import compose
from api.drafting.errands import rule_fact
from api.models import Channel, Message, Purpose
from guardrails.engine import Guard
from guardrails.finding import Audience, Verdict
from guardrails.inbound.assessment import Action
from knowledge.brand import HouseRule, Voice
from knowledge.facts import Fact
from tests.api.drafting.test_composer import brief_of

GUARD = Guard()
RULE = HouseRule(id="respect", title="Be kind to people", text="We remove posts that insult anybody.")
IMPROVED = Fact(id="improvement-1", kind="note", text="We now pack every lamp in a double-walled box.")
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt")


def errand(purpose: Purpose, channel: Channel, audience: Audience, *, solved: bool = False, **more: object) -> Brief:
    brief = brief_of(channel=channel, facts=False, **more)
    rule = None if purpose is Purpose.FOLLOW_UP else RULE
    told = Errand(purpose, audience, brief.assessment, house_rule=rule, solved=solved)
    notes = (rule_fact(RULE),) if rule else (IMPROVED,) if brief.language == "en" else ()
    return replace(brief, errand=told, notes=notes)


def written(brief: Brief) -> Message:
    (message,) = compose(brief).messages
    report = GUARD.check(in_context(brief, message))
    findings = [one for one in report.findings if one.rule != "language-coverage"]
    told = f"{message.text!r}: {[(one.rule, one.quote, one.severity) for one in findings]}"
    assert report.verdict is not Verdict.BLOCK, told
    assert brief.language != "en" or report.verdict is Verdict.PASS, told
    return message


@pytest.mark.parametrize("purpose", [Purpose.WARNING, Purpose.REMOVAL])
def test_a_warning_names_the_rule_in_one_line_and_is_not_hostile(purpose: Purpose) -> None:
    for number, (voice, language) in enumerate(product(Voice, LANGUAGES)):
        more = {"action": Action.DO_NOT_ENGAGE, "voice": voice, "language": language, "seed": f"w{number}"}
        message = written(errand(purpose, Channel.X, Audience.PUBLIC, name=("Maya Lopez", None)[number % 2], **more))
        assert RULE.title in message.text
        assert "\n" not in message.text
        assert len(message.text) <= 280


@pytest.mark.parametrize("solved", [False, True])
def test_a_follow_up_asks_and_chases_nobody(solved: bool) -> None:
    places = ((Channel.X, Audience.PRIVATE), (Channel.X, Audience.PUBLIC), (Channel.EMAIL, Audience.PRIVATE))
    places = (*places, (Channel.SMS, Audience.PRIVATE), (Channel.TRUSTPILOT, Audience.PUBLIC))
    for number, (voice, language, place) in enumerate(product(Voice, LANGUAGES, places)):
        more = {"voice": voice, "language": language, "seed": f"f{number}", "name": ("Maya Lopez", None)[number % 2]}
        message = written(errand(Purpose.FOLLOW_UP, *place, solved=solved, **more))
        assert message.audience is place[1]
        if language == "en":
            assert ("tell others" in message.text) == (solved and place[0] is not Channel.SMS)
            assert IMPROVED.text in message.text or place[0] is Channel.SMS
