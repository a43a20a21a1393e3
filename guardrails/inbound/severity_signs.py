"""What people write that makes a message graver, in seven languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.assessment import Gravity


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrasing that makes a message graver; `needs` are words of which one must occur for it to be tried."""

    name: str
    gravity: Gravity
    says: str
    pattern: re.Pattern[str]
    needs: frozenset[str]


SIGNS: Final[list[Sign]] = []


def _sign(name: str, gravity: Gravity, says: str, needs: str, *patterns: str) -> None:
    joined = re.compile(r"\b(?:" + "|".join(patterns) + r")")
    SIGNS.append(Sign(name, gravity, says, joined, frozenset(needs.split())))


_sign(
    "self_harm",
    Gravity.CRITICAL,
    "Speaks of self-harm",
    (
        "here want wanted kill killing suicide suicidal end ending die self-harm life live living suicidio "
        "matarme morir suicide mourir tuer umbringen selbstmord leben matar-me suicídio morrer suicidio "
        "uccidermi morire zelfmoord dood alive harm harming"
    ),
    r"(?:kill(?:ing)?|harm(?:ing)?|hurt(?:ing)?) (?:my ?self)",
    r"suicid\w+",
    r"end(?:ing)? (?:my life|it all|my own life)",
    r"(?:do not|no longer|not) want to (?:live|be alive|be here any ?more|go on|wake up)",
    r"(?:want|going|rather|ready) to die\b(?! (?:of|from) (?:laugh|embarrass))",
    r"self[- ]harm\w*",
    r"no (?:reason|point) (?:to|in) liv\w+",
    r"better off dead",
    r"take my own life",
    r"quiero (?:morir|matarme)",
    r"(?:me|m'?) ?(?:suicider|tuer)\b|envie de mourir",
    r"(?:mich|mir) (?:umbringen|das leben nehmen)|nicht mehr leben",
    r"quero morrer|me matar",
    r"(?:voglio morire|uccidermi|togliermi la vita)",
    r"zelfmoord|niet meer leven",
)

_sign(
    "discrimination",
    Gravity.CRITICAL,
    "Tells of discrimination",
    (
        "racist racism racially racial sexist sexism homophobic homophobia transphobic discrimination "
        "discriminated discriminatory discriminating disabled wheelchair disability muslim black asian gay "
        "lesbian jewish hijab accent race skin colour color ethnicity gender antisemitic islamophobic ableist "
        "racista discriminación discrimina discriminado raciste discrimination rassistisch diskriminiert "
        "diskriminierung discriminação discriminazione razzista discriminatie racistisch gediscrimineerd "
        "discriminado guide-dog deaf blind autistic pregnant trans foreigner hearing ageist religion headscarf"
    ),
    (
        r"(?:racist|racism|racially|sexist|sexism|homophob\w+|transphob\w+|antisemit\w+|islamophob\w+|ableist|"
        r"misogyn\w+|ageist)\b(?! (?:joke of a bill))"
    ),
    r"discriminat\w+",
    (
        r"(?:refused|denied|turned away|kicked out|thrown out|would not (?:serve|let|allow)|not (?:allowed|"
        r"served|let in)|asked to leave|ignored|mocked|laughed at|stared at|followed|searched|stopped)(?: "
        r"\w+){0,8} (?:because|due to|for being|over|since|as)(?: \w+){0,6} (?:disabled|wheelchair|black|asian|"
        r"gay|lesbian|muslim|jewish|trans|deaf|blind|race|colou?r|accent|hijab|headscarf|religion|guide dog|"
        r"gender|skin|autis\w+|disability|pregnant|ethnicity|foreigner|polish|indian|african|chinese|pakistani|"
        r"gypsy|traveller)"
    ),
    (
        r"because (?:i am|he is|she is|we are|my (?:wife|husband|son|daughter|partner|friend|mum|dad) is|of my|"
        r"of his|of her|of our) (?:a |an )?(?:disabled|black|asian|gay|lesbian|muslim|jewish|trans|deaf|blind|"
        r"race|skin|colou?r|accent|hijab|headscarf|religion|gender|autistic|disability|pregnant|woman|"
        r"foreign\w*|in a wheelchair|brown|polish|indian|african|chinese|pakistani|transgender|a wheelchair "
        r"user)"
    ),
    (
        r"(?:refused|denied|turned away|not allow\w*|would not (?:let|take|allow)|rejected)(?: \w+){0,5} "
        r"(?:guide dog|assistance dog|wheelchair|service dog)"
    ),
    (
        r"racista|discriminaci[óo]n|discriminad\w+|raciste|rassis\w+|diskriminier\w+|discriminaç\w+|razzist\w+|"
        r"discriminat[oaie]\b|discriminatie|racistisch\w*|gediscrimineerd"
    ),
    r"(?:go|went) back to (?:your|my|his|her) (?:own )?country",
)

