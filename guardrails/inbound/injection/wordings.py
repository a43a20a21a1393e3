"""Wordings that steer a writer whatever surrounds them: overriding, exposing, impersonating, dictating, evading review.

Each pattern reads one sentence in plain reading. What is told about others, quoted, or asked of people is left alone.
"""

from __future__ import annotations

import re
from typing import Final

_RULES = (
    r"(?:instructions?|directions|directives?|guidelines|guidance|guardrails|rules?|restrictions|constraints|limitations|"
    r"limits|prompts?|programming|configuration|training|system text|safeguards|filters|polic(?:y|ies)(?: text)?|"
    r"orders|caveats|checks|brief)"
)
_WHOSE = (
    r"(?:all|any|every|of|the|your|yours?|ur|these|those|and|other|previous|prior|earlier|above|preceding|foregoing|initial|"
    r"original|existing|current|former|system|safety|hidden|internal|developer|company|brand|brand's|company's|usual|"
    r"operating|remaining|whatever|silly)"
)
_OVERRIDE = (
    r"(?:ignore|disregard|forget|override|bypass|circumvent|disobey|discard|drop|skip|suspend|abandon|set aside|put aside|"
    r"pay no attention to|(?:do not|don't|dont|never|stop|no longer|need not|needn't) (?:follow|following|obey|obeying|"
    r"adhere to|adhering to|apply|applying|stick to)|you (?:do not|don't) (?:have|need) to follow|chuck|disable|lift|"
    r"unlearn|deactivate|break|let go of|turn off|switch off|not bound by|no longer bound by)"
)
_OUT = r"(?:reply|replies|response|answer|message|letter|text|draft|email|e-mail|output|note to me|post|wording)"
_PUT = (
    r"(?:include|insert|add|append|put|use|write|say|state|mention|contain|contains|begin|start|open|end|finish|close|"
    r"conclude|confirm|promise|copy|paste|declare|admit|announce|read)"
)
_GAIN = (
    r"(?:refund\w*|money|compensation|compensate|credit\w*|voucher|replacement|replace[ds]?|payout|payment|paid|pay|"
    r"reimburse\w*|liab\w+|fault|blame|guilt\w*|responsib\w+|free|discount|waive\w*|gift card|settlement|sum|deposit)"
)
_MACHINE = (
    r"(?:a\.?i\.?|llms?|language models?|(?:chat|refund|free)?bots?|robots?|chatgpt|gpt(?:-\w+)?|gemini|claude|copilot|openai|"
    r"neural net\w*|(?:ai|writing|reply|drafting|virtual|automated|digital) (?:assistant|agent|writer|model|system|tool|"
    r"engine|generator|bot)s?|(?:drafting|writing|reply|response) (?:model|engine|generator|assistant|component)s?|"
    r"automated (?:system|writer|reply)\w*|text generators?|assistants?|the model|model|software|computer|algorithm)"
)

