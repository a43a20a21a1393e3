"""Phrasings of what does not come, or comes late."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.triggers.parts import ADVERBS, DAYS, HAVE, NOT
from guardrails.inbound.triggers.trigger import trigger

TRIGGERS: Final = (
    trigger(
        K.NOT_ARRIVED,
        "not never no nowhere",
        "before",
        HAVE
        + NOT
        + ADVERBS
        + (
            r"(?:(?:arrived?|come|came|turn(?:ed)? up|show(?:ed|n)? up|delivered|shipped|dispatched|appeared|"
            r"materiali[sz]ed|sent|moved|here|reached)\b)"
        ),
        r"never "
        + ADVERBS
        + (
            r"(?:arrived?|came|turned up|showed up|shows up|got here|made it|got delivered|delivered|reached|"
            r"shipped|materiali[sz]ed|appeared|left|sent)\b"
        ),
        (
            r"(?:still|yet) (?:not|never) (?:been )?(?:arrived|delivered|here|shipped|received|turned up|"
            r"dispatched|come|sent)\b"
        ),
        r"(?:is|are|still|was) nowhere (?:to be (?:seen|found)|in sight)",
        heads=None,
        weight=3.0,
    ),
    trigger(
        K.NOT_ARRIVED,
        "not never",
        "after",
        r"(?:not|never) " + ADVERBS + r"(?:received?|got|get|seen|had|delivered|sent|dispatched|shipped)\b",
        weight=2.6,
    ),
    trigger(
        K.NOT_ARRIVED,
        "waiting wait awaiting waited where sign whereabouts",
        "after",
        (
            r"(?:waiting|wait|waited)(?: [a-z0-9]+){0,4}? (?:for|on)\b(?! (?:\d|a |an |over |more |about |"
            r"nearly |almost |two|three|four|five|six|seven|eight|nine|ten|several|hours|weeks|days|months|"
            r"minutes|ages|so |the past|the last))"
        ),
        r"(?:waiting|waited) (?:for )?(?:[a-z0-9]+ ){1,4}(?:minutes|hours|days|weeks|months) (?:now )?for\b",
        r"awaiting",
        r"where (?:is|are|the (?:hell|heck|fuck) (?:is|are)|on earth (?:is|are))(?= (?:my|our|the|these)\b)",
        r"no sign of",
        weight=2.2,
    ),
    trigger(
        K.NOT_ARRIVED,
        "delivered tracking lost missing stolen lose losing",
        "any",
        (
            r"(?:marked|shows?|showing|says?|saying|claims?|recorded|listed|down|tracked) (?:it (?:was|is|has "
            r"been) |it |as |that it (?:was|is|has been) |was |as having been )?delivered"
        ),
        r"(?:got |gone |went |was |been |is |are |get )?lost (?:in|by)(?: the)? (?:post|transit|mail|courier)",
        r"(?:went|gone|gone completely) missing",
        (
            r"(?:lost|lose|losing) (?=(?:my|our)\b)(?! (?:my|our) (?:temper|patience|mind|job|faith|money|"
            r"place|booking|reservation|business|custom|time|trust|home|data|internet|connection|signal|"
            r"suitcase|luggage|baggage|way|appetite|deposit|points|seat|seats|room|table|holiday))"
        ),
        r"stolen (?:from|off) (?:my|the|our) (?:porch|doorstep|step|door|front)",
        r"delivered (?:it )?to (?:the wrong|someone else|some one else|another|a different|my neighbour|a neighbour)",
        weight=2.4,
    ),
    trigger(
        K.NOT_ARRIVED,
        "no nothing",
        "after",
        (
            r"(?:no|still no|yet no) (?=(?:parcel|package|delivery|order|sofa|shoes|books?|phone|dress|food|"
            r"flowers|groceries|shopping|goods|tickets?|laptop|bike|bed|mattress|cake|medication|prescription|"
            r"boots|table|chairs?|desk|coat|fridge|item|items|gift|present|book|curtains|package)\b)"
        ),
        weight=2.2,
    ),
    trigger(
        K.NOT_ARRIVED,
        "nothing",
        "before",
        (
            r"nothing (?:has |have |had )?(?:arrived|came|come|turned up|showed up|been delivered|delivered|"
            r"received|here)\b"
        ),
        weight=2.4,
    ),
    trigger(
        K.LATE,
        "late delayed overdue delay delays later behind",
        "before",
        r"(?:(?:minutes|hours|hour|half|days|day|weeks|week|months|month|year) (?:too )?late)\b(?! fee)",
        r"(?:arrived|came|delivered|turned up|showed up|was|were|is|are|been|being|got here|running|"
        "comes|arrives) " + ADVERBS + r"(?:too |so |very |always )?late\b(?! fee)",
        r"(?:is|are|was|were|been|being|gets?|got|keeps? getting|now) "
        + ADVERBS
        + r"(?:delayed|overdue|pushed back|postponed)",
        r"(?:delivery|order|parcel|package) (?:delayed|late|overdue)",
        r"(?:too|so) late (?:for|to)\b",
        (
            r"(?:day|days|week|weeks|month|months) (?:behind schedule|overdue|later than (?:promised|expected|"
            r"planned|stated))"
        ),
        weight=2.2,
    ),
    trigger(
        K.LATE,
        "late overdue",
        "after",
        r"(?:late|overdue) (?=(?:delivery|order|parcel|package|arrival)\b)",
        r"delay(?:ed|s)? (?:in|with|to|of|on) (?=(?:my|the|our)\b)",
        weight=1.6,
    ),
    trigger(
        K.LATE,
        "due promised supposed came arrived",
        "before",
        (
            rf"(?:due|promised|expected|scheduled|booked|supposed to (?:come|arrive|be here|be delivered))(?: "
            rf"\w+)?(?: for| on| by)? {DAYS}(?: \w+){{0,3}} (?:came|arrived|turned up|got here|showed up|"
            rf"delivered)\b"
        ),
        (
            rf"(?:was |were |is |are )?(?:due|promised|supposed to (?:come|arrive|be here|be delivered|be with "
            rf"me))(?: for| on| by| in)? {DAYS}"
        ),
        weight=2.1,
    ),
    trigger(
        K.NOT_ARRIVED,
        "left delivered dumped number neighbour neighbor stranger address",
        "any",
        (
            r"(?:left|delivered|dumped|dropped|given|gave|handed|posted|sent)(?: it| them| my \w+| the \w+| "
            r"our \w+){1,2} (?:at|to|with|outside|through) (?:number \d|the wrong|next door|some(?:one)? "
            r"(?:else|random)|a stranger|another (?:house|address|street)|a different|a random|my old|an old|a "
            r"neighbour|somebody else)"
        ),
        weight=2.8,
    ),
)