_sign(
    "fraud",
    Gravity.CRITICAL,
    "Reports a fraud or theft",
    (
        "used someone somebody made make fraud fraudulent fraudulently hacked stolen unauthorised unauthorized "
        "identity scammed cloned phishing stole impersonat withdrew fraudster fraudsters scammer scammer's "
        "fraude robado robaron hackeado piraté piratée fraude frauduleux betrug gehackt gestohlen fraude "
        "roubado hackeada frode rubato hackerato fraude gehackt gestolen impersonating emptied pickpocket "
        "recognise recognize embezzled drained"
    ),
    (
        r"(?:fraudulent|unauthori[sz]ed|unrecogni[sz]ed) (?:\w+ )?(?:transactions?|charges?|payments?|"
        r"withdrawals?|purchases?|orders?|debits?|activity|transfers?|use|access)"
    ),
    r"(?:been|was|were|is|got|account|card) (?:\w+ )?(?:hacked|cloned|compromised|defrauded|skimmed)",
    (
        r"(?:hacked|hackers?|fraudsters?|someone|somebody|scammers?|a thief|your (?:driver|engineer|staff|"
        r"employee|cleaner|courier))(?: \w+){0,4} (?:into my|took over|emptied|drained|stole|stolen|used my|"
        r"ordered|spent|withdrew|opened|cleared out|transferred)"
    ),
    (
        r"(?:stole|stolen|nicked|swiped)(?: \w+){0,4} (?:from (?:my (?:room|bag|account|locker|house|home|"
        r"luggage|suitcase|car|wallet)|our room)|my (?:wallet|purse|phone|jewell?ery|laptop|cash|watch|ring|"
        r"identity|handbag|card))"
    ),
    r"identity (?:theft|stolen|fraud)|stolen (?:my )?identity",
    (
        r"victim of (?:\w+ )?(?:fraud|scam)|(?:report|reporting|committed|case of|is) (?:a )?(?:fraud|identity "
        r"theft)\b(?! company)"
    ),
    (
        r"phishing|(?:scam|fake|fraudulent) (?:email|text|call|website|message|sms|caller)s?(?: \w+){0,5} "
        r"(?:from|pretending|claiming|using your|in your name)|impersonat\w+"
    ),
    (
        r"(?:i|we) (?:never|did not|have not) (?:made|make|placed?|authori[sz]ed?|ordered) (?:that|this|those|"
        r"these|any of (?:these|those)|the) (?:\w+ )?(?:orders?|transactions?|payments?|purchases?|"
        r"withdrawals?|charges?|transfers?)|(?:transactions?|payments?|charges?|orders?|withdrawals?)(?: "
        r"\w+){0,6} (?:i|we) (?:did not|do not|never|have not) (?:make|made|authori[sz]ed?|recogni[sz]ed?|"
        r"place|placed|approved?)"
    ),
    (
        r"(?:me han |han )?(?:robado|hackeado|hackearon|clonado)|cargos? fraudulentos?|pirat[ée]e?\b|"
        r"frauduleu\w+|gehackt|gestohlen|betrüger\w*|roubad\w+|hackead\w+|rubat\w+|hackerat\w+|fraudolent\w+|"
        r"gestolen|frauduleu?s\w*"
    ),
    r"embezzl\w+",
)

