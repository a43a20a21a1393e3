"""Phrasings of what goes wrong with networks, apps, accounts and data."""

from __future__ import annotations

from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.triggers.parts import ADVERBS
from guardrails.inbound.triggers.trigger import trigger

TRIGGERS: Final = (
    trigger(
        K.OUTAGE,
        "down out no outage dropping drops signal off without slow cut cutting keeps not offline",
        "any",
        r"(?:is|are|was|were|has been|have been|been|went|gone|goes|go|keeps going|still|all) "
        + ADVERBS
        + r"(?:down|out|off|offline|disconnected)\b(?! of| to| for delivery| the)",
        (
            r"no (?=(?:internet|broadband|wifi|signal|power|electricity|heating|hot water|water|gas|connection|"
            r"service|phone line|landline)\b)"
        ),
        (
            r"without (?:any )?(?=(?:internet|broadband|wifi|signal|power|electricity|heating|hot water|water|"
            r"gas|a phone|phone)\b)"
        ),
        r"outages?\b",
        r"keeps? (?:dropping|cutting|disconnecting|going|losing|crashing|buffering)",
        r"(?:cuts|drops|dropping|cut|cutting) (?:out|off|every|all the time)",
        r"(?:is|are|was|so|painfully|ridiculously|been|unbearably) " + ADVERBS + r"slow\b",
        r"(?:not|stopped) " + ADVERBS + r"work(?:ing|ed|s)?\b",
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
    ),
    trigger(
        K.APP_CRASH,
        (
            "crash crashes crashing crashed freezes freezing froze app website site page glitch bug buggy "
            "glitchy error errors load loading update checkout hangs software login laggy slow timing unusable"
        ),
        "any",
        (
            r"(?:keeps? |kept |constantly |always |just |has )?(?:crash(?:es|ing|ed)?|freez(?:es|ing)|froze|"
            r"hang(?:s|ing)|glitch(?:es|ing|y)?|buggy|laggy|lagging|timing out|times out|bugs|unusable|kicks "
            r"me out|closes itself)\b"
        ),
        r"error (?:message|code|page|\d+|every|when|at|after)",
        (
            r"(?:does|will|did|is|do|would|has) (?:\w+ )?not (?:even |ever )?(?:load(?:ing|ed)?|open(?:ing)?|"
            r"work(?:ing|ed)?|respond(?:ing)?|sync(?:ing|ed)?|update|let me|start|launch|process)"
        ),
        r"(?:is|are|was|been|went|keeps going|has been|goes) "
        + ADVERBS
        + r"(?:down|broken|useless|terrible|unusable|slow)\b",
        r"(?:never|barely|hardly|not) (?:works?|working|loads?|loading)",
        r"(?:blank|white|black) screen|(?:spinning|loading) wheel",
        heads=nouns.APPS - {"game", "games", "update", "updates", "page", "pages"} | {"apps", "websites"},
        weight=3.0,
    ),
    trigger(
        K.APP_CRASH,
        "crash crashes crashing crashed update",
        "none",
        r"(?:keeps? |kept |constantly )(?:crash(?:es|ing)?|freezing)\b",
        r"crash(?:es|ed) (?:every|each|when|on (?:start|launch|open)|as soon|after|again|constantly)",
        weight=1.9,
    ),
    trigger(
        K.LOCKED_OUT,
        (
            "locked log login password access suspended blocked frozen disabled account reset verification "
            "hacked banned code sign logged deactivated closed restricted"
        ),
        "none",
        r"locked (?:me |us )?out(?: of)?",
        (
            r"(?:cannot|not|unable to|never|impossible to|let me|can no longer|keep trying to|trying to|will "
            r"not let me|wont let me|failed to|able to) (?:even |actually |ever )?(?:log ?in|log in|sign in|"
            r"log back in|get in|get into|access|login|log on|get back in)(?: to)?\b"
        ),
        (
            r"(?:account|card|profile|login|access)(?: \w+){0,3}? (?:suspended|blocked|frozen|disabled|banned|"
            r"deactivated|restricted|locked|closed)"
        ),
        (
            r"(?:suspended|blocked|froze|frozen|disabled|banned|deactivated|(?:you|they) (?:\w+ )?closed|"
            r"locked|restricted) (?:my|"
            r"our) (?:\w+ )?(?:account|card|profile|login|access)"
        ),
        r"password reset(?: \w+){0,4} (?:not|never|fails?|does|link|email)",
        r"(?:not|never|no) (?:\w+ ){0,3}(?:verification|reset|login|security) (?:code|email|link)",
        r"reset(?: my)? password(?: \w+){0,6} (?:not|never|fails?)",
        weight=2.8,
    ),
    trigger(
        K.DATA_LEAK,
        (
            "people's person's customer's customers' orders else's results letters bank medical data details "
            "breach breached leaked leak privacy gdpr personal information address email shared exposed "
            "someone hacked records phone number strangers stranger private sold"
        ),
        "none",
        r"data (?:breach|leak|protection)|gdpr|privacy (?:breach|violation)|identity theft",
        (
            r"(?:leaked|shared|sold|exposed|gave out|gave|given|sent|posted|passed|disclosed|emailed|handed|"
            r"published|passing|selling|sharing)(?: out| on| away)? (?:my|our|his|her|people's|customers'?|"
            r"everyone's|someone else's) (?:\w+ ){0,3}?(?:data|details|information|address|email|number|"
            r"medical records|records|name|phone|private|bank|statement|results|documents)\b"
        ),
        (
            r"(?:my|our) (?:\w+ ){0,3}?(?:data|details|information|records|number|email|address|statement|"
            r"results)(?: \w+){0,4}? (?:leaked|shared|exposed|stolen|sold|sent to|given to|given out|passed|"
            r"online|on the dark web|breached|compromised|public|visible)"
        ),
        (
            r"(?:see|saw|seeing|show(?:s|ing|ed)?|received|sent me|got|emailed me|access to|given|shown|"
            r"sent)(?: \w+){0,5}? (?:another|someone else's|somebody else's|other|a stranger's|other people's|"
            r"someone elses|another customer's|other customers'?|a different person'?s?) (?:\w+ ){0,"
            r"3}?(?:details|data|information|account|address|bank|statement|medical|name|records|letter|"
            r"results|email|personal|bookings?|accounts|invoices?|passport|statements)\b"
        ),
        (
            r"(?:see|saw|seeing|shows?|showing|access to) (?:another|someone else's|other people's|another "
            r"customer's|other customers'?) (?:\w+ )?(?:orders?|bookings?)"
        ),
        weight=3.6,
    ),
    trigger(
        K.APP_CRASH,
        "every time whenever keeps soon",
        "none",
        (
            r"(?:every|each) time i (?:press|click|tap|try|open|go|hit|log|upload|pay|scan|add|use)(?: \w+){0,"
            r"8} (?:shuts? down|closes|crash\w*|logs? me out|kicks? me out|freez\w*|error|spins|blank|goes "
            r"back|times out|starts again|empties|nothing happens|disappears)"
        ),
        (
            r"(?:site|app|website|page|checkout|system|portal) (?:\w+ ){0,2}(?:kicked|threw|logged|booted) me "
            r"out|(?:lost|lose|loses|emptied) my (?:basket|cart|progress|work|data)"
        ),
        weight=3.1,
    ),
    trigger(
        K.DATA_LEAK,
        "other another some stranger's people's else's ex details letter ex-husband ex-wife",
        "none",
        (
            r"(?:see|saw|seeing|shows?|showing|showed|found|sent|got|received|given|opened|access to)(?: "
            r"\w+){0,4} (?:some |an)?other (?:fella|guy|man|woman|person|bloke|lady|customer|patient|people|"
            r"member|user|family)(?:'s|s')? (?:\w+ ){0,3}?(?:name|address|details|payslips?|data|records?|"
            r"account|number|statement|letter|invoice|results|information|email|bank)"
        ),
        (
            r"(?:given|gave|told|sent|handed|passed|disclosed|shared)(?: \w+){0,5} (?:my new address|my "
            r"(?:home )?address|my number|my phone number|my details|my medical|my personal)"
        ),
        (
            r"ex(?:-husband|-wife|-partner|-boyfriend|-girlfriend)?(?: \w+){0,6} my (?:new |home )?(?:address|"
            r"number|details)"
        ),
        weight=3.8,
    ),
)
