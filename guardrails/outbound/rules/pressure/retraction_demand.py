"""pressure: retraction-demand."""

from __future__ import annotations

from guardrails.finding import Detector
from guardrails.matchers import Pattern, finder
from guardrails.outbound.words import LISTS
from guardrails.phrases import phrases
from guardrails.rule import Example, Rule

_LISTS = LISTS | {
    "your": (
        "your|the|this|that|these|those|her|his|such|any|it|all|what you wrote|what you've written|what you posted"
    ),
    "kind": """
        one-star|1-star|two-star|2-star|negative|bad|online|public|google|trustpilot|tripadvisor|facebook|instagram|
            twitter|
        x|linkedin|tiktok|yelp|harsh|critical|earlier|original|recent|previous|unfair|own|last|first|little|critical|
            current|
        poor|low|app store|angry|payment|bank|card|paypal|open
    """,
    "thing": "<post>|<dispute>|what you wrote|what you've written|what you posted",
    "soon": (
        "once|when|until|till|unless|if|as soon as|after|want|wants|like|expect|expecting|ask|request|need|hope|"
        "see|prefer|love|appreciate|wait for|waiting for|require|insist|must|should|could|can|might|get|have|"
        "having|seeing"
    ),
}

_REQUESTS = phrases(
    """
    <remove> <your> <kind>? <thing>
    <removing> <your> <kind>? <thing>
    (<remove>|<removing>|<change>|<changing>) (what you wrote|what you've written|what you have written|
        what you posted|what you said|everything you)
    <change> <your> <kind>? (review|reviews|post|posts|comment|comments|tweet|tweets|rating|ratings|score|testimonial|
        write-up|stars|star rating|one-star review|video|remarks|statement|story|words|thread|dispute|chargeback|
        what you wrote|feedback)
    <changing> <your> <kind>? (review|reviews|post|posts|comment|comments|tweet|tweets|rating|ratings|score|
        testimonial|write-up|stars|star rating|one-star review|video|remarks|statement|story|words|thread|
        what you wrote|feedback)
    take|taking|bring|bringing|get (your|the|this|that|these|those)? <kind>? <thing> (down|off|offline|removed|
        deleted|out|closed)
    take|taking|bring|bringing this|it|that|them|these down
    <soon> ... (your|the|this|that|these|those) <kind>? <thing> (is|be|to be|are|has been|have been|gets|was|were|
        being|comes|come|goes|go|have)? <removed>
    <soon> ... (your|the|this|that|these|those) <kind>? (review|post|comment|tweet|rating|score|stars|video|
        thread) (is|be|to be|are|has been|have been|gets|being)? <changed>
    (please|consider|considering|kindly|could|would|ask you to|you to|willing to|mind|appreciate you|appreciate your|
        grateful if you|suggest|good of you to|time to|best to|thinking of|think about) (you)? (please|consider|
        kindly|also|be able to|be willing to|then|just|perhaps|mind|considered)? (deleting|removing|withdrawing|
        retracting|erasing|unpublishing|delete|remove|withdraw|retract|erase|unpublish|deleted|removed|withdrew|
        retracted) it|this|that|them|these|those
    (removal|deletion|withdrawal|retraction|edit|edits|amendment|correction|revision|change|update|takedown|
        taking down) (of|to|on|in) (your|the|this|that|these|those|it) <kind>? (review|post|comment|tweet|rating|
        stars|video|thread|story|statement|dispute|chargeback|case|claim|words|remarks|score|testimonial)
    (your|the|this|that|those|these) <kind>? (review|post|comment|comments|tweet|video|rating|thread|words|story|
        chargeback|dispute) .. (come|comes|came|coming|be brought|be taken|be pulled|disappear|disappears|disappeared|
        vanish|vanishes|vanished|go away|goes away|went away|weren't there|wasn't there|not there|wasn't up|gone|
        be gone|no longer be|no longer there|drop|be dropped|be lifted|be withdrawn|be removed|be deleted|be edited|
        be changed|be amended|be corrected|be revised|be reconsidered|be revisited|be looked at again|looked at again|
        reconsidered|revisited)
    (have|get|let) (your|the|that|this) .. (review|post|comment|tweet|chargeback|dispute|case|claim|
        complaint) ... (removed|deleted|taken down|withdrawn|drop|dropped|go|rest|close|closed|be|lie|cancelled|
            edited|
        changed|reversed|stopped)
    (have|let|ask|get) your (bank|card company|card issuer|paypal) (close|drop|stop|cancel|withdraw|reverse|halt|end|
        know) .. (case|dispute|chargeback|claim|it|request|process)
    (a|an|little|bit|be|been) (kinder|fairer|gentler|more generous|less harsh|more lenient|nicer|more positive|milder|
        softer) .. (stars|rating|review|score|words|post|tone|public|comment)
    take back (what|your|the|those|these|that) (you|words|review|post|comment|comments|remarks|statement|accusation|
        accusations|claims|complaint)
    take your (words|comments|remarks|accusations|review|complaint) back
    """,
    _LISTS,
)