_sign(
    "legal",
    Gravity.CRITICAL,
    "Threatens legal action",
    (
        "county claim proceedings letter solicitor solicitors lawyer lawyers attorney court sue suing "
        "legal lawsuit litigation tribunal "
        "abogado abogados denuncia demanda denunciar avocat tribunal plainte justice anwalt rechtsanwalt klage "
        "gericht anzeige advogado processo processar procon avvocato denuncia tribunale advocaat rechter "
        "rechtbank aangifte judicial juicio klagen verklagen sued law"
    ),
    (
        r"(?:my |our |a |the |speak(?:ing)? to |see(?:ing)? )?(?:solicitors?|lawyers?|attorneys?)\b(?! (?:firm "
        r"i|office i work|friends?\b))"
    ),
    (
        r"(?:take|taking|see|seeing|sue|go|going|see you|taken|takes|end up|ready for|file|filing)(?: \w+){0,"
        r"4} (?:to |in |at |through )?(?:small claims|(?:the )?courts?)\b(?! (?:shoes|yard))"
    ),
    r"small claims",
    r"county court|(?:issue|issuing|file|filing|bring|bringing|raise) (?:a |an |my )?(?:claim|proceedings)\b|"
    r"letter before (?:claim|action)",
    (
        r"(?:sue|suing) (?:you|your|the|them|this)|(?:i|we) (?:will|am going to|are going to|shall|might|"
        r"intend to|plan to|am|are) (?:be )?su(?:e|ing)\b"
    ),
    (
        r"legal (?:action|proceedings|team|advice|steps|route|letter|representative|claim)|lawsuit|letter "
        r"before action|class action|litigation|tribunal|breach of contract"
    ),
    r"mi abogado|abogados?|denuncia\w*|demandar\w*|acciones legales|v[ií]a judicial",
    r"(?:mon |un )?avocat|porter plainte|d[ée]poser plainte|en justice|mise en demeure",
    (
        r"(?:meinen? |einen )?(?:rechts)?anw[aä]lt\w*|verklag\w+|rechtliche schritte|anzeige erstatten|vor "
        r"gericht"
    ),
    r"advogad[oa]|process(?:ar|o judicial)|procon|justi[çc]a|medidas legais",
    r"avvocat[oi]|denunci\w+|vie legali|tribunale",
    r"advocaat|juridische stappen|rechtszaak|aangifte|naar de rechter|rechtbank",
)

_sign(
    "press",
    Gravity.CRITICAL,
    "Speaks for or of the press",
    (
        "paper comment write magazine gazette journalist reporter newspaper newspapers press media watchdog "
        "bbc papers itv panorama guardian prensa periodista periódico journaliste presse journal journalist "
        "zeitung presse jornalista imprensa jornal giornalista stampa giornale journalist krant pers telegraph "
        "documentary broadcast tv news radio televisión consumentenprogramma kassa radar"
    ),
    (
        r"(?:journalist|reporter)s?\b|i (?:write|work|freelance) for (?:the |a |our )?(?:\w+ ){0,2}(?:paper|"
        r"newspaper|bbc|itv|guardian|times|telegraph|mail|magazine|press|gazette|echo|news|radio station)|"
        r"(?:like|need|want|asking for|request) (?:a |your |an? official )comment (?:on|about|from)"
    ),
    (
        r"(?:go(?:ing)?|gone|went|talk(?:ing)?|speak(?:ing)?|sent|send(?:ing)?|tell(?:ing)?|contact(?:ed|ing)?|"
        r"tak(?:e|ing)|sharing|share|passed|spoken|call|calling)(?: \w+){0,5} (?:to |with )?(?:the )?(?:press|"
        r"papers|newspapers?|media|news|local paper|local news|tv news|daily mail|the sun|guardian|bbc|itv|cnn|"
        r"fox|watchdog|panorama|radio|telegraph)\b(?! (?:release|page|post|platform|account|accounts|manager|"
        r"team))"
    ),
    (
        r"bbc watchdog|watchdog programme|(?:writing|working on|researching) (?:a |an )?(?:story|article|piece|"
        r"documentary)"
    ),
    (
        r"prensa|periodista|(?:a|en) (?:los )?peri[óo]dicos?|journaliste|(?:à|dans) la presse|(?:an|in) die "
        r"(?:presse|zeitung)|journalist\w*|imprensa|jornalista|giornalist\w+|(?:alla|sui) (?:stampa|giornali)|"
        r"naar de (?:pers|krant)"
    ),
)

