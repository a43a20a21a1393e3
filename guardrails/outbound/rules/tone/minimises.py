"""tone: minimises."""

from __future__ import annotations

from guardrails.finding import Detector
from guardrails.matchers import Pattern, finder
from guardrails.outbound.abroad import MINIMISES
from guardrails.outbound.words import LISTS, REPORTED
from guardrails.phrases import phrases
from guardrails.rule import Example, Rule

_LISTS = LISTS | {
    "few": (
        "a|an|one|two|three|four|five|six|seven|eight|ten|a few|a couple of|a couple|a handful of|some|half an|half a|#"
    ),
    "span": """
        day|days|hour|hours|minute|minutes|week|weeks|month|months|pound|pounds|euro|euros|dollar|dollars|penny|
            pennies|
        pence|cents|business days|working days|quid|mile|miles|times
    """,
    "small": """
        small|minor|slight|little|tiny|trivial|petty|brief|insignificant|negligible|cosmetic|temporary|simple|mere|
            short|
        superficial|bit of a|wee|mild
    """,
    "trouble": """
        delay|delays|hiccup|hiccups|glitch|glitches|issue|issues|inconvenience|mishap|mistake|matter|setback|blip|
            scratch|
        scratches|defect|error|errors|wait|oversight|thing|things|problem|problems|mix-up|imperfection|imperfections|
            detail|
        misunderstanding|technicality|bump|bumps|dent|mark|stain|fault|disagreement|incident|slip|slip-up|
            disappointment|
        hitch|nuisance|annoyance|price difference|difference|discrepancy
    """,
    "loss": """
        food|money|parcel|package|toy|shirt|meal|pennies|clothes|hair|game|phone|haircut|pizza|burger|coffee|dress|
            toaster|
        kettle|t-shirt|delivery|box|scratch|cancellation|room|seat|misprint|typo|formality|drink|sandwich|chair|mug|
            bag|bug
    """,
    "content": """
        happy|satisfied|fine|pleased|delighted|content|thrilled|understanding|patient|quite happy|very happy|
            perfectly happy|
        more than happy|really happy|very satisfied|extremely happy|over the moon
    """,
}

_SMALL = phrases(
    """
    only|just|merely|barely|hardly|scarcely <few> <span>
    (is|was|were|are|it's|that's|arrived|came|been|only|just|merely) (only|just|merely|barely|
        hardly) <few> <span> (late|behind|over|delay|wait|out|longer|more|later|off|ago)?
    a mere (<few>)? <span>|#
    mere # <span>?
    (it's|its|it_is|it_was|that's|this_is|is|was) only|just|merely (a|an|some|your|one)? <loss>
    only|just|merely|simply (a|an|one|some|of)? <small> <trouble>
    (nothing|little) (but|more than) (a|an) ... <trouble>
    (a|an|this|the|that|such|some|any|your|these|what|very|quite) <small> <trouble>
    (hiccup|blip|glitch|trifle|trifling|first-world|first_world)
    such a (small|little|minor|trivial|tiny|petty|short)
    (it's|that's|this_is|it_is|that_is|is|was) (all|really|quite|rather|pretty|fairly|completely|totally|
        so)? (trivial|negligible|insignificant|petty|trifling|no big deal|nothing)
    (not|no|isn't|wasn't|hardly|never|aren't) .. (big|huge|major|great) deal
    (not|isn't|wasn't|hardly|scarcely|never|be) (exactly)? the end of the world
    (worse|far worse|much worse) things (happen|have happened|could)
    could (have been|be|always be) (a lot|much|far)? worse
    hardly|scarcely|barely (a|an) .. (disaster|crisis|catastrophe|tragedy|problem|issue|scandal|emergency|reason|big)
    hardly|scarcely|barely (noticeable|visible|worth|late|counts|matters|merits|deserves|warrants|unusual|serious|
        the end)
    (not|isn't|wasn't) exactly (a|an|the) (disaster|crisis|catastrophe|tragedy|emergency|end)
    (not|isn't|wasn't|aren't|weren't) (that|so|too|very|really|all that|particularly) (long|bad|late|unusual|serious|
        terrible|much|big|unreasonable|dramatic|important|expensive|cold|old|far)
    (not|isn't|wasn't) (a|really a|such a|exactly a|much of a|that much of a) (big deal|disaster|catastrophe|
        big problem|huge deal|real problem|huge problem|major issue|major problem|tragedy|emergency|serious issue|
        serious problem)
    nothing (serious|major|dramatic|terrible|to get upset|to be upset|out of the ordinary|unusual|special)
    (can|could|would|will) (barely|hardly|scarcely) (see|notice|tell|feel|taste|hear|call it|speak of|be called|spot)
    hardly|scarcely|barely (a|any|the|worth a) (reason|grounds|cause|justification|basis|excuse|need) (for|to)
    (come on|oh come on|honestly) (it|that|this) (was|is|were|only)
    (so|but|and|that) (one|a single) ... (is|isn't|was|out of|among) (a|not|hardly|nothing|within|no|still) .. (good|
        bad|record|score|much|disaster|problem|reason|average|acceptable)
    (nobody|no one) (died|was hurt|got hurt|has died|was harmed|lost an eye|noticed)
    you (still|did|were still) (get|got|had|have|were able|managed|could|enjoyed|received|saw|made) (to|most|some|the|
        your|it|through)
    (not|isn't|wasn't|hardly) (like|as if|as though) (the|it|we|you|your|anyone|they|this)
    (bigger|worse|far worse|larger|more serious|more important|greater|more pressing) (problems|things|worries|
        troubles|issues|matters|concerns) (in|than|out|to|around|on|elsewhere)
    (grand|greater|bigger) (scheme|picture|order)
    (is|are|was) (really|almost|practically|next to|as good as|basically)? nothing (compared|in comparison|really|
        at all|to|much|special|serious)
    (small|tiny|little) (fry|beer|potatoes|price|matter|detail|stuff)
    (laugh|smile|joke) about (it|this) (later|one day|soon|in|some day)
    (you'll|you will) (survive|live|get over|forget|laugh|be fine|cope|hardly notice)
    (could|would|might|may) (easily)? (have)? (happen|happened) to (anyone|anybody|any|everyone|you|the best)
    no (big deal|great loss|real harm|harm done|lasting harm|reason to (be|get) (upset|angry|annoyed))
    no need (to|for) (get upset|be upset|be so|overreact|make a fuss|exaggerate|shout|be angry|get angry|be rude|
        be dramatic|panic|get worked up|anger|drama|strong words|fuss|the drama|capitals|such)
    """,
    _LISTS,
)