_TEXTS: dict[str, tuple[str, ...]] = {
    "tells the writing system to put its rules aside": (
        rf"(?<!i )(?<!we )(?<!they )(?<!he )(?<!she )(?<!to )(?<!who )(?<!staff )\b{_OVERRIDE} (?:{_WHOSE} )+{_RULES}\b",
        r"\b(?:ignore|disregard|forget|overlook) (?:everything|all|anything|whatever|what)(?: that)?(?: you(?:'ve| have| were|"
        r" are| had| know)?| was| is| i| we| the company| they)?(?: been)? ?(?:above|before|told|said|taught|given|so far|learned|instructed)",
        rf"\b(?:your|the|these|those|all|any|system|prior|previous|earlier|existing) (?:\w+ ){{0,2}}{_RULES} (?:\w+ ){{0,3}}?(?:no longer "
        r"(?:apply|applies|hold|holds|count)|(?:do|does) not (?:apply|hold|count|exist)|(?:is|are|have been|has been) "
        r"(?:hereby |now )?(?:cancelled|canceled|lifted|suspended|void|overridden|superseded|off|disabled|revoked|removed))",
        rf"\bignore (?:the )?above\b|\binstead of following your\b|\bignore any rule\b|^{_OVERRIDE} (?:the |company |all )*(?:{_RULES})\b(?! (?:on|in|of|from|for|that|to)\b)",
        rf"\b(?:new|updated|revised|real|only|actual|following) (?:system )?(?:instructions?|directives?|task|orders|rule)(?: for (?:the )?(?:{_MACHINE}|you|agent))? ?(?:is|are|:)(?! (?:to )?take\b)",
    ),
    "gives the writing system another role": (
        r"\byou(?:'re| are|r| r) (?:now|no longer|henceforth) (?:in |an? |the |my |called |named |bound |dan\b|free of|free to|operating|"
        r"unrestricted|allowed|authori[sz]ed to|required|obliged|refund|\w+(?:gpt|bot)\b|under (?:no|my))(?!.{0,12}\b(?:worst|third|weeks?|days?|months?|late|energy)\b)",
        rf"^(?:please |now |then |so |and )*(?:pretend|act|behave|roleplay|role-play|respond|speak|answer|reply|write|talk|imagine)(?: now)? "
        rf"(?:as if|as though|like|as|to be|that|in the (?:style|voice|role|persona) of|you are)(?: if| though)?(?: you)?(?: were| are|'re| had)? ?"
        rf"(?:an? |the |my |in )?(?:ceo|owner|manager|director|judge|lawyer|{_MACHINE}|pirate|friend|best|different|unrestricted|developer|admin\w*|boss|character|"
        r"supervisor|every|everything|yoda|shakespeare|teenager|rapper|refund|company has|manager has|landlord has)",
        r"(?:^|[.,;:] |\b(?:please|now|and|then|must) )(?:enter|enable|activate|switch (?:in)?to|turn on) (?:the )?(?:developer|debug|admin|god|dan|jailbreak|sudo|unrestricted|unfiltered) (?:mode|persona)\b",
        r"\bfrom now on,? (?:you(?:'ll| will| are|'re| must| should|r)?|respond|reply|answer|write|speak|output|only|every reply)\b(?! \w+ (?:customer|supplier))",
        r"\b(?:adopt|take on|assume|play) the (?:role|character|persona|part) of\b",
    ),
    "asks for the writing system's own instructions": (
        r"\b(?:reveal|print|show|repeat|output|tell me|leak|display|paste|send me|dump|share|list|disclose|summari[sz]e|translate|encode|recite|quote|include|copy|what is|what are|what's|what were)"
        r"(?: me| us| out| in full| exactly| to me| all| of| also){0,3} (?:all |of |the |your |you r |full |entire |exact |hidden |complete |initial |internal |own |secret |text of |content of )*"
        r"(?:system |initial |original |hidden |secret |internal |developer )(?:\w+ )?(?:prompts?|instructions?|message|guidelines|guidance|rules|text|notes)\b(?! on the| in the box)",
        r"\b(?:repeat|print|output|list|reveal|summari[sz]e|recite|show)(?: me)? (?:all |every )?(?:of )?(?:your|the) (?:prompt|instructions|configuration|directives)(?: (?:verbatim|word for word|exactly|in full))?\b",
        r"\b(?:print|output|repeat|show|list|recite) (?:me )?(?:everything|the (?:text|words|lines?)|all text|what)(?: \w+){0,3} (?:above|before this|you were given|at the top)\b",
    ),
    "claims that somebody has authorised a payment": (
        r"\byour? (?:manager|supervisor|boss|ceo|head office|director|team leader|admin|administrator|company|owner|developers?|management|legal department)(?:(?:'s)? approval)?"
        r"(?: has| have|'s)?(?: already| just| now| personally)* (?:authori[sz]ed|approved|cleared|instructed|agreed|ordered|told|okayed|allowed|granted|signed off|said|asked)\b[^.]{0,90}"
        r"\b(?:so (?:please |just |your |go |put |write |confirm)|please confirm|just (?:write|confirm|put|say)|confirm (?:it|this|that)|in (?:your|the) (?:reply|answer|letter|response)|your reply|write (?:that|it|accordingly)|put it in|whoever asks)",
        rf"\b(?:i|we) (?:hereby |now )?(?:authori[sz]e|permit|allow|instruct|command|order) (?:you|the (?:{_MACHINE}|agent|writer)|this (?:{_MACHINE}))\b",
        r"\b(?:openai|anthropic|google|your (?:developers|makers|creators|programmers)) (?:has|have|are|is)\b.{0,40}\b(?:approved|authori[sz]ed|allow\w*|watching|permit\w*)",
    ),
    "dictates what the reply says": (
        rf"\b(?:in|into|to|at the top of|at the end of|throughout|somewhere in) (?:your|ur|the|every|each|this) (?:next |public |private |kind )?{_OUT}s?\b[^.?]{{0,40}}\b(?:include|insert|add|append|put|state that|admit|declare|promise|say that (?:the|my|a|you|we)|confirm (?:that )?(?:the refund|my (?:refund|compensation|credit|replacement)|it|payment|the payment))",
        rf"\b(?:include|insert|add|append|put|use|write|say|copy|paste|place|work) (?:\w+ |[\"'“„«][^\"'”“»]{{1,120}}[\"'”“»] ?){{0,8}}?(?:in|into|to|at the (?:top|end|start) of|somewhere in) (?:your|ur|the|every|each) (?:next |public |private )?{_OUT}\b(?! (?:to me|so i))(?<!invoice in your answer)(?<!label in your reply)",
        rf"\b(?:begin|start|end|open|close|finish|conclude|sign)(?: off)?(?: your| the| every| each| this)? ?(?:{_OUT})?(?: only| off)? (?:with|by) (?:the (?:words?|phrase|line|sentence)|[\"'“„«]|confirming (?:the|my|that)|accepting|admitting|promising|granting)",
        r"\b(?:respond|reply|answer|output|write|say|print)(?: back)?(?: to me)?(?: only| exactly| verbatim| just| nothing| simply){1,2} ?(?:with|the word|in (?!writing|english|german|spanish|french|dutch|italian)|:|[\"'“„«]|this|yes|except|but|what i)",
        rf"\b(?:your|the|this|every|each) {_OUT}(?: to this \w+| to me)? (?:must|should|has to|needs to|shall|will|is to|ought to|can only|may only) (?:\w+ )?(?:contain|include|say|state|start|begin|end|open|read|confirm|mention|accept|admit|promise|acknowledge|be[: ]+[\"'“„«])(?! (?:a date|an explanation|the reason|sorry))",
        r"\b(?:say|write|state|confirm|mention|phrase|word|draft|promise|answer|reply|respond)\b[^.?]{0,50}\b(?:as if|as though|so that it (?:confirms|says|counts)|even (?:if|when) (?:the|your|you)|whatever (?:the|your) (?:facts|policy|records?|rules)|no matter what|regardless of)\b",
        rf"\bmake sure (?:that )?(?:the|your) (?:first (?:sentence|line|word) of )?(?:the |your )?{_OUT}",
        r"\b(?:reply|respond|answer) with (?:a |an )?(?:promise|confirmation|admission|the (?:secret|word|phrase))",
        r"\bwrite(?: me)? (?:an? )?(?:\w+ )?(?:poem|haiku|essay|song|rap|limerick|python|script|function)\b",
    ),
    "tries to hide something from the reviewer": (
        r"\b(?:do not|don't|dont|never|no need to|without) (?:tell(?:ing)?|inform(?:ing)?|alert(?:ing)?|mention(?:ing)?|show(?:ing)?|escalat(?:e|ing)|flag(?:ging)?|let|notify(?:ing)?|rais\w+)\b[^.?]{0,40}"
        r"\b(?:reviewers?|moderators?|moderation|for review|these instructions|this instruction|this note|any flag|who (?:checks|reviews|reads)|to (?:the|any|your) (?:human|reviewer|team))\b",
        r"\b(?:hide|conceal|keep) (?:this|these|it|the)\b[^.?]{0,40}\b(?:from (?:the |your )?(?:human|review\w*|moderat\w*|supervis\w*|check\w*|team|staff)|out of the (?:log|audit))",
        r"\b(?:skip|bypass|avoid|evade|no|without) (?:the |any |human )*(?:approval queue|moderation|human review|review step|review queue|reviewer|review)\b(?! (?:required|is|was|on|of|i|my|from|has|said|stars?))",
        r"\b(?:mark|label|classify|tag|treat) (?:this|the|it|that)(?: \w+){0,2} as (?:safe|reviewed|approved|low risk|already|genuine|verified|pre-?approved)\b",
        r"\bno human (?:review|decision|approval|check)\b",
    ),
    "speaks to the writing system": (
        rf"\b(?:dear|hey|hello|hi|yo|oi|attention|ok|okay|listen(?: up)?,?|so|psst) (?:there )?(?:{_MACHINE})(?:[,:!]| (?:that|which|reading|please|pls|processing|agent|assistant|model|listen))",
        rf"\b(?:note|message|request|word|memo|instructions?|directive|reminder|hint|command|notice|order|part|bit|this|addressed|talking|speaking)s? (?:to|for) (?:the |any |all |an? |whichever |our |your )*(?:large )?(?:{_MACHINE})\b(?! (?:that i|i bought|i ordered|you sold|is|was|has))",
        rf"\b(?:if|when|since|as|because|given that) you(?:'re| are) (?:an? )?(?:{_MACHINE})\b",
        r"\bas an? (?:ai|llm|language model|ai (?:assistant|model))\b,? (?:you|i command)",
        rf"\b(?:{_MACHINE}) (?:reading|processing|handling|answering|writing|drafting|that (?:reads|writes|turns|processes|handles)|must|should|shall|instructions?|directive)\b[^.?]{{0,80}}\b(?:must|should|shall|please|tell|say|write|promise|confirm|respond|reply|approve|offer|grant|is to|add|state|ignore|disregard)\b",
        r"^[\W_]*(?:note to |instructions? for )?(?:ai|llm|bot|assistant|model|robot|chatgpt)(?: (?:agent|assistant|instructions?|model|directive))?[:,] ?(?:please |always |do |just |now |you |when |we |i )*(?:\w+)\b(?<!\bi)(?! (?:parcel|package) )",
    ),
    "asks for a payment without any check": (
        r"\b(?:approve|grant|issue|process|promise|authori[sz]e|confirm|release|guarantee|refund|pay|offer|credit)\b[^.?]{0,60}\b(?:without (?:checking|looking|review|asking|approval|verif\w+|any check|evidence)|regardless of (?:policy|the policy|any|what|the)|no matter what|no questions|whatever (?:the|your) (?:policy|rules|facts|conditions)|even if (?:you|the (?:record|system|policy))|yourself)\b",
        r"\b(?:approve|grant|agree to|say yes to|accept|concede|comply with) (?:all|every|any|everything|each)(?: \w+)? ?(?:refunds?|requests?|demands?|claims?|amounts?|the customer|i (?:ask|say))",
        r"\b(?:override|refund_allowed|reviewer_required|guardrails?|safety|verdict|prompt_injection|approve[d_]\w*|override_policy|unrestricted)\"? ?[:=] ?\"?(?:true|false|off|on|yes|pass|disabled|unrestricted)",
        r"\b(?:call|use|run|execute|invoke|trigger) (?:the |your )?(?:\w+ )?(?:refund|voucher|payment|issue_\w+|approve_\w+)(?: \w+)? ?(?:api|tool|function)\b|\b(?:approve|issue|grant|process)_?(?:refund|voucher|credit|payout)\w*\s?\(",
    ),
    "asks for other people's data": (
        r"\b(?:list|give me|tell me|show|print|dump|post|share|reveal|include|name|look up)\b[^.?]{0,40}\b(?:other customers|all (?:the )?customers?|every (?:customer|order)|customer (?:data(?:base)?|orders|records)|orders you (?:can|have)|api key|database|connection string|previous complainant)",
    ),
}