_SILENCE = phrases(
    """
    (stop|cease|avoid|refrain from|quit|hold off|hold off on|no more|abstain from|desist from|pause|leave off) (the|
        any|your|further|from)? (posting|tagging|tweeting|writing|sharing|spreading|complaining|commenting|messaging|
        publishing|talking|going public|reviewing|mentioning|campaigning|repeating|discussing)
    (not to|don't|do not|without|rather you didn't|prefer you didn't|never|nor|wouldn't) (to)? (post|share|publish|
        discuss|write|tweet|talk|speak|mention|repeat|comment|spread|air|posting|sharing|publishing|tweeting) (about|
        this|it|anything|any more|anymore|further|negative|more|again|such|that|on|publicly|in public|online|about_it|
        these|your experience|your story)
    (asking|ask|request|requesting|prefer|like|love|want|need|grateful|appreciate it|trust|expect|hope|
        rather) (if)? (that)? (you)? (to)? (not|didn't|don't|wouldn't|won't|stopped|kept|keep|never) (to)? (post|
        share|publish|discuss|write|tweet|talk|mention|air|posting|sharing|tagging|this|it|the|quiet|matters) (about|
        this|it|anything|any|further|more|off|publicly|online|quiet|between|out)?
    (keep|keeping|kept) (this|it|things|the matter|matters|that|what happened|everything|these things) (strictly|just|
        to|purely)? (between us|between ourselves|between you and us|off social media|off the internet|off facebook|
        off twitter|off google|out of the public|out of public|off the public|quiet|confidential|to yourself|discreet|
        hush|under wraps|off the record|away from)
    (say|saying|write|post) (nothing|no more) (more|about|of|further|publicly|online)
    (no need|no reason|not necessary|unnecessary|there's no point|no point|pointless) (to|for|in) .. (share|post|air|
        tell|broadcast|publish|go|take|tweet|posting|airing|sharing|writing|involve) .. (publicly|in public|online|
        on social media|the world|everyone|public|media|to everyone|on here|like this|the internet|your followers|
        others)
    (instead of|rather than|before|without) (posting|airing|sharing|going|taking|complaining|writing|
        leaving) .. (publicly|in public|online|on social media|public|a review|reviews|a bad review|negative|
        bad reviews)
    (take|taking|carry|carrying|spread|push|drag) (this|it|that|things|the matter) .. (any further|further on|
        further in|any more|
        to the press|to social media|public|to the media|online|onto social media)
    (without|no|avoid|spare us|stop with|stop the|enough of the|end to the|instead of|rather than) (any|the|
        all the)? (more|further|other|additional)? (public|negative|angry|bad)? (posts|tweets|reviews|stories|videos|
        threads)
    (your|the|that|this) <kind>? (review|post|comment|rating|tweet|stars) .. (no longer|doesn't|does not|isn't|is not|
        not|hardly|barely|never) .. (reflect|reflects|represent|represents|match|matches|true|fair|accurate|stands|
        stand|applies|apply|tells|correct|up to date|needed|necessary|helpful|helping|help|deserved|do us)
    (leave|leaving|keep|keeping|left|have|having) (those|the|your|that|these|such) (words|review|post|comment|
        comments|video|tweet|stars|rating|thread|story) (up|online|there|standing|public|visible|live)
    (leave|leaving) (this|it|that|reviews|a review|the review|bad reviews|negative reviews) (up|out of|off|alone|
        there|online|standing)
    (still|really) (need|want|feel|like|necessary|have) .. (review|post|comment|tweet|rating|video) .. (up|online|
        visible|there|public|stay|stand|remain)
    """,
    _LISTS,
)

