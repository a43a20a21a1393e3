"""Phrasings of what is wrong with things: broken, faulty, not the right ones, incomplete, poor."""

from __future__ import annotations

from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.triggers.parts import ADVERBS, BROKEN, DIED, POOR
from guardrails.inbound.triggers.trigger import trigger

TRIGGERS: Final = (
    trigger(
        K.DAMAGED,
        "arrived came delivered turned received showed got arrives come sent has had with in been",
        "before",
        (
            r"(?:arrived|arrives|came|come|comes|delivered|turned up|showed up|got here|received it|received "
            r"them|reached me|were delivered|was delivered) "
        )
        + ADVERBS
        + BROKEN
        + r"\b",
        (
            r"(?:arrived|came|delivered|turned up|showed up|received) (?:\w+ ){0,3}?(?:in (?:a )?(?:terrible|"
            r"awful|shocking|bad|poor|dreadful) (?:state|condition)|in (?:pieces|bits)|with (?:a |an |two |"
            r"several |huge |big |massive |deep )*(?:crack|dent|hole|scratch|scratches|rip|tear|chip|stain|"
            r"stains|cracks|dents|chunk)\w*)"
        ),
        weight=3.4,
    ),
    trigger(
        K.DAMAGED,
        (
            "damaged broken smashed cracked shattered dented scratched torn ripped crushed squashed bent "
            "chipped wilted damage ruined destroyed soaked stained mangled"
        ),
        "before",
        r"(?:was|were|is|are|has been|have been|had been|got|been|completely|totally|all|inside) "
        + ADVERBS
        + (
            r"(?:damaged|smashed|cracked|shattered|dented|scratched|torn|ripped|crushed|squashed|bent|chipped|"
            r"wilted|mangled|destroyed|ruined|soaked|stained)\b(?! my| our| the)"
        ),
        weight=2.3,
    ),
    trigger(
        K.DAMAGED,
        "damaged broken smashed cracked shattered dented scratched torn ripped crushed squashed chipped wilted",
        "self",
        (
            r"(?:received|got|sent(?: me| us| out)?|delivered(?: me| us)?|delivery of|with|sold me|given|gave "
            r"me|was|were|opened|find|found)(?: (?:a|an|my|our|the|some|this|two|three|another|me|us|yet))* "
            r"(?=(?:badly |completely |totally |very )?(?:damaged|broken|smashed|cracked|shattered|dented|"
            r"scratched|torn|ripped|crushed|squashed|chipped|wilted)\b)"
        ),
        weight=3.0,
    ),
    trigger(
        K.DAMAGED,
        (
            "ruined broke damaged smashed destroyed cracked scratched ripped ruining wrecked tore dented "
            "flooded crushed stained bent broken"
        ),
        "after",
        (
            r"(?:ruined|broke|damaged|smashed|destroyed|cracked|scratched|ripped|wrecked|tore|dented|flooded|"
            r"ruining|broken|crushed|stained|bent)(?= (?:my|our|the)\b)(?! (?:my|our|the) (?:birthday|wedding|"
            r"holiday|day|whole|evening|night|weekend|christmas|party|trip|honeymoon|anniversary|experience|"
            r"mood|bank|law|\w+ (?:birthday|holiday|weekend|day|wedding)))"
        ),
        weight=2.2,
    ),
    trigger(
        K.FAULTY,
        (
            "dies breaks stops cut stopped packed gave died broke broken conked fell fallen failed snapped "
            "came given has went gone"
        ),
        "before",
        r"(?:has |have |had |just |suddenly |already |then |is |are |was |were )*"
        + ADVERBS
        + DIED
        + r"\b(?! my| our| by| into)",
        weight=2.4,
    ),
    trigger(
        K.FAULTY,
        "not never no cannot refuses keeps",
        "before",
        r"(?:does|do|did|is|are|will|would|has|have|had|was|were) "
        + ADVERBS
        + r"(?:not|never) "
        + ADVERBS
        + (
            r"(?:work(?:ing|ed|s)?|turn(?:ing)? on|switch(?:ing)? on|power(?:ing)? (?:on|up)|start(?:ing)?|"
            r"charg(?:e|ing)|heat(?:ing)?|hold(?:ing)? (?:a |its )?charge|connect(?:ing)?|print(?:ing)?|"
            r"spin(?:ning)?|close|open|drain(?:ing)?|cool(?:ing)?|fit|switched on|respond(?:ing)?|load(?:ing)?|"
            r"pair(?:ing)?|functional|fit for purpose)\b"
        ),
        r"not (?:work(?:ing)?|turning on|charging|heating)\b",
        (
            r"(?:no longer|never|barely|hardly|only half|cannot|refuses to|won't) (?:works?|worked|working|"
            r"turns? on|charges?|switch(?:es)? on|starts?|connects?|hold charge)\b"
        ),
        (
            r"keeps? (?:switching off|turning off|cutting out|cutting off|breaking(?: down)?|disconnecting|"
            r"dropping(?: out)?|tripping|overheating|restarting|stopping|leaking|failing|flickering|shutting "
            r"(?:down|off)|jamming|playing up|resetting|going (?:off|down|dead))"
        ),
        weight=2.5,
    ),
    trigger(
        K.FAULTY,
        (
            "faulty defective dud broken useless flickers leaks leaking unusable malfunctioning flickering "
            "flat dead malfunctioned"
        ),
        "before",
        r"(?:is|are|was|were|turned out|been|still|seems?|completely|arrived|came|has become|now) "
        + ADVERBS
        + r"(?:to be |a |an )?"
        + ADVERBS
        + (
            r"(?:faulty|defective|broken|useless|unusable|leaking|malfunctioning|flickering|a dud|dud|kaput|"
            r"bust|on the blink|dead on arrival|dead|flat|playing up|not fit for purpose)\b"
        ),
        r"(?:flickers|leaks|malfunctioned|malfunctions|rattles|squeaks|freezes up)\b",
        weight=2.2,
    ),
    trigger(
        K.FAULTY,
        "faulty defective dud broken",
        "self",
        (
            r"(?:received|got|sent(?: me| us)?|sold(?: me| us)?|bought|have|with|is|supplied)(?: (?:a|an|my|"
            r"our|the|some|this|two|three|another|me|us|yet))* (?=(?:faulty|defective|dud)\b)"
        ),
        r"(?=(?:faulty|defective) )",
        weight=2.6,
    ),
    trigger(
        K.WRONG_ITEM,
        "wrong incorrect different mixed someone somebody not isnt",
        "around",
        (
            r"(?:wrong|incorrect) (?!(?:way|place|time|address|person|department|number|day|date|bus|train|"
            r"amount|price|account|end|side|direction|impression|with|name|room|door|house|street|card|plan|"
            r"bill|tariff|rate|change|terminal|platform|stop|information|info|advice|email|and|of|to|about|"
            r"again|on|when)\b)(?=[a-z])"
        ),
        (
            r"(?:someone|somebody) else'?s? (?:order|parcel|package|items?|food|shopping|delivery|groceries|"
            r"pizza|takeaway|prescription|shoes|meal)"
        ),
        r"(?:completely|totally|entirely|a) different (?:item|product|colou?r|size|model|one|thing|order)",
        weight=2.8,
    ),
    trigger(
        K.WRONG_ITEM,
        "instead",
        "after",
        (
            r"[a-z]+ instead of\b(?! (?:the )?(?:\d|one|two|three|four|five|helping|being|having|getting|"
            r"fixing|answering|doing|a few|promised|\w+ing\b))"
        ),
        weight=2.9,
    ),
    trigger(
        K.WRONG_ITEM,
        "instead ordered wanted asked",
        "wanted",
        (
            r"(?:sent|received|got|delivered|gave|given|had|arrived with|came with|delivering|sending)(?: "
            r"[a-z']+){0,6} instead\b(?! of)"
        ),
        (
            r"(?:not|nothing like|never) (?:what|the one|the thing|the item) (?:i|we) (?:ordered|asked for|"
            r"wanted|bought|paid for|booked)"
        ),
        (
            r"ordered (?:\w+ ){1,5}(?:and |but |, )?(?:got|received|was sent|were sent|was given|they sent|you "
            r"sent)(?: me| us)? (?!(?:it|them|nothing|no|a refund|charged|the|told)\b)"
        ),
        weight=2.7,
    ),
    trigger(
        K.MISSING_PART,
        "missing incomplete half without only not forgot short left just no one two",
        "whole",
        (
            r"(?:is|are|was|were|had|has|with|came|arrived|turned up|be|all|had|came with|delivered with|"
            r"parts?|pieces?|items?|half (?:of )?(?:the |my )?\w+) "
        )
        + ADVERBS
        + r"(?:\w+ )?missing\b(?! (?:a )?(?:flight|train|connection))",
        (
            r"missing (?:from (?:my|the|our)\b|(?:the |a |two |three |four |several |some |half |\d+ "
            r")?(?:parts?|pieces?|screws?|items?|bolts?|bits|legs?|charger|cable|lid|instructions|manual|"
            r"remote|handles?|power)\b)"
        ),
        (
            r"(?:part|half|bits?) of (?=(?:my|the|our) (?:order|delivery|parcel|shopping|meal) (?:is|was|never|"
            r"did not|has not|are|were|missing))"
        ),
        (
            r"(?:only|just) (?:received|got|sent|delivered|had|came with|arrived)(?: me| us)? (?:\w+ )?(?:half|"
            r"part|one|two|three|1|2|3|some)\b"
        ),
        r"only (?:half|part|one|two|some|three) (?:of|arrived|came|turned up|was|were|out of)",
        r"(?:arrived|came|was|is|delivered|turned up) incomplete",
        r"(?:forgot|left out|left off) (?=(?:my|the|our|half)\b)|forgot to (?:include|pack|put|send)",
        (
            r"(?:arrived|came|delivered|sent(?: me)?|turned up|sold(?: me)?)(?: \w+){0,4} (?:without (?:the|a|"
            r"any|its|my|their)|with(?:out)? no)\b"
        ),
        r"(?:arrived|came|delivered|turned up) (?:with )?(?:\w+ )?(?:short|one short)\b",
        weight=2.6,
    ),
    trigger(
        K.QUALITY,
        (
            "quality flimsy shoddy tacky badly poorly falling joke rubbish garbage trash crap shit junk "
            "terrible awful horrible dreadful disgusting inedible vile tasteless bland stale mouldy moldy "
            "rotten raw undercooked overcooked burnt soggy dry greasy expired rancid sour substandard "
            "disappointing appalling abysmal pathetic dire atrocious date faded shrank bobbled unravelled fade "
            "shrunk peeling peeled mediocre underwhelming cheap noisy uncomfortable tiny cramped off worn "
            "freezing"
        ),
        "before",
        (
            r"(?:is|are|was|were|been|being|arrived|came|tasted|tastes|feels|felt|looks|looked|smelled|smelt|"
            r"smells|went|got|utterly) "
        )
        + ADVERBS
        + r"(?:a bit |of |such |extremely |beyond |utterly |incredibly |stone |like |rock |a |an )*"
        + POOR
        + r"\b(?! my| our| company| service| attitude)",
        (
            r"(?:quality (?:is|was|of|has)|for the price)(?: \w+){0,6}? (?:poor|terrible|awful|shocking|bad|"
            r"rubbish|appalling|disgusting|joke|gone|dropped|dreadful|disappointing|crap)"
        ),
        (
            r"(?:has |have |had )?(?:shrank|shrunk|faded|bobbled|unravelled|peeled|peeling|started peeling|"
            r"frayed|worn out|wore out|washed out)\b"
        ),
        r"fall(?:s|ing|en)? (?:apart|to (?:bits|pieces))",
        weight=1.8,
    ),
    trigger(
        K.QUALITY,
        (
            "poor terrible awful bad shocking shoddy low inferior hair mouldy stale raw rotten undercooked "
            "mold mould maggots dreadful sub-standard tasteless overcooked inedible"
        ),
        "after",
        r"(?:poor|terrible|awful|bad|shocking|low|appalling|dreadful|horrible) quality(?: of)?",
        (
            r"(?=(?:stale|raw|rotten|mouldy|moldy|undercooked|overcooked|inedible|tasteless|burnt) (?:chicken|"
            r"food|bread|burger|meat|fruit|veg|vegetables|pizza|meal|fish|strawberries|steak|chips|salad|milk))"
        ),
        r"(?:hair|mould|mold|maggots?|insects?|a fly|bug|worm) (?:in|on) (?=(?:my|the|our|his|her)\b)",
        weight=2.2,
    ),
    trigger(
        K.COLD_FOOD,
        "cold lukewarm frozen freezing tepid",
        "any",
        r"(?:stone |freezing |completely |totally |all |ice |absolutely )?(?:cold|lukewarm|tepid)\b",
        r"(?:still |half |partly )frozen",
        heads=nouns.FOODS | {"everything", "drinks", "chai", "latte", "food", "noodles", "tea", "coffee"},
        weight=3.0,
    ),
    trigger(
        K.COLD_FOOD,
        "cold lukewarm",
        "self",
        (
            r"(?:served|got|given|received|arrived|was|were|with|eat|eating|of|and|gave us|ate|delivered)(?: "
            r"(?:a|an|my|our|the|some|us|me|completely|stone|freezing))* (?=(?:cold|lukewarm) (?:food|pizza|"
            r"burger|chips|fries|meal|soup|coffee|tea|breakfast|dinner|chicken|curry|eggs|takeaway|pasta|steak|"
            r"noodles|rice|toast))"
        ),
        (
            r"(?=(?:cold|lukewarm) (?:food|pizza|burgers?|chips|fries|meals?|soup|breakfast|dinner|curry|"
            r"takeaway|toast|eggs))"
        ),
        weight=3.4,
    ),
    trigger(
        K.MISLEADING,
        (
            "misleading advertised description described pictured photo photos picture pictures false advert "
            "website lied misled lie lies bait fake counterfeit scam sold promised advertising claimed listing "
            "mislead ad misrepresented conned mis-sold missold"
        ),
        "any",
        r"mis-?leading|misled|mis-?sold|misrepresent(?:ed|ation)|false(?:ly)? advertis\w+|false claims|bait and switch",
        (
            r"(?:not|nothing|looks nothing|no way|nowhere near|nothing at all|far from)(?: \w+){0,3}? (?:as "
            r"(?:advertised|described|pictured|promised|shown|stated)|like (?:the|in the) (?:picture|photo|"
            r"pictures|photos|description|advert|website|listing|brochure)|what was (?:advertised|described|"
            r"promised|sold)|match(?:ing)? (?:the )?(?:description|photos?|pictures?)|as the (?:photos|website|"
            r"pictures|listing))"
        ),
        r"(?:does|did) not match (?:the )?(?:description|photos?|pictures?|listing)",
        r"(?:is|are|was|were|a|an|received|sold me|sent me) (?:\w+ )?(?:fake|counterfeit)\b",
        r"lied (?:to|about)",
        weight=2.6,
    ),
    trigger(
        K.MISLEADING,
        "advert website ad listing advertised brochure description box label page poster said menu",
        "none",
        (
            r"(?:advert|website|ad|listing|advertised|brochure|description|box|label|page|poster|menu) (?:\w+ "
            r")?(?:said|says|states?|stated|claims?|claimed|promised|showed|advertised|as)(?: \w+){1,12} "
            r"(?:but|instead|yet|when|only to|turns out|turned out|actually|however|and it)"
        ),
        weight=2.5,
    ),
    trigger(
        K.NO_STOCK,
        "stock sold available unavailable restock backorder",
        "any",
        r"(?:out of|not in|no longer in|never in|in) stock\b",
        r"sold out\b",
        r"(?:not|never|un)(?: )?(?:in stock|available)\b",
        r"no stock\b",
        r"(?:back-?order(?:ed)?|restock(?:ed|ing)?)\b",
        weight=1.9,
    ),
    trigger(
        K.DAMAGED,
        "pieces bits flattened threw lobbed chucked tossed dropped dumped thrown broken smashed destroyed smithereens",
        "any",
        r"in (?:a million |a thousand |several |two |many |tiny )?(?:pieces|bits)\b|smashed to smithereens",
        (
            r"(?:box|packaging|parcel|package) (?:was |is |all )?(?:flattened|crushed|ripped open|soaked|torn|"
            r"battered|destroyed)"
        ),
        (
            r"(?:threw|lobbed|chucked|tossed|hurled|dumped|launched|thrown|dropped) (?:it|my|the|our)(?: "
            r"\w+){0,2} (?:over|at|onto|on|against|off|down)"
        ),
        weight=2.4,
    ),
    trigger(
        K.WRONG_ITEM,
        "got received came given gave sent",
        "wanted",
        (
            r"(?:asked for|ordered|wanted|paid for|chose|picked|requested) (?:[a-z0-9'£ -]{2,40})[,;.]? (?:and "
            r"|but |then )?(?:i |we |you )?(?:got|received|was given|were given|came|was sent|sent me|gave me|"
            r"get) (?!(?:it|them|nothing|no|a refund|charged|the (?:flu|bus)|home|here|there|late|cold|in "
            r"touch|an? (?:email|text|message|call|reply)|through|to|told|yesterday|today|on|with|in|out|after|"
            r"up|down|back|a day|two|three|an hour|\w+ (?:days?|weeks?|hours?) )\b)"
        ),
        weight=2.5,
    ),
    trigger(
        K.MISSING_PART,
        "no box bag inside none",
        "whole",
        (
            r"no (?:[a-z-]+ ){1,2}(?:in|inside) (?:the|my|our|it) ?(?:box|bag|pack|package|packet|parcel|"
            r"kit)?\b(?! (?:system|stock|store|shop))"
        ),
        weight=2.4,
    ),
    trigger(
        K.MISLEADING,
        "said listed described promised called supposed sold advertised so-called",
        "none",
        (
            r"(?:said|listed as|described as|promised|called|supposed to be|sold as|advertised as|labelled) "
            r"(?:a |an |the )?['\"][^'\"\n]{2,40}['\"]"
        ),
        (
            r"(?:sold to me|sold|advertised|marketed|labelled|listed|described) as (?:a |an )?(?:\w+ ){1,"
            r"4}(?:but|and|it|yet|is|was|turns)"
        ),
        r"(?:turns|turned) out (?:to be|it is|it was|they are|not|that)\b",
        weight=2.0,
    ),
)
