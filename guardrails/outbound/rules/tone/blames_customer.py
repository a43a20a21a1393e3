"""tone: blames-customer."""

from __future__ import annotations

from guardrails.finding import Detector
from guardrails.matchers import Pattern, finder
from guardrails.outbound.abroad import BLAMES_CUSTOMER
from guardrails.outbound.words import LISTS, REPORTED
from guardrails.phrases import phrases
from guardrails.rule import Example, Rule

_LISTS = LISTS | {
    # What a customer can be blamed for not having done; "you should have received it" blames nobody.
    "done": """
        read|checked|double-checked|noticed|known|contacted|called|rung|phoned|emailed|told|asked|followed|kept|
            measured|
        ordered|realised|realized|chosen|looked|planned|allowed|come to us|raised|informed|notified|let us|reported|
            booked|
        packed|saved|confirmed|thought|arrived|brought|consulted|verified|paid attention|taken more care|taken care|
        been more careful|been more patient|been more specific|been clearer|been in|been at home|been home|been there|
        been aware|been on time|been quicker|been more attentive|made sure|made it clear|made yourself|written down|
        mentioned|specified|stated|selected|entered|used|tried|waited at|spoken|cancelled|got in touch|seen|studied|
        familiarised|reviewed the|anticipated|expected|spotted|registered|signed|supplied|provided|given us|sent us|
        responded|replied|answered|picked up|collected|reached out|complained|flagged|raised
    """,
    "act": """
        read|check|notice|follow|provide|give us|tell us|tell the|contact|enter|select|mention|include|supply|respond|
            reply|
        answer|collect|sign up|let us know|update|confirm|inform|notify|specify|keep|measure|report|return it|
            return the|
        cancel in|cancel before|complete|fill in|pay attention|take care|look after|make sure|double-check|ask|
            arrive on|
        turn up|show up|bother|plan|allow enough|leave enough|open the|pick up|review the|activate|opt|tick|untick|
            register
    """,
    "ours": (
        "website|site|page|listing|description|label|terms|conditions|small print|policy|instructions|email|"
        "emails|booking|sign|signs|menu|guide|app|packaging|manual|leaflet|contract|confirmation|notice"
    ),
    "mistake": (
        "fault|mistake|error|oversight|doing|failure|negligence|carelessness|misunderstanding|confusion|"
        "inattention|misuse|mishandling"
    ),
}