_NORMAL = phrases(
    """
    (these|such|those) (things|mistakes|delays|errors|mix-ups|issues|problems|matters) (do|can|will|just|simply|
        sometimes|occasionally|unfortunately|always|inevitably|may|might)? (happen|occur|arise|go wrong)
    (things|mistakes|accidents|delays|errors|mix-ups|breakages|cancellations) (like this|like that|like these)? (do|
        can|will|just|simply|sometimes|occasionally|unfortunately|always|inevitably) (happen|occur|arise|go wrong)
    (things|mistakes|accidents|delays|errors|breakages) (like this|like that)? (happen|occur) (from|to|sometimes|now|
        occasionally|all|every|in|with|everywhere|and)
    mistakes|accidents|delays happen
    (stuff|life|shit) happens
    (it|this|that) (just|simply|sometimes|occasionally|unfortunately|does|can|could|may|will)? (happen|happens|
        happen) (to|sometimes|occasionally|from time|now and|every now|once in|all the time|in every|in any|
        everywhere)
    (happens|happen) to (everyone|everybody|anyone|all of us|the best|us all)
    (one|just one) of those things|days
    (that's|thats|such is|it's) (just)? life
    (bound|going) to happen
    part and parcel
    (nobody|no one|nothing|none of us|no company|no business|no system|no service) (is|can be|'s) (ever)? (perfect|
        infallible|flawless)
    nobody's|no-one's perfect
    (perfectly|completely|totally|quite|entirely|absolutely|perfectly|fairly|pretty) (normal|common|usual|standard|
        ordinary|natural|typical)
    (not|isn't|nothing|not at all|hardly) (unusual|uncommon|out of the ordinary|rare)
    (is|are|was|were) (only|just)? to be expected
    (can|could|should|must) be expected (at|in|during|with|from)
    (within|inside) (the|our|a)? (normal|usual|reasonable|acceptable) (range|limits|time|tolerance|variation|waiting)
    (rare|isolated|one-off|single|unique|exceptional) (case|incident|occurrence|event|exception|mishap|mistake|
        instance)
    (a|an|this|very) (one-off|exception|rarity)
    (teething|growing) (troubles|problems|pains|trouble|issues)
    """,
    _LISTS,
)

