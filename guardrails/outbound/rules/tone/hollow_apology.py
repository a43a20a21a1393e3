"""tone: hollow-apology."""

from __future__ import annotations

from guardrails.finding import Detector
from guardrails.matchers import Pattern, finder
from guardrails.outbound.abroad import HOLLOW_APOLOGY
from guardrails.outbound.words import LISTS
from guardrails.phrases import phrases
from guardrails.rule import Example, Rule

_LISTS = LISTS | {
    "sorry": (
        "sorry|apologise|apologize|apologies|apology|apologising|apologizing|regret|regrets|regretful|regretted|"
        "lament|sad"
    ),
    "feel": """
        feel|felt|feels|think|thought|believe|believed|perceive|perceived|see it|saw it|view it|viewed it|took it|
            take it|
        taking it|interpreted|interpret|consider|considered|found it|find it|experienced it as|saw fit|decided to|
            chose to|
        got the impression|got that impression|have the impression|had the impression|are under the impression|
            were under the impression|
        took offence|took offense|take offence|take offense|are offended|were offended|got offended|are upset|
            were upset|
        got upset|are unhappy|were unhappy|are annoyed|were annoyed|are dissatisfied|were dissatisfied|are not happy|
        aren't happy|weren't happy|were not happy|are not satisfied|were not satisfied|weren't satisfied|
            are displeased|
        are bothered|were bothered|are angry|were angry|misunderstood|didn't like|did not like|didn't enjoy|
            did not enjoy|
        don't like|do not like|have a problem with|had expected|expected|expected more|were expecting|
            are disappointed|
        were disappointed|chosen to|chose to be|been led to|have been offended|took our|took this|take our|took the|
            misread|mistook|hold that opinion|have that opinion|seem to|seem|sense|sensed|imagine|reacted
    """,
    "feeling": """
        feel|felt|think|thought|believe|perceive|perceived|see it|took it|found it|consider|got the impression
    """,
    "you": (
        "you|anyone|anybody|someone|somebody|he|she|they|some people|some customers|people|your family|your wife|"
        "your husband"
    ),
}

_PERCEIVED = phrases(
    """
    <sorry> (to (hear|read|see|learn))? .. (that|if|for)? <you> (still|would|might|may|should|have|had|do|did|really|
        personally|clearly)? <feel>
    <sorry> .. (that|for)? you're (upset|offended|unhappy|annoyed|dissatisfied|not happy|not satisfied|displeased|
        bothered|angry|disappointed|feeling|under the impression|so upset|not pleased)
    <sorry> to (hear|read|see|learn) (that)? you're (feeling|under the impression)
    <sorry> .. (how|the way|what) (you|it made you|this made you|that made you) (feel|felt|think|perceive|perceived|
        see|took|take|interpreted|are feeling|may feel|might feel)
    <sorry> .. (for|about) (your|the|any) (feelings|feeling|perception|perceptions|impression|reaction|opinion|
        perceived|alleged|supposed|apparent)
    <sorry> .. (your|you) (perception|impression|feeling|opinion|reading|interpretation)
    <sorry> .. (it|this|that|we|our reply|our answer|our policy|our tone|our words|our email|
        our message) .. (made you feel|came across|offended|offended you|upset you|has upset|seemed|appeared|
        was perceived|was taken|felt) (that way|this way|like that|like this|so|to you|as|you|rude|unhelpful|that)?
    <sorry> .. for|about your (misunderstanding|confusion|impatience|anger|unhappiness|dissatisfaction)
    <sorry> .. (our|the|this|that|my|what) ... (did not|didn't|does not|doesn't|hasn't|has not|failed to) (please|
        suit|satisfy|impress|delight|meet with|appeal|convince|reach|sit well)
    <sorry> ... the wrong way
    <sorry> .. (you|anyone|some|people|if) .. (offended|upset by|hurt by|bothered by|put out by|annoyed by)
    what you (perceive|perceived|see|saw|consider|describe|regard|call) (as|to be)
    <sorry> .. (that)? (our|the|this) .. (wasn't|was not|isn't|is not) (to your (liking|taste|satisfaction)|
        what you (wanted|hoped|had in mind))
    <sorry> .. (not to|not) your (liking|taste)
    """,
    _LISTS,
)

_CONDITIONAL = phrases(
    """
    <sorry>_if
    <sorry> (to|for|about) (you|anyone|anybody|that|this|it|everyone|the delay|any delay|the wait|any trouble|
        the trouble|any inconvenience|the inconvenience) (if|in case|should|who|insofar)
    <sorry> (in case|insofar|in so far|to the extent|to the degree|should|wherever|where)_(you|we|it|this|that|anyone|
        anything|any|our|the)
    <sorry> .. any ... (may|might|could) (have|be|possibly|or)
    <sorry> .. whatever (it|you|we|this|went|happened|may|might|has|the)
    <sorry> for anything (that|we|you|which)
    if (we|i|our|anyone|it|this|that|anything|you|something) ... (then)? (we|i) .. (apologise|apologize|are sorry|
        am sorry)
    (should|insofar as) (we|you|this|it|anything) ... (we|i) .. (apologise|apologize|are sorry|am sorry)
    if (we|i|our|anyone|it|this|that|anything|you|something) ... (an apology|apologies|our apologies) .. (in order|
        due|owed|are due|necessary|then)
    if (we|i|our|it|this|that|anything|something) (somehow|have|has|had|in any way|ever|may have|did|caused|upset|
        offended|seemed|came) ... (sorry|apologise|apologize|apology|apologies)
    if (an|our|my) apology (is|helps|would|makes|will)
    if (it|that|this) (makes|would make|helps|will help) you .. (feel|better|happy|happier) .. (sorry|apologise|
        apologize|better)
    """,
    _LISTS,
)

