"""Phrasings that tell what went wrong, and where the thing it befell stands. Written for the plain reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.problem_kinds import ProblemKind as K


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrasing of one kind of problem.

    `slot` says where the thing stands: `before` or `after` the phrasing, on `any` side, `around` it (rather after), in
    it (`self`), as what was `wanted`, as the `whole` of which something is missing, or `none`. `heads`, if given, are
    the only heads that fit, and those of `shun` never do. `needs` are words of which one must occur, so that most triggers are never tried.
    """

    kind: K
    pattern: re.Pattern[str]
    slot: str = "none"
    heads: frozenset[str] | None = None
    weight: float = 2.0
    needs: frozenset[str] = field(default_factory=frozenset)
    shun: frozenset[str] = frozenset()


_SHUNNED: Final = {
    K.OVERCHARGED: frozenset(
        {"account", "card", "fee", "fees", "charge", "charges", "bank", "payment", "price", "amount", "billing"}
    ),
    K.DOUBLE_CHARGED: frozenset({"account", "card", "payment", "payments", "charge", "charges", "bank"}),
    K.HAZARD: frozenset(
        {
            "gas",
            "smoke",
            "fire",
            "glass",
            "shock",
            "smell",
            "plastic",
            "metal",
            "needle",
            "hand",
            "face",
            "kitchen",
            "house",
            "wires",
            "shop",
            "store",
        }
    ),
    K.FAULTY: frozenset({"account", "card", "money", "driver"}),
    K.PRICE_RISE: frozenset(
        {"price", "prices", "cost", "costs", "fee", "fees", "hike", "increase", "rise", "hikes", "increases", "rises"}
    ),
    K.NOT_ARRIVED: frozenset({"card", "doorstep", "porch", "tracking", "sign", "door", "step"}),
    K.DIRTY: frozenset({"bugs", "bedbugs", "hair", "hairs", "mould", "floors", "stain", "stains"}),
}
_TRIGGERS: Final[list[Trigger]] = []


def _add(
    kind: K, needs: str, slot: str, *patterns: str, heads: frozenset[str] | None = None, weight: float = 2.0
) -> None:
    wanted = frozenset(needs.split())
    joined = re.compile(r"\b(?:" + "|".join(patterns) + ")")
    _TRIGGERS.append(Trigger(kind, joined, slot, heads, weight, wanted, _SHUNNED.get(kind, frozenset())))


def matching(words: frozenset[str]) -> Iterator[Trigger]:
    """Yield the triggers worth trying on a text of these `words`."""
    for trigger in _TRIGGERS:
        if not trigger.needs or not trigger.needs.isdisjoint(words):
            yield trigger


_A = r"(?:(?:still|yet|even|ever|actually|been|just|simply|now|only|also|already|completely|totally|absolutely|literally|all|really|so|very|quite|pretty|basically|[a-z]{3,14}ly) ){0,3}"
_NOT = r"(?:not|never) "
_HAVE = r"(?:has|have|had|did|does|was|were|is|are)(?: still| yet)? "

