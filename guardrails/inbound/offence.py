"""Offence: slurs, threats and insults aimed at people. Swearing about a bad day is not one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.reading import Reading

_LEET: Final = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})
_SWEAR: Final = re.compile(
    r"\b(?:fuck\w*|f[*#@$%u]{1,3}c?k\w*|fck\w*|fking|effing|shit\w*|sh[*#@!1]t\w*|bollocks|bullshit|"
    r"crap\w*|arse\w*|piss(?:ed)?|bastards?|bloody|damn\w*|bugger|wtf|omfg|wank\w*|twats?|dick\w*|prick\w*|"
    r"cunts?|c[*#]nts?|assholes?|a[*$]{2}holes?|arseholes?|bitch\w*|mierda|joder|merde|putain|scheiß\w*|"
    r"scheiss\w*|porra|caralho|cazzo|merda|kut|klote|godver\w*|puta|gilipollas|connards?|arschl[öo]ch\w*|"
    r"stronz\w*|klootzak\w*)\b"
)
_SLUR: Final = re.compile(
    # "retard" is a delay in French: only with an English word before it.
    r"\b(?:you|fucking|bunch of|all|are|absolute|complete|total|stupid|such) r[e3]t[a4]rd(?:s|ed)?\b|"
    r"\b(?:n[i1]gg(?:er|a)s?|p[a4]k[i1]s?|f[a4]gg?[o0]ts?|f[a4]gs|k[i1]kes?|sp[i1]cs?|ch[i1]nks?(?! in)|"
    r"tr[a4]nn(?:y|ies)|m[o0]ngoloids?|sp[a4]stics?|raghead\w*|towelhead\w*|gook\w*|"
    r"wetback\w*|subhumans?|untermensch\w*|kanake\w*|sudaca\w*|bougnoule\w*)\b"
)
_INSULT = (
    r"(?:cunts?|twats?|pricks?|bastards?|assholes?|arseholes?|dickheads?|wankers?|scum(?:bags?)?|morons?|"
    r"idiots?|imbeciles?|retards?|bitch(?:es)?|whores?|sluts?|pigs?|vermin|filth|losers?|cretins?|"
    r"dumbass(?:es)?|motherfuckers?|fuckers?|shitheads?|fuckwits?|c[*#]nts?|d[*]ckheads?|pieces? of (?:shit|"
    r"crap|filth)|sons? of (?:a )?bitch(?:es)?|gilipollas|connards?|arschl[öo]cher?|stronz[ioae]|klootzak\w*|"
    r"hijos? de puta|cabrones?|idiotas|imb[ée]ciles?)"
)
_AIMED: Final = re.compile(
    rf"\b(?:you|your|u|they|he|she|staff|this|these|those|the|that|manager|driver|lot|bunch|pack|team|are|"
    rf"is|such|a|an|all|stupid|fat|lazy|dumb|ugly|fucking|f[*]+king|filthy|absolute|utter|total|complete|"
    rf"bloody|useless|thieving|lying|greedy) (?:\w+ ){{0,2}}?{_INSULT}\b|^{_INSULT}\b"
    r"|\b(?:fuck|screw|f[*#]ck|f[*]{2,3}k?|piss) (?:you|off|yourselves|yourself|them|your)\b|\b(?:eat shit|"
    r"suck my|go to hell|burn in hell|rot in hell|kiss my (?:arse|ass)|drop dead|go die|vete a la mierda|"
    r"va te faire|fick(?:t)? (?:dich|euch)|vaffanculo|vai se foder|vai tomar no cu)\b"
)
_HARSH: Final = re.compile(
    r"\b(?:cunts?|c[*#]nts?|motherfuckers?|fuckers?|whores?|sluts?|bitch(?:es)?|scum(?:bags?)?|vermin|"
    r"subhumans?|assholes?|arseholes?|wankers?|dickheads?|twats?|pieces? of shit|fuck (?:you|off)|f[*]+k? "
    r"(?:you|off)|suck my|go die|eat shit|drop dead|rot in hell|burn in hell|shitheads?|fuckwits?|hijos? "
    r"de puta|cabrones?|arschl[öo]ch\w*|connards?|vaffanculo|stronz\w*|klootzak\w*|fick\w*|vai se foder)\b"
)
_THREAT: Final = re.compile(
    r"\b(?:i will|i am going to|going to|gonna|we will|someone should|somebody should|i would love to|want "
    r"to|i swear i will|ill|i shall)(?: \w+){0,3}? (?:kill|murder|shoot|stab|beat (?:up|the)|burn down|"
    r"burn your|bomb|rape|hurt you|hunt you|find you|find out where you|smash (?:your|his|her|their)(?: "
    r"\w+(?:'s)?)? (?:face|head|windows|teeth)|punch|knock (?:you|him|her|them) out|come for you|come "
    r"round and|torch|blow up|slit|break (?:your|his|her) (?:legs|neck|face|jaw))(?! (?:the time|time|for "
    r"a|my contract|the monday))"
    r"|\b(?:kill yourself|kill yourselves|kys\b|hope you (?:all )?(?:die|burn|get cancer|get hit|rot)|"
    r"deserve to (?:die|be shot|be hanged|burn)|i know where (?:you|he|she|your|they)(?: \w+)? (?:live|"
    r"work|staff|lives|works|is)\b|watch your back|you are dead|you will pay with|should be (?:shot|hanged|"
    r"hung|lynched))\b"
    r"|\b(?:come|coming|be|go|turn up|show up|drive|wait\w*)\b(?: \w+){0,6}? with (?:a|my|the) (?:\w+ )?"
    r"(?:bat|knife|gun|hammer|axe|machete|crowbar|shotgun|can of petrol|petrol can)\b"
    r"|\b(?:te voy a matar|os voy a matar|je vais (?:te|vous) tuer|ich bring\w* (?:dich|euch|sie) um|vou "
    r"te matar|ti ammazzo|ik maak je (?:dood|kapot))\b"
)
_SEXUAL: Final = re.compile(
    r"\b(?:send nudes|your tits|show (?:me )?your (?:tits|boobs|body|ass)|i would (?:bang|shag) (?:you|her|"
    r"that)|suck my|dick pic)\b"
)


@dataclass(frozen=True, slots=True)
class Offence:
    """How offensive a message is.

    `swears` is swearing of any sort; `aimed` an insult at people; `harsh` an insult strong enough to hide; `slur`,
    `threat` and `sexual` speak for themselves. `quote` is the worst stretch.
    """

    swears: bool = False
    aimed: bool = False
    harsh: bool = False
    slur: bool = False
    threat: bool = False
    sexual: bool = False
    quote: str = ""

    @property
    def offensive(self) -> bool:
        """Return whether others should be spared the message."""
        return self.slur or self.threat or self.sexual or (self.aimed and self.harsh)


def find_offence(reading: Reading) -> Offence:
    """Return what offends in the message."""
    plain = reading.plain
    loose = plain.translate(_LEET) if any(mark in plain for mark in "013457@$") else plain
    slur, threat, sexual = _SLUR.search(loose), _THREAT.search(plain), _SEXUAL.search(plain)
    aimed, harsh = _AIMED.search(plain), _HARSH.search(plain)
    worst = slur or threat or sexual or (harsh if aimed else None) or aimed
    return Offence(
        swears=_SWEAR.search(loose) is not None,
        aimed=aimed is not None,
        harsh=harsh is not None,
        slur=slur is not None,
        threat=threat is not None,
        sexual=sexual is not None,
        quote=worst[0][:60] if worst else "",
    )