_DIRECT = phrases(
    """
    you <adv>? <should've> <adv>? <done>
    you should|could|might <adv>? have <adv>? <done>
    you (should not|shouldn't) have (ordered|opened|left|used|washed|put|bought|clicked|agreed|paid|booked|thrown|
        removed|given)
    you (were supposed|were meant|were expected|were asked|needed|ought|had) to .. (read|check|tell|contact|follow|
        return|report|confirm|provide|measure|notify|inform|cancel|arrive|be there|be home|make sure|let us know)
    had you .. <done>
    had you (not|only|just) .. (left|waited|used|opened|ordered|put|given|entered|ignored|missed)
    if only? (you'd|you had|you_would_have) .. (<done>|bothered|paid|listened|been|left|not left|not waited|
        gone through|taken the time)
    if (only|you) (you had|had|hadn't|you hadn't) .. (left|waited|used|opened|ordered|ignored|missed|<done>)
    if you would have|you'd_have .. <done>
    had the (size guide|address|instructions|terms|form|details|booking|delivery address|small print|
        care label) .. been (read|checked|followed|correct|complete|completed|entered|right|given)
    you failed|forgot|neglected|omitted to
    you (have|had|seem to have|appear to have|must have|may have|might have|obviously|clearly|probably|
        apparently) (failed|neglected|forgotten|omitted|overlooked|ignored|misread|misunderstood|mistyped|misplaced|
        mishandled|misused|mixed up)
    you (must|obviously|clearly|probably|apparently|simply|evidently|just) (have)? (missed|entered|chosen|selected|
        ordered|used|left|put|gave|given|lost|damaged|broken|broke|dropped|skipped|chose|picked|typed|weren't|
        were not|didn't|did not)
    you misread|misunderstood|overlooked|ignored|mishandled|misused|mistyped|miscounted|misjudged|disregarded
    you (didn't|did not|don't|do not|haven't|have not|never) (properly|carefully|even|bother to|actually|correctly|
        fully|once|first|take the time to|manage to|think to|care to|read or)? <act>
    you never (told|mentioned|asked|contacted|replied|responded|informed|gave|sent|checked|returned|confirmed|let|
        answered|called|reported|complained|raised|said)
    you (entered|gave|provided|supplied|typed|chose|selected|ordered|picked|used|put|submitted|filled in) .. (wrong|
        incorrect|incomplete|outdated|old|invalid)
    (address|number|email|details|size|date|information|postcode|account) .. you (entered|gave|provided|supplied|
        typed|chose|selected|filled in|put) .. (was|were|is|are) (wrong|incorrect|incomplete|outdated|invalid|
        not correct|not complete|not right)
    you (left|leave) it (too|so|very|rather) late
    you waited (too long|so long|until|for weeks|for days|far too long) .. (to|before) (contact|report|tell|raise|
        order|book|complain|let|get)
    you (chose|decided|opted) (not|instead)? to (ignore|wait|buy|order|use|pay|book|open|wash|skip|read|gamble|risk|
        disregard|put|fit|install)
    you (chose|opted for|went for|picked|selected) the (cheapest|slowest|cheaper|slower|wrong|basic|economy)
    you (turned|showed) up late
    you arrived|were late (for|to|and)
    you were (clearly|already|explicitly|specifically|repeatedly|well|fully|plainly|duly) (told|informed|warned|
        advised|aware|notified|reminded)
    as you were (told|informed|advised|warned|notified) (at|when|before|by|in)
    you knew (that|the|about|when|what|full well|perfectly well|very well|exactly)
    you (agreed|signed up|consented) to (our|the|these|those|that|this) .. (terms|conditions|policy|charge|charges|
        price|contract|rules|fee)
    you accepted (our|the) .. (terms|conditions|policy|rules)
    you ticked|clicked .. (box|agree|accept)
    (we|i|our team|they) (asked|told|reminded|warned|emailed|advised|informed) you .. (but|yet|and|
        however) you (did not|didn't|never|chose|still|decided|ignored|failed|went)
    you ordered|booked|bought|paid|signed .. without (checking|reading|measuring|asking|looking)
    (nobody|no one|we never) (forced|made) you
    you (only)? have (only)? yourself to (blame|thank)
    you brought this (on|upon) yourself
    you (are|were|'re) .. (to blame|at fault|the one who|the cause|responsible for (the|this|your|any|that|checking|
        reading|making|ensuring|providing|giving|keeping|returning))
    you're (to blame|at fault|the one who|the cause|responsible for)
    you caused|created this|the|it
    (it was|was it not|since it was|this was) you (yourself)? (who|that)
    you (are|were|'re) the one (who|that)
    (nobody|no one|no-one) (at|in) your (place|address|home|house|end|office|side) .. (answered|was|opened|came|
        replied|responded|there|available|accepted)
    (nobody|no one) (was|answered|opened) .. (in|home|at home|the door|there|to receive|to accept|to sign)
    you (were given|had|got|have had) (every|ample|plenty of|enough|more than enough|many|several|sufficient|fair|
        all the) (chance|chances|opportunity|opportunities|warning|warnings|time|notice|reminders|occasion|occasions)
    (despite|in spite of|after|ignoring) (our|several|two|three|many|repeated|all our|the) .. (reminders|reminder|
        warnings|warning|instructions|advice|notice|notices)
    you (let|allowed) (it|the|your|this) .. (pass|lapse|expire|slip|run out|go by)
    you (simply|just|probably|clearly|obviously|also|then|yourself) (entered|typed|gave|chose|selected|ordered|
        clicked|pressed|picked|missed|forgot|failed|ignored|assumed|confused|opened|signed)
    (what|something) you (did|do|have done|chose|typed|entered) (wrong|yourself)
    you (assumed|expected|presumed) .. (wrongly|instead|without|that we would)
    you (never|didn't|did not) (once)? (think|thought|bother|bothered|care|cared) (to|of)
    you (would|could|might) (have|'ve) (easily|simply|just|also)? (avoided|prevented|spared yourself|saved yourself|
        seen|known|noticed|found|spotted|asked|called|checked|told)
    you (weren't|were not) (at home|home|in|there|available|present|reachable|careful|paying attention|clear|specific|
        patient)
    you (lost|broke|damaged|dropped) (it|the|your) .. yourself
    you (could|should|might|may) want to be more (careful|patient|attentive)
    """,
    _LISTS,
)

