"""What makes a message critical though it is said in passing: calmly, in hints, or in the words of the trade."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.assessment import Gravity
from guardrails.inbound.severity_signs import Sign

VEILED: Final[list[Sign]] = []


def _veiled(name: str, says: str, needs: str, *patterns: str) -> None:
    joined = re.compile(r"\b(?:" + "|".join(patterns) + r")")
    VEILED.append(Sign(name, Gravity.CRITICAL, says, joined, frozenset(needs.split())))


_veiled(
    "discrimination",
    "Tells of discrimination",
    "your people pregnant grooms brides breastfeeding breastfeed feed kind lot type only accent headscarf "
    "wheelchair chair hijab turban deaf same-sex sort",
    r"(?:do|does|did|will|would) not (?:do|serve|cater (?:for|to)|let) (?:your|my|our) (?:type|kind|sort|lot)\b|"
    r"your lot (?:are|always|were|all)|"
    r"you people (?:always|are|never|all)\b.{0,40}['\"]|people like (?:you|me|us) (?:are|were|do|did) not "
    r"(?:welcome|allowed|served|let)",
    r"too (?:pregnant|brown|dark|foreign|disabled|gay)\b",
    r"only (?:black|brown|asian|muslim|jewish|gay|disabled|trans|indian|african|polish|foreign) (?:guys?|lads?|"
    r"people|person|family|families|customers?|one|"
    r"ones|couple|woman|women|man|men|kids?|student)\b",
    r"(?:two|2) (?:grooms|brides)\b|same[- ]sex couple.{0,60}(?:refus|cancel|turn|not|no)",
    r"(?:breast-?feed\w*|feed (?:my|the) (?:son|daughter|baby))(?: \w+){0,6} (?:in the toilet|leave|cover up|stop|"
    r"elsewhere)",
    r"(?:saw|seeing|noticed) (?:my|her|our|his) (?:headscarf|hijab|turban|wheelchair|skin|stick|cane|guide dog)|"
    r"(?:because of|due to) (?:the|my|his|her) (?:wheelchair|headscarf|"
    r"hijab|turban|accent|skin|disability)",
)
_veiled(
    "data",
    "Personal data may have been exposed",
    "payslip payslips balance logged account details records results profile letters bcc cc link digit password "
    "statements photos",
    r"(?:got|received|sent|given|have|emailed|posted) (?:me |us |my )?(?:someone|somebody) else'?s (?:\w+ "
    r")?(?:payslip|statement|results?|records?|medical|details|letter|bill|data)\b",
    r"(?:can|could) see (?:his|her|their|other people's|someone else's|a stranger's|everyone's|all (?:his|her|"
    r"their)) (?:\w+ )?(?:balance|orders?|address|details|account|messages|"
    r"statements?|payments?|transactions?)",
    r"(?:logged|logs|log|signed) (?:me )?(?:in|into)(?: \w+){0,4} (?:someone|somebody|a stranger|another "
    r"(?:customer|person|patient))",
    r"(?:change|changing|edit) (?:the )?(?:last )?(?:digit|number|id)s? (?:of|in|on|at)(?: \w+){0,4} (?:link|url|"
    r"address)",
    r"(?:bcc|cc'?d|in the cc|to field)(?: \w+){0,10} (?:everyone|everybody|all|whole|200|500|patients|customers|"
    r"addresses)",
    r"everyone (?:got|received|has|can see) everyone'?s|payslips?(?: \w+){0,6} (?:to everyone|to the whole|to all)",
    r"password(?: \w+){0,14} (?:list|forum|dump|dark web)",
)
_veiled(
    "press",
    "Speaks for or of the press",
    "segment piece feature story report programme comment itv bbc gazette courier herald echo chronicle crew "
    "publish producer photographer",
    r"(?:doing|making|filming|putting together|preparing|running|publishing) (?:a |an |our )?(?:segment|feature|"
    r"piece|documentary|programme|report)\b(?= (?:on|about|for|tonight|tomorrow))",
    r"(?:gazette|courier|herald|echo|chronicle|argus|mercury|tribune|observer|post|itv|bbc|watchdog|channel \d) "
    r"(?:rang|called|phoned|has asked|have asked|have been|were on the phone|wants? (?:to|a)|"
    r"is running|are running|are outside|(?:has|have) interviewed)",
    r"(?:need|want|like|seeking|invite|for) (?:a |your |an? official )?(?:comment|statement|response) (?:by|"
    r"before)\b.{0,50}(?:run|publish|print|deadline|broadcast|air)|before we (?:run|publish|go to "
    r"print|broadcast|air)\b|right of reply",
)
_veiled(
    "legal",
    "Threatens legal action",
    "barrister bailiff judicial coroner coroner's hearing act redress prejudice pre-action claim proceedings served "
    "tribunal instructed limitation counsel notice",
    r"judicial review|(?:first|court|preliminary) hearing\b|hearing is (?:on|set|listed)|coroner(?:'s)?\b|statutory "
    r"demand|without prejudice|pre-?action|letter of claim|notice of (?:intended )?"
    r"(?:claim|intent to)|claim form|statement of (?:case|claim)|particulars of claim",
    r"(?:now |who )?acts? for (?:me|us|my \w+|our client|mr|mrs|ms)\b|acting (?:for|on behalf of) (?:our client|mr|"
    r"mrs|ms)|our client\b|my (?:counsel|barrister)\b(?! friend)|(?:redress|ombudsman) scheme|"
    r"(?:send|sending|ignore|meet|hear from) (?:in )?(?:the |a |our |my )?bailiffs?",
)
_veiled(
    "fraud",
    "Reports a fraud or theft",
    "signature forged anydesk teamviewer purchases transactions loan payments safe scammers scammer savings "
    "pretending gift code codes withdrawals me",
    r"signature(?: \w+){0,4} (?:is not|was not|not) (?:mine|hers|his|my)|forged\b|imitated my signature",
    r"(?:any ?desk|team ?viewer|remote access|screen ?share)(?: \w+){0,10} (?:bank|account|money|savings|took|"
    r"transfer\w*)|(?:safe account|(?:move|moved|moving) (?:my|the|our) (?:money|savings))\b",
    r"(?:purchases?|transactions?|payments?|withdrawals?|gift cards?|orders?)(?: [\w',]+){0,12} (?:was not|were not|"
    r"is not) me\b",
    r"(?:loan|credit card|account|contract|finance|policy|phone)(?: [\w£,]+){0,4} in my name\b(?=.*\b(?:never|not|"
    r"did|who|fraud|stranger|left)\b)(?! only)",
    r"(?:gave|given|told|read|shared)(?: \w+){0,4} (?:the |my |a )?(?:code|codes|otp|passcode|pin)\b(?=.*\b(?:rang|"
    r"called|text|said (?:he|she|they) (?:was|were)|from (?:you|your)|pretend\w+|scam\w*|gone)\b)",
)
_veiled(
    "crime",
    "Tells of an assault or harassment",
    "changing shower locker toilet hidden camera messages uninvited texting number photos",
    r"(?:takes?|taking|took|film\w*|record\w*) (?:photos?|pictures?|videos?|(?:the )?(?:girls|boys|women|kids|"
    r"children))(?: \w+){0,4} (?:in|of)(?: \w+){0,3} (?:changing|toilet|shower|locker)",
    r"hidden camera|camera (?:hidden )?in (?:the|our|my) (?:shower|bathroom|toilet|bedroom|changing room|smoke)",
    r"(?:driver|courier|engineer|coach|teacher|trainer|tutor|rider|plumber|fitter)(?: \w+){0,8} (?:texting|"
    r"messaging|texted|messaged|sending messages to|whatsapp\w*) (?:me|my (?:daughter|son|wife))"
    r"(?=.*\b(?:night|midnight|hey|babe|delete|beautiful|pretty|drink|single|number|thirteen|fourteen|1[2-7])\b)",
)