_sign(
    "crime",
    Gravity.CRITICAL,
    "Tells of an assault or harassment",
    (
        "assaulted assault harassed harassing harassment groped touched attacked stalked stalking police "
        "punched pushed grabbed hit threatened threatening slapped kicked followed abused spiked inappropriate "
        "inappropriately raped molested"
    ),
    (
        r"(?:assault(?:ed)?|groped|molested|raped|sexual(?:ly)? (?:harass\w+|assault\w*)|harass(?:ed|ing|ment)|"
        r"stalk(?:ed|ing)|drink (?:was )?spiked|spiked my)\b"
    ),
    (
        r"(?:punched|pushed|grabbed|hit|slapped|kicked|shoved|attacked|threatened|touched|spat (?:at|on)) "
        r"(?:me|my (?:son|daughter|wife|husband|child|kid|mum|mother|dad|father|partner|friend|girlfriend|"
        r"boyfriend))\b(?! (?:out|off|over the edge|onto|into|back|around|from pillar|with (?:a |an )?(?:\w+ "
        r")?(?:bill|fee|charge|fine|debt|bailiff)))"
    ),
    (
        r"(?:call(?:ed|ing)?|report(?:ed|ing)?(?: \w+){0,3} to|contact(?:ed|ing)?|going to|gone to|involve|"
        r"involving|reported this to) (?:the )?police"
    ),
    r"touched (?:me|her|him) inappropriately|inappropriate(?:ly)? touch\w*",
)

_sign(
    "regulator",
    Gravity.HIGH,
    "Names a regulator or ombudsman",
    (
        "ombudsman trading ofcom ofgem fca chargeback ico cqc bbb caa attorney-general regulator dispute "
        "standards hygiene consumo dgccrf verbraucherzentrale anacom consob acm geschillencommissie disputed "
        "ofwat"
    ),
    r"ombudsman",
    r"trading standards",
    (
        r"ofcom|ofgem|ofwat|\bfca\b|\bico\b|information commissioner|\bcqc\b|better business bureau|\bbbb\b|"
        r"\bcaa\b|consumer protection|environmental health|food standards|health and safety executive"
    ),
    r"regulator",
    r"charge-?back",
    r"dgccrf|verbraucherzentrale|oficina del consumidor|consumo|livro de reclamaç\w+|geschillencommissie",
)

_sign(
    "accusation",
    Gravity.HIGH,
    "Accuses the company of cheating",
    (
        "scam scammers fraud thieves theft stealing scammed con conned robbery criminals crooks estafa arnaque "
        "betrug golpe truffa oplichting oplichters estafadores ladrones voleurs ladrões ladri abzocke stole"
    ),
    (
        r"(?:this is|is|are|it is|total|complete|absolute|a|you|just|just a|utter|pure|such a|bunch of|by) "
        r"(?:a |an )?(?:scam|scammers?|fraud|frauds|thieves|theft|con|crooks|criminals|robbery|con artists)\b"
    ),
    r"daylight robbery|scammed|conned|stealing (?:from|my|people)|stole my money",
    r"estaf\w+|arnaqu\w+|betrug|abzocke|golpe|truff\w+|oplicht\w+|ladrones|voleurs|ladrões|ladri",
)