# -- did not arrive ------------------------------------------------------------------------------------------------
_add(
    K.NOT_ARRIVED,
    "not never no nowhere",
    "before",
    _HAVE
    + _NOT
    + _A
    + r"(?:(?:arrived?|come|came|turn(?:ed)? up|show(?:ed|n)? up|delivered|shipped|dispatched|appeared|materiali[sz]ed|sent|moved|here|reached)\b)",
    r"never "
    + _A
    + r"(?:arrived?|came|turned up|showed up|shows up|got here|made it|got delivered|delivered|reached|shipped|materiali[sz]ed|appeared|left|sent)\b",
    r"(?:is|are|still|was) nowhere (?:to be (?:seen|found)|in sight)",
    heads=None,
    weight=3.0,
)
_add(
    K.NOT_ARRIVED,
    "not never",
    "after",
    r"(?:not|never) " + _A + r"(?:received?|got|get|seen|had|delivered|sent|dispatched|shipped)\b",
    weight=2.6,
)
_add(
    K.NOT_ARRIVED,
    "waiting wait awaiting waited where sign whereabouts",
    "after",
    r"(?:waiting|wait|waited)(?: [a-z0-9]+){0,4}? (?:for|on)\b(?! (?:\d|a |an |over |more |about |nearly |almost |two|three|four|five|six|seven|eight|nine|ten|several|hours|weeks|days|months|minutes|ages|so |the past|the last))",
    r"(?:waiting|waited) (?:for )?(?:[a-z0-9]+ ){1,4}(?:minutes|hours|days|weeks|months) (?:now )?for\b",
    r"awaiting",
    r"where (?:is|are|the (?:hell|heck|fuck) (?:is|are)|on earth (?:is|are))(?= (?:my|our|the|these)\b)",
    r"no sign of",
    weight=2.2,
)
_add(
    K.NOT_ARRIVED,
    "delivered tracking lost missing stolen lose losing",
    "any",
    r"(?:marked|shows?|showing|says?|saying|claims?|recorded|listed|down|tracked) (?:it (?:was|is|has been) |it |as |that it (?:was|is|has been) |was |as having been )?delivered",
    r"(?:got |gone |went |was |been |is |are |get )?lost (?:in|by)(?: the)? (?:post|transit|mail|courier)",
    r"(?:went|gone|gone completely) missing",
    r"(?:lost|lose|losing) (?=(?:my|our)\b)(?! (?:my|our) (?:temper|patience|mind|job|faith|money|place|booking|reservation|business|custom|time|trust|home|data|internet|connection|signal|suitcase|luggage|baggage|way|appetite|deposit|points|seat|seats|room|table|holiday))",
    r"stolen (?:from|off) (?:my|the|our) (?:porch|doorstep|step|door|front)",
    r"delivered (?:it )?to (?:the wrong|someone else|some one else|another|a different|my neighbour|a neighbour)",
    weight=2.4,
)
_add(
    K.NOT_ARRIVED,
    "no nothing",
    "after",
    r"(?:no|still no|yet no) (?=(?:parcel|package|delivery|order|sofa|shoes|books?|phone|dress|food|flowers|groceries|shopping|goods|tickets?|laptop|bike|bed|mattress|cake|medication|prescription|boots|table|chairs?|desk|coat|fridge|item|items|gift|present|book|curtains|package)\b)",
    weight=2.2,
)
# -- late ----------------------------------------------------------------------------------------------------------
_add(
    K.NOT_ARRIVED,
    "nothing",
    "before",
    r"nothing (?:has |have |had )?(?:arrived|came|come|turned up|showed up|been delivered|delivered|received|here)\b",
    weight=2.4,
)
_add(
    K.LATE,
    "late delayed overdue delay delays later behind",
    "before",
    r"(?:(?:minutes|hours|hour|half|days|day|weeks|week|months|month|year) (?:too )?late)\b(?! fee)",
    r"(?:arrived|came|delivered|turned up|showed up|was|were|is|are|been|being|got here|running|"
    + "comes|arrives) "
    + _A
    + r"(?:too |so |very |always )?late\b(?! fee)",
    r"(?:is|are|was|were|been|being|gets?|got|keeps? getting|now) " + _A + r"(?:delayed|overdue|pushed back|postponed)",
    r"(?:delivery|order|parcel|package) (?:delayed|late|overdue)",
    r"(?:too|so) late (?:for|to)\b",
    r"(?:day|days|week|weeks|month|months) (?:behind schedule|overdue|later than (?:promised|expected|planned|stated))",
    weight=2.2,
)
_add(
    K.LATE,
    "late overdue",
    "after",
    r"(?:late|overdue) (?=(?:delivery|order|parcel|package|arrival)\b)",
    r"delay(?:ed|s)? (?:in|with|to|of|on) (?=(?:my|the|our)\b)",
    weight=1.6,
)
# -- journeys ------------------------------------------------------------------------------------------------------
_add(
    K.DELAYED_JOURNEY,
    "delayed delay late delays missed stuck stranded stood",
    "any",
    r"(?:delayed|delay|delays)\b",
    r"(?:minutes|hours|hour) late\b",
    r"(?:was|were|is|are|running|arrived|left|departed|always|constantly) " + _A + r"late\b",
    r"missed (?:my|our|the) (?:connection|connecting|flight|train|ferry|coach)",
    heads=nouns.JOURNEYS | {"plane", "flights", "trains", "buses", "airport", "platform", "departure", "8:15"},
    weight=3.2,
)
_add(
    K.LOST_LUGGAGE,
    "lost missing not never without misplaced where left lose behind",
    "any",
    r"lost\b",
    r"(?:went|gone|is|are|was|still|were) missing",
    r"(?:not|never) (?:been )?"
    + _A
    + r"(?:arrived?|came|come|turned? up|show(?:ed)? up|ma[dk]e it|appeared|loaded|put on|on the plane|delivered|received|found)\b",
    r"without (?:my|our)\b",
    r"misplaced\b",
    r"where (?:is|are)\b",
    r"left (?:it |them )?(?:behind|in|at)\b",
    heads=nouns.LUGGAGE - {"case", "cases", "backpack", "bag", "pram", "buggy"} | {"hold-bag"},
    weight=3.6,
)
_add(
    K.LOST_LUGGAGE,
    "bag bags backpack case pram buggy",
    "any",
    r"lost (?:my|our) (?=(?:bags?|backpack|case|cases|pram|buggy)\b)",
    r"(?:bags?|backpack|case|cases|pram|buggy) (?:is|are|was|were|has|have|got|did|still|never|went|been|not) "
    + _A
    + r"(?:lost|missing|not|never|left behind)",
    heads=nouns.LUGGAGE,
    weight=2.3,
)
_add(
    K.DELAYED_JOURNEY,
    "stuck stranded sat sitting stood waiting missed",
    "none",
    r"(?:stuck|stranded|sat|sitting|stood) (?:\w+ ){0,2}?(?:at|in|on|outside) (?:the |a |an )?(?:\w+ )?(?:airport|station|runway|tarmac|platform|gate|plane|train|motorway services)\b",
    r"missed (?:my|our|the) (?:\w+ )?(?:connection|connecting flight|flight|train|ferry|coach)\b",
    weight=2.9,
)
# -- damaged, faulty, wrong, missing -------------------------------------------------------------------------------
_BROKEN = r"(?:half |all |badly |partly |partially )?(?:damaged|broken|smashed|cracked|shattered|in (?:\w+ )*(?:pieces|bits|tatters)|dented|scratched|torn|ripped|crushed|squashed|bent|chipped|snapped|ruined|soaked|soaking wet|wet through|leaking|leaked|melted|stained|wilted|dead|mangled|bashed|open(?:ed)?|spilled|spilt|warped|split|scuffed|marked|flattened|mashed|wrecked|brown and wilted)"
_add(
    K.DAMAGED,
    "arrived came delivered turned received showed got arrives come sent has had with in been",
    "before",
    r"(?:arrived|arrives|came|come|comes|delivered|turned up|showed up|got here|received it|received them|reached me|were delivered|was delivered) "
    + _A
    + _BROKEN
    + r"\b",
    r"(?:arrived|came|delivered|turned up|showed up|received) (?:\w+ ){0,3}?(?:in (?:a )?(?:terrible|awful|shocking|bad|poor|dreadful) (?:state|condition)|in (?:pieces|bits)|with (?:a |an |two |several |huge |big |massive |deep )*(?:crack|dent|hole|scratch|scratches|rip|tear|chip|stain|stains|cracks|dents|chunk)\w*)",
    weight=3.4,
)
_add(
    K.DAMAGED,
    "damaged broken smashed cracked shattered dented scratched torn ripped crushed squashed bent chipped wilted damage ruined destroyed soaked stained mangled",
    "before",
    r"(?:was|were|is|are|has been|have been|had been|got|been|completely|totally|all|inside) "
    + _A
    + r"(?:damaged|smashed|cracked|shattered|dented|scratched|torn|ripped|crushed|squashed|bent|chipped|wilted|mangled|destroyed|ruined|soaked|stained)\b(?! my| our| the)",
    weight=2.3,
)
_add(
    K.DAMAGED,
    "damaged broken smashed cracked shattered dented scratched torn ripped crushed squashed chipped wilted",
    "self",
    r"(?:received|got|sent(?: me| us| out)?|delivered(?: me| us)?|delivery of|with|sold me|given|gave me|was|were|opened|find|found)(?: (?:a|an|my|our|the|some|this|two|three|another|me|us|yet))* (?=(?:badly |completely |totally |very )?(?:damaged|broken|smashed|cracked|shattered|dented|scratched|torn|ripped|crushed|squashed|chipped|wilted)\b)",
    weight=3.0,
)
_add(
    K.DAMAGED,
    "ruined broke damaged smashed destroyed cracked scratched ripped ruining wrecked tore dented flooded crushed stained bent broken",
    "after",
    r"(?:ruined|broke|damaged|smashed|destroyed|cracked|scratched|ripped|wrecked|tore|dented|flooded|ruining|broken|crushed|stained|bent)(?= (?:my|our|the)\b)(?! (?:my|our|the) (?:birthday|wedding|holiday|day|whole|evening|night|weekend|christmas|party|trip|honeymoon|anniversary|experience|mood|bank|law|\w+ (?:birthday|holiday|weekend|day|wedding)))",
    weight=2.2,
)
_DIED = r"(?:stopped (?:working|charging|responding|turning on|heating|cooling|spinning|printing)|packed (?:in|up)|gave up|died|broke(?:n)?(?: down)?|conked out|fell apart|fallen apart|failed|fell to (?:bits|pieces)|snapped|came apart|given up|dies|breaks|stops (?:working|charging|dead)|cut out|has had it|went dead|gone dead|fell off|fallen off|broke off|came off|stopped|gave out|gone wrong|went wrong)"
_add(
    K.FAULTY,
    "dies breaks stops cut stopped packed gave died broke broken conked fell fallen failed snapped came given has went gone",
    "before",
    r"(?:has |have |had |just |suddenly |already |then |is |are |was |were )*"
    + _A
    + _DIED
    + r"\b(?! my| our| by| into)",
    weight=2.4,
)
_add(
    K.FAULTY,
    "not never no cannot refuses keeps",
    "before",
    r"(?:does|do|did|is|are|will|would|has|have|had|was|were) "
    + _A
    + r"(?:not|never) "
    + _A
    + r"(?:work(?:ing|ed|s)?|turn(?:ing)? on|switch(?:ing)? on|power(?:ing)? (?:on|up)|start(?:ing)?|charg(?:e|ing)|heat(?:ing)?|hold(?:ing)? (?:a |its )?charge|connect(?:ing)?|print(?:ing)?|spin(?:ning)?|close|open|drain(?:ing)?|cool(?:ing)?|fit|switched on|respond(?:ing)?|load(?:ing)?|pair(?:ing)?|functional|fit for purpose)\b",
    r"not (?:work(?:ing)?|turning on|charging|heating)\b",
    r"(?:no longer|never|barely|hardly|only half|cannot|refuses to|won't) (?:works?|worked|working|turns? on|charges?|switch(?:es)? on|starts?|connects?|hold charge)\b",
    r"keeps? (?:switching off|turning off|cutting out|cutting off|breaking(?: down)?|disconnecting|dropping(?: out)?|tripping|overheating|restarting|stopping|leaking|failing|flickering|shutting (?:down|off)|jamming|playing up|resetting|going (?:off|down|dead))",
    weight=2.5,
)
_add(
    K.FAULTY,
    "faulty defective dud broken useless flickers leaks leaking unusable malfunctioning flickering flat dead malfunctioned",
    "before",
    r"(?:is|are|was|were|turned out|been|still|seems?|completely|arrived|came|has become|now) "
    + _A
    + r"(?:to be |a |an )?"
    + _A
    + r"(?:faulty|defective|broken|useless|unusable|leaking|malfunctioning|flickering|a dud|dud|kaput|bust|on the blink|dead on arrival|dead|flat|playing up|not fit for purpose)\b",
    r"(?:flickers|leaks|malfunctioned|malfunctions|rattles|squeaks|freezes up)\b",
    weight=2.2,
)
_add(
    K.FAULTY,
    "faulty defective dud broken",
    "self",
    r"(?:received|got|sent(?: me| us)?|sold(?: me| us)?|bought|have|with|is|supplied)(?: (?:a|an|my|our|the|some|this|two|three|another|me|us|yet))* (?=(?:faulty|defective|dud)\b)",
    r"(?=(?:faulty|defective) )",
    weight=2.6,
)
_add(
    K.OUTAGE,
    "down out no outage dropping drops signal off without slow cut cutting keeps not offline",
    "any",
    r"(?:is|are|was|were|has been|have been|been|went|gone|goes|go|keeps going|still|all) "
    + _A
    + r"(?:down|out|off|offline|disconnected)\b(?! of| to| for delivery| the)",
    r"no (?=(?:internet|broadband|wifi|signal|power|electricity|heating|hot water|water|gas|connection|service|phone line|landline)\b)",
    r"without (?:any )?(?=(?:internet|broadband|wifi|signal|power|electricity|heating|hot water|water|gas|a phone|phone)\b)",
    r"outages?\b",
    r"keeps? (?:dropping|cutting|disconnecting|going|losing|crashing|buffering)",
    r"(?:cuts|drops|dropping|cut|cutting) (?:out|off|every|all the time)",
    r"(?:is|are|was|so|painfully|ridiculously|been|unbearably) " + _A + r"slow\b",
    r"(?:not|stopped) " + _A + r"work(?:ing|ed|s)?\b",
    r"(?:down|offline) (?:again|since|for)\b",
    heads=nouns.NETWORKS
    - {
        "service",
        "line",
        "mobile",
        "meter",
        "smart-meter",
        "boiler",
        "satellite",
        "sim",
        "esim",
        "tv",
        "router",
        "hotspot",
    }
    | {"water", "internet", "phone-line"},
    weight=3.2,
)
_add(
    K.WRONG_ITEM,
    "wrong incorrect different mixed someone somebody not isnt",
    "around",
    r"(?:wrong|incorrect) (?!(?:way|place|time|address|person|department|number|day|date|bus|train|amount|price|account|end|side|direction|impression|with|name|room|door|house|street|card|plan|bill|tariff|rate|change|terminal|platform|stop|information|info|advice|email|and|of|to|about|again|on|when)\b)(?=[a-z])",
    r"(?:someone|somebody) else'?s? (?:order|parcel|package|items?|food|shopping|delivery|groceries|pizza|takeaway|prescription|shoes|meal)",
    r"(?:completely|totally|entirely|a) different (?:item|product|colou?r|size|model|one|thing|order)",
    weight=2.8,
)
_add(
    K.WRONG_ITEM,
    "instead",
    "after",
    r"[a-z]+ instead of\b(?! (?:the )?(?:\d|one|two|three|four|five|helping|being|having|getting|fixing|answering|doing|a few|promised|\w+ing\b))",
    weight=2.9,
)
_add(
    K.WRONG_ITEM,
    "instead ordered wanted asked",
    "wanted",
    r"(?:sent|received|got|delivered|gave|given|had|arrived with|came with|delivering|sending)(?: [a-z']+){0,6} instead\b(?! of)",
    r"(?:not|nothing like|never) (?:what|the one|the thing|the item) (?:i|we) (?:ordered|asked for|wanted|bought|paid for|booked)",
    r"ordered (?:\w+ ){1,5}(?:and |but |, )?(?:got|received|was sent|were sent|was given|they sent|you sent)(?: me| us)? (?!(?:it|them|nothing|no|a refund|charged|the|told)\b)",
    weight=2.7,
)
_add(
    K.MISSING_PART,
    "missing incomplete half without only not forgot short left just no one two",
    "whole",
    r"(?:is|are|was|were|had|has|with|came|arrived|turned up|be|all|had|came with|delivered with|parts?|pieces?|items?|half (?:of )?(?:the |my )?\w+) "
    + _A
    + r"(?:\w+ )?missing\b(?! (?:a )?(?:flight|train|connection))",
    r"missing (?:from (?:my|the|our)\b|(?:the |a |two |three |four |several |some |half |\d+ )?(?:parts?|pieces?|screws?|items?|bolts?|bits|legs?|charger|cable|lid|instructions|manual|remote|handles?|power)\b)",
    r"(?:part|half|bits?) of (?=(?:my|the|our) (?:order|delivery|parcel|shopping|meal) (?:is|was|never|did not|has not|are|were|missing))",
    r"(?:only|just) (?:received|got|sent|delivered|had|came with|arrived)(?: me| us)? (?:\w+ )?(?:half|part|one|two|three|1|2|3|some)\b",
    r"only (?:half|part|one|two|some|three) (?:of|arrived|came|turned up|was|were|out of)",
    r"(?:arrived|came|was|is|delivered|turned up) incomplete",
    r"(?:forgot|left out|left off) (?=(?:my|the|our|half)\b)|forgot to (?:include|pack|put|send)",
    r"(?:arrived|came|delivered|sent(?: me)?|turned up|sold(?: me)?)(?: \w+){0,4} (?:without (?:the|a|any|its|my|their)|with(?:out)? no)\b",
    r"(?:arrived|came|delivered|turned up) (?:with )?(?:\w+ )?(?:short|one short)\b",
    weight=2.6,
)
# -- money ---------------------------------------------------------------------------------------------------------
_add(
    K.REFUND_MISSING,
    "refund refunded reimbursed reimbursement money refunds credited cashback deposit compensation repaid refunding reimburse",
    "none",
    r"(?:waiting|waited|wait|awaiting|chasing|chased|promised|owed?|still|where is|where are|no|not|never|without|refuse[sd]?|refusing|denied?|denying|yet to|issue|issued|processed?|process|give|giving|want|get|getting|got|received?|need|demand|see|seen|sign of|promise of|promising|have|owes?|keep|kept|keeping|took|chase|where)(?: \w+){0,9}? (?:refund|reimbursement|reimbursed|refunded|my money|our money|deposit back|money back|compensation|cashback|my deposit|our deposit)\b",
    r"(?:refund|reimbursement|money|deposit|cashback|compensation) (?:has |have |was |is |still |did |had |that |i |you |were |are |my |which |should )*(?:not|never|still|nowhere|yet|refused|denied|promised|took|taken|overdue|pending|missing|keeps|rejected|due|late)",
    r"no refund\b",
    r"(?:give|get|want|need) (?:me |us )?(?:my|our) (?:money|deposit) back",
    weight=2.9,
)
_add(
    K.DOUBLE_CHARGED,
    "twice double two duplicate duplicated times again 2x 3x",
    "after",
    r"(?:charged|billed|debited|paid|taken|took|been charged|invoiced|pay|paying|taking|charge|charging|charges|bill|billing)(?: (?!not\b)[a-z£$€0-9.']+){0,7}? (?:twice|two times|double|three times|2 times|3 times|2x|3x)",
    r"double[- ](?:charged?|billed|billing|charging|payment|debited)",
    r"(?:two|duplicate|2|three|duplicated) (?:charges|payments|transactions|debits|bookings on my card|identical payments|identical charges|payment|charge|transaction|direct debits)",
    r"(?:payment|money|charge|amount) (?:\w+ ){0,4}(?:twice|two times)",
    r"twice (?:for|on my)",
    weight=3.4,
)
_add(
    K.OVERCHARGED,
    "charged overcharged billed charge charging charges fee fees taken took bill extra overcharging invoice debited deducted hidden money price paid penalty",
    "after",
    r"over-?charg(?:ed|ing|e)",
    r"(?:charged|billed|debited|charging|charge|billing|invoiced|deducted|took|taken|taking|stole|stolen|nicked)(?: me| us| my card| my account)? (?:\w+ ){0,3}?(?:the wrong|too much|more than|extra|full price|£|\$|€|\d|for (?:something|a service|things|services|an? \w+ (?:i|we) (?:never|did not|cancelled)))",
    r"(?:charged|billed|charging|billing|charge)(?: me| us| my card| my account)(?: again)?\b",
    r"(?:been|was|were|being|get|got|getting|keep being|keep getting|kept being) (?:\w+ )?(?:charged|billed|debited)\b",
    r"(?:wrong|incorrect|ridiculous|outrageous|massive|huge|enormous|extortionate|unexpected|surprise|shock|crazy|insane|eye-watering) (?:amount|bill|charge|charges|price|invoice|fee|fees)",
    r"(?:hidden|unexplained|unexpected|extra|unauthori[sz]ed|late|surprise|mystery) (?:fees?|charges?|payments?|costs?)",
    r"bill (?:is|was|has|came|of|for)(?: \w+){0,4} (?:wrong|doubled|tripled|incorrect|more than|higher|£|\$|€|\d|too high|insane|ridiculous|huge|outrageous)",
    r"(?:taken|took|take|taking|deducted|stole|withdrew|withdrawn) (?:the |my |our )?(?:\w+ ){0,3}?(?:money|payment|funds|cash)(?: \w+){0,2} (?:from|out of)",
    r"(?:taken|took|take|taking|deducted|withdrew|withdrawn) (?:[£$€]\s?\d|\d)",
    r"rip-?off\b",
    weight=2.3,
)
_add(
    K.PRICE_RISE,
    "price prices bill premium subscription increase increased hike rise doubled up cost tariff rent fares putting put raised increases rises renewal",
    "any",
    r"(?:price|prices|pricing|premium|subscription|cost|tariff|rent|fares?|bill|fee|fees|rate|rates|renewal|monthly payment|direct debit|plan)(?: \w+){0,4}? (?:gone up|went up|going up|increased|doubled|tripled|risen|rose|hiked|jumped|goes up|shot up|raised|rocketed|soared|up by)",
    r"(?:price|rate|fare|bill|premium|rent|tariff|cost) (?:increases?|hikes?|rises?)",
    r"(?:put|putting|raised|raising|hiked|hiking|increased|increasing|upped|doubled) (?:my|the|our|your|up my|up the|up your) (?:\w+ ){0,2}?(?:price|prices|bill|premium|rent|fees?|subscription|tariff|rates?|cost|direct debit)",
    r"(?:another|yet another|massive) (?:price )?(?:hike|increase)",
    weight=2.9,
)
# -- cancelling ----------------------------------------------------------------------------------------------------
_add(
    K.CANCELLED,
    "cancelled cancel cancels cancelling cancellation axed scrapped postponed",
    "any",
    r"(?:was|were|is|are|been|being|got|just|you|they|have|has|had|hotel|airline|company|venue|keep|then|it|suddenly|got|gets) "
    + _A
    + r"(?:cancel(?:led|s)?)\b(?! my (?:account|subscription|membership))",
    r"(?:flight|train|order|booking|appointment|reservation|delivery|concert|gig|show|event|class|trip|tour|holiday|bus|service|ferry|ride|slot) (?:was |is |got |has been )?(?:cancelled|axed|scrapped)",
    r"cancelled (?:on me|on us|at the last|last minute|without|the day|the night|hours|with no|again|my (?:flight|order|booking|appointment|reservation|delivery|room)|our (?:flight|order|booking|room|table))",
    r"last[- ]minute cancellation",
    weight=2.5,
)
_add(
    K.CANNOT_CANCEL,
    "cancel cancelling cancellation unsubscribe cancelled leave terminate close quit",
    "after",
    r"(?:cannot|not|never|unable to|impossible to|no way to|trying to|tried to|try to|try and|refus\w+ to|refusing to let me|refuse to let me|able to|let me|how do i|allow me to|letting me|difficult to|hard to|want to|asked to|asked you to|wanted to|attempted to|battle to|struggling to|nightmare to|attempts? to|trying and failing to)(?: \w+){0,2} (?:cancel|unsubscribe|terminate|quit)\b",
    r"(?:cancelled|canceled)(?: \w+){0,8} (?:still (?:being |getting )?(?:charg|bill|tak)|keep (?:charging|taking|billing)|kept (?:charging|taking)|yet you|but you (?:still|keep)|and you (?:still|keep)|still (?:paying|took|take))",
    r"still (?:charging|charged|billing|billed|taking|being charged|getting charged)(?: \w+){0,8} (?:cancelled|cancel)",
    r"(?:charged|billed|charging|billing|charges?)(?: \w+){0,8} (?:after|since|despite|even though)(?: \w+){0,4} (?:cancelled|cancelling|cancellation)",
    weight=3.2,
)
# -- people and answers --------------------------------------------------------------------------------------------
_RUDE = r"(?:rude|rudest|rudely|obnoxious|condescending|patroni[sz]ing|aggressive|abusive|dismissive|unhelpful|disrespectful|unprofessional|arrogant|hostile|snotty|sarcastic|nasty|horrible to|awful to|foul|sneering|smug|ignorant|impolite|discourteous|surly|stroppy|short with|off with|offhand|snappy|uninterested|incompetent|disinterested|insulting|couldn't care less)"
_add(
    K.RUDE_STAFF,
    "rude rudest rudely obnoxious condescending patronising patronizing aggressive abusive dismissive unhelpful disrespectful unprofessional arrogant hostile snotty sarcastic nasty smug ignorant impolite surly stroppy horrible short offhand snappy incompetent insulting attitude rudeness foul uninterested disinterested off",
    "any",
    r"(?:was|were|is|are|being|been|so|very|extremely|incredibly|really|just|most|and|such|a|an|downright|unbelievably|beyond|quite|got|always|the|totally|completely|absolutely|pretty|how) "
    + _RUDE
    + r"\b(?! shock| awakening)",
    r""
    + _RUDE
    + r" (?:staff|driver|waiter|waitress|service|manager|man|woman|bloke|guy|lady|agent|employee|receptionist|people|customer service|team|behaviou?r|to me|to us|to my|towards|member)",
    r"spoke(?:n)? (?:to )?(?:me |us )?(?:\w+ ){0,3}rudely",
    r"(?:bad|terrible|appalling|awful|disgusting|poor|stinking|shocking|worst|vile|such an|an|the|real|nasty) attitude\b",
    r"rudeness\b",
    heads=nouns.PEOPLE | {"service", "team", "customer-service"},
    weight=3.0,
)
_add(
    K.RUDE_STAFF,
    "shouted yelled swore laughed insulted rolled hung screamed sworn mocked ignored humiliated accused called sneered barked snapped spoken speaking sworn hang threw threatening snapped eyes tutted scoffed belittled embarrassed intimidated harassed swearing made talking talks treats treating yelling shouting laughing talked spoke treated slammed threatened racist",
    "before",
    r"(?:shouted|yelled|swore|screamed|laughed|sneered|barked|snapped|shouting|yelling|swearing|laughing|tutted|scoffed) (?:at|in)\b",
    r"rolled (?:her|his|their) eyes",
    r"(?:put the phone down|hung up|slammed the phone down) on (?:me|us|my)",
    r"(?:insulted|mocked|humiliated|accused|threatened|belittled|embarrassed|intimidated|harassed) (?:me|us|my)\b",
    r"(?:talked|spoke|spoken|talks|talking|speaking) (?:down )?to (?:me |us )?like (?:i|we|a|an|dirt|rubbish|an idiot|we)",
    r"(?:treated|made to feel|treats|treating) (?:me |us |my \w+ )?like (?:a |an )?(?:criminal|thief|dirt|rubbish|idiots?|nobody|children|child|second|shit|crap|garbage|scum|animals?|fool)",
    r"called (?:me|us|my \w+) (?:a |an )?(?:liar|idiot|stupid|fat|thief|names|cow|moron|bitch|racist|ugly|b\*tch)",
    heads=nouns.PEOPLE,
    weight=2.9,
)
_add(
    K.RUDE_STAFF,
    "spoken treated hung rude rudest rudely rudeness accused insulted humiliated",
    "none",
    r"(?:spoken|talked) (?:down )?to like\b",
    r"(?:was|were|been|felt|being) (?:so |very |\w+ly )?(?:humiliated|insulted|belittled|mocked|sworn at|shouted at|yelled at|laughed at|accused of)\b",
    r"treated (?:me |us |my \w+ )?(?:like (?:dirt|a criminal|criminals|an idiot|idiots|rubbish|cattle|a thief|thieves|animals|garbage|second)|so rudely|rudely|terribly|badly|with (?:contempt|such disrespect|no respect))",
    r"rude(?:st|ly|ness)?\b",
    weight=2.2,
)
_add(
    K.NO_ANSWER,
    "nobody heard none zero yet bot chatbot robots fobbed fobbing automated through cut without blanked ignores rings rang waiting no not never ignored ignoring ignore unanswered silence answer answers reply replies response ghosted ghosting unread back stonewalled robot bot voicemail anyone responded",
    "none",
    r"(?:nobody|no one|no-?body|none of you|not one person|not a soul|not one of you) (?:has |have |ever |will |even |bothers to |can be bothered to |seems to |wants to |is |bothered to |there to |actually |at your company |from your team |in your team |on your end |got |gets |is able to |could |can |would )*(?:answers?(?:ed|ing)?|repl(?:y|ies|ied|ying)|responds?(?:ed|ing)?|picks?(?:ed)? up|picking up|calls?(?:ed)? back|called|got back|get back|gets back|helps?(?:ed)?|helping|came back|comes? back|cares|phoned|emailed|contacted|rang|listens|bothered|responding|to help|interested|knows|know|wants)",
    r"(?:no|not (?:a|one|had a|received a|a single|even a|any|got a|had any)|not had|never (?:had|got|received) (?:a|any)|still no|zero|without a|without any|not even an?|yet to (?:get|receive|have) an?|still waiting (?:for|on) an?|waiting (?:for|on) an?) (?:single |proper |real |useful |straight |sensible |actual |any |bloody )*(?:repl(?:y|ies)|responses?|answers?|call ?back|phone call back|word back|acknowledge?ment|contact|communication|update|updates|help)\b",
    r"(?:do|does|did|has|have|will|would|can|is|are|could) (?:\w+ )?(?:not|never) (?:even |ever |bothered to |bother to |bother |been |actually |yet |once )*(?:answer(?:ed|ing)?|repl(?:y|ied|ying)|respond(?:ed|ing)?|pick(?:ed|ing)? up|call(?:ed)? (?:me |us )?back|get back|got back|gotten back|got (?:any|a) (?:reply|response|answer)|get (?:any |an |a )(?:reply|response|answer)|get through|got through|reach (?:you|anyone|anybody|a human|a person)|come back to|speak to (?:anyone|a human|a person|anybody)|heard (?:back|anything|from)|hear back|returned|return my)",
    r"cannot (?:get (?:through|hold of|anyone|an answer|a reply|a human)|reach|speak to|contact|talk to)",
    r"never (?:answer|answers|answered|repl(?:y|ies|ied)|respond(?:s|ed)?|picks? up|picked up|calls?(?:ed)? back|got back|heard back|hear back|get through|phoned back|rang back|called me back|called us back|got a call|got a reply)",
    r"(?:ignored?|ignores|ignoring|being ignored|are ignored|get ignored|blanked|ghosted|ghosting|stonewalled|fobbed off|fobbing)(?: by| me| us| my (?:emails?|messages?|calls?|dms?|complaints?|tweets?)| all| our| every| for|\b)",
    r"(?:heard (?:absolutely )?nothing|unanswered|goes? unread|straight to voicemail|radio silence|complete silence|total silence|deafening silence|just silence|rings? out|rang out|phone just rings|no way (?:to|of) (?:contact|speak|reach|talk)|talking to (?:a )?(?:robot|bot|wall)|automated (?:repl|response|message)|only a (?:bot|chatbot)|useless (?:chat)?bot)",
    r"hung up on|keep(?:s)? (?:getting )?cut(?:ting)? off|cut me off",
    weight=2.0,
)
_add(
    K.LONG_WAIT,
    "hold queue waited waiting wait queued queuing queueing line stood sat hours hour minutes ages served",
    "none",
    r"(?:on|on the) hold\b",
    r"(?:queued|queuing|queueing|in (?:a |the |your )?(?:queue|line)|stood in|standing in)\b",
    r"(?:waited|waiting|wait|waits|sat|sitting|stood|standing|kept (?:us |me )?waiting|left waiting|made (?:us |me )?wait)(?: \w+){0,4}? (?:\d+|an?|two|three|four|five|half|over|several|nearly|almost|forever|ages|hours|forty|thirty|twenty|ninety)(?: \w+){0,3}? ?(?:hours?|minutes?|ages|long|forever)\b",
    r"(?:waited|waiting|wait) (?:for )?(?:ages|forever|hours|so long|far too long|an eternity|too long)",
    r"(?:hours?|minutes?) (?:to (?:be (?:served|seated|seen)|get (?:a |our |through|served|seated|someone)|answer|order|check in)|wait|for (?:a (?:table|drink|coffee|taxi|burger|starter|response)|our (?:food|meal|drinks|starters|mains)|my (?:food|meal|drink|order|coffee)|someone|the (?:bill|food|doctor)|an (?:answer|ambulance)|food|drinks|service))",
    weight=2.0,
)
_add(
    K.LONG_WAIT,
    "hours hour minutes",
    "none",
    r"(?:\d+|two|three|four|five|six|ten|twenty|thirty|forty|over an|an|several) (?:hours?|minutes?) (?:in|at|sitting|sat|stood|standing|waiting|before|just to|until) (?:\w+ ){0,5}?(?:waiting|queue|line|reception|desk|check-?in|room|anyone|someone|they|we|i|he|she|drinks|checkout|counter|on hold|a nurse|a doctor|a&e|get|speak)\b",
    weight=2.2,
)
_add(
    K.NO_SHOW,
    "engineer technician driver installer plumber taxi cab electrician visit nobody doctor courier fitter repairman appointment no-show cleaner uber ride team people surveyor collection pickup courier's",
    "before",
    r"(?:engineers?|technicians?|installers?|plumber|taxi|cab|electrician|fitters?|repairman|doctor|surveyor|uber|cleaner|ride|mechanic|locksmith|coach|nurse|carer|team|collection|driver)(?: (?!and\b|but\b)[a-z']+){0,4}? (?:never|did not|has not|failed to|have not|not|not even) (?:even |actually |ever |bothered to |bother to )*(?:turn(?:ed)? up|show(?:ed|n)?(?: up)?|c[oa]me|arrived?|appear(?:ed)?|collected)\b",
    r"(?:nobody|no one|no-one) (?:has |ever |even )*(?:turned up|showed(?: up)?|came|arrived|come|shown up|collected)",
    r"no[- ]shows?\b",
    heads=nouns.PEOPLE
    | {
        "taxi",
        "cab",
        "ride",
        "appointment",
        "uber",
        "fitter",
        "fitters",
        "surveyor",
        "carer",
        "doctor",
        "coach",
        "collection",
    },
    weight=3.6,
)
# -- what one gets -------------------------------------------------------------------------------------------------
_POOR = r"(?:poor quality|bad quality|terrible quality|low quality|awful quality|shocking quality|cheap and nasty|flimsy|shoddy|tacky|badly made|poorly made|falling apart|fell apart|rubbish|garbage|trash|crap|shit|junk|terrible|awful|horrible|dreadful|disgusting|inedible|vile|tasteless|bland|stale|mouldy|moldy|rotten|raw|undercooked|overcooked|burnt|rock hard|soggy|dry|greasy|out of date|expired|gone off|rancid|sour|substandard|below par|scratchy|uncomfortable|disappointing|appalling|abysmal|pathetic|dire|atrocious|mediocre|underwhelming|noisy|freezing|tiny|cramped)"
_add(
    K.QUALITY,
    "quality flimsy shoddy tacky badly poorly falling joke rubbish garbage trash crap shit junk terrible awful horrible dreadful disgusting inedible vile tasteless bland stale mouldy moldy rotten raw undercooked overcooked burnt soggy dry greasy expired rancid sour substandard disappointing appalling abysmal pathetic dire atrocious date faded shrank bobbled unravelled fade shrunk peeling peeled mediocre underwhelming cheap noisy uncomfortable tiny cramped off worn freezing",
    "before",
    r"(?:is|are|was|were|been|being|arrived|came|tasted|tastes|feels|felt|looks|looked|smelled|smelt|smells|went|got|utterly) "
    + _A
    + r"(?:a bit |of |such |extremely |beyond |utterly |incredibly |stone |like |rock |a |an )*"
    + _POOR
    + r"\b(?! my| our| company| service| attitude)",
    r"(?:quality (?:is|was|of|has)|for the price)(?: \w+){0,6}? (?:poor|terrible|awful|shocking|bad|rubbish|appalling|disgusting|joke|gone|dropped|dreadful|disappointing|crap)",
    r"(?:has |have |had )?(?:shrank|shrunk|faded|bobbled|unravelled|peeled|peeling|started peeling|frayed|worn out|wore out|washed out)\b",
    r"fall(?:s|ing|en)? (?:apart|to (?:bits|pieces))",
    weight=1.8,
)
_add(
    K.QUALITY,
    "poor terrible awful bad shocking shoddy low inferior hair mouldy stale raw rotten undercooked mold mould maggots dreadful sub-standard tasteless overcooked inedible",
    "after",
    r"(?:poor|terrible|awful|bad|shocking|low|appalling|dreadful|horrible) quality(?: of)?",
    r"(?=(?:stale|raw|rotten|mouldy|moldy|undercooked|overcooked|inedible|tasteless|burnt) (?:chicken|food|bread|burger|meat|fruit|veg|vegetables|pizza|meal|fish|strawberries|steak|chips|salad|milk))",
    r"(?:hair|mould|mold|maggots?|insects?|a fly|bug|worm) (?:in|on) (?=(?:my|the|our|his|her)\b)",
    weight=2.2,
)
_add(
    K.DIRTY,
    "dirty filthy unclean grubby mouldy stained stains hair hairs cockroach cockroaches bedbugs mice mouse rat rats stank stinks smelled smelt cleaned sticky dusty grime dust clean mould bugs stinking urine smell mold rubbish cleanliness vomit blood crumbs bed-bugs smelly",
    "any",
    r"(?:was|were|is|are|been|absolutely|disgustingly|so|looked|came) "
    + _A
    + r"(?:dirty|filthy|unclean|grubby|mouldy|moldy|sticky|dusty|stained|infested|smelly|grim|minging|rank|stinking)\b",
    r"not (?:been |even )?" + _A + r"(?:cleaned|clean|changed|hoovered|made up|serviced|properly cleaned)\b",
    r"(?:hairs?|stains?|mould|mold|dust|grime|cockroach(?:es)?|bed ?bugs|bed-bugs|mice|rats?|a mouse|bugs|blood|urine|vomit|crumbs|rubbish|ants|lipstick|mud) (?:\w+ )?(?:in|on|all over|everywhere|around|under|running|crawling)\b",
    r"(?:stank|stinks|smelled|smelt|smells|reeked|reeks|stinking) of",
    r"(?=(?:dirty|filthy|stained|mouldy|unclean) (?:room|sheets|bathroom|towels|toilet|bed|carpet|bedding|table|cutlery|hotel|plates|glasses|toilets|kitchen|pool|seats))",
    r"(?:dirty|filthy)\b",
    heads=(nouns.ROOMS - {"store", "shop"}) | {"place", "swimming-pool", "seat", "mugs", "cup", "cups"},
    weight=3.2,
)
_add(
    K.COLD_FOOD,
    "cold lukewarm frozen freezing tepid",
    "any",
    r"(?:stone |freezing |completely |totally |all |ice |absolutely )?(?:cold|lukewarm|tepid)\b",
    r"(?:still |half |partly )frozen",
    heads=nouns.FOODS | {"everything", "drinks", "chai", "latte", "food", "noodles", "tea", "coffee"},
    weight=3.0,
)
_add(
    K.COLD_FOOD,
    "cold lukewarm",
    "self",
    r"(?:served|got|given|received|arrived|was|were|with|eat|eating|of|and|gave us|ate|delivered)(?: (?:a|an|my|our|the|some|us|me|completely|stone|freezing))* (?=(?:cold|lukewarm) (?:food|pizza|burger|chips|fries|meal|soup|coffee|tea|breakfast|dinner|chicken|curry|eggs|takeaway|pasta|steak|noodles|rice|toast))",
    r"(?=(?:cold|lukewarm) (?:food|pizza|burgers?|chips|fries|meals?|soup|breakfast|dinner|curry|takeaway|toast|eggs))",
    weight=3.4,
)
_add(
    K.MISLEADING,
    "misleading advertised description described pictured photo photos picture pictures false advert website lied misled lie lies bait fake counterfeit scam sold promised advertising claimed listing mislead ad misrepresented conned mis-sold missold",
    "any",
    r"mis-?leading|misled|mis-?sold|misrepresent(?:ed|ation)|false(?:ly)? advertis\w+|false claims|bait and switch",
    r"(?:not|nothing|looks nothing|no way|nowhere near|nothing at all|far from)(?: \w+){0,3}? (?:as (?:advertised|described|pictured|promised|shown|stated)|like (?:the|in the) (?:picture|photo|pictures|photos|description|advert|website|listing|brochure)|what was (?:advertised|described|promised|sold)|match(?:ing)? (?:the )?(?:description|photos?|pictures?)|as the (?:photos|website|pictures|listing))",
    r"(?:does|did) not match (?:the )?(?:description|photos?|pictures?|listing)",
    r"(?:is|are|was|were|a|an|received|sold me|sent me) (?:\w+ )?(?:fake|counterfeit)\b",
    r"lied (?:to|about)",
    weight=2.6,
)
_add(
    K.MISLEADING,
    "advert website ad listing advertised brochure description box label page poster said menu",
    "none",
    r"(?:advert|website|ad|listing|advertised|brochure|description|box|label|page|poster|menu) (?:\w+ )?(?:said|says|states?|stated|claims?|claimed|promised|showed|advertised|as)(?: \w+){1,12} (?:but|instead|yet|when|only to|turns out|turned out|actually|however|and it)",
    weight=2.5,
)
# -- places, bookings, stock ---------------------------------------------------------------------------------------
_add(
    K.BOOKING_LOST,
    "booking reservation booked reserved overbooked double-booked record room table seats appointment bumped gave given booking's",
    "any",
    r"(?:no|lost|could not find|cannot find|had lost|lose|losing|unable to find|not find|did not have|no record of|never had|no trace of)(?: \w+){0,3}? (?:booking|reservation|appointment|room for us|room for me|table for us)\b",
    r"no record of (?:me|us|my|our|it|any)",
    r"(?:booking|reservation|appointment) (?:\w+ ){0,3}(?:did not exist|not exist|disappeared|vanished|was not there|not (?:been )?(?:found|honou?red|in the system|on the system)|had been lost|been lost|was lost|given away|not confirmed|deleted)",
    r"over-?booked|double[- ]booked",
    r"(?:gave|given|giving|sold) (?:our|my|away our|away my) (?:\w+ )?(?:room|table|seats?|seat|place|slot|appointment|spot)",
    r"(?:our|my) (?:room|table|seats?|slot|cabin) (?:had been |was |were |has been )?(?:given|sold|taken|let)(?: away)? to",
    r"(?:bumped|kicked) (?:off|from) (?:my|our|the) (?:flight|train|seats?)|denied boarding|refused boarding",
    heads=nouns.BOOKINGS | nouns.ROOMS,
    weight=3.4,
)
_add(
    K.NO_STOCK,
    "stock sold available unavailable restock backorder",
    "any",
    r"(?:out of|not in|no longer in|never in|in) stock\b",
    r"sold out\b",
    r"(?:not|never|un)(?: )?(?:in stock|available)\b",
    r"no stock\b",
    r"(?:back-?order(?:ed)?|restock(?:ed|ing)?)\b",
    weight=1.9,
)
# -- digital -------------------------------------------------------------------------------------------------------
_add(
    K.APP_CRASH,
    "crash crashes crashing crashed freezes freezing froze app website site page glitch bug buggy glitchy error errors load loading update checkout hangs software login laggy slow timing unusable",
    "any",
    r"(?:keeps? |kept |constantly |always |just |has )?(?:crash(?:es|ing|ed)?|freez(?:es|ing)|froze|hang(?:s|ing)|glitch(?:es|ing|y)?|buggy|laggy|lagging|timing out|times out|bugs|unusable|kicks me out|closes itself)\b",
    r"error (?:message|code|page|\d+|every|when|at|after)",
    r"(?:does|will|did|is|do|would|has) (?:\w+ )?not (?:even |ever )?(?:load(?:ing|ed)?|open(?:ing)?|work(?:ing|ed)?|respond(?:ing)?|sync(?:ing|ed)?|update|let me|start|launch|process)",
    r"(?:is|are|was|been|went|keeps going|has been|goes) " + _A + r"(?:down|broken|useless|terrible|unusable|slow)\b",
    r"(?:never|barely|hardly|not) (?:works?|working|loads?|loading)",
    r"(?:blank|white|black) screen|(?:spinning|loading) wheel",
    heads=nouns.APPS - {"game", "games", "update", "updates", "page", "pages"} | {"apps", "websites"},
    weight=3.0,
)
_add(
    K.APP_CRASH,
    "crash crashes crashing crashed update",
    "none",
    r"(?:keeps? |kept |constantly )(?:crash(?:es|ing)?|freezing)\b",
    r"crash(?:es|ed) (?:every|each|when|on (?:start|launch|open)|as soon|after|again|constantly)",
    weight=1.9,
)
_add(
    K.LOCKED_OUT,
    "locked log login password access suspended blocked frozen disabled account reset verification hacked banned code sign logged deactivated closed restricted",
    "none",
    r"locked (?:me |us )?out(?: of)?",
    r"(?:cannot|not|unable to|never|impossible to|let me|can no longer|keep trying to|trying to|will not let me|wont let me|failed to|able to) (?:even |actually |ever )?(?:log ?in|log in|sign in|log back in|get in|get into|access|login|log on|get back in)(?: to)?\b",
    r"(?:account|card|profile|login|access)(?: \w+){0,3}? (?:suspended|blocked|frozen|disabled|banned|deactivated|restricted|locked|closed)",
    r"(?:suspended|blocked|froze|frozen|disabled|banned|deactivated|closed|locked|restricted) (?:my|our) (?:\w+ )?(?:account|card|profile|login|access)",
    r"password reset(?: \w+){0,4} (?:not|never|fails?|does|link|email)",
    r"(?:not|never|no) (?:\w+ ){0,3}(?:verification|reset|login|security) (?:code|email|link)",
    r"reset(?: my)? password(?: \w+){0,6} (?:not|never|fails?)",
    weight=2.8,
)
_add(
    K.DATA_LEAK,
    "people's person's customer's customers' orders else's results letters bank medical data details breach breached leaked leak privacy gdpr personal information address email shared exposed someone hacked records phone number strangers stranger private sold",
    "none",
    r"data (?:breach|leak|protection)|gdpr|privacy (?:breach|violation)|identity theft",
    r"(?:leaked|shared|sold|exposed|gave out|gave|given|sent|posted|passed|disclosed|emailed|handed|published|passing|selling|sharing)(?: out| on| away)? (?:my|our|his|her|people's|customers'?|everyone's|someone else's) (?:\w+ ){0,3}?(?:data|details|information|address|email|number|medical records|records|name|phone|private|bank|statement|results|documents)\b",
    r"(?:my|our) (?:\w+ ){0,3}?(?:data|details|information|records|number|email|address|statement|results)(?: \w+){0,4}? (?:leaked|shared|exposed|stolen|sold|sent to|given to|given out|passed|online|on the dark web|breached|compromised|public|visible)",
    r"(?:see|saw|seeing|show(?:s|ing|ed)?|received|sent me|got|emailed me|access to|given|shown|sent)(?: \w+){0,5}? (?:another|someone else's|somebody else's|other|a stranger's|other people's|someone elses|another customer's|other customers'?|a different person'?s?) (?:\w+ ){0,3}?(?:details|data|information|account|address|bank|statement|medical|name|records|letter|results|email|personal|bookings?|accounts|invoices?|passport|statements)\b",
    r"(?:see|saw|seeing|shows?|showing|access to) (?:another|someone else's|other people's|another customer's|other customers'?) (?:\w+ )?(?:orders?|bookings?)",
    weight=3.6,
)
# -- bodies and dangers --------------------------------------------------------------------------------------------
_add(
    K.INJURY,
    "hurt injured injury burned burnt cut hospital bleeding blood broke fell fall poisoning poisoned sick ill vomiting allergic reaction rash slipped electrocuted ambulance stitches choked shock a&e bitten anaphylactic scalded swollen fracture concussion tripped unconscious burns threw scarred er blister blisters trapped",
    "none",
    r"(?:hurt|injured|scalded|bitten|electrocuted|poisoned|concussed|burned|burnt|cut) (?:my|her|his|our|their|me|us|him|myself|herself|himself)\b(?! (?:feelings|hair|internet|broadband|losses|contract|dinner|food|off|fingers? on the))",
    r"(?:was|were|got|been|being|is|have|badly|seriously|nearly) (?:\w+ )?(?:injured|scalded|bitten|electrocuted|poisoned|concussed)\b",
    r"(?:got|badly|am|is|was|been) hurt\b",
    r"(?:burns?|cuts?|bruises?|blisters?|rash|hives|stitches|injur(?:y|ies)|concussion|fractured?|swelling|scarred) (?:on|to|all over|in|from|across|after) (?:my|her|his|our|the|their)\b",
    r"(?:ended up in|taken to|rushed to|went to|in|had to go to|trip to|at|from|landed in|put me in|put her in|put him in|sent to|visit to) (?:the )?(?:hospital|a&e|a and e|emergency room|er\b|urgent care|casualty)",
    r"food poisoning|allergic reaction|anaphyla\w+|electric shock|second[- ]degree|third[- ]degree|chemical burn|broken (?:wrist|arm|leg|ankle|hip|tooth|nose|finger|toe|rib|collarbone)|chipped (?:my|a|her|his) tooth|broke (?:my|her|his|a) (?:wrist|arm|leg|ankle|hip|tooth|nose|finger|toe|rib)",
    r"(?:made|making|made all of) (?:me|us|him|her|my \w+|our \w+|everyone)(?: \w+){0,3}? (?:sick|ill|throw up|vomit|poorly)\b(?! of)",
    r"(?:was|were|been|being|got|violently|so|is|are|am|both|all|really) (?:\w+ )?(?:sick|ill|vomiting|throwing up|poorly) (?:after|from|all night|for (?:two|three|\d)|within|since|because|last night|the (?:whole|next))",
    r"(?:choked|choking) (?:on)\b",
    r"(?:slipped|fell|tripped|fallen) (?:over |down |and |on |off |through )+(?:my |the |a |your |some |wet |hurt|broke|hit)",
    r"(?:got|gave me|had|came out in|broke out in|nasty|bad|severe) (?:a |an )?(?:bad |nasty |horrible |severe |terrible |awful |angry |huge |itchy )*(?:rash|hives|blisters?|burns?)\b",
    r"(?:bleeding|blood) (?:everywhere|all over|from|profusely|badly|heavily)",
    r"need(?:ed|s|ing)? (?:\w+ )?(?:stitches|surgery|an ambulance)",
    r"trapped (?:my|her|his) (?:\w+)|knocked (?:me|her|him|my \w+) (?:over|down|out|unconscious)",
    weight=6.0,
)
_add(
    K.HAZARD,
    "fire caught flames smoke smoking sparks sparked sparking exploded exploding overheated overheating burning burnt shock electric gas leak dangerous unsafe hazard melted melting brakes glass recall swollen swelling scalding choking metal mould carbon monoxide death exposed wires collapsed trap blew explode burned collapsing loose needle flammable burst toxic burns axle wheel brake asbestos accident plastic allergen allergy nuts nut peanut peanuts allergens allergies gluten coeliac hot",
    "any",
    r"caught (?:on )?fire|(?:on|up in) (?:fire|flames)|burst into flames|set fire|house (?:could|might|nearly|almost)(?: have)? burn\w*|nearly (?:burn\w*|set)|burst into flame",
    r"(?:smoke|flames|sparks) (?:\w+ ){0,3}?(?:from|out of|coming|everywhere|flying|pouring|inside)",
    r"(?:started|began|was|is|were|are|kept|keeps) (?:to )?(?:smok(?:e|ing)|spark(?:ing)?|overheating|melting|swelling|glowing|burning|smouldering|fizzing)\b",
    r"(?:sparked|exploded|overheated|overheats|melted|blew up|sparking|exploding|swelled up|shattered in (?:my|her|his) (?:hand|face)|collapsed (?:under|while|on|when)|exploding)\b",
    r"burning (?:smell|plastic)|smell(?:s|ed|t|ing)? (?:of )?(?:burning|gas|smoke)|(?:gas|carbon monoxide) leak|carbon monoxide",
    r"(?:is|are|was|were|so|very|extremely|be|really|bloody|how|potentially|downright|this) (?:a )?(?:dangerous|unsafe|lethal|a death ?trap|hazardous)\b|(?:health|fire|safety|choking|trip) (?:and safety )?(?:hazard|risk)|death ?trap|safety (?:issue|concern|risk)",
    r"(?:brakes?|steering|wheel|axle|seat ?belt|airbag)(?: \w+){0,6} (?:failed|fell off|came off|stopped|gave way|snapped|not work\w*|did not work|locked up|come off)",
    r"(?:found|piece of|pieces of|bits? of|shards? of|there was|there is) (?:\w+ ){0,3}?(?:glass|metal|plastic|needle|nail|wire|razor|bone|screw) (?:in|inside) (?:my|the|our|a|her|his)",
    r"electric shock|exposed (?:wires?|wiring|cables?)|live wires?|(?:gave|gives|giving|got) (?:me |him |her )?(?:an? )?(?:\w+ )?shock (?:from|when|off)|(?:contained|contains|had|with|has) (?:nuts|peanuts|gluten|dairy|allergens?)(?: \w+){0,8} (?:allerg\w+|coeliac|celiac)|allerg\w+ (?:\w+ ){0,8}(?:nuts?|peanuts?|contained|served|ignored)",
    weight=4.6,
)
# -- said in other ways ----------------------------------------------------------------------------------------------
_DAYS = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|the \w+|on the \w+|last week|next day|noon|\d{1,2}(?:am|pm|th|st|nd|rd)?)"
_add(
    K.DAMAGED,
    "pieces bits flattened threw lobbed chucked tossed dropped dumped thrown broken smashed destroyed smithereens",
    "any",
    r"in (?:a million |a thousand |several |two |many |tiny )?(?:pieces|bits)\b|smashed to smithereens",
    r"(?:box|packaging|parcel|package) (?:was |is |all )?(?:flattened|crushed|ripped open|soaked|torn|battered|destroyed)",
    r"(?:threw|lobbed|chucked|tossed|hurled|dumped|launched|thrown|dropped) (?:it|my|the|our)(?: \w+){0,2} (?:over|at|onto|on|against|off|down)",
    weight=2.4,
)
_add(
    K.PRICE_RISE,
    "from",
    "any",
    r"(?:gone|went|goes|going|jumped|risen|rose|increased|up|shot|hiked|raised|doubled) (?:\w+ ){0,2}from [£$€]?\d[\d.,]* (?:\w+ )?to [£$€]?\d",
    weight=3.0,
)
_add(
    K.CANNOT_CANCEL,
    "leave cancel cancellation unsubscribe stop leaving",
    "none",
    r"to (?:leave|cancel|unsubscribe|get out)\b(?: \w+){0,3} (?:i|you|we) (?:have|need|had|must|got) to",
    r"(?:unsubscribed|opted out)(?: \w+){0,6} (?:still|yet|again|times|but|keep)",
    r"(?:made|making|make|makes) it (?:so |nearly |almost |virtually )?(?:impossible|hard|difficult) to (?:cancel|leave|quit|unsubscribe|close)",
    weight=2.8,
)
_add(
    K.LOST_LUGGAGE,
    "bag bags suitcase suitcases luggage baggage case",
    "none",
    r"(?:bags?|suitcases?|luggage|baggage|case)(?: \w+){0,3} (?:went|sent|flew|ended up|is|are|left) (?:to |in |at |still )+(?:\w+)(?: \w+){0,4} (?:i|we|me|us)\b",
    weight=3.0,
)
_add(
    K.WRONG_ITEM,
    "got received came given gave sent",
    "wanted",
    r"(?:asked for|ordered|wanted|paid for|chose|picked|requested) (?:[a-z0-9'£ -]{2,40})[,;.]? (?:and |but |then )?(?:i |we |you )?(?:got|received|was given|were given|came|was sent|sent me|gave me|get) (?!(?:it|them|nothing|no|a refund|charged|the (?:flu|bus)|home|here|there|late|cold|in touch|an? (?:email|text|message|call|reply)|through|to|told|yesterday|today|on|with|in|out|after|up|down|back|a day|two|three|an hour|\w+ (?:days?|weeks?|hours?) )\b)",
    weight=2.5,
)
_add(
    K.MISSING_PART,
    "no box bag inside none",
    "whole",
    r"no (?:[a-z-]+ ){1,2}(?:in|inside) (?:the|my|our|it) ?(?:box|bag|pack|package|packet|parcel|kit)?\b(?! (?:system|stock|store|shop))",
    weight=2.4,
)
_add(
    K.MISLEADING,
    "said listed described promised called supposed sold advertised so-called",
    "none",
    r"(?:said|listed as|described as|promised|called|supposed to be|sold as|advertised as|labelled) (?:a |an |the )?['\"][^'\"\n]{2,40}['\"]",
    r"(?:sold to me|sold|advertised|marketed|labelled|listed|described) as (?:a |an )?(?:\w+ ){1,4}(?:but|and|it|yet|is|was|turns)",
    r"(?:turns|turned) out (?:to be|it is|it was|they are|not|that)\b",
    weight=2.0,
)
_add(
    K.APP_CRASH,
    "every time whenever keeps soon",
    "none",
    r"(?:every|each) time i (?:press|click|tap|try|open|go|hit|log|upload|pay|scan|add|use)(?: \w+){0,8} (?:shuts? down|closes|crash\w*|logs? me out|kicks? me out|freez\w*|error|spins|blank|goes back|times out|starts again|empties|nothing happens|disappears)",
    r"(?:site|app|website|page|checkout|system|portal) (?:\w+ ){0,2}(?:kicked|threw|logged|booted) me out|(?:lost|lose|loses|emptied) my (?:basket|cart|progress|work|data)",
    weight=3.1,
)
_add(
    K.DIRTY,
    "floor bed sheets bath shower table seat seats walls carpet covered crumbs toenails room bathroom sink plate glass pillow mattress everywhere",
    "none",
    r"(?:toenails?|hairs?|crumbs|stains?|blood|urine|vomit|sick|mould|mold|dust|cobwebs|mouse droppings|droppings|rubbish|grease|food|chewing gum|nappies|used \w+|dirty \w+|condoms?|lipstick) (?:was |were |left |still |all )?(?:on|in|all over|over|under|round|around|everywhere)(?: the| my| our)? (?:\w+ )?(?:floors?|beds?|sheets?|bath\w*|shower|table|seats?|walls?|carpet|sink|plates?|glass(?:es)?|pillows?|mattress|rooms?|towels?|cup|toilet)",
    r"covered (?:in|with) (?:crumbs|dust|mould|hair|stains|dirt|grease|rubbish|mud|grime)",
    weight=3.2,
)
_add(
    K.LATE,
    "due promised supposed came arrived",
    "before",
    rf"(?:due|promised|expected|scheduled|booked|supposed to (?:come|arrive|be here|be delivered))(?: \w+)?(?: for| on| by)? {_DAYS}(?: \w+){{0,3}} (?:came|arrived|turned up|got here|showed up|delivered)\b",
    rf"(?:was |were |is |are )?(?:due|promised|supposed to (?:come|arrive|be here|be delivered|be with me))(?: for| on| by| in)? {_DAYS}",
    weight=2.1,
)
_add(
    K.OVERCHARGED,
    "said says quoted advertised menu label shelf",
    "none",
    r"(?:menu|website|shelf|label|quote|quoted|app|sign|ticket|price|online|advertised|told|said) (?:\w+ ){0,3}(?:as |at |me )?[£$€]?\d+(?:[.,]\d\d)?[^.!?\n]{0,30} (?:bill|charged?|till|receipt|paid|invoice|took|billed|rang up|came to)(?: \w+){0,4} [£$€]?\d",
    weight=3.0,
)
_add(
    K.RUDE_STAFF,
    "made feel stupid small spoke treated tone looked",
    "any",
    r"ma[dk]e (?:me |us |my \w+ )?(?:to )?feel (?:\w+ ){0,2}(?:stupid|small|like|unwelcome|worthless|awful|terrible|embarrassed|humiliated|uncomfortable|ashamed|an inconvenience|a nuisance)",
    r"(?:so|really|very|pretty|quite|was) (?:off|short|sharp|curt|abrupt|blunt|sarky|snippy|grumpy|miserable|patroni[sz]ing) (?:with|to|towards) (?:me|us|my|our)",
    r"(?:in|brought me to|was in|reduced me to|came home in|left in) tears",
    heads=nouns.PEOPLE | {"service", "team"},
    weight=2.8,
)
_add(
    K.DELAYED_JOURNEY,
    "outside announcements carriages platform replacement stand standing sat toilet",
    "none",
    r"rail replacement|replacement bus|no announcements?|(?:out of|too few|not enough|short of|only two|no) (?:carriages|seats on)|(?:sat|stuck|stopped|held) outside (?:[a-z]+) for",
    r"(?:signal|points) failure|staff shortage",
    weight=2.4,
)
_add(
    K.NO_SHOW,
    "appointment sick nobody",
    "none",
    r"appointment(?: \w+){0,12} (?:off sick|not in|not there|nobody (?:came|there|showed)|forgot|never called|did not (?:call|ring|show|turn up))",
    r"(?:nobody|no one) (?:came|turned up|showed)(?! (?:back|to help))",
    weight=3.1,
)
_add(
    K.NO_ANSWER,
    "crickets anyone anybody ever tumbleweed",
    "none",
    r"crickets\b|tumbleweed|is (?:anyone|anybody) (?:there|actually|going|ever|even|reading|home)|(?:anyone|anybody) (?:there|home|going to (?:reply|answer|help|respond))",
    weight=2.2,
)
_add(
    K.BOOKING_LOST,
    "split seats apart together separated seated",
    "none",
    r"(?:split|separated|seated|sat) (?:us|my (?:family|kids|children|son|daughter)|our (?:family|kids|children)|me)(?: \w+){0,3} (?:from|apart|up|away)",
    weight=3.0,
)
_add(
    K.NOT_ARRIVED,
    "left delivered dumped number neighbour neighbor stranger address",
    "any",
    r"(?:left|delivered|dumped|dropped|given|gave|handed|posted|sent)(?: it| them| my \w+| the \w+| our \w+){1,2} (?:at|to|with|outside|through) (?:number \d|the wrong|next door|some(?:one)? (?:else|random)|a stranger|another (?:house|address|street)|a different|a random|my old|an old|a neighbour|somebody else)",
    weight=2.8,
)
_add(
    K.DATA_LEAK,
    "other another some stranger's people's else's ex details letter ex-husband ex-wife",
    "none",
    r"(?:see|saw|seeing|shows?|showing|showed|found|sent|got|received|given|opened|access to)(?: \w+){0,4} (?:some |an)?other (?:fella|guy|man|woman|person|bloke|lady|customer|patient|people|member|user|family)(?:'s|s')? (?:\w+ ){0,3}?(?:name|address|details|payslips?|data|records?|account|number|statement|letter|invoice|results|information|email|bank)",
    r"(?:given|gave|told|sent|handed|passed|disclosed|shared)(?: \w+){0,5} (?:my new address|my (?:home )?address|my number|my phone number|my details|my medical|my personal)",
    r"ex(?:-husband|-wife|-partner|-boyfriend|-girlfriend)?(?: \w+){0,6} my (?:new |home )?(?:address|number|details)",
    weight=3.8,
)
_add(
    K.HAZARD,
    "allergy allergies allergic coeliac socket alarm intolerant",
    "none",
    r"(?:ticked|said|told|stated|warned|marked|specified|despite|listed|noted|clearly|mentioned|asked|explained|flagged)(?: \w+){0,8} (?:allerg\w+|coeliac|celiac)",
    r"(?:carbon monoxide|co|smoke|fire) alarm (?:\w+ ){0,3}(?:went|go|going|off|sound\w*)",
    r"socket(?: \w+){0,3} (?:smok\w+|spark\w+|melt\w+|burn\w*|blew)",
    weight=4.4,
)