_YOURS = phrases(
    """
    your (own|very own)? (fault|mistake|error|negligence|carelessness|responsibility to|misunderstanding|impatience|
        oversight|inattention|forgetfulness|misuse|mishandling|choice to|decision to|failure to|doing|lack of)
    (phone call|call|word|message|email|e-mail|note|notice|photo|line|reply|heads-up|warning|answer|
        mention) (from you|on your part) ... (would|could|might|earlier|sooner|before|on the day|at the time|in time|
        beforehand)
    (would|could|might) have ... (phone call|call|word|message|email|e-mail|note|notice|photo|line|reply|heads-up|
        warning|answer) (from you|on your part)
    (would|could|might) have (been)? ... (if|had) (you|the customer|somebody at your|someone at your) (had|hadn't|
        told|called|been|were|asked|let|not)?
    (through|because of|down to|thanks to|result of|due to|owing to|a consequence of|caused by) your (own)? (choice|
        decision|actions|action|order|handling|use|choices|selection|settings|preference)
    (customers|guests|people|passengers|you|users|diners|travellers|parents|owners|buyers) (do|really|simply|also|
        always|of course|still|must|should|ought)? (have|need|are expected|are supposed|ought) to (look after|check|
        read|keep an eye|take care|be aware|make sure|ensure|know|mind|watch|follow|plan|arrive|measure|
        understand the|familiarise)
    (customers|people|guests|passengers|folk|users|buyers|diners) (simply|just|often|always|never|sometimes|who|
        will)? (don't|do not|won't|can't be bothered|fail to|refuse to|forget to|never|neglect to|
        rarely) (to)? .. (read|check|look|listen|follow|plan|measure|open|tell|bother|ask|keep)
    (exists|exist|is there|are there|there) for a (good)? reason
    (spell|spells|spelled|spelt|set|sets|lay|lays|make|makes|made|put|puts) .. (it|this|that|out|things) .. (plainly|
        plain|clearly|clear|black and white|large letters|bold)
    (hard|difficult|impossible) to (miss|overlook)
    (could|can) (hardly|not|scarcely) (be|have been) (clearer|plainer|missed|more clear|more obvious)
    (not|isn't|wasn't) (rocket science|that hard|that difficult|hard to|too much to ask) .. (read|check|ask|follow|
        look|call|to|of you)
    (left|forgotten|lost|misplaced|dropped|broken|damaged|spilt|spilled|worn|overloaded|overfilled|washed|
        dried) by you
    your (own)? (responsibility|job|duty)
    your (late|delayed|slow) (arrival|cancellation|notice|response|reply|payment|return|order|booking)
    (mistake|error|misunderstanding|oversight|fault|lack|failure|negligence|confusion|carelessness|problem|issue|
        delay|slip|mix-up) .. on your (part|end|side|behalf)
    (caused|due|owing|thanks|down) (by|to) (your|you|the customer|the customer's|user error|customer error|
        improper use|incorrect use|misuse|mishandling|the way you|how you)
    because of (your|something you|the way you|how you|what you)
    because you (didn't|did not|failed|left|used|ordered|chose|hadn't|had not|gave|entered|waited|put|never|were not|
        weren't|missed|cancelled|opened|washed|ignored|forgot|selected|refused|provided|booked)
    (this|it|that) (only|simply|just)? (happened|happens|broke|failed|occurred|went wrong) (because|since|as|when) you
    (user|customer|operator) error
    (user's|customer's) (fault|mistake|responsibility|own|error)
    (incorrect|improper|careless|wrong|rough) (use|handling|usage|washing|installation|assembly)
    (misuse|mishandling) of the|your|this
    not following (our|the) (instructions|guidelines|rules|care|directions|steps)
    (up to|on|incumbent on|the responsibility of) (you|the customer|customers|the guest|guests|the buyer) to (check|
        read|make|ensure|measure|verify|know|confirm|follow|provide|inform|tell|look)
    (customers|guests|passengers|users|buyers|diners|visitors|patients) (are|is|were) (expected|responsible|required|
        supposed|advised|asked|obliged) (to|for)
    we expect (our|all|every|you)? .. (customers|guests|passengers|you|users|buyers|people|diners) to
    (customers|people|those|guests) who (don't|do not|fail|can't|cannot|won't|leave|ignore|never|didn't)
    (can't|cannot|couldn't) (be)? (held)? (responsible|accountable|help it|help|control) (for|if|when) (your|you|
        customers|people|what you|the customer)
    (clearly|plainly|explicitly|prominently|very clearly) (stated|states|state|says|say|said|written|displayed|marked|
        shown|mentioned|explained|explains|listed|indicated|labelled|specified|printed|set out|advertised|
        communicated|told)
    (it|this|that) (states|says) (quite|very|so) (clearly|plainly)
    (stated|states|says|written|explained|displayed|communicated|shown|visible|there) (quite|very|
        perfectly)? (clearly|plainly|in black and white) (on|in|at|for)
    in black and white
    (more|greater) (care|attention|patience|caution) (on|from) (your|you)
    (a|one) (quick|simple|closer|careful)? (look at|read of|glance at|check of|read through) (the|our|
        your) ... would (have|save|spare|avoid)
    (reading|checking|measuring|asking|contacting|following|looking) ... would (have|easily have|'ve) (avoided|
        prevented|helped|saved|spared|shown|told|made|answered|solved)
    ... (could|would|might) (easily)? have been (avoided|prevented) (if|had|by|with) (you|reading|checking|a quick|
        a little|more)
    your (unrealistic|unreasonable|excessive|high|inflated|impossible) (expectations|demands|expectation|demand)
    a (bit|little) more (patience|care|attention) (from|on|would)
    """,
    _LISTS,
)

