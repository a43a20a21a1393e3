"""Every action on every sort of channel, with and without facts: who is written to, and nothing is blocked."""

from __future__ import annotations

from itertools import product

import pytest

from api.drafting.checking import in_context
from api.drafting.composer import compose, holding
from api.models import PRIVATE_CHANNELS, Channel
from guardrails.engine import Guard
from guardrails.finding import Verdict
from guardrails.inbound.assessment import Action, Gravity, Topic
from knowledge.brand import Voice
from tests.api.drafting.test_composer import COMPLAINTS, brief_of

GUARD = Guard()
CHANNELS = (Channel.X, Channel.FACEBOOK, Channel.GOOGLE_REVIEW, Channel.EMAIL, Channel.CHAT, Channel.SMS)
AUDIENCES = {
    Action.ACKNOWLEDGE_AND_HOLD: ["public", "private"],
    Action.REPLY_PUBLIC: ["public"],
    Action.REPLY_PRIVATE: ["private"],
    Action.HIDE_AND_REACH_OUT: ["private"],
    Action.REPLY_AND_TAKE_OFFLINE: ["public", "private"],
    Action.DO_NOT_ENGAGE: [],
}


@pytest.mark.parametrize("action", AUDIENCES)
def test_who_is_written_to_follows_the_action_and_everything_passes(action: Action) -> None:
    topics = (Topic.DELIVERY, Topic.BILLING, Topic.SERVICE, Topic.OTHER)
    for number, (channel, facts, voice) in enumerate(product(CHANNELS, (True, False), Voice)):
        topic = topics[number % len(topics)]
        severity = Gravity.HIGH if action is Action.ACKNOWLEDGE_AND_HOLD else Gravity.MEDIUM
        hides = action is Action.HIDE_AND_REACH_OUT
        brief = brief_of(
            COMPLAINTS[topic],
            channel,
            action,
            topic,
            severity,
            voice,
            facts=facts,
            seed=f"m{number}",
            private_data=hides,
        )
        wanted = ["private"] if channel in PRIVATE_CHANNELS and AUDIENCES[action] else AUDIENCES[action]
        assert [message.audience for message in compose(brief).messages] == wanted
        for message in (*compose(brief).messages, *holding(brief).messages):
            report = GUARD.check(in_context(brief, message))
            told = (
                f"{message.audience} {channel} {message.text!r}: {[(one.rule, one.quote) for one in report.findings]}"
            )
            assert report.verdict is not Verdict.BLOCK, told