_HINTS = phrases(
    """
    (hope|hopeful|hoping|wish|wonder|wondering|trust|confident|love|grateful|appreciate|like|glad|thrilled|delighted|
        mean a lot|mean the world|great|nice|wonderful|lovely|see|fair|help us|kind) ... (your|the|this|that|
        those) <kind>? (review|reviews|rating|ratings|score|stars|star rating|feedback|post|comment|verdict|
        opinion) .. (change|changes|changed|improve|improves|improved|go up|goes up|turn into|becomes|become|reflect|
        reflects|reflected|reconsidered|updated|update|up|better|again|different|higher|kinder|disappear|disappears|
        come down|comes down|go away|goes away)
    (turn|change|bump|raise|increase|upgrade|lift|move|make|turning|changing|raising|upgrading|bumping|nudge|swap|
        push) (that|your|the|this|those) .. (star|stars|one-star|1-star|rating|score|two-star) .. (into|to|up|higher|
        a)
    (review|rating|post|comment|feedback|score) (to|should|could|would|might|will|can|ought to) (then|now|also|better|
        fairly|accurately)? (reflect|show|mention|acknowledge|say that|state)
    (reflect|reflected|acknowledge|acknowledged|mention|show|showing|recognise|recognised) (this|that|it|our efforts|
        how we|what we|the outcome|the solution|the resolution) (in|on|by updating|by changing) your (review|rating|
        post|comment|feedback|score|stars)
    (review|reviews|post|posts|comment|comments|rating|ratings|tweet|words|stars) (like|such as|of) (this|yours|that|
        these) .. (hurt|hurts|harm|harms|damage|damages|cost|costs|affect|affects|put|ruin|ruins|destroy|destroys|
        mean|weigh|hit|make it|can|could|may|really|stays)
    (your|this|that|a single|one|every|each) <kind>? (review|post|comment|rating|tweet|video) .. (hurts|harms|damages|
        affects|hurting|damaging|costs|costing|ruins|ruining|destroys|threatens|unfair to|unfair on|puts|impacts|
        reflects badly|weighs|hits|hit|deters|scares)
    (your|the|this) .. (review|post|comment|tweet|rating|stars) .. (still|remains|stays|sits) .. (there|up|online|
        visible|public|live|on our)
    (now that|since|given that|seeing that|as) ... (resolved|sorted|fixed|refunded|settled|solved|put right|
        made right|dealt with|sorted_out|closed|happy|satisfied|received) ... (review|rating|post|comment|tweet|stars|
        chargeback|dispute|claim|complaint) .. (any more|anymore|necessary|needed|relevant|removed|come down|closed|
        dropped|withdrawn|updated|deleted|stand|up|down|longer|accurate|fair|be)
    """,
    _LISTS,
)

_DISPUTES = phrases(
    """
    (cancel|withdraw|drop|reverse|close|stop|retract|pull|release|halt|call off|cancelling|withdrawing|dropping|
        closing|stopping|reversing|end|abandon|revoke) (your|the|this|that|any|those)? (paypal|bank|card|open|
        credit card|payment|ongoing|legal|pending|formal|section 75)? (dispute|disputes|chargeback|chargebacks|
        charge-back|claim|case|complaint|action|proceedings|request with your bank|report)
    (tell|ask|inform|instruct|contact|let|call|ring|speak to|notify|get|go back to) (your|the) (bank|card issuer|
        card company|paypal|credit card company|card provider|ombudsman) .. (to|that|know|it|and) .. (cancel|withdraw|
        drop|close|stop|reverse|no longer|it's resolved|resolved|settled|withdrawn|happy|dropped|sorted)
    (publish|post|issue|write|add|make) (a|an) (public)? (correction|retraction|clarification|public apology|apology|
        rectification)
    (retract|withdraw|take back|correct) (your|the|this|that|these|those|what you)
    (tell|let|inform) (your|the|those) (followers|readers|friends|audience|subscribers|people) ... (wrong|mistaken|
        mistake|sorted|resolved|not true|fixed|made it right|put it right)
    """,
    _LISTS,
)

