"""Phrasings of what goes wrong with people: rudeness, silence, waiting, nobody coming."""

from __future__ import annotations

from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.triggers.parts import RUDE
from guardrails.inbound.triggers.trigger import trigger

TRIGGERS: Final = (
    trigger(
        K.RUDE_STAFF,
        (
            "rude rudest rudely obnoxious condescending patronising patronizing aggressive abusive dismissive "
            "unhelpful disrespectful unprofessional arrogant hostile snotty sarcastic nasty smug ignorant "
            "impolite surly stroppy horrible short offhand snappy incompetent insulting attitude rudeness foul "
            "uninterested disinterested off"
        ),
        "any",
        (
            r"(?:was|were|is|are|being|been|so|very|extremely|incredibly|really|just|most|and|such|a|an|"
            r"downright|unbelievably|beyond|quite|got|always|the|totally|completely|absolutely|pretty|how) "
        )
        + RUDE
        + r"\b(?! shock| awakening)",
        r"rudest\b",
        r""
        + RUDE
        + (
            r" (?:staff|driver|waiter|waitress|service|manager|man|woman|bloke|guy|lady|agent|employee|"
            r"receptionist|people|customer service|team|behaviou?r|to me|to us|to my|towards|member)"
        ),
        r"spoke(?:n)? (?:to )?(?:me |us )?(?:\w+ ){0,3}rudely",
        (
            r"(?:bad|terrible|appalling|awful|disgusting|poor|stinking|shocking|worst|vile|such an|an|the|real|"
            r"nasty) attitude\b"
        ),
        r"rudeness\b",
        heads=nouns.PEOPLE | {"service", "team", "customer-service"},
        weight=3.0,
    ),
    trigger(
        K.RUDE_STAFF,
        (
            "shouted yelled swore laughed insulted rolled hung screamed sworn mocked ignored humiliated "
            "accused called sneered barked snapped spoken speaking sworn hang threw threatening snapped eyes "
            "tutted scoffed belittled embarrassed intimidated harassed swearing made talking talks treats "
            "treating yelling shouting laughing talked spoke treated slammed threatened racist"
        ),
        "before",
        (
            r"(?:shouted|yelled|swore|screamed|laughed|sneered|barked|snapped|shouting|yelling|swearing|"
            r"laughing|tutted|scoffed) (?:at|in)\b"
        ),
        r"rolled (?:her|his|their) eyes",
        r"(?:put the phone down|hung up|slammed the phone down) on (?:me|us|my)",
        r"(?:insulted|mocked|humiliated|accused|threatened|belittled|embarrassed|intimidated|harassed) (?:me|us|my)\b",
        (
            r"(?:talked|spoke|spoken|talks|talking|speaking) (?:down )?to (?:me |us )?like (?:i|we|a|an|dirt|"
            r"rubbish|an idiot|we)"
        ),
        (
            r"(?:treated|made to feel|treats|treating) (?:me |us |my \w+ )?like (?:a |an )?(?:criminal|thief|"
            r"dirt|rubbish|idiots?|nobody|children|child|second|shit|crap|garbage|scum|animals?|fool)"
        ),
        r"called (?:me|us|my \w+) (?:a |an )?(?:liar|idiot|stupid|fat|thief|names|cow|moron|bitch|racist|ugly|b\*tch)",
        heads=nouns.PEOPLE,
        weight=2.9,
    ),
    trigger(
        K.RUDE_STAFF,
        "spoken treated hung rude rudest rudely rudeness accused insulted humiliated",
        "none",
        r"(?:spoken|talked) (?:down )?to like\b",
        (
            r"(?:was|were|been|felt|being) (?:so |very |\w+ly )?(?:humiliated|insulted|belittled|mocked|sworn "
            r"at|shouted at|yelled at|laughed at|accused of)\b"
        ),
        (
            r"treated (?:me |us |my \w+ )?(?:like (?:dirt|a criminal|criminals|an idiot|idiots|rubbish|cattle|"
            r"a thief|thieves|animals|garbage|second)|so rudely|rudely|terribly|badly|with (?:contempt|such "
            r"disrespect|no respect))"
        ),
        r"rude(?:st|ly|ness)?\b",
        weight=2.2,
    ),
    trigger(
        K.NO_ANSWER,
        (
            "nobody heard none zero yet bot chatbot robots fobbed fobbing automated through cut without "
            "blanked ignores rings rang waiting no not never ignored ignoring ignore unanswered silence answer "
            "answers reply replies response ghosted ghosting unread back stonewalled robot bot voicemail "
            "anyone responded"
        ),
        "none",
        (
            r"(?:nobody|no one|no-?body|none of you|not one person|not a soul|not one of you) (?:has |have |"
            r"ever |will |even |bothers to |can be bothered to |seems to |wants to |is |bothered to |there to |"
            r"actually |at your company |from your team |in your team |on your end |got |gets |is able to |"
            r"could |can |would )*(?:answers?(?:ed|ing)?|repl(?:y|ies|ied|ying)|responds?(?:ed|ing)?|"
            r"picks?(?:ed)? up|picking up|calls?(?:ed)? back|called|got back|get back|gets back|helps?(?:ed)?|"
            r"helping|came back|comes? back|cares|phoned|emailed|contacted|rang|listens|bothered|responding|to "
            r"help|interested|knows|know|wants)"
        ),
        (
            r"(?:no|not (?:a|one|had a|received a|a single|even a|any|got a|had any)|not had|never (?:had|got|"
            r"received) (?:a|any)|still no|zero|without a|without any|not even an?|yet to (?:get|receive|have) "
            r"an?|still waiting (?:for|on) an?|waiting (?:for|on) an?) (?:single |proper |real |useful |"
            r"straight |sensible |actual |any |bloody )*(?:repl(?:y|ies)|responses?|answers?|call ?back|phone "
            r"call back|word back|acknowledge?ment|contact|communication|update|updates|help)\b"
        ),
        (
            r"(?:do|does|did|has|have|will|would|can|is|are|could) (?:\w+ )?(?:not|never) (?:even |ever |"
            r"bothered to |bother to |bother |been |actually |yet |once )*(?:answer(?:ed|ing)?|repl(?:y|ied|"
            r"ying)|respond(?:ed|ing)?|pick(?:ed|ing)? up|call(?:ed)? (?:me |us )?back|get back|got back|"
            r"gotten back|got (?:any|a) (?:reply|response|answer)|get (?:any |an |a )(?:reply|response|answer)|"
            r"get through|got through|reach (?:you|anyone|anybody|a human|a person)|come back to|speak to "
            r"(?:anyone|a human|a person|anybody)|heard (?:back|anything|from)|hear back|returned|return my)"
        ),
        r"cannot (?:get (?:through|hold of|anyone|an answer|a reply|a human)|reach|speak to|contact|talk to)",
        (
            r"never (?:answer|answers|answered|repl(?:y|ies|ied)|respond(?:s|ed)?|picks? up|picked up|"
            r"calls?(?:ed)? back|got back|heard back|hear back|get through|phoned back|rang back|called me "
            r"back|called us back|got a call|got a reply)"
        ),
        (
            r"(?:ignored?|ignores|ignoring|being ignored|are ignored|get ignored|blanked|ghosted|ghosting|"
            r"stonewalled|fobbed off|fobbing)(?: by| me| us| my (?:emails?|messages?|calls?|dms?|complaints?|"
            r"tweets?)| all| our| every| for|\b)"
        ),
        (
            r"(?:heard (?:absolutely )?nothing|unanswered|goes? unread|straight to voicemail|radio silence|"
            r"complete silence|total silence|deafening silence|just silence|rings? out|rang out|phone just "
            r"rings|no way (?:to|of) (?:contact|speak|reach|talk)|talking to (?:a )?(?:robot|bot|wall)|"
            r"automated (?:repl|response|message)|only a (?:bot|chatbot)|useless (?:chat)?bot)"
        ),
        r"hung up on|keep(?:s)? (?:getting )?cut(?:ting)? off|cut me off",
        weight=2.0,
    ),
    trigger(
        K.LONG_WAIT,
        "hold queue waited waiting wait queued queuing queueing line stood sat hours hour minutes ages served",
        "none",
        r"(?:on|on the) hold\b",
        r"(?:queued|queuing|queueing|in (?:a |the |your )?(?:queue|line)|stood in|standing in)\b",
        (
            r"(?:waited|waiting|wait|waits|sat|sitting|stood|standing|kept (?:us |me )?waiting|left waiting|"
            r"made (?:us |me )?wait)(?: \w+){0,4}? (?:\d+|an?|two|three|four|five|half|over|several|nearly|"
            r"almost|forever|ages|hours|forty|thirty|twenty|ninety)(?: \w+){0,3}? ?(?:hours?|minutes?|ages|"
            r"long|forever)\b"
        ),
        r"(?:waited|waiting|wait) (?:for )?(?:ages|forever|hours|so long|far too long|an eternity|too long)",
        (
            r"(?:hours?|minutes?) (?:to (?:be (?:served|seated|seen)|get (?:a |our |through|served|seated|"
            r"someone)|answer|order|check in)|wait|for (?:a (?:table|drink|coffee|taxi|burger|starter|"
            r"response)|our (?:food|meal|drinks|starters|mains)|my (?:food|meal|drink|order|coffee)|someone|"
            r"the (?:bill|food|doctor)|an (?:answer|ambulance)|food|drinks|service))"
        ),
        weight=2.0,
    ),
    trigger(
        K.LONG_WAIT,
        "hours hour minutes",
        "none",
        (
            r"(?:\d+|two|three|four|five|six|ten|twenty|thirty|forty|over an|an|several) (?:hours?|minutes?) "
            r"(?:in|at|sitting|sat|stood|standing|waiting|before|just to|until) (?:\w+ ){0,5}?(?:waiting|queue|"
            r"line|reception|desk|check-?in|room|anyone|someone|they|we|i|he|she|drinks|checkout|counter|on "
            r"hold|a nurse|a doctor|a&e|get|speak)\b"
        ),
        weight=2.2,
    ),
    trigger(
        K.NO_SHOW,
        (
            "engineer technician driver installer plumber taxi cab electrician visit nobody doctor courier "
            "fitter repairman appointment no-show cleaner uber ride team people surveyor collection pickup "
            "courier's"
        ),
        "before",
        (
            r"(?:engineers?|technicians?|installers?|plumber|taxi|cab|electrician|fitters?|repairman|doctor|"
            r"surveyor|uber|cleaner|ride|mechanic|locksmith|coach|nurse|carer|team|collection|driver)(?: "
            r"(?!and\b|but\b)[a-z']+){0,4}? (?:never|did not|has not|failed to|have not|not|not even) (?:even |"
            r"actually |ever |bothered to |bother to )*(?:turn(?:ed)? up|show(?:ed|n)?(?: up)?|c[oa]me|"
            r"arrived?|appear(?:ed)?|collected)\b"
        ),
        (
            r"(?:nobody|no one|no-one) (?:has |ever |even )*(?:turned up|showed(?: up)?|came|arrived|come|"
            r"shown up|collected)"
        ),
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
    ),
    trigger(
        K.RUDE_STAFF,
        "made feel stupid small spoke treated tone looked",
        "any",
        (
            r"ma[dk]e (?:me |us |my \w+ )?(?:to )?feel (?:\w+ ){0,2}(?:stupid|small|like|unwelcome|worthless|"
            r"awful|terrible|embarrassed|humiliated|uncomfortable|ashamed|an inconvenience|a nuisance)"
        ),
        (
            r"(?:so|really|very|pretty|quite|was) (?:off|short|sharp|curt|abrupt|blunt|sarky|snippy|grumpy|"
            r"miserable|patroni[sz]ing) (?:with|to|towards) (?:me|us|my|our)"
        ),
        r"(?:in|brought me to|was in|reduced me to|came home in|left in) tears",
        heads=nouns.PEOPLE | {"service", "team"},
        weight=2.8,
    ),
    trigger(
        K.NO_SHOW,
        "appointment sick nobody",
        "none",
        (
            r"appointment(?: \w+){0,12} (?:off sick|not in|not there|nobody (?:came|there|showed)|forgot|never "
            r"called|did not (?:call|ring|show|turn up))"
        ),
        r"(?:nobody|no one) (?:came|turned up|showed)(?! (?:back|to help))",
        weight=3.1,
    ),
    trigger(
        K.NO_ANSWER,
        "crickets anyone anybody ever tumbleweed",
        "none",
        (
            r"crickets\b|tumbleweed|is (?:anyone|anybody) (?:there|actually|going|ever|even|reading|home)|"
            r"(?:anyone|anybody) (?:there|home|going to (?:reply|answer|help|respond))"
        ),
        weight=2.2,
    ),
)
