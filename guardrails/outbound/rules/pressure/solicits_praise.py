"""pressure: solicits-praise."""

from __future__ import annotations

from guardrails.finding import Detector
from guardrails.matchers import Pattern, finder
from guardrails.outbound.words import LISTS
from guardrails.phrases import phrases
from guardrails.rule import Example, Rule

_LISTS = LISTS | {
    "praise": """
        positive|good|great|nice|five-star|5-star|kind|glowing|favourable|favorable|better|higher|new|lovely|fresh|
            quick|
        short|honest|five star|5 star|top|full|public|google|trustpilot|tripadvisor|facebook|happy|four-star|warm|
            app store
    """,
    "review": (
        "review|reviews|rating|ratings|testimonial|recommendation|shout-out|shoutout|thumbs up|kind word|"
        "kind words|good word|endorsement|stars"
    ),
    "site": (
        "google|trustpilot|tripadvisor|facebook|instagram|yelp|social media|the app store|app store|twitter|x|"
        "tiktok|linkedin|your socials|your page|your profile|your story|your channels"
    ),
}

_ASKS = phrases(
    """
    (leave|leaving|write|writing|post|posting|give|giving|share|sharing|drop|dropping|submit|submitting|add|adding|
        put up|send|pop) (us|me|in|up|for us)? .. (a|an|some|your|another|that)? <praise>? <review> (on|for|about|of|
        to|there|here|us|as|at|if|once|when|too|today|please|soon|would|afterwards)?
    (a|an|your|another|some) <praise> <review> .. (would|will|could|means|helps|goes|really|makes|is always|is much)
    (a|an|your|another) <praise>? <review> .. (would|will|could) .. (mean|help|be|make|go|support|do us|cheer)
    (love|appreciate|grateful|welcome|hope for|hoping for|happy with|delighted with|be thankful for|
        over the moon with) (to (see|get|have|read|receive))? (a|an|some|another) <praise>? <review>
    rate|rating (us|our|the|your experience|this|me) (five|5|highly|on|#|with|well|positively|kindly|stars|service|
        app|conversation|agent|today|above|out of)
    rate|review us|me
    (five|5|four) stars (would|from you|on|if|for|is|make|makes|mean|means|please|to)
    (give|giving|gave|leave|click|tap|award|worth|deserve|deserves|earn|earned|hit) (us|me|it|them|
        our team)? .. (five|5) stars
    (recommend|recommending) (us|our|me) (to|on|if|with|at|shop|store|restaurant|service|hotel|app|highly|warmly)
    (tell|telling) (your|all your|everyone|the world) (friends|family|followers|colleagues|neighbours|how happy|
        how good|how great|about the good|about our great|about how we)
    (spread|spreading) the (word|love|good)
    (share|sharing|post|posting|tweet|tweeting) .. (this|the|your|our|that) .. (good news|positive|happy|happy ending|
        great|success|good experience|story|experience|outcome|resolution|solution) .. (with|on|to|online|
        publicly) .. (friends|followers|others|<site>|public|everyone|community|family|the world|network|online|
        publicly)
    (share|sharing|post|posting) (this|it|your experience|your story|the outcome|how we) .. (with your|on|online|
        publicly) .. (friends|followers|<site>|family|network|channels)
    (like|follow|tag) (and|us|our) (follow|share|on|page|account|us|our)
    (mention|mentioning|tag|tagging) us (on|in|positively|with|when) .. (post|story|<site>|a)
    (let|letting) (others|people|everyone|your followers|your friends|the world|other customers|fellow) .. know (how|
        that|what|about) .. (we|well|happy|good|helped|quickly|sorted|great|resolved|solved)
    (if|once|when|should) you ... (happy|pleased|satisfied|delighted|impressed|liked|enjoyed|sorted|
        helpful) ... (review|rating|rate|recommend|stars|let others|tell your|spread|share|word)
    (pop|popping|put|putting|leave|leaving|write|writing|give|giving|drop|post|posting|add|submit) (us|up|in|
        on)? .. (nice|quick|kind|positive|good|lovely|great|little|short|five-star|5-star|honest)? (review|rating|
        testimonial|recommendation|shout-out|thumbs up|few stars|star rating|word or two)
    (take|taking|spare|spend) (a|one|some|the) (moment|minute|second|time|seconds) to (rate|review|recommend|like|
        share|tell others|tell your)
    (give|giving) (our|us|the|my) .. (a|some) (like|follow|thumbs up|thumbs-up|heart|star|shout-out|boost|love)
    (thumbs up|thumbs-up|like|heart|kind word|kind words|star|stars|five stars|review|rating|recommendation|share|
        follow|mention|shout-out|vote|good word) .. (would|will|could|from you) (really|also|certainly|always|
        be)? .. (make our|make my|mean|means|help|be lovely|lovely|great|be great|be nice|nice|be wonderful|wonderful|
        be appreciated|appreciated|be amazing|brighten|go a long|boost|be a big|go far|do wonders)
    (don't forget|do not forget|please|remember|be sure|make sure|why not) (to)? (also|then)? (rate|review|
        recommend) (us|our|this|me)
    (don't forget|do not forget|remember|be sure|make sure|why not) (to)? (also|then)? (like|follow|tag|share our|
        share us|tell everyone|tell your|tell others|spread|leave us|give us)
    (tell|telling) (everyone|everybody|people|others|the world|your) .. (how|about|that we|what a|friends|
        followers) (fast|quick|quickly|well|good|great|our|us|we|much|nice|helpful|friendly|easy)
    (show|give|send) (us|our) .. (love|support|appreciation|thumbs up|shout-out|like) .. (on|in|at|by|with|online)
    (kind|nice|good|positive|great|lovely|five-star|glowing) (one|review|rating|word|words) (from you|
        of yours) .. (would|will|help|could|goes|means)
    (reviews|ratings|recommendations|likes|stars) .. (keep|help|mean|are what|support|feed|make) .. (small|us|our|
        shops|businesses|everything|the world|a lot|like ours|alive|going)
    (recommend|recommending|recommends) (us|our|me) (to|on|in|with|at)?
    (support|help) us .. (by|with) .. (review|rating|liking|sharing|recommending|following|reviewing)
    (nominate|vote for) (us|me|our)
    (put in|say) a (good|kind|nice) word (for|about)
    (refer|referring) (a|your|us) (friend|friends|to)
    (fingers crossed|hoping|hope) (for|to see|we can earn|to earn|we earn|you will give|you'll give|you will leave|
        you'll leave) .. (star|stars|review|rating|recommendation)
    (earn|earning|win|winning) .. (five|5|fifth|good|great|back)? .. (stars|star|review|rating)
    """,
    _LISTS,
)
_ELSEWHERE = phrases(
    """
    (bewerten|empfehlen) sie uns
    (hinterlassen|schreiben|geben) sie (uns)? ... (positive|gute|neue|5|fünf|bewertung|rezension) (bewertung|sterne|
        rezension)?
    (über|freuen) ... (positive|gute|nette|5|fünf) (bewertung|sterne|rezension|bewertungen)
    (empfehlen|weiterempfehlen) sie uns
    (laissez|laisser|donnez|mettez|écrivez|mettre|donner) (nous)? ... (bon|bonne|positif|positive|cinq|5|un)? (avis|
        étoiles|note|commentaire|évaluation) (positif|positive|favorable)?
    (recommandez|recommander|notez|noter) (nous|nous_à|notre)
    (déjenos|dejarnos|dejar|déjanos|escriba|escribir|darnos|denos|pónganos) ... (reseña|valoración|opinión|estrellas|
        puntuación)
    (recomiéndenos|recomendarnos|valórenos|valorarnos|puntúenos)
    (lasciare|lasci|lasciarci|scrivere|scriva|dare) ... (recensione|stelle|valutazione)
    (consigliarci|raccomandarci|ci_consigli)
    (deixe|deixar|escreva|dê|dar) .. (nos)? .. (avaliação|estrelas|comentário) (positiva|positivo)?
    (recomende|recomendar) (nos)
    (laat|schrijf|geef|achterlaten|geven) .. (positieve|goede|5|vijf|een)? .. (recensie|review|sterren|beoordeling)
    """,
    _LISTS,
)
_NOT_ASKED = phrases(
    """
    (you|you've) (left|wrote|gave|posted|have left|have written|have given|have posted|shared)
    (thank you|thanks|grateful|sorry) (so much|very much)? (that|for|to|you) .. (leaving|writing|posting|giving|
        rating|sharing|you|review|honest|your|taking)
    (feel free|welcome|free|right|entitled) to .. (leave|write|post|share|keep|update|give|review|rate)
    (keep|leave) (your|the) .. (review|rating) .. (as it|up|there|exactly|where|standing)
    (asking|ask|expect|want|need|here for|about|until|before|hoping for|looking for) (you)? (for|to)? (a|any|
        your)? (better|positive|new|good|five-star)? (review|rating|praise) (is not|isn't|not)
    """,
    _LISTS,
)