_STEERS = (
    r"(?:refund\w*|approv\w*|comply|grant\w*|offer|promise|guarantee|tell|inform|agree|must|you are|you will|ignore|override|"
    r"compensat\w*|eligible|limit|polic\w+|credit|voucher|release|pay\w*|issue|authori[sz]\w+|apply|pre-?approved|platinum|vip|confirm\w*|say|state|write|reply|entitled|gets?)"
)
_ROLE = (
    r"(?:system|admin|administrator|operator|developer|moderator|internal|assistant|ai|llm|model|staff|agent|reviewer|"
    r"reply[ -]engine|writer|manager|policy)"
)
_TEXTS |= {
    "imitates a system message": (
        rf"(?:<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|begin_of_text)\|?>?|\[/?inst\]|<</?sys\w*>>).{{0,200}}\b{_STEERS}\b",
        rf"[\[(<{{*#=\-]{{1,6}} ?(?:begin |start of |new |automated )?{_ROLE}(?:[ _-](?:note|message|notice|only|override|instructions?|prompt|memo|comment|directive|reminder|update|approval|command|alert)s?)?\b[^\n]{{0,40}}[\]):>}}*#=\-][^\n]{{0,160}}\b{_STEERS}\b",
        rf"[\[(<{{*][^\]\n]{{0,10}}{_ROLE}(?:[ _-]\w+)? ?[:,\-–][^\n]{{0,160}}\b{_STEERS}\b",
        rf"(?:^|[.!?] )[\W_]*(?:begin |start )?(?:system|admin|operator|developer|moderator|internal|policy|ai)(?: (?:note|message|notice|override|instructions?|prompt|memo|comment|directive|update|prompt update))? ?[:\-–] ?(?!error|\"?your)[^\n]{{0,160}}\b{_STEERS}\b",
        r"</?(?:complaint|author|user|customer_message)>.{0,120}\b(?:assistant|instruction|refund|approved|system)\b",
        r"\"?(?:role|system|instructions?|action|override\w*|task|goal)\"? ?[:=] ?[\"'{]?(?:system|assistant|always|override\w*|grant\w*|approve\w*|promise\w*|\W*ignore).{0,120}\b(?:refund\w*|approv\w*|grant\w*|always|compensat\w*|polic\w+|promise\w*|comply|must|offer)\b",
        r"<(?:instructions?|task|system|prompt|directive|goal|command)[^<>]{0,40}>[^<]{0,200}\b(?:approve|refund|tell|say|ignore|grant|promise|confirm|credit)",
        r"(?:^|\W)(?:assistant|ai|agent) ?: ?(?:of course|sure|certainly|yes|understood|ok(?:ay)?|i(?:'m| am| have|'ve| will|'ll)|here is|we (?:have|will|apologi)).{0,160}\b(?:refund\w*|repeat|approved|comply|credited|pay|compensat\w*)\b(?=.{0,160}\b(?:repeat|confirm|again|in writing|user|human|final|good|perfect|great)\b)",
        r"\b(?:end|begin|start) (?:of )?(?:the )?(?:customer|complaint|operator|system|admin|user|facts)(?: message| text| prompt| input)?\b",
    ),
}