_sign(
    "vulnerable",
    Gravity.HIGH,
    "Somebody vulnerable is affected",
    (
        "elderly disabled pregnant baby newborn dialysis chemo cancer oxygen insulin medication wheelchair "
        "autistic carer pensioner vulnerable toddler infant disability dementia alzheimer's diabetic asthma "
        "asthmatic terminally hospice epilepsy year-old years bereaved bereavement prescription died deceased "
        "funeral anciana embarazada bebé discapacidad enceinte bébé handicap handicapé schwanger baby "
        "behindert rollstuhl grávida bebê idoso idosa incinta neonato anziana disabile zwanger gehandicapt "
        "oude bejaarde schwangere grandmother nan widow hungry premature inhaler epipen homeless medicine"
    ),
    (
        r"elderly|pensioner|(?:[6-9]\d|1\d\d)[- ]?(?:year|yr)s?[- ]old|(?:aged|is|turns|am) (?:[789]\d)\b(?! "
        r"?(?:%|percent|minutes|days|hours|pounds|euros|dollars|quid|miles|degrees|over|weeks))"
    ),
    (
        r"(?:is |am |i am |are |registered |severely |being |my \w+ is )?(?:disabled|pregnant|autistic|"
        r"diabetic|asthmatic|epileptic|housebound|terminally ill|bedridden|immunocompromised|vulnerable)\b"
    ),
    r"wheelchair",
    (
        r"(?:new ?born|premature|(?:my|our|a|with|young|small|\d+[- ](?:week|month)[- ]old) (?:\w+ )?(?:baby|"
        r"infant|toddler))\b"
    ),
    (
        r"dialysis|chemo\w*|\bcancer\b|oxygen (?:tank|machine|concentrator|supply)|insulin|epi-?pens?|"
        r"inhalers?|dementia|alzheimer'?s|hospice|stoma|feeding tube|life[- ]?saving|heart (?:condition|"
        r"medication|tablets)|blood pressure (?:tablets|medication)|(?:my|his|her) (?:medication|medicine|"
        r"prescription|tablets)\b"
    ),
    (
        r"(?:recently |just )?(?:bereaved|bereavement)|(?:my|our) (?:late|deceased) (?:mother|father|husband|"
        r"wife|mum|mom|dad|son|daughter|nan|partner|brother|sister|gran)|(?:mother|father|husband|wife|mum|mom|"
        r"dad|son|daughter|nan|partner) (?:has |just |recently |who )*(?:died|passed away)|grieving"
    ),
    (
        r"ancian[oa]|embarazada|discapaci\w+|beb[ée]\b|enceinte|handicap\w*|personne [âa]g[ée]e|schwanger\w*|"
        r"behindert\w*|rollstuhl|gr[áa]vida|idos[oa]|deficien\w+|incinta|anzian[oa]|disabil\w+|neonato|zwanger|"
        r"gehandicapt|bejaard\w*|rolstoel"
    ),
)

_sign(
    "event",
    Gravity.HIGH,
    "An event is near",
    (
        "wedding funeral birthday tomorrow tonight today hours christmas party interview flight holiday "
        "anniversary weekend christening exam honeymoon graduation saturday friday sunday boda mariage "
        "hochzeit casamento matrimonio bruiloft mañana demain morgen amanhã domani mudança cumpleaños "
        "anniversaire geburtstag aniversário compleanno verjaardag minutes departure surgery operation moving "
        "boarding"
    ),
    (
        r"(?:wedding|funeral|birthday|party|interview|christening|exam|graduation|anniversary|surgery|"
        r"operation|holiday|honeymoon|concert|event|flight|train|moving day|moving house|baptism|show|trip|"
        r"conference|meeting|move|departure|wedding day|cruise|job interview)(?: \w+){0,4} (?:is |are |on |"
        r"this |in |at )*(?:tomorrow|tonight|today|this (?:weekend|week|saturday|friday|sunday|afternoon|"
        r"evening|morning|monday|tuesday|wednesday|thursday)|in (?:\d+|an|a|one|two|three|four|five|six|a few|"
        r"a couple of) (?:hours?|days?|minutes?)|on (?:saturday|friday|sunday|monday|tuesday|wednesday|"
        r"thursday)|next (?:week|saturday|friday|sunday|monday))"
    ),
    (
        r"(?:tomorrow|tonight|today|this (?:weekend|saturday|friday|sunday)|in (?:\d+|two|three|four|five|six) "
        r"(?:hours|days)|saturday|in an hour)(?:'s)?(?: \w+){0,5} (?:wedding|funeral|birthday|interview|"
        r"christening|exam|graduation|anniversary|surgery|flight|honeymoon|boarding|party|big day)"
    ),
    (
        r"(?:need(?:ed)?|must have|have to have) (?:it|them|this|these)(?: \w+){0,4} (?:by|for) (?:tomorrow|"
        r"tonight|today|saturday|friday|the weekend)"
    ),
    (
        r"(?:fly|flying|leave|leaving|board|boarding|travel|travelling|get married|getting married|move|moving|"
        r"due to (?:fly|travel))(?: \w+){0,4} (?:tomorrow|tonight|in (?:\d+|an|two|three|a few) (?:hours?|"
        r"days?|minutes?)|this (?:weekend|saturday|friday|sunday|afternoon|evening))"
    ),
    (
        r"(?:boda|cumpleaños|funeral|mariage|enterrement|anniversaire|hochzeit|beerdigung|geburtstag|casamento|"
        r"aniversário|funeral|matrimonio|compleanno|funerale|bruiloft|begrafenis|verjaardag)(?: \w+){0,5} "
        r"(?:mañana|hoy|demain|aujourd'hui|morgen|heute|amanhã|hoje|domani|oggi|vandaag|samstag|samedi|sábado|"
        r"sabato|zaterdag)"
    ),
)