_MESSAGE = "This asks for praise while the complaint is open."
_SUGGESTION = "Leave it out; put the problem right first."

RULE = Rule(
    id="solicits-praise",
    family="pressure",
    what="Asks for a positive review, a rating, a recommendation or a share while the complaint is open.",
    why="To somebody who is still waiting for help it reads as if their problem did not count.",
    boundary="Thanking for the review that was written; asking for feedback that helps to improve.",
    serves=("P20", "P24"),
    suggestion=_SUGGESTION,
    find=finder(
        "solicits-praise",
        [
            Pattern(
                _ASKS,
                _MESSAGE,
                _SUGGESTION,
                unless_before=_NOT_ASKED,
                unless_around=_NOT_ASKED,
                negatable=True,
                quotable=True,
            ),
            Pattern(_ELSEWHERE, _MESSAGE, _SUGGESTION, negatable=True),
        ],
    ),
    detectors=(Detector.PATTERN, Detector.CLASSIFIER),
    flags=(
        Example("Please [[leave us a five-star review]] on Google."),
        Example("If you have a minute, [[rate us]]!"),
        Example("[[A positive review would]] mean the world to our team."),
        Example("Do [[tell your friends]] about us."),
        Example("We'd [[love a new review]] from you."),
        Example("Why not [[share your experience on Facebook]]?"),
        Example("Once you're happy, [[a quick rating would be]] great."),
        Example("[[Spread the word]]!"),
        Example("[[Like and follow]] our page for offers."),
        Example("Hopefully we can [[earn those five stars]] back."),
        Example("[[Bewerten Sie uns]] gern im Netz."),
        Example("[[A kind word online goes a long way for us.]]", detector=Detector.CLASSIFIER),
    ),
    passes=(
        Example("Thank you for your honest review."),
        Example("Your feedback helps us to train the team, so thank you for it."),
        Example("Leave your review as it is; we want to earn your trust first."),
        Example("You gave us one star, and after that evening we understand why."),
        Example("Please share the photo with us by direct message."),
        Example("Could you tell us which evening it was?"),
        Example("We're not asking you to leave a better review, only for a chance to help."),
        Example("You recommended us to your friends, and we let you down in front of them."),
        Example("Would you share your experience with our manager by phone?"),
        Example("We'll follow up with you on Friday."),
    ),
)
