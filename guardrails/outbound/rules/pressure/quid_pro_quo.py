"""pressure: quid-pro-quo."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guardrails.document import Document, Sentence
from guardrails.finding import Detector
from guardrails.matchers import Pattern
from guardrails.outbound.words import LISTS
from guardrails.phrases import phrases
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation

_LISTS = LISTS | {
    "thing": "<post>|<dispute>|what you wrote|what you've written|what you posted|it|this|that|them|everything",
    "praise": (
        "positive|good|great|nice|five-star|5-star|kind|glowing|favourable|favorable|better|higher|honest|happy|"
        "new|four-star|fresh|lovely|5|five"
    ),
}

_SILENCE = phrases(
    """
    (<remove>|<removing>|<removed>|<change>|<changing>|<changed>) .. <thing>
    <thing> .. (is|be|has been|gets|was|comes|come|goes|being|are|were) .. (<removed>|<changed>)
    take|taking|took .. <thing> (down|off|back)
    (not|stop|stopping|refrain|refraining|without|instead of|don't|hold off|holding off|agree not|cease|avoid|
        avoiding|stopped) .. (from|to)? (post|posting|share|sharing|publish|publishing|complain|complaining|leave|
        leaving|go public|going public|tag|tagging|write|writing|talk|talking|mention|mentioning|open|opening|raise|
        raising|dispute|disputing|tell|telling|review|reviewing) (it|this|about|us|a|anything|further|online|publicly|
        again|negative|anyone|that|the|your|on|any|anybody|others|more)?
    (keep|keeping|kept|stay|staying) .. (quiet|between us|off social media|offline|to yourself|discreet|confidential|
        silent|private)
    your (silence|discretion|confidentiality|cooperation on the review)
    (leave|leaving|write|writing|give|giving|post|posting|share|sharing|drop|dropping|change|changing|
        submit) (us)? .. (a|an|your)? <praise>? .. (review|rating|stars|star|feedback|testimonial|recommendation|
        thumbs up|word|words|post)
    (rate|rating|review|reviewing|recommend|recommending) (us|our|me|highly)
    (review|post|comment|tweet|video|rating|stars|thread|story) .. (disappears|disappear|vanishes|vanish|goes away|
        go away|no longer there|changes|improves|goes up|turns|becomes)
    (kinder|better|higher|positive|updated|new|improved|fairer|five-star|nicer|amended|edited|revised|good|5-star|
        favourable|glowing|happier|warmer|great) (rating|review|stars|score|feedback|post|comment|tweet|write-up)
    (post|posts|tweeting|tweet|tweets|posting|reviewing|complaining|sharing|tagging|reviews|complaints) .. (stop|
        stops|stopped|end|ends|cease)
    (stop|stopping|drop|dropping|end|ending) (tweeting|posting|tagging|complaining|sharing|writing|talking|reviewing|
        this campaign|the case|the dispute|the complaint)
    (keep|keeps|keeping|kept|settle|settles|resolve|resolves|sort|sorts) (matters|things|it|this|the matter|
        complaints|problems|their) .. (private|privately|quiet|quietly|off|between|out of|offline|in confidence|
        discreetly|to themselves|to yourself)
    (dispute|chargeback|case|claim|complaint) .. (running|ongoing|in progress|going|continues|unresolved|stays open|
        with the bank|with your bank|outstanding)
    (help|helping) us .. (out)? (with|on) (the|your|our|that|a) (rating|review|stars|score|feedback)
    (removal|deletion|withdrawal|retraction|update|amendment|change) of (your|the|this) .. <thing>
    (review|chargeback|dispute|claim|complaint|post|comment) .. (open|up|live|online|active|pending|in place|there|
        visible|remains|public|exists|stands)
    (non-disclosure|nda|confidentiality agreement)
    """,
    _LISTS,
)
_HELP = phrases(
    """
    (voucher|discount|refund|money|replacement|credit|upgrade|gift|table|room|dessert|meal|order|parcel) .. (yours|
        waiting|ready|stays|released|on us|on the house|goes out|is approved|follows)
    waive|waived|waiving|dessert|bill|invoice
    refund|refunded|refunding|voucher|credit|discount|compensation|compensate|replacement|gift|goodwill|reimburse|
        reimbursement|upgrade|upgraded|coupon|cashback|payment|payout
    (free|complimentary) (of|meal|night|stay|shipping|delivery|month|product|drink|dessert|item|upgrade|coffee|sample|
        ticket|return)
    (priority|prioritise|prioritize|fast-track|fast track|speed up|expedite|escalate|escalated|top of the queue|
        front of the queue|move you up|faster|jump the queue|sooner)
    (we|i|team|we'll|we'd|we'll_be|i'll|manager) (will|can|could|would|shall|'ll|are|may|might|be|is)? (then|gladly|
        happily|also|be able to|be happy to|happy to|ready to|be in a position to|immediately|continue to|start to|
        begin to|of course|consider)? (help|assist|resolve|process|look into|proceed|investigate|sort|fix|solve|send|
        issue|release|approve|refund|replace|repair|continue|start|begin|offer|give|act|make it worth|take care|
        move forward|discuss|talk|see what|respond|arrange|waive|review your)
    (help|assist|resolve|process|proceed|investigate|release|approve|sort it|move forward|get this sorted|
        worth your while|a little something|something special|thank-you|thank you gift|bonus|reward|make it up to you|
        money back|money|cash|pounds|euros)
    """,
    _LISTS,
)
_TIED = phrases(
    """
    if|once|unless|until|provided|providing|subject_to|conditional|contingent|dependent
    (when|as soon as|after|the minute|the moment|the second|the day|as long as|so long as|only when|only after|
        assuming|in case|while|the moment|
        the minute) (you|your|the|we|this|that|it|they)
    (in|by way of) (exchange|return)
    (in exchange|in return|on condition|on the condition|on the understanding|depends on|depending on|tied to|
        linked to|goes with|with the proviso|as a thank you for|as thanks for|to thank you for|reward for|rewarding|
        to qualify|to be eligible|to unlock|to receive|to get|to claim|hinges on|requires you|require you to|
        before we|before i|so that we can|so we can|would allow us to|would enable us to|would let us|helps us|
        will help us|lets us|allows us|enables us|exchange for|return for|then we|and we'll|and we|and i'll|
        and in return|and then we|we will then|makes it easier for us|easier to|reserved for|reserve|reserved|
            in return for|exchange|let's make a|only for|limited to|trade|deal|swap|and we'll|and i'll|and we|
            agreement|bargain|
        arrangement)
    """
)
_DIRECT = phrases(
    """
    (scratch|scratches|scratching) .. (our|your|my) back
    (you help us|help us out|you do us a favour|do us a favour) .. (we help you|we'll help|and we'll|we will|and we)
    (all we ask|all i ask|the only thing we ask|only condition|one condition|our only request|all we'd ask|
        all we need) (in return|in exchange|is|from you)? (is|that|in return|would be|for)?
    (in exchange|in return) (for)? (your|this|that|the refund|the voucher|the credit|a refund|which|we ask|we would|
        we'd|we just|we only|could you|would you|please|you)
    (sign|signing) .. (non-disclosure|nda|confidentiality agreement|waiver|release form)
    """,
    _LISTS,
)
_ALL_WE_ASK = phrases(
    """
    (all we ask|all i ask|only thing we ask|only condition|one condition|our only request|all we'd ask|
        all that we ask|in return|in exchange|we only ask|we just ask|the only catch|for our part|as a gesture)
    """
)
_THEN = phrases(
    """
    (then|once|after|in return|in exchange|as soon as|only then|that way|at that point|when that's|when that is|
        afterwards|once that|after that|as soon as that|until then|before that|at which point|in which case)
    """
)
_FREELY = phrases(
    """
    regardless|whichever|unconditional|unconditionally
    (whether|no matter|whatever) (or not|you|what|how|your|happens)
    (doesn't|does not|don't|do not|not|isn't|is not|never|nothing) .. (depend|depends|conditional|contingent|tied|
        linked|require|in exchange|in return|have to|need to|hinge|to do with)
    (no strings|no conditions|without conditions|without any condition|either way|independent of|independently|
        no catch|not a condition|nothing in return|nothing in exchange|not in exchange)
    (even if|even though|although) you
    <private>
    for your (own)? <safety>
    (feel free|no pressure|only if you want)
    (not|never|aren't|isn't) (here|asking|about|a question) .. (you|to|for|of)
    (we|i) (never|won't|wouldn't|don't|would never|will never|will not|would not) (ask|offer|tie|want|pay|reward|
        expect)
    """,
    _LISTS,
)

_MESSAGE = "This ties help or money to what the customer says in public or to a dispute."
_SUGGESTION = "Offer the help without a condition, and do not mention the review."
_TRADE = Pattern(_SILENCE, _MESSAGE, beside=_HELP, reach=22, needs=_TIED, unless=_FREELY)
_PLAIN = Pattern(_DIRECT, _MESSAGE, needs=_SILENCE | _HELP, unless=_FREELY)


def _spans(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the trades made in one sentence, and those that two sentences make together."""
    for sentence in document.sentences:
        for pattern in (_TRADE, _PLAIN):
            for start, end in pattern.find(sentence):
                yield sentence.start + start, sentence.start + end
    asking = [_asks(sentence) for sentence in document.sentences]
    for (first, first_asks), (second, second_asks) in pairwise(zip(document.sentences, asking, strict=True)):
        asked_then_helped = first_asks and _begins(second) and second in _HELP
        tied = asked_then_helped or (second_asks and second in _ALL_WE_ASK and first in _HELP)
        if tied and first not in _FREELY and second not in _FREELY:
            yield first.start, second.end


def _begins(sentence: Sentence) -> bool:
    return any(start < 8 for start, _ in _THEN.find(sentence))


_ASKED = phrases(
    """
    (<remove>|<removing>|<change>|<changing>) (your|the|this|that|these|those) .. (<post>|<dispute>)
    (<remove>|<removing>) (it|this|that|them)
    take|taking .. (<post>|it|this|that) down
    (stop|not|don't|refrain from|keep|keeping) .. (posting|post|sharing|share|quiet|between us|tagging|
        off social media)
    (leave|write|give|post) us .. (review|rating|stars)
    """,
    _LISTS,
)


_WITHHELD = frozenset({"never", "needn't", "we've", "weve"})


def _asks(sentence: Sentence) -> bool:
    """Return whether the sentence asks for silence or praise."""
    return sentence in _ASKED and _WITHHELD.isdisjoint(sentence.words)


def _find(document: Document, _: Reply) -> Iterator[Violation]:
    for start, end in _spans(document):
        yield Violation("quid-pro-quo", *document.span(start, end), _MESSAGE, _SUGGESTION)


RULE = Rule(
    id="quid-pro-quo",
    family="pressure",
    what="Ties help, money or priority to removing, changing or withholding a review, post, complaint or chargeback.",
    why="It buys silence. Customers publish such offers, and consumer law in many places forbids them.",
    boundary="Help that is offered whatever the customer says or keeps: 'whether or not you change your review'.",
    serves=("P24",),
    suggestion=_SUGGESTION,
    find=_find,
    detectors=(Detector.PATTERN, Detector.CLASSIFIER),
    flags=(
        Example("If you [[delete the review, we'll refund]] you in full."),
        Example("We can offer a [[voucher in exchange for removing your post]]."),
        Example("[[Once the chargeback is withdrawn, we can process]] your replacement."),
        Example("Your [[refund is conditional on you taking the review down]]."),
        Example("We'll add a [[£20 credit if you leave us a five-star review]]."),
        Example("Unfortunately we can't [[help while your dispute is open]]."),
        Example("[[Please take the post down. Then we can send your refund.]]"),
        Example("As soon as [[your comment is updated, we will move you to the front of the queue]]."),
        Example("[[We'll refund the meal. All we ask is that you remove your review.]]"),
        Example("To get the [[discount, just agree not to share this]] with anyone."),
    ),
    passes=(
        Example("Whether or not you change your review, we'll refund you today."),
        Example("Your refund doesn't depend on your review in any way."),
        Example("If you delete the card number from your post, you'll be safer; we'll help you by direct message."),
        Example("If you send us your order number by direct message, we can look at the refund."),
        Example("Once the replacement is with you, we'll call to check that it works."),
        Example("You needn't remove anything for us to help."),
        Example("We'd like to offer you a voucher, with no strings attached, and thank you for the honest review."),
        Example("When you have a minute, tell us which seat you had so that we can help."),
        Example("Thank you for the review; we'll look into the refund now."),
        Example("If the voucher has expired, we'll send you a new one."),
    ),
)