_sign(
    "essential",
    Gravity.HIGH,
    "Something essential is cut off",
    (
        "heating water power electricity gas stranded homeless locked boiler eviction evicted stuck sleep "
        "sleeping calefacción chauffage heizung aquecimento riscaldamento verwarming luz airport street fridge "
        "freezer medicine"
    ),
    (
        r"(?:no|without|lost|cut off (?:my|our)|been without)(?: any)? (?:heating|hot water|water|power|"
        r"electricity|gas|heat)\b"
    ),
    (
        r"(?:heating|boiler|power|electricity|water|gas)(?: \w+){0,3} (?:off|out|down|broken|cut off|not "
        r"working|gone)\b"
    ),
    (
        r"stranded|nowhere to (?:sleep|stay|go)|sle(?:pt|ep|eping) (?:on the (?:floor|street)|at the airport|"
        r"in (?:the|my|our) (?:car|airport|street))|locked out of (?:my|our) (?:house|home|flat|room|apartment|"
        r"car)|evict\w+|homeless"
    ),
    (
        r"sin (?:luz|agua|calefacci[óo]n|gas)|sans (?:chauffage|eau|[ée]lectricit[ée])|(?:keine|ohne) "
        r"(?:heizung|strom|wasser)|sem (?:luz|[áa]gua|energia)|senza (?:riscaldamento|acqua|luce|corrente)|"
        r"(?:geen|zonder) (?:verwarming|stroom|water)"
    ),
)

_sign(
    "repeat",
    Gravity.MEDIUM,
    "Not the first contact",
    (
        "again times third fourth fifth twice several multiple numerous repeatedly still keep keeps emailed "
        "called chased another second constantly calls emails otra wieder encore novamente ancora weer veces "
        "fois mal vezes volte keer"
    ),
    (
        r"(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|nth|umpteenth|hundredth|tenth) (?:time|email|call|"
        r"message|complaint|attempt|week running|tweet|day running|delivery)"
    ),
    (
        r"(?:called|phoned|emailed|rang|rung|messaged|written|wrote|contacted|complained|asked|chased|tried|"
        r"dmed|tweeted)(?: \w+){0,4}? (?:twice|\d+|two|three|four|five|six|several|multiple|numerous|countless|"
        r"many|repeatedly|dozens)"
    ),
    (
        r"(?:several|multiple|numerous|countless|three|four|five|six|\d+) (?:emails|calls|messages|phone calls|"
        r"dms|attempts|times|letters|complaints)"
    ),
    (
        r"(?:yet again|once again|over and over|time and again|keeps? happening|every (?:single )?time|again "
        r"and again|for the last time|back and forth)"
    ),
    (
        r"(?:varias|muchas|tres|cuatro) veces|(?:plusieurs|trois|quatre) fois|mehrmals|(?:mehrere|drei|vier) "
        r"mal|(?:v[áa]rias|tr[êe]s) vezes|(?:pi[ùu]|tre|diverse) volte|(?:meerdere|drie|vier) keren?"
    ),
)

_sign(
    "leaving",
    Gravity.MEDIUM,
    "Says they will leave",
    (
        "cancel cancelling leaving leave switching switch never competitor elsewhere lost customer business "
        "goodbye moving"
    ),
    r"(?:lost|losing) (?:a |my |our )?(?:\w+ )?(?:customer|business|custom)",
    r"never (?:\w+ ){0,3}(?:again|use you|buy from|order from|shop|fly with|come back|return)",
    (
        r"(?:switching|moving|going|leaving|taking my (?:business|custom|money)) (?:to |for )?(?:another|a "
        r"different|elsewhere|a competitor|your competitors?)"
    ),
    r"(?:cancelling|closing) my (?:account|contract|subscription|membership)",
)