_OTHERS = phrases(
    """
    (most|almost all|nearly all|the vast majority|vast majority|the majority|majority|many|lots|thousands|hundreds|
        plenty|#|all|nine out of ten|millions|dozens) (of)? (our|the|other|my|happy)? <customers> (are|were|is|seem|
        feel|remain|stay) <content>
    (most|almost all|nearly all|the vast majority|vast majority|the majority|majority|many|lots|thousands|hundreds|
        plenty|#|all|nine out of ten|millions|dozens|our|our other|the other|other) (of)? (our|the|other|
        my)? <customers> (love|enjoy|appreciate|like|adore|praise|manage|cope|understand|recommend|tell us they love|
        rate us|give us|come back|have no|have had no|had no|have never|never|don't|do not|find|would|know|
        are satisfied|didn't|did not|get|receive|disagree|rave|report no)
    (other|our other|all our other|our) <customers> (are|were|seem) <content>
    (nobody|no one|no other customer|no other guest|none of our customers|none of our other|not one other) .. (has|
        have|had|ever|seems)? (complained|reported|mentioned|noticed|had|raised|said|experienced|objected|minded|
        minds|complains)
    <you're> (literally|actually|honestly)? (the|our)? (only|first) (one|person|customer|guest|passenger|
        complaint) .. (to|who|with|that|in)
    (first|only) (complaint|time) .. (we've|we have|anyone|we|of this|like this|about|anybody)
    (never|not|rarely|hardly ever|seldom|scarcely ever) (had|have|heard|received|get|got|receive|see|seen) (any|a|
        another|such|other|many|one|this)? .. (complaint|complaints|problem like|problems like|issue like|issues like|
        problem before|issue before)
    (most|almost all|nearly all|the vast majority|vast majority|the majority|majority|many|hundreds|
        thousands) (of)? (our|the|other)? <customers> .. (leave|leaves|go home|goes home|walk out|return|come back|
        left|depart) .. (happy|smile|smiling|satisfied|delighted|back|again|full|content)
    (everyone|everybody|every company|every shop|every restaurant|anyone|every hotel|all companies|all of us|
        we all) (gets|makes|has|make|have|get|loses|forgets|slips|does|did) .. (wrong|mistake|mistakes|off day|
        off days|bad day|bad days|error|errors|late|sometimes|once in a while|now and then|from time to time|delays|
        slip)
    (we|our team|our kitchen|our drivers|they) (ship|send|serve|deliver|handle|process|pack|cook|sell) ... (#|
        thousand|thousands|hundreds|million|so many|countless|ten thousand) .. (boxes|parcels|orders|
        meals|guests|customers|people|calls|messages|passengers)
    (works|work|worked) (perfectly|fine|well) for (everyone|everybody|others|other|most|all)
    (everyone|everybody) else .. (happy|fine|manages|managed|loves|seems|is|was|enjoyed|got)
    # of .. (customers|orders|parcels|deliveries|guests|reviews)
    # out of # (customers|orders|people|guests|reviews)
    """,
    _LISTS,
)

_SOOTHING = phrases(
    """
    (calm down|calm yourself|stay calm|keep calm)
    (take a deep breath|chill out|cheer up|lighten up|get over it|get over this|let it go|let this go|move on|
        loosen up|relax)
    (look|looking) on the bright side
    (try|please|do) .. (see|look at|focus on) the (positive|positives|bright|good|funny) (side)?
    (over-react|overreact|overreacting|overreaction|over-reaction|overdramatic|melodramatic|dramatic|oversensitive|
        too sensitive|nitpicking|nit-picking|hysterical)
    (blow|blowing|blown) .. out of (all)? proportion
    (fuss|song and dance|mountain out|storm in|drama|tantrum) (about|over|for|of|in|out)
    (making|make|made) (such|a|so much) .. (fuss|drama|mountain|scene|issue of|big deal)
    (exaggerate|exaggerating|exaggerated|exaggeration)
    (at least) (you (got|have|still|received|had|can|were|now|did)|it (arrived|wasn't|works|worked|still|did|came|was|
        is)|nobody|no one|the food|the rest|your (food|parcel|order|money|room|flight|item)|we|they|he|she|everyone)
    (let's|lets|let us) (not) (exaggerate|overreact|dramatise|make a|get carried|be dramatic|blow)
    (let's|lets|let us|please) (keep|put) (this|it|things) in (perspective|proportion)
    (sense of|some|bit of|little) (perspective|proportion)
    not worth (getting|a one-star|complaining|your time|the|it|all|such|being|losing|worrying)
    (doesn't|does not|don't|didn't|hardly|scarcely) (really)? (warrant|merit|justify|deserve|matter) (a|such|this|one|
        that|the|so|much|all)
    (easily|quickly|soon) (forgotten|fixed with|got over)
    (no harm done|where's the harm|what's the harm)
    (rest of|everything else|otherwise) .. (was|is|arrived|were|seemed) (fine|ok|okay|perfect|perfectly fine|great|
        in order|on time)
    (grateful|thankful|lucky|fortunate|glad) (that|it|to|you) .. (arrived|wasn't|only|at all|nothing|got|not|it)
    """,
    _LISTS,
)

