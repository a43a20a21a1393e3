"""Phrasings of what goes wrong with money and contracts."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.triggers.trigger import trigger

TRIGGERS: Final = (
    trigger(
        K.REFUND_MISSING,
        (
            "refund refunded reimbursed reimbursement money refunds credited cashback deposit compensation "
            "repaid refunding reimburse"
        ),
        "none",
        (
            r"(?:waiting|waited|wait|awaiting|chasing|chased|promised|owed?|still|where is|where are|no|not|"
            r"never|without|refuse[sd]?|refusing|denied?|denying|yet to|issue|issued|processed?|process|give|"
            r"giving|want|get|getting|got|received?|need|demand|see|seen|sign of|promise of|promising|have|"
            r"owes?|keep|kept|keeping|took|chase|where)(?: \w+){0,9}? (?:refund|reimbursement|reimbursed|"
            r"refunded|my money|our money|deposit back|money back|compensation|cashback|my deposit|our "
            r"deposit)\b"
        ),
        (
            r"(?:refund|reimbursement|money|deposit|cashback|compensation) (?:has |have |was |is |still |did |"
            r"had |that |i |you |were |are |my |which |should )*(?:not|never|still|nowhere|yet|refused|denied|"
            r"promised|took|taken|overdue|pending|missing|keeps|rejected|due|late)"
        ),
        r"no refund\b",
        r"refunds?(?: [a-z0-9,]+){0,12} it (?:is|has) been\b",
        r"(?:give|get|want|need) (?:me |us )?(?:my|our) (?:money|deposit) back",
        weight=2.9,
    ),
    trigger(
        K.DOUBLE_CHARGED,
        "twice double two duplicate duplicated times again 2x 3x",
        "after",
        (
            r"(?:charged|billed|debited|paid|taken|took|been charged|invoiced|pay|paying|taking|charge|"
            r"charging|charges|bill|billing)(?: (?!not\b)[a-z£$€0-9.']+){0,7}? (?:twice|two times|double|three "
            r"times|2 times|3 times|2x|3x)"
        ),
        r"double[- ](?:charged?|billed|billing|charging|payment|debited)",
        (
            r"(?:two|duplicate|2|three|duplicated) (?:charges|payments|transactions|debits|bookings on my card|"
            r"identical payments|identical charges|payment|charge|transaction|direct debits)"
        ),
        r"(?:payment|money|charge|amount) (?:\w+ ){0,4}(?:twice|two times)",
        r"twice (?:for|on my)",
        weight=3.4,
    ),
    trigger(
        K.OVERCHARGED,
        (
            "charged overcharged billed charge charging charges fee fees taken took bill extra overcharging "
            "invoice debited deducted hidden money price paid penalty"
        ),
        "after",
        r"over-?charg(?:ed|ing|e)",
        (
            r"(?:charged|billed|debited|charging|charge|billing|invoiced|deducted|took|taken|taking|stole|"
            r"stolen|nicked)(?: me| us| my card| my account)? (?:\w+ ){0,3}?(?:the wrong|too much|more than|"
            r"extra|full price|£|\$|€|\d|for (?:something|a service|things|services|an? \w+ (?:i|we) (?:never|"
            r"did not|cancelled)))"
        ),
        r"(?:charged|billed|charging|billing|charge)(?: me| us| my card| my account)(?: again)?\b",
        (
            r"(?:been|was|were|being|get|got|getting|keep being|keep getting|kept being) (?:\w+ )?(?:charged|"
            r"billed|debited)\b"
        ),
        (
            r"(?:wrong|incorrect|ridiculous|outrageous|massive|huge|enormous|extortionate|unexpected|surprise|"
            r"shock|crazy|insane|eye-watering) (?:amount|bill|charge|charges|price|invoice|fee|fees)"
        ),
        (
            r"(?:hidden|unexplained|unexpected|extra|unauthori[sz]ed|late|surprise|mystery) (?:fees?|charges?|"
            r"payments?|costs?)"
        ),
        (
            r"bill (?:is|was|has|came|of|for)(?: \w+){0,4} (?:wrong|doubled|tripled|incorrect|more than|higher|"
            r"£|\$|€|\d|too high|insane|ridiculous|huge|outrageous)"
        ),
        (
            r"(?:taken|took|take|taking|deducted|stole|withdrew|withdrawn) (?:the |my |our )?(?:\w+ ){0,"
            r"3}?(?:money|payment|funds|cash)(?: \w+){0,2} (?:from|out of)"
        ),
        r"(?:taken|took|take|taking|deducted|withdrew|withdrawn) (?:[£$€]\s?\d|\d)",
        r"rip-?off\b",
        weight=2.3,
    ),
    trigger(
        K.PRICE_RISE,
        (
            "price prices bill premium subscription increase increased hike rise doubled up cost tariff rent "
            "fares putting put raised increases rises renewal"
        ),
        "any",
        (
            r"(?:price|prices|pricing|premium|subscription|cost|tariff|rent|fares?|bill|fee|fees|rate|rates|"
            r"renewal|monthly payment|direct debit|plan)(?: \w+){0,4}? (?:gone up|went up|going up|increased|"
            r"doubled|tripled|risen|rose|hiked|jumped|goes up|shot up|raised|rocketed|soared|up by)"
        ),
        r"(?:price|rate|fare|bill|premium|rent|tariff|cost) (?:increases?|hikes?|rises?)",
        (
            r"(?:put|putting|raised|raising|hiked|hiking|increased|increasing|upped|doubled) (?:my|the|our|"
            r"your|up my|up the|up your) (?:\w+ ){0,2}?(?:price|prices|bill|premium|rent|fees?|subscription|"
            r"tariff|rates?|cost|direct debit)"
        ),
        r"(?:another|yet another|massive) (?:price )?(?:hike|increase)",
        weight=2.9,
    ),
    trigger(
        K.CANNOT_CANCEL,
        "cancel cancelling cancellation unsubscribe cancelled leave terminate close quit",
        "after",
        (
            r"(?:cannot|not|never|unable to|impossible to|no way to|trying to|tried to|try to|try and|refus\w+ "
            r"to|refusing to let me|refuse to let me|able to|let me|how do i|allow me to|letting me|difficult "
            r"to|hard to|want to|asked to|asked you to|wanted to|attempted to|battle to|struggling to|"
            r"nightmare to|attempts? to|trying and failing to)(?: \w+){0,2} (?:cancel|unsubscribe|terminate|"
            r"quit)\b"
        ),
        (
            r"(?:cancelled|canceled)(?: \w+){0,8} (?:still (?:being |getting )?(?:charg|bill|tak)|keep "
            r"(?:charging|taking|billing)|kept (?:charging|taking)|yet you|but you (?:still|keep)|and you "
            r"(?:still|keep)|still (?:paying|took|take))"
        ),
        (
            r"still (?:charging|charged|billing|billed|taking|being charged|getting charged)(?: \w+){0,8} "
            r"(?:cancelled|cancel)"
        ),
        (
            r"(?:charged|billed|charging|billing|charges?)(?: \w+){0,8} (?:after|since|despite|even though)(?: "
            r"\w+){0,4} (?:cancelled|cancelling|cancellation)"
        ),
        weight=3.2,
    ),
    trigger(
        K.PRICE_RISE,
        "from",
        "any",
        (
            r"(?:gone|went|goes|going|jumped|risen|rose|increased|up|shot|hiked|raised|doubled) (?:\w+ ){0,"
            r"2}from [£$€]?\d[\d.,]* (?:\w+ )?to [£$€]?\d"
        ),
        weight=3.0,
    ),
    trigger(
        K.CANNOT_CANCEL,
        "leave cancel cancellation unsubscribe stop leaving",
        "none",
        r"to (?:leave|cancel|unsubscribe|get out)\b(?: \w+){0,3} (?:i|you|we) (?:have|need|had|must|got) to",
        r"(?:unsubscribed|opted out)(?: \w+){0,6} (?:still|yet|again|times|but|keep)",
        (
            r"(?:made|making|make|makes) it (?:so |nearly |almost |virtually )?(?:impossible|hard|difficult) "
            r"to (?:cancel|leave|quit|unsubscribe|close)"
        ),
        weight=2.8,
    ),
    trigger(
        K.OVERCHARGED,
        "said says quoted advertised menu label shelf",
        "none",
        (
            r"(?:menu|website|shelf|label|quote|quoted|app|sign|ticket|price|online|advertised|told|said) "
            r"(?:\w+ ){0,3}(?:as |at |me )?[£$€]?\d+(?:[.,]\d\d)?[^.!?\n]{0,30} (?:bill|charged?|till|receipt|"
            r"paid|invoice|took|billed|rang up|came to)(?: \w+){0,4} [£$€]?\d"
        ),
        weight=3.0,
    ),
)