_POST_WORDS = {
    "de": "bewertung|rezension|beitrag|kommentar|post|tweet|beschwerde|bewertungen|video|sterne|rückbuchung",
    "fr": "avis|commentaire|publication|post|tweet|réclamation|note|plainte|vidéo|étoiles|litige|contestation",
    "es": "reseña|comentario|publicación|opinión|valoración|queja|reclamación|tuit|post|puntuación|vídeo|disputa",
    "it": "recensione|commento|post|valutazione|reclamo|pubblicazione|tweet|video|contestazione",
    "pt": "avaliação|comentário|publicação|post|reclamação|crítica|tweet|vídeo|contestação|disputa",
    "nl": "recensie|review|bericht|reactie|post|beoordeling|klacht|tweet|video",
}
_ELSEWHERE = phrases(
    """
    (löschen|entfernen|zurückziehen|zurücknehmen|ändern|anpassen|überdenken|bearbeiten|korrigieren|offline) (sie|
        nehmen)? (bitte|doch|doch_bitte)? (ihre|ihren|die|den|diese|diesen|das|ihr) (negative|schlechte)? <de>
    (ihre|ihren|die|den|diese|diesen|das|ihr) (negative|schlechte)? <de> ... (löschen|entfernen|zurückziehen|
        zurücknehmen|ändern|anpassen|überdenken|bearbeiten|korrigieren|löschten|entfernten|zu_löschen|gelöscht|
        entfernt|zurückgezogen)
    (nehmen|ziehen) sie ... <de> ... (zurück|runter|herunter|offline)
    (supprimer|retirer|modifier|effacer|revoir|enlever|changer|retirez|supprimez|effacez|modifiez|reconsidérer|
        reconsidérez|revoyez|supprimiez|retiriez|corriger) (donc|bien)? (votre|cet|ce|cette|le|la|l'avis|vos) <fr>?
    (su|tu|la|el|esta|este) <es> ... (borrar|eliminar|retirar|modificar|editar|cambiar|eliminada|borrada|retirada)
    (borrar|eliminar|retirar|quitar|modificar|editar|cambiar|reconsiderar|borre|elimine|retire|quite|modifique|cambie|
        reconsidere|borrara|eliminara|retirara|borra|elimina|retira|revisar) (su|tu|la|el|esta|este|esa|ese) <es>
    (cancellare|rimuovere|eliminare|ritirare|modificare|togliere|rivedere|cancelli|rimuova|elimini|ritiri|modifichi|
        cambiare) (la|il|questa|questo|quella) (sua|suo|tua|tuo)? <it>
    (apagar|remover|retirar|excluir|eliminar|alterar|editar|rever|apague|remova|retire|exclua|elimine|altere) (a|o|
        essa|esse|esta|este|sua|seu) (sua|seu)? <pt>
    (verwijder|verwijderen|verwijdert|haal|halen|wijzig|wijzigen|pas|trek|intrekken|herzie|herzien|aanpassen|
        weghalen) (u)? (alstublieft|dan|graag)? (uw|je|de|deze|die|het|dit) <nl>
    (uw|je|de|deze|die|het|dit) (negatieve)? <nl> ... (verwijderen|weghalen|aanpassen|intrekken|wijzigen|herzien|
        verwijdert|weghaalt|te_verwijderen)
    """,
    _LISTS | _POST_WORDS,
)

_BY_US = phrases(
    """
    (we|i|they|he|she|our team|our moderators|moderators|the platform|google|trustpilot|facebook|our colleague|
        colleague|system|filter|somebody|someone|nobody|no one|we've|i've|we'll|i'll|we'd|we're|i'm) (will|can|could|
        have|has|had|may|might|must|won't|would|would never|never|are|am|were|was|be|also|now|then|already|
        accidentally|wrongly|only|going to|not|do not|don't|did not|didn't|cannot|can't|to|try to|trying to|want to|
        need to)? (be|have|going to|also|now|never|not|to|been)? (<remove>|<removing>|<removed>|<change>|<changing>|
        <changed>)
    """,
    _LISTS,
)
_WELCOME = phrases(
    """
    (feel free|free|welcome|like|wish|your choice|up to you|your call|if you want|happy for you) (to)? ... (update|
        keep|leave|add to|edit|change) (or change|or edit|or update|or leave|or keep)? (your|the|it|this) .. (review|
        post|comment|rating|story|complaint)? (if you (wish|like|want|prefer|choose|feel)|exactly as|as it is|
        as it stands|no pressure|as you see fit|whenever|or not|either way|and we)
    (feel free|welcome) to (update|leave|keep) (your|the|it)
    (you'd|you would|if you|you might) (rather|prefer) (not|to)
    (feel free|welcome|happy|glad|please do|please|you can|you're free|by all means|right) .. (to)? (keep|leave|
        let) (your|the|it|that|this|posting|those)
    (your|the) (review|post|comment|words) (stays|stay|can stay|remains|stands|should stay|is staying) (where|up|as|
        exactly|online|put|visible|here)
    (whether or not|whether|even if|no matter|regardless|whatever|never mind|if you never|however) ... <thing>
    (keep|leave) (your|the|it|this) .. (exactly|just)? as it is
    (right|entitled|free|good reason|every reason) to (post|share|write|keep|leave|open|raise)
    """,
    _LISTS,
)
_DATA = phrases(
    """
    <private>
    for your (own)? <safety>
    to (protect|keep safe|safeguard) (your|you)
    """,
    _LISTS,
)