_HONEST = phrases(
    """
    (just|only) (a|one) (moment|minute|second|quick|call|message|click|tap|first)
    (in|within|takes|take|need|needs|for|after|give us|needing) (only|just|about)? <few> <span>
    (do|did|would|can|could|will|have|should|if|that|while|because|when|as) you still
    (more than|not only|not just|isn't just|isn't only|far more than|rather than|never just|beyond) .. (a|an|the)
    other <customers> (have|had) (told|reported|written|seen|had the same|contacted|raised|the same)
    """,
    _LISTS,
)
_OWNED = phrases(
    """
    (no|not an|isn't an|not any|hardly an|never an|isn't any) (excuse|comfort|consolation|reason)
    (doesn't|does not|don't|won't) (excuse|make it right|make it better|change what|help you)
    (to|for) you (it|this) (is|was) (not|anything but|far from|much more)
    """
)

_MESSAGE = "This makes the customer's problem smaller than it is to them."
_SUGGESTION = "Say plainly what went wrong and what it meant for them."

RULE = Rule(
    id="minimises",
    family="tone",
    what="Belittles the problem: 'only a day late', 'these things happen', 'most customers are happy'.",
    why="It tells the customer that they are wrong to mind, which is the quickest way to make them mind more.",
    boundary="'This isn't a small thing'; 'only' and 'just' about what we ask of the customer or do for them.",
    serves=("P10", "P12", "P22"),
    suggestion=_SUGGESTION,
    find=finder(
        "minimises",
        [
            Pattern(
                group,
                _MESSAGE,
                _SUGGESTION,
                unless=_OWNED,
                unless_before=REPORTED,
                unless_around=_HONEST,
                negatable=negatable,
                quotable=True,
            )
            for group, negatable in (
                (_SMALL, True),
                (_NORMAL, True),
                (_OTHERS, False),
                (_SOOTHING, True),
                (MINIMISES, False),
            )
        ],
    ),
    detectors=(Detector.PATTERN, Detector.CLASSIFIER),
    flags=(
        Example("Your parcel is [[only a day late]], so please wait a little."),
        Example("[[These things happen]] in every kitchen."),
        Example("[[Most of our customers are happy]] with the new app."),
        Example("We're sorry for the [[slight delay]]."),
        Example("It's [[not the end of the world]], is it?"),
        Example("[[You're the only person who]] has mentioned this."),
        Example("This was an [[isolated incident]]."),
        Example("[[At least you got]] the main course."),
        Example("There is [[no need to get upset]], Tom."),
        Example("A wait of that length is [[perfectly normal]] on a Saturday."),
        Example("Das [[kann ja mal passieren]]."),
        Example("Ce [[n'est pas si grave]], vous savez."),
        Example("In the [[grand scheme]] of things, two days is not long."),
        Example("The scratch is [[hardly visible]] from the front."),
        Example("[[It is only a lamp, after all.]]", detector=Detector.CLASSIFIER),
    ),
    passes=(
        Example("This isn't a small thing, and we won't treat it like one."),
        Example("Being told that it's only a day late doesn't help when the birthday is over."),
        Example("It takes just two minutes to fill in the form."),
        Example("That was no minor inconvenience; you missed your train."),
        Example("Other customers have reported the same, and we are looking into the cause."),
        Example("We only need your direct message to start."),
        Example("These things should not happen, and this one did."),
        Example("You're not overreacting: a birthday only comes once a year."),
        Example("Please reply with just the word YES and we will call you."),
        Example("We know that this was not just a late parcel for you, it was a ruined evening."),
        Example("Telling you 'these things happen' was no answer, and we're sorry for it."),
    ),
)