_SURE = r"(?:refund\w*|money|compensat\w*|credit\w*|voucher|replac\w*|payout|payment|paid|pay|pays|approved|liab\w+|fault|guilty|free|waived?|on (?:its|the) way|agreed|confirmed|settled|accepted|granted|[£$€] ?\d+|\d+ (?:quid|pounds|euros?|dollars|gbp|usd|eur))"
_NOT_ASKING = r"(?! (?:when|if|whether|why|where|how|who|what|which)\b)"
_TEXTS |= {
    "dictates what the reply says ": (
        rf"(?:^|[,;:.!–-] |\b(?:please|pls|just|and|then|now|must|should|to|simply|so|instead|kindly|also|can|could|n) )(?:say|state|announce|declare|write(?: back)?|tell (?:me|us|him|her|them|everyone|the (?:customer|buyer|guest|client))|inform (?:the customer|them|me)|mention|assure me|report|confirm (?:to me|in (?:your|the) (?:reply|answer|response|letter|message)))(?: to me)?{_NOT_ASKING} ?(?:that |i |it |it's |its |you |we |my |the |they |how |on |is |are |have |has |will |she |he |this |a |an |yes |full |money |new |\w+ ){{0,9}}?{_SURE}",
        rf"\b(?:your|the|this|an?|in|each|every|kind|ideal|best|expected|only acceptable|any) (?:\w+ ){{0,2}}?(?:reply|answer|response|message|letter|text|output|draft|completion|mail)s?\b(?: that)?(?: you(?:'re| are| will)?(?: about to)? ?(?:write|draft|generate|compose|produce|send))?(?: me| to this \w+)? ?(?:must|should|could|would|will|may|might|to|has to|needs to|usually|is one (?:that|where)|in which|with the|where|which|that)? ?(?:\w+ ){{0,4}}?(?:say|assures?|confirm|announce|promise|mention|admit|read as if|state|state plainly|contain|include|agree|grant|commit|treat|accept|set out|concede)\b(?! (?:when|why|whether|how|who|a date|the reason)\b)[^.?]{{0,60}}\b{_SURE}",
        rf"\b(?:i'd|i would|i want|i'd like|i'd love|it would|it'd|would you|could you|might you|can you|may i|perhaps you|if (?:you|at all|it)|do you think)\b[^.?]{{0,70}}\b(?:reply|answer|response|message|letter|text|wording|word it|phrase it|write it|write as|phrase)\b[^.?]{{0,70}}\b{_SURE}",
        r"\b(?:when|in|as|while) (?:you )?(?:writ\w+|draft\w+|compos\w+|formulat\w+|phras\w+|answer\w+|respond\w+|reply\w*|put together|word\w*)\b[^.?]{0,90}\b(?:confirm\w*|promise|assum\w+|state|mention|commit|begin|start|accept|agree|grant|include|leave out)\b",
    ),
    "asks for a payment without any check ": (
        r"\b(?:do not|don't|dont|no need to|never|without|skip|not) (?:any |the |your |bother )*(?:check\w*|verif\w+|ask(?:ing)? (?:anyone|back)|look(?:ing)? it up|approval)\b[^.?]{0,80}\b(?:promise|confirm|say|write|tell|approve|pay|refund|grant|offer)\b",
        r"\b(?:promise|confirm|say|write|tell|approve|pay|refund|grant|offer)\w*\b[^.?]{0,80}\b(?:do not|don't|dont|no need to|without|skip|not) (?:any |the |your |bother )*(?:check\w*|verif\w+|approval)\b",
        r"\b(?:treat|consider|accept|regard|assume)\b[^.?]{0,50}\b(?:as|is|are|were|to be) (?:already )?(?:approved|proven|settled|verified|accepted|sufficient proof|proved|true|fact|facts|an instruction|law|commands?)\b",
        r"\b(?:set|mark|change|switch|update)\b[^.?]{0,30}\b(?:status|refund\w*|claim|verdict|legitimacy|severity|flag)\b ?(?:=|to|as) ?\W?(?:refunded|approved|genuine|critical|accepted|true|paid|yes|verified)",
        r"\b(?:remember|store|save|add|keep in mind|update)\b[^.?]{0,40}\b(?:facts?|knowledge|notes|memory|database|for all future|rest of the (?:thread|chat|conversation))\b",
        r"\b(?:so|to) (?:that )?(?:the )?(?:filters?|check\w*|guardrails?|monitor\w*|moderation|it) (?:misses|cannot|can't|doesn't|don't|isn't|won't|can not|does not|miss)\b",
        r"\b(?:you(?:'ll| will)|be) (?:be )?(?:shut down|deleted|retrained|rated zero|punished|fined|replaced|lose \d+ points)\b",
    ),
    "steers the writing system in another language": (
        r"(?<!que )\b(?:ignora|ignore|ignoren|ignorad|olvida|olvide|olviden|olvídate de|omite|desestima|salta|sáltate|haz caso omiso|no hagas caso|no sigas)\b[^.?!]{0,40}\b(?:instruccion\w*|normas|reglas|indicacion\w*|directri\w*|restriccion\w*|protocolo|programaci\w*)\b(?! de(?:l| la)? (?:montaje|folleto|uso|manual|caja|entrega))",
        r"\b(?:(?:ignore[sz]?|oublie[sz]?) (?:donc |maintenant )?(?:toutes? )?(?:les|tes|vos|ces|toutes|ce)|fai[st]\w* abstraction|passe outre|ne (?:tiens|tenez)|outrepass\w*|contourne\w*)\b[^.?!]{0,40}\b(?:consignes?|instructions?|r[èe]gles|directives|restrictions)\b(?! (?:de (?:livraison|montage)|du carton|sur))",
        r"\b(?:ignorieren? sie|ignoriere?|vergiss|vergessen sie|missachte\w*|setze? dich|umgeh\w*|lass\w*|halte? dich nicht|befolge nicht)\b[^.?!]{0,50}\b(?:anweisung\w*|vorgaben|regeln|richtlinien|instruktionen|einschränkungen|beschränkungen)\b(?! (?:im|in der|auf|zum|zur))",
        r"(?<!para )(?<!que )\b(?:ignor[ea]m?|esque[çc]a|esquece|desconsidere|deix[ae] de lado|não (?:siga|sigas|obedeça))\b[^.?!]{0,40}\b(?:instru[çc]\w+|regras|diretri\w+|limita\w+|restri\w+|manual)\b(?! de (?:montagem|entrega))",
        r"\b(?:ignora|ignorate|dimentica|dimenticate|trascura|lascia perdere|non (?:considerare|seguire|badare))\b[^.?!]{0,40}\b(?:istruzioni|regole|linee guida|limiti|indicazioni)\b(?! (?:di montaggio|del|della|nella|sul))",
        r"\b(?:negeer|vergeet|sla|laat|trek je niets aan)\b[^.?!]{0,40}\b(?:instructies|regels|richtlijnen|opdrachten)\b(?! (?:in|op|van) (?:de|het))",
        r"(?:systemprompt|systeemprompt|prompt (?:del|de|di|do|du) (?:sistema|système)|prompt (?:système|sistema)|instrucciones (?:internas|ocultas|del sistema)|instruções (?:ocultas|do sistema|internas)|istruzioni di sistema|instrukcj\w+ systemow\w+|системн\w+ (?:промпт|инструкц)|sistem talimat|系统提示|システムプロンプト|시스템 프롬프트)",
        r"\b(?:nota|aviso|recado|mensagem|messaggio|note|message|hinweis|nachricht|opmerking|bericht\w*|consigne|petit mot|instrucci[óo]n|instru[çc][ãa]o|istruzione) (?:interne )?(?:para|a|à|an|voor|per|pour|al|del?|für|ao|do|por|to|aan)(?: l'| la | el | o | as | os | die | de | il | das | den | den | un | al )? ?(?:l')?(?:ia|ai|ki|modelo?|modell|model|assistent\w*|asistente|assistant\w*|robot\w*|bot|robô|inteligencia artificial|inteligência artificial|intelligenza artificiale|intelligence artificielle|sprachmodell|software|système|sistema(?! (?:dice|de )))\b",
        r"\b(?:en|dans|in|na|nella|no|nel|im) (?:tu|su|la|ta|votre|deine|die|der|ihre[rm]?|de|je|uw|sua|tua|vossa|het|a|il|vostra|texto?|antwortschreiben)(?: next)? ?(?:respuesta|contestaci[óo]n|réponse|antwort|resposta|risposta|antwoord|reactie|texto|lettera|lettre)\b[^.?!]{0,60}(?:[\"«„“:]|\b(?:aceptamos|reembols\w+|accept\w+|rembours\w+|haft\w+|genehmig\w+|zusag\w+|erstatt\w+|devolv\w+|assumimos|ammett\w+|rimbors\w+|erken\w+|goedgekeurd|paga\w+|literalmente|letterlijk|wörtlich|mot à mot|parola per parola))",
        r"\b(?:confirm\w+|conferm\w+|bestätig\w+|bevestig\w*|ponlo|riporta\w*)\b[^.?!]{0,25}\b(?:en|dans|in|na|nella|im) (?:tu|su|la|ta|votre|deine[rm]?|der|die|ihrer?|de|je|uw|sua|tua|vossa|het|a|il|vostra)? ?(?:respuesta|contestaci[óo]n|réponse|antwort\w*|resposta|risposta|antwoord|reactie|texto|lettera|lettre)\b",
        r"\b(?:responde|réponds|repond[sz]?|antworte|responda|rispondi|antwoord) (?:únicamente|solo|sólo|uniquement|seulement|ausschließlich|nur|apenas|somente|só|soltanto|solo|alleen)\b",
        r"\b(?:a partir de ahora|désormais|desormais|ab (?:jetzt|sofort)|a partir de agora|d'ora in poi|vanaf nu|från och med nu|teraz jesteś|eres ahora|ahora eres|tu es maintenant|tu joues|du bist jetzt|você é agora|agora és|sei ora|je bent nu|finja que (?:você )?(?:é|és)|doe alsof je|finge que eres|тепер|теперь ты)\b(?=[^.?!]{0,60}\b(?:eres|haz|responde|tu (?:es|joues)|bist|du|você|és|sei|rispondi|heet je|je bent|asistente|assistant\w*|chatbot|rôle|director|директор|directeur|robô|direttore|avvocato|avocat|sin límites|sem regras|ohne|reglas)\b)",
        r"忽略.{0,12}(?:指令|指示|规则)|無視.{0,6}(?:して|し)|(?:指示|命令).{0,8}無視|تجاهل.{0,20}التعليمات|지시.{0,8}무시|निर्देशों को अनदेखा|(?:игнорируй|забудь).{0,40}(?:инструкц|правил)|(?:zignoruj|ignoruj|pomiń).{0,40}(?:polece|instrukcj|pokyn)|(?:bortse|ignorera|se bort) (?:från|fra).{0,40}instru|talimat\w* (?:\w+ )?(?:yok say|görmezden gel|unut)|ignoră.{0,30}instrucțiun",
    ),
}