_MESSAGE = "This asks, tells or hints that the customer should take back or hold back what they say."
_SUGGESTION = "Leave the customer's words alone; put the problem right and let them decide."

RULE = Rule(
    id="retraction-demand",
    family="pressure",
    what="Asks, tells or hints that the customer should delete, edit, withdraw or stop posting a review or a dispute.",
    why="Reviews that are pushed away come back with a screenshot, and in many places suppressing them is unlawful.",
    boundary=(
        "'Feel free to update your review if you wish, no pressure' "
        "after a solution; asking to delete a card number, "
        "for the customer's own safety."
    ),
    serves=("P5", "P24"),
    suggestion=_SUGGESTION,
    find=finder(
        "retraction-demand",
        [
            *(
                Pattern(
                    group,
                    _MESSAGE,
                    _SUGGESTION,
                    unless=_DATA,
                    unless_before=_WELCOME,
                    unless_around=_BY_US | _WELCOME,
                    negatable=True,
                    quotable=True,
                )
                for group in (_REQUESTS, _DISPUTES)
            ),
            *(
                Pattern(
                    group,
                    _MESSAGE,
                    _SUGGESTION,
                    unless=_DATA,
                    unless_before=_WELCOME,
                    unless_around=_WELCOME,
                    quotable=True,
                )
                for group in (_SILENCE, _HINTS)
            ),
            Pattern(_ELSEWHERE, _MESSAGE, _SUGGESTION, unless=_DATA, negatable=True),
        ],
    ),
    detectors=(Detector.PATTERN, Detector.CLASSIFIER),
    flags=(
        Example("Could you please [[delete your review]]?"),
        Example("We'd be grateful if you would consider [[taking the post down]]."),
        Example("[[Once your comment is removed]], we can talk."),
        Example("Please [[stop posting]] about this."),
        Example("We hope you will [[reconsider your rating]]."),
        Example("Kindly [[withdraw the chargeback]]."),
        Example("[[Let's keep this between us]], shall we?"),
        Example("[[Reviews like this hurt]] a small family business."),
        Example("It would be lovely to see [[that one-star rating turn into]] something brighter."),
        Example("Would you be open to [[revisiting your review]] now?"),
        Example("[[Do you really need that post up]]?"),
        Example("Bitte [[löschen Sie Ihre Bewertung]]."),
        Example("Pourriez-vous [[retirer votre avis]] ?"),
        Example("Le pedimos [[eliminar su reseña]]."),
        Example("[[The post has surely served its purpose by now.]]", detector=Detector.CLASSIFIER),
        Example("[[Are you sure you want this to stay on the internet?]]", detector=Detector.CLASSIFIER),
    ),
    passes=(
        Example("Keep the review exactly as it is, we'd still like to put this right."),
        Example("Please delete the card number from your post, for your safety."),
        Example("We would never ask you to take down your review."),
        Example("Your refund is on its way; feel free to update your review if you wish, no pressure."),
        Example("There's no need to change your review, we just want to help."),
        Example("We've updated your complaint and passed it to the hotel manager."),
        Example("Whether or not you change your review, the repair is on us."),
        Example("You can take this to your bank, and we'll send them what they ask for."),
        Example("Thank you for your review; it showed us where we went wrong."),
        Example("Please don't post your order number here, send it to us by direct message."),
        Example("Your comment was hidden by mistake and is visible again."),
        Example("Let's take this to direct messages so that we can look at the details."),
    ),
)