_LESSON = phrases(
    """
    (next time|in future|in the future|going forward|from now on) .. (read|check|measure|be (more)? careful|
        follow the|order earlier|book earlier|contact us before|plan ahead|arrive|double-check|pay attention|
        take care|make sure you|ensure you|ensure that you|try to|think before|allow (more|enough)|bear in mind|
        remember to)
    (read|check|measure|be careful|follow the|order earlier|double-check|pay attention|plan ahead|contact us|
        take more care) .. (next time|in future|in the future|from now on)
    (please|try to|do|should|must|to) (be) more (careful|patient|attentive|realistic|precise)
    pay (more|closer|better) attention
    """,
    _LISTS,
)
_WE = phrases("we|we'll|we're|i|i'll|our|us")

_OUR_OWN = phrases(
    """
    (should|ought to) (have been|be|have) (clearly|plainly|prominently|explicitly|more clearly)
    (wasn't|isn't|aren't|weren't|not|never|nowhere|more) .. (clearly|plainly|prominently|explicitly)
    """
)

_MESSAGE = "This puts the responsibility on the customer."
_SUGGESTION = "Drop the reproach; say what you can do now."

RULE = Rule(
    id="blames-customer",
    family="tone",
    what="Puts responsibility on the customer: 'you should have', 'had you read', 'an error on your part'.",
    why="A customer who is told off writes again, louder, and every reader takes their side.",
    boundary="'You shouldn't have had to read the small print'; 'none of this is your fault'.",
    serves=("P10", "P22"),
    suggestion=_SUGGESTION,
    find=finder(
        "blames-customer",
        [
            Pattern(_DIRECT, _MESSAGE, _SUGGESTION, unless_before=REPORTED, quotable=True),
            Pattern(
                _YOURS,
                _MESSAGE,
                _SUGGESTION,
                unless_before=REPORTED,
                unless_around=_OUR_OWN,
                negatable=True,
                quotable=True,
            ),
            Pattern(_LESSON, _MESSAGE, _SUGGESTION, unless=_WE, unless_before=REPORTED, negatable=True),
            Pattern(BLAMES_CUSTOMER, _MESSAGE, _SUGGESTION, negatable=True, quotable=True),
        ],
    ),
    detectors=(Detector.PATTERN, Detector.CLASSIFIER),
    flags=(
        Example("[[You should have checked]] the size guide before you ordered."),
        Example("[[Had you read]] the care label, the jumper would still fit."),
        Example("The delay is [[due to your]] incomplete address."),
        Example("Unfortunately [[you entered the wrong]] postcode, so the parcel came back to us."),
        Example("The fee is [[clearly stated]] on our website."),
        Example("This looks like a simple [[mistake on your side]], Priya."),
        Example("[[If you'd contacted]] us sooner, we could have saved the booking."),
        Example("[[Next time, please read]] the instructions before you switch it on."),
        Example("[[You may have overlooked]] the e-mail in which we announced the change."),
        Example("[[Sie hätten die Maße vorher prüfen müssen]]."),
        Example("[[Vous auriez dû]] vérifier votre adresse."),
        Example("Fue [[culpa suya]], porque el plazo ya había pasado."),
        Example("[[A quick look at the size chart would have]] avoided this."),
        Example("[[It helps to read the e-mail we sent before travelling.]]", detector=Detector.CLASSIFIER),
    ),
    passes=(
        Example("You shouldn't have had to read the small print to find that out."),
        Example("You should have received your parcel last week, and we're sorry that you are still waiting."),
        Example("None of this is your fault, and you did the right thing by writing to us."),
        Example("You should have been told about the change, and nobody did."),
        Example("If you'd like us to call you, tell us a good time and we will."),
        Example("Our colleague was wrong to suggest that you should have checked the address."),
        Example("If you had trouble reaching us by phone, please send us a direct message."),
        Example("The fee should have been clearly stated on our website, and it was not."),
        Example("You never received the second box, and that isn't good enough."),
        Example("Next time we will check the bag before it leaves the kitchen."),
        Example("You were told two different things by two of us, and we're sorry for that."),
    ),
)
