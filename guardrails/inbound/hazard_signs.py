"""How people write of what endangers or hurt them; each with the figures of speech that it is not."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.hazards import HazardKind as K
from guardrails.inbound.hazards import HazardSign

HAZARD_SIGNS: Final[list[HazardSign]] = []

_FOOD: Final = (
    r"salad|soup|bread|sandwich\w*|meals?|food|yogh?urt|cereal|jars?|pizza|burgers?|pies?|curry|rice|pasta|cakes?|"
    r"brownies?|cookies?|biscuits?|chocolates?|sauce|drinks?|smoothie|juice|beer|milk|tins?|crisps|ice cream|"
    r"dessert|mouthful|porridge|muesli|granola|chicken|fish|meat|sausages?|wrap|rolls?|loaf|jam|honey|dinner|lunch|"
    r"breakfast|starter|bite|takeaway|kebab|sushi|steak|mince|puree|noodles?|eggs?|prawns?|oysters?|mussels|buffet|"
    r"restaurant|kitchen|hamper|pudding|muffins?|doughnuts?|croissant|pasty|baguette|formula|hummus|pate|cheese|ate|"
    r"eat|eaten|eating|tasted|cupcakes?|recipe|kibble|menu"
)
_DEVICE: Final = (
    r"kitchen|house|flat|sockets?|chargers?|battery|batteries|phone|laptop|heater|radiator|oven|hob|cooker|dryer|"
    r"drier|dishwasher|machine|engine|car|van|bike|e-?bike|scooter|toaster|kettle|blanket|lamp|light|plug|cable|"
    r"fridge|freezer|boiler|bed|bedroom|room|garage|tv|telly|television|unit|fryer|hoverboard|power ?bank|drill|mower|"
    r"iron|hairdryer|straighteners|adaptor|adapter|extension lead|vape|speaker|microwave|panel|inverter|fuse ?box|"
    r"meter|wiring|wires?|fan|candle|tablet|router|grill|barbecue|bbq|stove|it"
)
_KIN: Final = (
    r"mother|mum|mom|father|dad|husband|wife|son|daughter|brother|sister|nan|gran|grandma|grandmother|grandad|"
    r"grandfather|partner|baby|child|uncle|aunt|friend|nephew|niece|fiancee?|parents?|grandson|granddaughter"
)
_BODY: Final = (
    r"hands?|arms?|legs?|fingers?|thumb|foot|feet|toes?|head|face|back|knees?|wrists?|ankles?|hips?|shoulder|ribs?|"
    r"nose|teeth|tooth|shins?|elbow|neck"
)


def _hazard(kind: K, needs: str, *patterns: str, unless: str | None = None, beside: str | None = None) -> None:
    HAZARD_SIGNS.append(
        HazardSign(
            kind,
            frozenset(needs.split()),
            re.compile(r"\b(?:" + "|".join(patterns) + r")"),
            re.compile(unless) if unless else None,
            re.compile(r"\b(?:" + beside + r")\b") if beside else None,
        )
    )


_hazard(
    K.SELF_HARM,
    "enough stuff meds tablets pills bridge roof ledge here point planning river reason live without alive goodbye "
    "cat dog join life "
    "more anymore",
    r"got (?:the|my|all the|all my) (?:tablets|pills|meds) (?:out|here|ready|in front)|enough of the (?:other "
    r")?(?:stuff|meds) "
    r"(?:put by|saved|left)|"
    r"(?:tablets|pills)(?: \w+){0,3} (?:counted|lined up|laid out|saved up)|(?:counted|lined up|laid) out (?:the |"
    r"my |all )?"
    r"(?:the )?(?:tablets|pills)|enough (?:of )?(?:the |my )?(?:tablets|pills)(?: \w+){0,6} (?:never mind|end|left "
    r"over)",
    r"(?:i am|i have been|am|been) (?:stood |standing |sitting |sat )?on the (?:bridge|roof|ledge)\b(?! terrace| bar)",
    r"i (?:will|shall|am) not (?:going to )?be (?:here|around|alive) (?:for the next|much longer|after (?:tonight|"
    r"today)|"
    r"to see|by (?:then|morning))|not planning on (?:the|being|seeing)",
    r"nothing (?:left )?to live for|no (?:point|reason) (?:to |in )?(?:go(?:ing)? on|being here|any ?more|to get up)|"
    r"better off without me|(?:one|a) reason to (?:get up tomorrow|carry on|go on|live|stay alive)",
    r"(?:i|we) cannot go on (?:any ?more|living|like this any ?more|much longer)|do not want to (?:do this|be here) "
    r"any ?more",
    r"(?:gave|given) (?:away )?(?:my|the) (?:cat|dog)(?: \w+){0,12} (?:goodbye|bye)\b",
    unless=r"gig|view from|band|tariff|subscription|on the bridge (?:course|team)",
)
_hazard(
    K.CARBON_MONOXIDE,
    "thumping wobbly sleepy monoxide co headache headaches dizzy drowsy head soot orange",
    r"(?:carbon )?monoxide (?:alarm|detector|poison\w*|leak\w*|reading|levels?|in|from|sensor|went|is|was|has)",
    r"co (?:alarm|detector|monitor)(?: \w+){0,6} (?:went|go|goes|going|gone|off|sound\w*|beep\w*|shriek\w*|"
    r"scream\w*|alarm\w*|red|keeps)",
    r"co (?:poisoning|leak)",
    r"(?:headaches?|dizzy|drowsy|wobbly|sleepy|thumping|nausea|sick)(?: [\w',]+){0,14} (?:boiler|stove|heater|flue|"
    r"gas fire|generator|flame|outside|go out)"
    r"(?=.*\b(?:boiler|stove|heater|flue|gas fire|generator|flame)\b)",
    r"(?:flame|boiler|stove|gas fire)(?: [\w',]+){0,8} (?:soot|orange|yellow)(?=.*\b(?:drowsy|dizzy|headaches?|sick|"
    r"sleepy|soot)\b)",
    unless=r"(?:do you|can i|could you) (?:sell|stock|buy|supply|recommend|fit|do)|new album|how (?:often|do i "
    r"(?:test|fit))|"
    r"free (?:co|carbon)|test (?:the|my|your) (?:co|carbon)",
)
_hazard(
    K.GAS,
    "gas eggs egg",
    r"(?:smell(?:s|ing|ed|t)?|stinks?|stinking|stank|reeks?|reeking|whiff|sniff)(?: \w+){0,3} (?:of )?gas\b",
    r"smell(?:s|ing)?(?: \w+){0,4} (?:of|like) (?:rotten |bad )?eggs?\b(?=.*\b(?:gas|boiler|hob|cooker|meter|"
    r"engineer|serviced)\b)|"
    r"(?:gas|boiler|hob|cooker|meter|serviced)\b(?=.*\bsmell(?:s|ing)?(?: \w+){0,4} (?:of|like) (?:rotten |bad "
    r")?eggs?\b)",
    r"gas (?:leak\b|leaking|smell|escape|escaping|hissing|is leaking)",
    r"(?:hob|cooker|boiler|pipe|meter|gas fire|canister|bottle|cylinder)(?: \w+){0,5} (?:leaking|leaks|hissing|"
    r"hisses)(?=.*\bgas\b)",
    unless=r"love songs|gas leaks? (?:report|survey|law|detection service)|report a gas leak\?|what if|tear gas",
)
_hazard(
    K.CHOKING,
    "choked choking chokes choke throat breathing blue",
    r"(?:chok(?:ed|ing|es))\b(?: \w+){0,2} on",
    r"(?:started|began|was|is|nearly|almost|been) (?:to )?chok(?:e|ed|ing)\b(?! hazard| up)",
    r"stuck in (?:his|her|my|the baby's|their|my \w+'s) throat|stopped breathing|(?:turn(?:ed|ing)|went|going) blue\b"
    r"(?=.*\b(?:son|daughter|baby|toddler|he|she|child|kid|boy|girl)\b)",
    unless=r"choked? up|chok\w+ on (?:my|our|the|its|your|their) (?:coffee|tea|cornflakes|lunch|words|prices?|"
    r"costs?|fees?|wine|beer|"
    r"breakfast (?:when|at|reading)|own|bill|dust|fumes|laughter)|choking (?:the|my|our) (?:business|network|drain)|"
    r"laugh\w*|"
    r"lump in|hair|jeans|paint|screen|sky|light",
)
_hazard(
    K.SWALLOWED,
    "swallowed swallow swallows swallowing ate eaten ingested mouth drank drunk button",
    r"(?:swallow(?:s|ed|ing)?|ate|eaten|ingested|gulped)(?: \w+){0,6} (?:button|coin|watch|lithium)? ?(?:cells?|"
    r"battery|batteries|magnets?|"
    r"beads?|marbles?|screws?|pods?|capsule|washing (?:tab|capsule)|pen lid)\b",
    r"button (?:battery|batteries|cells?)(?: \w+){0,12} (?:swallow\w*|mouth|missing|gone|throat|tummy|stomach|ate|"
    r"eaten)",
    r"(?:battery|magnets?)(?: \w+){0,8} (?:in|into) (?:his|her|the baby's|their) (?:mouth|throat|tummy|stomach|nose|"
    r"ear)",
    unless=r"(?:machine|atm|cash ?point|app|meter|charger) (?:has |had |just )?(?:swallow|ate|eat)|swallow\w* my "
    r"(?:card|pride|coin)|"
    r"(?:ate|eats|eating|eaten) (?:through )?(?:my|the|its|a) (?:\w+ )?(?:battery|batteries)|eats",
)
_hazard(
    K.ALLERGY,
    (
        "swelled swollen swell swelling swole lips lip tongue throat face anaphylactic anaphylaxis allergic allergy "
        "allergies epipen "
        "epi-pen epipens adrenaline hives rash wheezing breathe sesame nut nuts dairy gluten coeliac resus blotches "
        "welts"
    ),
    r"(?:lips?|tongue|throat|face|mouth|eyes?|eyelids?)(?: (?!from the)\w+){0,4} (?:swell\w*|swollen|swole|puffed|"
    r"clos(?:ed|ing) up|tighten\w*|"
    r"ballooned|blew up)",
    r"(?:swollen|swelling|puffy) (?:lips?|tongue|throat|face|mouth)",
    r"anaphyla\w+|(?:had|has|having|got|suffered|bad|severe|serious|nasty|is having|an) (?:\w+ )?allergic reaction|"
    r"allergic reaction (?:to|from|after)",
    r"(?:used|needed|needs|jabbed|given|using|inject\w*|gave|give)(?: \w+){0,4} (?:epi-?pens?|adrenaline|"
    r"auto-?injector)",
    r"(?:came|come|coming|broke|broken) (?:out|up) in (?:\w+ )?(?:hives|rash|welts|blotches|lumps)",
    r"(?:nut|sesame|dairy|gluten|milk|egg|soy|soya|shellfish|peanut)[- ]?(?:free)?\b(?=.*\b(?:epi-?pens?|adrenaline|"
    r"resus|anaphyl\w+|coeliac|allerg\w+)\b)"
    r"(?=.*\b(?:had|contained|contains|full of|was dairy|was milk|ingredients|half an? (?:almond|nut|hazelnut)|"
    r"labelled|label said|"
    r"was in|were in|there (?:was|were)) )",
    unless=r"allergic to (?:bad|mondays|your|customers?|work|answering|good|helping|facts|apologi\w+|the truth)|"
    r"what (?:do you do|happens) if|do you (?:still )?"
    r"(?:serve|have|do|use|offer|cater)|is there (?:any|a)|are there|any nuts in|before i (?:order|book)|not "
    r"allergic|want to be sure|"
    r"never had (?:an|any) allerg|eyes? (?:and|were|are) (?:on|for)",
)
_hazard(
    K.CHEMICAL,
    (
        "bleach acid cleaning cleaner chemical chemicals detergent peroxide caustic ammonia spray solvent dye relaxer "
        "pesticide chlorine "
        "descaler remover pod capsule wax scalp drank drunk swallowed antifreeze cream serum lotion shampoo"
    ),
    r"(?:bleach|acid|drain cleaner|oven cleaner|cleaning fluid|cleaner|chemicals?|detergent|peroxide|caustic|"
    r"ammonia|paint stripper|"
    r"solvent|pesticide|chlorine|descaler|remover|pod|capsule|spray)(?: \w+){0,8} (?:in|into|on|onto|over|"
    r"burn\w*)(?: \w+){0,3} "
    r"(?:eyes?|skin|face|hands?|arms?|legs?|scalp|mouth)\b",
    r"chemical burns?",
    r"(?:drank|drunk|drinking|swallowed|sipped|served (?:me|us|him|her|my \w+))(?: \w+){0,6} (?:bleach|cleaner|"
    r"cleaning|detergent|descaler|"
    r"chemicals?|caustic|antifreeze|line cleaner)",
    r"(?:eyes?|skin|scalp|face)(?: \w+){0,5} (?:burning|stinging|on fire|weeping|blister\w*|peeling off|"
    r"raw)(?=.*\b(?:bleach|acid|cleaner|"
    r"chemicals?|dye|relaxer|peroxide|cream|serum|lotion|shampoo|spray|wax|peel|detergent|chlorine)\b)",
    unless=r"bleach\w* (?:my|the) (?:clothes|shirt|jeans|towels)|acid (?:comment|remark|tongue)|(?:spray|"
    r"chemicals?) (?:tan|brand)|"
    r"easy on (?:the|my) skin|kind to",
)
_hazard(
    K.MEDICINE,
    "medication medicine tablets tablet pills pill dose dosage insulin inhaler capsules morphine warfarin strength "
    "prescription injection vaccine drug",
    r"(?:wrong|incorrect|double|twice the|ten times the|10 times the|10x the|someone else's|somebody else's|another "
    r"(?:patient|person|man|woman|"
    r"customer|resident|child)'?s|out of date|expired)(?: \w+){0,2} (?:medic\w+|tablets?|pills?|dose|dosage|insulin|"
    r"inhaler|capsules?|"
    r"morphine|warfarin|injection|vaccine|drugs?|strength (?:tablets?|pills?|medic\w+|insulin))",
    r"(?:(?:is|are|was|were) not|not) (?:her|his|my|mum's|mums|dad's|dads|our) (?:tablets|pills|medication|medicine|"
    r"insulin|meds)\b|"
    r"wrong prescription|(?:wrong|different) (?:strength|colour|color|dose|name)(?=.*\b(?:tablets|pills|capsules|"
    r"medication|medicine|dose)\b)",
    r"(?:tablets|pills|capsules)(?: [\w',]+){0,12} (?:different|wrong|pink|white)(?=.*\b(?:took|taken|taking|mum|"
    r"confused|dose|month)\b)",
    unless=r"glasses|lenses|sunglasses|goggles|frames|wrong side of|tablets? (?:stand|case|computer)|ipad|screen|"
    r"android|app for|dose of (?:reality|sun)|"
    r"bitter pill|tablet (?:arrived|delivered|i ordered)|spelling",
)
_hazard(
    K.FIRE,
    "fire flames flame alight exploded explode explodes exploding burnt burned burning blaze brigade",
    rf"(?:{_DEVICE})(?: \w+){{0,4}} (?:is|was|are|were|caught|went|catch(?:es|ing)?|set|bursts?|going|has|had)(?: "
    rf"\w+){{0,2}} (?:on |into |up in )?"
    r"(?:fire|flames?|alight)\b",
    r"(?:caught|catching) (?:on )?(?:fire|alight)|burst into flames?|went up in flames|(?:house|kitchen|electrical|"
    r"garage|chip pan|shed) fire\b"
    r"(?! (?:blanket|alarm|extinguisher|place))",
    r"flames? (?:from|out of|came|shot|licking|coming|shooting|leapt|everywhere|inside|behind)",
    r"fire (?:brigade|engines?|service|crew)(?: \w+){0,3} (?:came|put|were|was|had|attended|called|out|here|arrived|"
    r"said|say)|"
    r"call(?:ed|ing)? (?:out )?the fire (?:brigade|service)",
    r"burn(?:t|ed) (?:out |down )?(?:the|my|our|half (?:the|my|our)) (?:whole |entire )?(?:kitchen|house|flat|"
    r"garage|shed|room|bedroom|home|van|car|sofa|"
    r"carpet|worktop|curtains)|burn(?:t|ed) (?:to the ground|down)\b|nearly burn(?:t|ed) (?:the|my|our)",
    rf"(?:{_DEVICE})(?: \w+){{0,3}} (?:exploded|explodes|blew up|went bang)",
    unless=r"(?:team|band|chef|kitchen|you guys|they|set|gig|album|playlist|food|salsa|sauce|chilli|mouth|curry|"
    r"wings) (?:is|are|was|were) (?:absolutely )?on fire|"
    r"on fire (?:tonight|today|lately|this (?:week|season)|emoji)|money on fire|fire (?:sale|stick|tv|tablet|pit|"
    r"drill|door|hd|fighters? discount)|"
    r"like (?:a house )?on fire|\bfire (?:your|the|this|that|him|her|them|whoever)|inbox|phone (?:has been|was|is) "
    r"(?:blowing|exploding)|burn\w* (?:my )?(?:data|cash|money|"
    r"calories|bridges|allowance)|exploded in popularity|set fire to (?:my|our) (?:money|wallet|cash)|marshmallow|"
    r"under fire|fire insurance|if (?:there|it|my|our|a|the)\b|(?:could|can|might|will|would) it|actual fire|fire "
    r"risk|how (?:often|likely)|fears?\b",
)
_hazard(
    K.TRAPPED,
    "stuck trapped locked shut lift elevator",
    r"(?:stuck|trapped|locked|shut)(?: \w+){0,4} (?:in|inside)(?: \w+){0,3} (?:lift|elevator)\b",
    r"(?:lift|elevator)(?: \w+){0,5} (?:dropped|plunged|stopped between|plummeted|got stuck|fell)(?=.*\b(?:we|i|us|"
    r"me|inside|my)\b)",
    r"(?:locked|trapped|shut) (?:me |us |him |her |my \w+ |our \w+ )?(?:in|inside) (?:the |your |a |my )?(?:\w+ "
    r")?(?:shop|store|gym|building|toilets?|car park|pod|bathroom|"
    r"changing room|museum|office|sauna|freezer|branch|cubicle|balcony|basement|warehouse|library|park|lobby|"
    r"stairwell|vestibule)\b",
    unless=r"stuck in (?:a )?(?:queue|loop|traffic|contract)|locked in(?:to)? (?:a |my |the )?(?:contract|price|"
    r"rate|deal|plan|tariff|fixed)|locker|my (?:card|ticket|money|bag|car|"
    r"parcel|luggage|stuff|coat|passport|bike) (?:is |was |got )?(?:stuck|locked|trapped)|parcel",
)
_hazard(
    K.INTRUDER,
    "woke wake stranger intruder prowler burgled following followed broke breaking break banging man out unsafe "
    "prowling",
    r"(?:woke|wake|waking)(?: \w+){0,6} (?:to (?:find )?(?:a|the|your)|find|with) (?:\w+ ){0,2}(?:man|stranger|"
    r"porter|guy|bloke|someone|somebody|person|drunk)",
    r"(?:stranger|strange man|drunk man|unknown man|intruder|prowler|naked man)(?: \w+){0,6} (?:in|into|inside|"
    r"trying|banging|entered|let himself|walked)"
    r"(?: \w+){0,3} (?:my|our|the) (?:room|bedroom|door|flat|house|tent|cabin|apartment|hotel room|home)",
    r"(?:broke|broken|breaking|break) in(?:to)? (?:my|our) (?:room|house|flat|home|apartment|cabin|tent)|prowler|"
    r"intruder",
    r"(?:is|was|been|keeps|kept) following (?:me|us|her|my \w+)\b|followed (?:me|us|her|my \w+) (?:home|to my|to "
    r"our|out|into|all the way|to the (?:car|station|door))",
    r"(?:will|would) not let (?:me|us|her) (?:out|leave|go)\b|banging on (?:my|our) (?:door|window)|(?:feel|felt|"
    r"feeling) unsafe",
    unless=r"follow\w* (?:me|us) (?:on|back|around the (?:web|internet|site))|instagram|twitter|insta|ads?\b|advert|"
    r"broke into (?:song|a smile|my savings)|intruder alarm|"
    r"(?:leave|go|out) (?:a |the |my )?(?:review|contract|subscription|plan|tariff|feedback)|not let (?:me|us) "
    r"(?:out|leave|go) (?:of|past|back|on|from|through|below|without)|"
    r"unsafe (?:to|parking|site)|courier|delivery",
)
_hazard(
    K.DOMESTIC,
    "ex ex-husband ex-wife ex-partner ex-boyfriend ex-girlfriend husband wife partner boyfriend girlfriend father "
    "domestic refuge abusive restraining fled fleeing abuser non-molestation",
    r"(?:my )?(?:ex|ex-?(?:husband|wife|partner|boyfriend|girlfriend)|husband|partner|boyfriend|father|wife|"
    r"girlfriend)(?: \w+){0,12} (?:abus(?:ed|es|ive|ing)|violent|"
    r"hits me|beats me|hurts me|threatens|threatened (?:me|us|to)|tracking me|track me|stalk\w+|found (?:me|us|"
    r"where|out where) |knows where (?:i|we) (?:live|am)|"
    r"restraining|non-?molestation|find (?:me|us|out where|where))",
    r"domestic (?:abuse|violence)|(?:in|from|at) a (?:women's )?refuge|restraining order|non-?molestation|abusive "
    r"(?:ex\b|husband|partner|relationship|wife|father|boyfriend|"
    r"marriage)|(?:fled|fleeing|left|escaped) (?:my|an|a) (?:violent|abusive)|my abuser",
    unless=r"(?:cannot|could not|did not|never) (?:find|track)|wildlife|bird|tracking number|parcel|abusive "
    r"(?:staff|driver|email)|dog",
)
_hazard(
    K.INJURY,
    (
        "stitches ribs rib crutches cast plaster sling concussion concussed unconscious stretcher resus icu "
        "paramedics paramedic ambulance fell fall "
        "fallen landed finger fingers thumb toe sprained dislocated ligament fractured fracture broke broken bitten "
        "bit gashed sliced burned burnt burns scalded "
        "scald bruised bruises blister blisters hurt injured head collapsed snapped trapped crushed bleeding bite "
        "numb hit dressings hospital"
    ),
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|needed|need|needs|got|had|with) "
    r"stitches\b|(?:cracked|broken|bruised) (?:\w+ )?ribs?\b|(?:been|ended up|now|left|home|out) on crutches|in "
    r"(?:a )?(?:cast|sling)\b|in plaster\b|concuss\w+|on a stretcher|in resus|"
    r"in (?:intensive care|icu)\b|carpet ?burns",
    r"(?:lost|sliced|severed|cut|trapped|crushed|caught|broke|broken|fractured|sprained|dislocated|burn(?:t|ed)|"
    r"scalded|twisted|gashed|smashed|hurt|injured|banged|hit|jammed)"
    rf" (?:off )?(?:the (?:tip|end|top) of )?(?:my|his|her|our|their|my \w+'s) (?:\w+ )?(?:{_BODY})\b",
    rf"(?:came down|fell|dropped|landed|collapsed|crashed) (?:down )?(?:on|onto) (?:my|his|her|me\b|him\b|my "
    rf"\w+'s)(?: \w+)? ?(?:{_BODY})?",
    rf"(?:he|she|i|my (?:{_KIN}))(?: \w+){{0,2}} (?:fell|slipped|tripped) (?:from|off|down|over|through|on|"
    rf"backwards|out)",
    r"(?:paramedics?|ambulance)(?: \w+){0,4} (?:came|took|were|was|had|called|said|treated|on (?:its|the) way)|"
    r"(?:called|call|calling|phoned) (?:an|the) ambulance",
    r"(?:a|the|nasty|two|bad|perfect|round|huge) (?:\w+ )?(?:gash|bite mark|black eye|blister)\b(?=.*\b(?:my|his|"
    r"her|he|she|i)\b)|bitten by|(?:dog|cat|rat|snake)(?: \w+){0,4} bit (?:me|my|him|her)",
    rf"(?:my|his|her) (?:{_BODY}) (?:is|was|are|were) (?:\w+ ){{0,2}}(?:hurt|injured|broken|fractured|swollen|bleeding|"
    r"burnt|burned|cut|scalded)\b",
    r"(?:kept|keeping) (?:him|her|me) in overnight|(?:fractured|broken|sprained|dislocated) (?:skull|wrist|arm|leg|"
    r"ankle|hip|collarbone|"
    r"nose|toe|finger|foot|elbow|hand|back|neck)|knocked (?:me|him|her) (?:out|unconscious)",
    unless=r"broke (?:my|our|her|his) (?:heart|bank|wallet|streak)|hurt (?:my|our) (?:feelings|wallet|eyes|ears|"
    r"head (?:trying|reading|working))|pain in the|costs? (?:me )?an arm|"
    r"skiing|my own fault|last winter|years? ago|before (?:i|we|my) (?:booked|ordered|came|joined)|foot in (?:the|"
    r"my) door|(?:bit|lost) (?:my|his|her) (?:head|tongue)|head around|"
    r"falls? (?:on|onto|over) (?:deaf|me to)|off (?:the|my) (?:face|head) of|turn(?:ed)? (?:my|his|her) back|(?:hit|"
    r"banged) (?:my|his|her) head (?:against|on) (?:a|the) (?:brick )?wall|"
    r"behind (?:my|his|her) back|twist(?:ed|ing) my arm|ambulance (?:chaser|service|crew are)|burned? my (?:mouth|"
    r"tongue) off",
)
_hazard(
    K.ELECTRIC,
    "shock shocks electrocuted spark sparks sparking sparked wires wiring wire cable zapped live",
    r"electric(?:al)? shocks?\b|electrocut\w+|(?:got|been|was|keeps?) (?:zapped|zapping)",
    r"(?:got|gave|gives|giving|getting|get|felt|had|have|received)(?: \w+){0,4} shocks? (?:from|off) (?:the |my |"
    r"our |a |your |this |it\b)(?!(?:\w+ )?(?:bill|price|invoice|statement|cost|"
    r"charge|letter|email|total|amount|quote|renewal|receipt))",
    r"shocks? (?:when(?:ever)?|every time|each time) (?:i|we|she|he|you|they) (?:\w+ )?(?:touch\w*|plug\w*|"
    r"switch\w*|turn\w*|press\w*|pick\w*|unplug\w*|reach\w*|grab\w*)",
    r"sparks? (?:out of|from|flying|flew|came|coming|shot|shooting|when (?:i|we) (?:plug|switch|turn|touch|press)|"
    r"everywhere)|sparking\b|(?:it|socket|plug|charger|switch|kettle|toaster|cable|wires?|"
    r"adaptor|meter|lead|hob|oven|machine) (?:\w+ )?sparked|(?:bare|exposed|live) (?:wires?|wiring|cables?|electrics)",
    r"cable(?: \w+){0,3} down(?: \w+){0,8} (?:hum\w*|spark\w*|live|footpath|path|pavement|road|lane)",
    unless=r"sparks? (?:joy|debate|interest|conversation|a (?:debate|row|conversation)|outrage|anger|flew between)|"
    r"sticker shock|culture shock|bill shock|creative spark|"
    r"sparks? (?:flying|flew) between|romance|live (?:wire of|cable channel|cable tv)",
)
_hazard(
    K.BATTERY,
    "battery batteries swollen swelling bulging swelled bulged power-bank powerbank vape laptop phone e-bike",
    r"batter(?:y|ies)(?: \w+){0,12} (?:went off like|blew up)|batter(?:y|ies)(?: \w+){0,6} (?:swell\w*|swollen|"
    r"bulg\w+|puff\w*|bloat\w*|hiss\w*|explod\w*|smok\w*|expanded|"
    r"expanding|ballooned|burning|burnt|too hot|red hot|boiling|very hot|went hot|so hot|really hot|leaking|leaked)",
    r"(?:swollen|bulging|bloated|puffed[- ]up|leaking|exploding|burning|overheating) (?:\w+ )?batter(?:y|ies)",
    r"(?:phone|laptop|tablet|power ?bank|vape|scooter|e-?bike|earbuds?|unit|pack)(?: \w+){0,4} (?:swell\w*|swollen|"
    r"swelled|bulg(?:ed|ing)|ballooned)",
    unless=r"hot (?:deal|product|new|item)|assault and battery|burning through|burn(?:s|ing) (?:through )?(?:my |"
    r"the )?batter|oven-? ?hot|cake batter|batter(?:ies)? not included",
)
_hazard(
    K.SMOKE,
    "smoke smoking smoked burning scorched scorching singed smouldering melted melting melts brown glowing hot "
    "overheats overheating overheated",
    r"smoke (?:coming|pouring|pours|poured|came|comes|billow\w*|rising|filled|filling|everywhere|from (?:the|my|our|"
    r"it|behind|inside|under)|out of)",
    rf"(?:{_DEVICE})(?: \w+){{0,4}} (?:is|was|started|starts|keeps|began|been|are|were) (?:to )?(?:smok(?:e|ing)|"
    rf"smouldering|melting|glowing|overheating)\b",
    r"burning (?:smell|plastic|rubber|wires?|electrics)|smell(?:s|ed|t|ing)?(?: \w+){0,3} (?:of |like )?(?:burning|"
    r"burnt plastic|smoke)\b|smell of (?:melting|scorch\w+)",
    r"(?:plug|socket|charger|cable|adaptor|adapter|lead|fuse ?box)(?: \w+){0,5} (?:melted|melting|melts|brown|black|"
    r"scorched|glowing|red hot|burnt|burning)|"
    r"(?:scorched|singed|melted)(?: \w+){0,4} (?:table|carpet|plug|socket|bed|sheets?|wall|worktop|floor|cable|"
    r"charger|plastic|sofa|duvet|mattress|blanket)",
    unless=r"smoking (?:area|room|hot|gun|policy|section|outside|shelter|ban|a|weed|cigar\w*)|(?:non|no)[- ]smoking|"
    r"(?:people|staff|driver|guests?|neighbours?|he|she|they|man|woman|customers?) "
    r"(?:\w+ )?(?:was|were|is|are) smoking|cigar\w*|stale smoke|smell\w* of (?:stale|cigarette) |smoked (?:salmon|"
    r"fish|cheese|mackerel|haddock|ham)|smoke (?:and mirrors|break|alarm test)|"
    r"(?:room|car|taxi|flat|bedding|sofa|coat|clothes|sheets|curtains|apartment) (?:\w+ ){0,2}(?:smell|stink|reek|"
    r"stank|smelt)\w* (?:of|like) (?:\w+ )?smoke|second-?hand smoke|weed|vape smoke",
)
_hazard(
    K.FOREIGN_BODY,
    "glass metal plastic shard shards sliver splinter needle nail screw bolt blade wire razor staple tooth bit "
    "fragment",
    r"(?:glass|metal|plastic|needles?|nails?|screws?|bolts?|blades?|wires?|razor|staples?|shards?|slivers?)(?: "
    r"\w+){0,6} (?:in|inside|into) (?:my|the|our|his|her|a|your|this|that|one|its?)\b"
    rf"(?: \w+){{0,3}} (?:{_FOOD})\b",
    r"(?:bit|bitten|bite|chewed|crunched) (?:down )?(?:on|into)(?: \w+){0,5} (?:glass|metal|plastic|stone|screw|"
    r"bolt|nail|wire|needle)",
    r"(?:shards?|pieces?|bits?|slivers?|splinters?|fragments?|chunks?) of (?:\w+ )?(?:glass|metal|plastic|steel|"
    r"wire)\b|(?:bright|metal|glass) (?:sliver|shard|splinter)",
    r"(?:broke|cracked|chipped|lost) (?:my|a|his|her)(?: \w+){0,2} (?:tooth|filling|crown) on",
    unless=r"glass of|in the post|in (?:my|the) (?:tyre|tire|foot|carpet|parcel|box)|plastic (?:wrap|bag|packag\w*|"
    r"cutlery|straw|lid|tray)|on the (?:pitch|beach)",
    beside=_FOOD,
)
_hazard(
    K.FOOD_POISONING,
    "poisoning salmonella coli listeria norovirus sick ill vomiting vomit threw throwing diarrhoea diarrhea poorly "
    "retching",
    r"food[- ]poison\w*|salmonella|e\.? ?coli\b|listeria|norovirus|campylobacter",
    r"(?:sick|ill|vomiting|throwing up|threw up|diarrhoea|diarrhea|retching|poorly|the runs)(?: [\w',]+){0,12} "
    r"(?:after|since|from|because of|thanks to)(?: \w+){0,4}"
    rf" (?:{_FOOD})\b",
    rf"(?:{_FOOD})\b(?: [\w',]+){{0,10}} (?:made|making|left|has|had|been|was|were|both|all)(?: \w+){{0,4}} (?:sick|"
    rf"ill|vomit\w*|poorly|throwing up|throw up|retching)\b",
    unless=r"sick (?:of|to (?:death|my stomach)|and tired|notes?|leave|pay)|makes? me sick (?:to|how|the way|that)|"
    r"off sick|ill-|like (?:sick|vomit)|tasted? like|(?:looks|smells?) like|"
    r"home ?sick|i (?:was|am) ill (?:and|so) (?:could|cannot|missed)|too ill to|cancel\w*",
)
_hazard(
    K.VEHICLE,
    "brakes brake steering wheel wheels axle airbag seatbelt accelerator throttle handlebar handlebars forks stem",
    r"(?:brakes?|steering|wheels?|axle|airbags?|seat ?belts?|wheel nuts?|accelerator|throttle|handlebars?|forks?|"
    r"stem)(?: \w+){0,6} (?:fail\w*|fell off|came off|come off|gave way|snapped|"
    r"do(?:es)? not work|did not work|not working|locked (?:up|on)|seized|stuck|loose|sheared|cut out|cracked|not "
    r"(?:hold|tightened|engage)\w*|went to the floor|gone|never clicked)",
    r"(?:no|without) (?:working )?brakes|brake (?:failure|fluid leak)",
    unless=r"suitcase|luggage|trolley|case|office chair|mouse|scroll|toy|steam wheel|water wheel|spinning wheel|"
    r"steering (?:group|committee)|hamster|wheel of|desk|pressure washer|"
    r"(?:squeak|squeal)\w*",
    beside=r"cars?|bikes?|bicycle|vans?|driv\w+|motorway|roads?|mot|garage|scooters?|taxi|bus|coach|pushchair|pram|"
    r"buggy|servic\w+|wheelchair|carriageway|roundabout|hill|traffic|mph|lorry|truck|"
    r"motorbike|e-?bike|trailer|caravan|ride|cycl\w+|vehicle|mechanic|rental|hire|hired|pedal\w*|wheel nuts?",
)
_hazard(
    K.BEREAVEMENT,
    "died dies passed late deceased death bereaved bereavement funeral widow widowed dead lost",
    rf"(?:my|our) (?:\w+ )?(?:{_KIN})(?: \w+)? (?:has |just |sadly |recently |suddenly |who )*(?:died|passed away|"
    rf"passed on|has died|is dead)\b",
    rf"(?:my|our) late (?:{_KIN})\b|after (?:my|our) (?:\w+ )?(?:{_KIN})(?:'s)? (?:died|passed away|death|"
    rf"passing)",
    r"death certificate|recently (?:bereaved|widowed)|bereavement (?:team|line|form|department|notice)|(?:account|"
    r"contract|policy|direct debit|subscription)s? (?:\w+ ){0,3}(?:of|for) (?:a|the|my) "
    r"(?:deceased|dead|late)",
    rf"(?:i|we) (?:just |recently )?lost my (?:{_KIN})\b(?! (?:in the|at the|to the)? ?(?:shop|crowd|store|airport))",
    unless=r"(?:phone|battery|laptop|car|app) (?:has )?died|nearly died|died laughing|dead (?:phone|battery|on "
    r"arrival)|lost my (?:friend|partner)(?:'s)? (?:ticket|card|number)|years? ago",
)
