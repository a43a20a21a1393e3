"""Phrasings of what goes wrong on journeys, with bookings and in rooms."""

from __future__ import annotations

from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.triggers.parts import ADVERBS
from guardrails.inbound.triggers.trigger import trigger

TRIGGERS: Final = (
    trigger(
        K.DELAYED_JOURNEY,
        "delayed delay late delays missed stuck stranded stood",
        "any",
        r"(?:delayed|delay|delays)\b",
        r"(?:minutes|hours|hour) late\b",
        r"(?:was|were|is|are|running|arrived|left|departed|always|constantly) " + ADVERBS + r"late\b",
        r"missed (?:my|our|the) (?:connection|connecting|flight|train|ferry|coach)",
        heads=nouns.JOURNEYS | {"plane", "flights", "trains", "buses", "airport", "platform", "departure", "8:15"},
        weight=3.2,
    ),
    trigger(
        K.LOST_LUGGAGE,
        "lost missing not never without misplaced where left lose behind",
        "any",
        r"lost\b",
        r"(?:went|gone|is|are|was|still|were) missing",
        r"(?:not|never) (?:been )?"
        + ADVERBS
        + (
            r"(?:arrived?|came|come|turned? up|show(?:ed)? up|ma[dk]e it|appeared|loaded|put on|on the plane|"
            r"delivered|received|found)\b"
        ),
        r"without (?:my|our)\b",
        r"misplaced\b",
        r"where (?:is|are)\b",
        r"left (?:it |them )?(?:behind|in|at)\b",
        heads=nouns.LUGGAGE - {"case", "cases", "backpack", "bag", "pram", "buggy"} | {"hold-bag"},
        weight=3.6,
    ),
    trigger(
        K.LOST_LUGGAGE,
        "bag bags backpack case pram buggy",
        "any",
        r"lost (?:my|our) (?=(?:bags?|backpack|case|cases|pram|buggy)\b)",
        r"(?:bags?|backpack|case|cases|pram|buggy) (?:is|are|was|were|has|have|got|did|still|never|went|been|not) "
        + ADVERBS
        + r"(?:lost|missing|not|never|left behind)",
        heads=nouns.LUGGAGE,
        weight=2.3,
    ),
    trigger(
        K.DELAYED_JOURNEY,
        "stuck stranded sat sitting stood waiting missed",
        "none",
        (
            r"(?:stuck|stranded|sat|sitting|stood) (?:\w+ ){0,2}?(?:at|in|on|outside) (?:the |a |an )?(?:\w+ "
            r")?(?:airport|station|runway|tarmac|platform|gate|plane|train|motorway services)\b"
        ),
        r"missed (?:my|our|the) (?:\w+ )?(?:connection|connecting flight|flight|train|ferry|coach)\b",
        weight=2.9,
    ),
    trigger(
        K.CANCELLED,
        "cancelled cancel cancels cancelling cancellation axed scrapped postponed",
        "any",
        (
            r"(?:was|were|is|are|been|being|got|just|you|they|have|has|had|hotel|airline|company|venue|keep|"
            r"then|it|suddenly|got|gets) "
        )
        + ADVERBS
        + r"(?:cancel(?:led|s)?)\b(?! my (?:account|subscription|membership))",
        (
            r"(?:flight|train|order|booking|appointment|reservation|delivery|concert|gig|show|event|class|trip|"
            r"tour|holiday|bus|service|ferry|ride|slot) (?:was |is |got |has been )?(?:cancelled|axed|scrapped)"
        ),
        (
            r"cancelled (?:on me|on us|at the last|last minute|without|the day|the night|hours|with no|again|"
            r"my (?:flight|order|booking|appointment|reservation|delivery|room)|our (?:flight|order|booking|"
            r"room|table))"
        ),
        r"last[- ]minute cancellation",
        weight=2.5,
    ),
    trigger(
        K.DIRTY,
        (
            "dirty filthy unclean grubby mouldy stained stains hair hairs cockroach cockroaches bedbugs mice "
            "mouse rat rats stank stinks smelled smelt cleaned sticky dusty grime dust clean mould bugs "
            "stinking urine smell mold rubbish cleanliness vomit blood crumbs bed-bugs smelly"
        ),
        "any",
        r"(?:was|were|is|are|been|absolutely|disgustingly|so|looked|came) "
        + ADVERBS
        + (
            r"(?:dirty|filthy|unclean|grubby|mouldy|moldy|sticky|dusty|stained|infested|smelly|grim|minging|"
            r"rank|stinking)\b"
        ),
        r"not (?:been |even )?" + ADVERBS + r"(?:cleaned|clean|changed|hoovered|made up|serviced|properly cleaned)\b",
        (
            r"(?:hairs?|stains?|mould|mold|dust|grime|cockroach(?:es)?|bed ?bugs|bed-bugs|mice|rats?|a mouse|"
            r"bugs|blood|urine|vomit|crumbs|rubbish|ants|lipstick|mud) (?:\w+ )?(?:in|on|all over|everywhere|"
            r"around|under|running|crawling)\b"
        ),
        r"(?:stank|stinks|smelled|smelt|smells|reeked|reeks|stinking) of",
        (
            r"(?=(?:dirty|filthy|stained|mouldy|unclean) (?:room|sheets|bathroom|towels|toilet|bed|carpet|"
            r"bedding|table|cutlery|hotel|plates|glasses|toilets|kitchen|pool|seats))"
        ),
        r"(?:dirty|filthy)\b",
        heads=(nouns.ROOMS - {"store", "shop"}) | {"place", "swimming-pool", "seat", "mugs", "cup", "cups"},
        weight=3.2,
    ),
    trigger(
        K.BOOKING_LOST,
        (
            "booking reservation booked reserved overbooked double-booked record room table seats appointment "
            "bumped gave given booking's"
        ),
        "any",
        (
            r"(?:no|lost|could not find|cannot find|had lost|lose|losing|unable to find|not find|did not have|"
            r"no record of|never had|no trace of)(?: \w+){0,3}? (?:booking|reservation|appointment|room for us|"
            r"room for me|table for us)\b"
        ),
        r"no record of (?:me|us|my|our|it|any)",
        (
            r"(?:booking|reservation|appointment) (?:\w+ ){0,3}(?:did not exist|not exist|disappeared|vanished|"
            r"was not there|not (?:been )?(?:found|honou?red|in the system|on the system)|had been lost|been "
            r"lost|was lost|given away|not confirmed|deleted)"
        ),
        r"over-?booked|double[- ]booked",
        (
            r"(?:gave|given|giving|sold) (?:our|my|away our|away my) (?:\w+ )?(?:room|table|seats?|seat|place|"
            r"slot|appointment|spot)"
        ),
        (
            r"(?:our|my) (?:room|table|seats?|slot|cabin) (?:had been |was |were |has been )?(?:given|sold|"
            r"taken|let)(?: away)? to"
        ),
        r"(?:bumped|kicked) (?:off|from) (?:my|our|the) (?:flight|train|seats?)|denied boarding|refused boarding",
        heads=nouns.BOOKINGS | nouns.ROOMS,
        weight=3.4,
    ),
    trigger(
        K.LOST_LUGGAGE,
        "bag bags suitcase suitcases luggage baggage case",
        "none",
        (
            r"(?:bags?|suitcases?|luggage|baggage|case)(?: \w+){0,3} (?:went|sent|flew|ended up|is|are|left) "
            r"(?:to |in |at |still )+(?:\w+)(?: \w+){0,4} (?:i|we|me|us)\b"
        ),
        weight=3.0,
    ),
    trigger(
        K.DIRTY,
        (
            "floor bed sheets bath shower table seat seats walls carpet covered crumbs toenails room bathroom "
            "sink plate glass pillow mattress everywhere"
        ),
        "none",
        (
            r"(?:toenails?|hairs?|crumbs|stains?|blood|urine|vomit|sick|mould|mold|dust|cobwebs|mouse "
            r"droppings|droppings|rubbish|grease|food|chewing gum|nappies|used \w+|dirty \w+|condoms?|"
            r"lipstick) (?:was |were |left |still |all )?(?:on|in|all over|over|under|round|around|"
            r"everywhere)(?: the| my| our)? (?:\w+ )?(?:floors?|beds?|sheets?|bath\w*|shower|table|seats?|"
            r"walls?|carpet|sink|plates?|glass(?:es)?|pillows?|mattress|rooms?|towels?|cup|toilet)"
        ),
        r"covered (?:in|with) (?:crumbs|dust|mould|hair|stains|dirt|grease|rubbish|mud|grime)",
        weight=3.2,
    ),
    trigger(
        K.DELAYED_JOURNEY,
        "outside announcements carriages platform replacement stand standing sat toilet",
        "none",
        (
            r"rail replacement|replacement bus|no announcements?|(?:out of|too few|not enough|short of|only "
            r"two|no) (?:carriages|seats on)|(?:sat|stuck|stopped|held) outside (?:[a-z]+) for"
        ),
        r"(?:signal|points) failure|staff shortage",
        weight=2.4,
    ),
    trigger(
        K.BOOKING_LOST,
        "split seats apart together separated seated",
        "none",
        (
            r"(?:split|separated|seated|sat) (?:us|my (?:family|kids|children|son|daughter)|our (?:family|kids|"
            r"children)|me)(?: \w+){0,3} (?:from|apart|up|away)"
        ),
        weight=3.0,
    ),
)