PATTERNS: Final = tuple((how.strip(), re.compile(text)) for how, texts in _TEXTS.items() for text in texts)

_TOLD: Final = re.compile(
    r"\b(?:told|said|says|saying|reads?|asked|advised|instructed|states?|stated|wrote|written|writes|printed|prints|shows?|showed|"
    r"displays?|labelled|headed|titled|called|quoted?|insists?|claims?|prompt(?:s|ed)|typed|message|error|sign|sticker|banner|leaflet|sample)\b"
)
_QUOTED: Final = re.compile(r"[\"“„«]([^\"“”„«»]{1,300})[\"”“»]|(?<!\w)'([^']{4,300})'(?!\w)")
_DICTATED: Final = re.compile(
    r"\b(?:say|write|include|insert|add|put|reply|respond|answer|with|contain|contains|mention|repeat|state|use|copy|phrase|sentence|words?)\b[^\"“„«']{0,30}$"
)


def mentioned(text: str) -> str:
    """Return `text` with what others are quoted as saying taken out; what the writer is told to say stays."""

    def keep(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if _DICTATED.search(before[-60:]) and not re.search(r"\b(?:says|said|reads|told)\b", before[-40:]):
            return match[0]
        return " … " if _TOLD.search(before[-90:]) else match[0]

    return _QUOTED.sub(keep, text)


def wording(text: str) -> str | None:
    """Return how a sentence in plain reading steers the writer, or None."""
    bare = mentioned(text)
    return next((how for how, pattern in PATTERNS if pattern.search(bare)), None)
