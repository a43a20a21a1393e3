"""Phrasings of injury and danger."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.triggers.trigger import trigger

TRIGGERS: Final = (
    trigger(
        K.INJURY,
        (
            "hurt injured injury burned burnt cut hospital bleeding blood broke fell fall poisoning poisoned "
            "sick ill vomiting allergic reaction rash slipped electrocuted ambulance stitches choked shock a&e "
            "bitten anaphylactic scalded swollen fracture concussion tripped unconscious burns threw scarred "
            "er blister blisters trapped"
        ),
        "none",
        (
            r"(?:hurt|injured|scalded|bitten|electrocuted|poisoned|concussed|burned|burnt|cut) (?:my|her|his|"
            r"our|their|me|us|him|myself|herself|himself)\b(?! (?:feelings|hair|internet|broadband|losses|"
            r"contract|dinner|food|off|fingers? on the))"
        ),
        (
            r"(?:was|were|got|been|being|is|have|badly|seriously|nearly) (?:\w+ )?(?:injured|scalded|bitten|"
            r"electrocuted|poisoned|concussed)\b"
        ),
        r"(?:got|badly|am|is|was|been) hurt\b",
        (
            r"(?:burns?|cuts?|bruises?|blisters?|rash|hives|stitches|injur(?:y|ies)|concussion|fractured?|"
            r"swelling|scarred) (?:on|to|all over|in|from|across|after) (?:my|her|his|our|the|their)\b"
        ),
        (
            r"(?:ended up in|taken to|rushed to|went to|in|had to go to|trip to|at|from|landed in|put me in|"
            r"put her in|put him in|sent to|visit to) (?:the )?(?:hospital|a&e(?! (?:waiting|department|"
            r"queue|reception))|a and e|emergency room|er\b|"
            r"urgent care|casualty)"
        ),
        (
            r"food poisoning|allergic reaction|anaphyla\w+|electric shock|second[- ]degree|third[- ]degree|"
            r"chemical burn|broken (?:wrist|arm|leg|ankle|hip|tooth|nose|finger|toe|rib|collarbone)|chipped "
            r"(?:my|a|her|his) tooth|broke (?:my|her|his|a) (?:wrist|arm|leg|ankle|hip|tooth|nose|finger|toe|"
            r"rib)"
        ),
        (
            r"(?:made|making|made all of) (?:me|us|him|her|my \w+|our \w+|everyone)(?: \w+){0,3}? (?:sick|ill|"
            r"throw up|vomit|poorly)\b(?! of)"
        ),
        (
            r"(?:was|were|been|being|got|violently|so|is|are|am|both|all|really) (?:\w+ )?(?:sick|ill|vomiting|"
            r"throwing up|poorly) (?:after|from|all night|for (?:two|three|\d)|within|since|because|last night|"
            r"the (?:whole|next))"
        ),
        r"(?:choked|choking) (?:on)\b",
        (
            r"(?:slipped|fell|tripped|fallen) (?:over |down |and |on |off |through )+(?:my |the |a |your |some "
            r"|wet |hurt|broke|hit)"
        ),
        (
            r"(?:got|gave me|had|came out in|broke out in|nasty|bad|severe) (?:a |an )?(?:bad |nasty |horrible "
            r"|severe |terrible |awful |angry |huge |itchy )*(?:rash|hives|blisters?|burns?)\b"
        ),
        r"(?:bleeding|blood) (?:everywhere|all over|from|profusely|badly|heavily)",
        r"need(?:ed|s|ing)? (?:\w+ )?(?:stitches|surgery|an ambulance)",
        r"trapped (?:my|her|his) (?:\w+)|knocked (?:me|her|him|my \w+) (?:over|down|out|unconscious)",
        weight=6.0,
    ),
    trigger(
        K.HAZARD,
        (
            "fire caught flames smoke smoking sparks sparked sparking exploded exploding overheated "
            "overheating burning burnt shock electric gas leak dangerous unsafe hazard melted melting brakes "
            "glass recall swollen swelling scalding choking metal mould carbon monoxide death exposed wires "
            "collapsed trap blew explode burned collapsing loose needle flammable burst toxic burns axle wheel "
            "brake asbestos accident plastic allergen allergy nuts nut peanut peanuts allergens allergies "
            "gluten coeliac hot"
        ),
        "any",
        (
            r"caught (?:on )?fire|(?:on|up in) (?:fire|flames)|burst into flames|set fire|house (?:could|might|"
            r"nearly|almost)(?: have)? burn\w*|nearly (?:burn\w*|set)|burst into flame"
        ),
        r"(?:smoke|flames|sparks) (?:\w+ ){0,3}?(?:from|out of|coming|everywhere|flying|pouring|inside)",
        (
            r"(?:started|began|was|is|were|are|kept|keeps) (?:to )?(?:smok(?:e|ing)|spark(?:ing)?|overheating|"
            r"melting|swelling|glowing|burning|smouldering|fizzing)\b"
        ),
        (
            r"(?:sparked|exploded|overheated|overheats|melted|blew up|sparking|exploding|swelled up|shattered "
            r"in (?:my|her|his) (?:hand|face)|collapsed (?:under|while|on|when)|exploding)\b"
        ),
        (
            r"burning (?:smell|plastic)|smell(?:s|ed|t|ing)? (?:of )?(?:burning|gas|smoke)|(?:gas|carbon "
            r"monoxide) leak|carbon monoxide"
        ),
        (
            r"(?:is|are|was|were|so|very|extremely|be|really|bloody|how|potentially|downright|this) (?:a "
            r")?(?:dangerous|unsafe|lethal|a death ?trap|hazardous)\b|(?:health|fire|safety|choking|trip) "
            r"(?:and safety )?(?:hazard|risk)|death ?trap|safety (?:issue|concern|risk)"
        ),
        (
            r"(?:brakes?|steering|wheel|axle|seat ?belt|airbag)(?: \w+){0,6} (?:failed|fell off|came off|"
            r"stopped|gave way|snapped|not work\w*|did not work|locked up|come off)"
        ),
        (
            r"(?:found|piece of|pieces of|bits? of|shards? of|there was|there is) (?:\w+ ){0,3}?(?:glass|metal|"
            r"plastic|needle|nail|wire|razor|bone|screw) (?:in|inside) (?:my|the|our|a|her|his)"
        ),
        (
            r"electric shock|exposed (?:wires?|wiring|cables?)|live wires?|(?:gave|gives|giving|got) (?:me |"
            r"him |her )?(?:an? )?(?:\w+ )?shock (?:from|when|off)|(?:contained|contains|had|with|has) (?:nuts|"
            r"peanuts|gluten|dairy|allergens?)(?: \w+){0,8} (?:allerg\w+|coeliac|celiac)|allerg\w+ (?:\w+ ){0,"
            r"8}(?:nuts?|peanuts?|contained|served|ignored)"
        ),
        weight=4.6,
    ),
    trigger(
        K.HAZARD,
        "allergy allergies allergic coeliac socket alarm intolerant",
        "none",
        (
            r"(?:ticked|said|told|stated|warned|marked|specified|despite|listed|noted|clearly|mentioned|asked|"
            r"explained|flagged)(?: \w+){0,8} (?:allerg\w+|coeliac|celiac)"
        ),
        r"(?:carbon monoxide|co|smoke|fire) alarm (?:\w+ ){0,3}(?:went|go|going|off|sound\w*)",
        r"socket(?: \w+){0,3} (?:smok\w+|spark\w+|melt\w+|burn\w*|blew)",
        weight=4.4,
    ),
)