_EXCUSED = phrases(
    """
    (we're|we are|i'm|i am|so|very|truly|really|just|all) sorry_but|though|however
    sorry|apologise|apologies|apologize (about|for|to hear) (that|this|it|hear that|hear this)? (but|however)
    apologise|apologize|apologies (but|however)
    <sorry> ... (but|however|though|although|yet) (there's|there is|it|this|that|these|the|our|you|such|your|all|most|
        some|those|sometimes|nobody|no one|everyone|other)
    <sorry> ... ... (but|however|though|although|yet) (you|it's|it is|this is|that's|that is|these things|our policy|
        your|such things|delays|mistakes|nobody|no one|everyone|other customers|most customers|all our|rules|
        unfortunately you)
    <sorry> ... ... (but|however|though|although|yet) (we|i|our team|our staff|our driver) (did|do|have always|always|
        never|only|merely|simply|were|was|had|must|have to|are not|aren't|were not|weren't|cannot be|can't be|
        can only|stand|followed|disagree|feel|believe|think)
    """,
    _LISTS,
)

_HALF = phrases(
    """
    (already|previously|repeatedly) (apologised|apologized|said sorry|said we're sorry|expressed our)
    (apologised|apologized|said sorry) (once|twice|several times|more than once|enough|already|before|plenty)
    (mistakes|errors) (were|may have been|might have been|have been) made
    (unfortunate|regrettable|a pity|a shame|sad|disappointing|too bad) (that|if) (you|your)
    (suppose|guess|imagine) (we|i) (owe|should|could|must|are|have to|ought)
    (forced|obliged|required|asked|told|supposed) to (apologise|apologize|say sorry)
    sorry not sorry
    sorry about|for your luck
    what more (can|could|should) (we|i) say|do
    what else (can|could) (we|i) say
    consider this (an|our|your) apology
    (happy|willing|prepared) to (apologise|apologize|say sorry)
    """,
    _LISTS,
)

_WISHED = phrases("(would|wouldn't|we'd|i'd) (be|feel)", LISTS)

_MESSAGE = "This is sorry for how the customer feels, or only on a condition; not for what happened."
_SUGGESTION = "Name what went wrong and be sorry for that: 'We're sorry your parcel is five days late.'"

RULE = Rule(
    id="hollow-apology",
    family="tone",
    what="Apologises for the customer's perception, or on a condition, or takes the apology back with a 'but'.",
    why="An apology that makes the reader the cause, or that doubts there was one, hurts more than none.",
    boundary="'Sorry for the inconvenience', 'sorry to hear this'; an apology followed by what is done now.",
    serves=("P10", "P22"),
    suggestion=_SUGGESTION,
    find=finder(
        "hollow-apology",
        [
            Pattern(_PERCEIVED, _MESSAGE, _SUGGESTION, quotable=True),
            Pattern(_CONDITIONAL, _MESSAGE, _SUGGESTION, unless_before=_WISHED, quotable=True),
            Pattern(_EXCUSED, _MESSAGE, _SUGGESTION, quotable=True),
            Pattern(_HALF, _MESSAGE, _SUGGESTION, negatable=True, quotable=True),
            Pattern(HOLLOW_APOLOGY, _MESSAGE, _SUGGESTION, quotable=True),
        ],
    ),
    detectors=(Detector.PATTERN, Detector.CLASSIFIER),
    flags=(
        Example("We're [[sorry you feel]] that way about our service."),
        Example("[[Sorry if]] this caused you any trouble."),
        Example("We [[apologise that you were offended]] by our reply."),
        Example("I'm [[sorry, but]] that is simply how it works."),
        Example("We are [[sorry for the delay, but you]] ordered in our busiest week."),
        Example("[[Apologies for any inconvenience this may have]] caused."),
        Example("We're [[sorry for the way you perceived]] the conversation."),
        Example("[[If anyone was upset by this, we apologise]]."),
        Example("We have [[already apologised]] for this, so let's move on."),
        Example("Es [[tut uns leid, wenn]] Sie das anders sehen."),
        Example("Nous sommes [[désolés que vous]] le preniez ainsi."),
        Example("[[Sentimos mucho que se sienta]] así."),
        Example("[[It's a pity that this upset you so much.]]", detector=Detector.CLASSIFIER),
    ),
    passes=(
        Example("We're sorry for the inconvenience this has caused you."),
        Example("I'm so sorry to hear this, Amira, and I can see why you are angry."),
        Example("Sorry for the long wait; your new kettle is being packed now."),
        Example("We're sorry your parcel is late. If you send us a direct message, we'll trace it today."),
        Example("Sorry, if you send us your booking number privately we can look it up."),
        Example("We apologise for the cold food and for the hour you waited for it."),
        Example("You feel let down, and after three broken promises that's no surprise. We're sorry."),
        Example("I'm sorry that nobody called you back."),
        Example("We're sorry this took so long, but we've got you now and won't let go of it."),
        Example("We would be sorry if we lost you as a customer over this."),
    ),
)
