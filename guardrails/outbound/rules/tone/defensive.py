"""tone: defensive."""

from __future__ import annotations

from guardrails.finding import Detector
from guardrails.matchers import Pattern, finder
from guardrails.outbound.abroad import DEFENSIVE
from guardrails.outbound.words import LISTS, REPORTED
from guardrails.phrases import phrases
from guardrails.rule import Example, Rule

_LISTS = LISTS | {
    "false": """
        not true|untrue|incorrect|inaccurate|not accurate|false|factually incorrect|factually wrong|misleading|
            nonsense|
        not what happened|not how it happened|not the case|unfair|exaggerated|ridiculous|absurd|wrong|baseless|
            unfounded|
        not correct|not fair|defamatory|not the full story|not the whole story|only one side|one-sided|impossible|
        isn't true|isn't accurate|isn't correct|isn't fair|isn't what happened|isn't the case|isn't the whole story|
            fiction|
        not quite true|not entirely true|not quite accurate|not entirely accurate|not quite right|not entirely fair
    """,
    "account": """
        claim|claims|statement|statements|version|account|review|comment|comments|description|allegation|allegations|
        accusation|accusations|assertion|complaint|criticism|story|portrayal|characterisation|post|assessment|remarks|
            side
    """,
    "staff": """
        team|staff|driver|drivers|colleague|colleagues|chef|chefs|waiter|waitress|manager|managers|agents|agent|
            employee|
        employees|technician|technicians|advisers|advisors|adviser|advisor|drivers|people|crew|kitchen|receptionist
    """,
    "busy": """
        busy|short-staffed|short staffed|understaffed|under-staffed|swamped|overwhelmed|inundated|snowed under|
            stretched|
        rushed off our feet|run off our feet|flat out|overloaded|fully booked|at capacity
    """,
    "very": (
        "very|extremely|so|unusually|really|exceptionally|quite|a bit|incredibly|particularly|rather|terribly|"
        "simply|just|super|all"
    ),
    "bearer": "us|ours|our team|our side|our end|our part|the company|the restaurant|the hotel|our staff|the team",
}

_NOT_US = phrases(
    """
    (not|isn't|wasn't|aren't|weren't|hardly|never|neither|nor|none of) .. (our|ours|the company's|the restaurant's|
        the hotel's|my) (own)? (fault|responsibility|problem|mistake|error|doing|decision|concern|job|department)
    (not|isn't|wasn't|nothing) (down to|to do with|caused by|because of|up to) (us|our|anything we|anyone here|me)
    (no|through no|without any) (fault|mistake|error|doing) (of|on) (ours|our|us)
    (out of|outside|beyond|not under|not within|not in) .. our (direct|immediate|reasonable)? (control|hands|power|
        influence|remit)
    (out of|outside|beyond) (our|anyone's) (hands|control)
    (our|my) hands (are|were) tied
    (nothing|not much|little|very little) (more|else|that|that_we|at all)? .. we (can|could|are able to|
        were able to) (do|say|have done)
    (can|could) (do|have done) nothing (more|else|about|for you|further)
    (can|can't|cannot|could|couldn't|not|won't|don't|not_be|refuse_to) .. (be)? (held|accept|take|bear|
        assume) .. (responsible|liable|accountable|responsibility|liability|blame)
    (we|i) (are not|aren't|were not|weren't|am not) (responsible|to blame|liable|at fault|the ones|accountable|
        the cause)
    we're not (responsible|to blame|liable|at fault|the ones|accountable|the cause)
    (fault|responsibility|mistake|blame|problem|error) (lies|rests|is|was|falls|sits) .. (with|on) (the|our|
        your)? <carrier>
    (fault|responsibility|mistake|error|doing|problem) of (the|our|your|an external|a)? (local|external)? <carrier>
    (the|our|your|that's the|an external|a) (local|external)? (courier's|carrier's|supplier's|driver's|manufacturer's|
        bank's|seller's|partner's|hotel's|airline's) (fault|responsibility|mistake|problem|error|doing|job)
    (down to|caused by|because of|up to|blame|due to|fault of|thanks to) (a|an|our|the|your)? (new|local|external|
        temporary|mistake by|error by|problem with|failure of|failure by|delay at|delay by)? (the|our|a)? (courier|
        couriers|carrier|delivery company|delivery partner|royal mail|dhl|ups|fedex|hermes|evri|dpd|gls|usps|
        post office|postal service|supplier|suppliers|manufacturer|third party|third-party|contractor|subcontractor|
        delivery driver)
    <carrier> (is|are|was|were) (solely|entirely|fully|actually|really)? (responsible|to blame|at fault|the one|
        the ones|who you should|liable)
    <carrier> (let us|let you|let us both|let us all) down
    (take|raise) (it|this|that|your complaint|the matter) (up)? with (the|your|our)? <carrier>
    (not|isn't|wasn't|rather_than|and_not) us
    (once|as soon as|after|when) (it|the|your|an|a) ... (leaves|left|has left) (our|the) (warehouse|hands|depot|
        kitchen|store|shop|premises|factory|building)
    left (our|the) (warehouse|hands|depot|kitchen|store|shop|premises|factory|building|workshop) .. (in perfect|
        in good|on time|in full|intact|undamaged|complete|as it should|perfectly|hot|fresh|fine)
    we (only|just|merely|simply) (sell|pack|dispatch|ship|list|resell|supply|provide the|take|pass on|host)
    (we're|we are|are|being|as) (only|just|merely|simply) (the|a|an) (retailer|platform|intermediary|marketplace|
        middleman|agent|reseller|messenger|shop|small|tiny|little)
    (we|i) (have to|must|can only)? (rely|depend) on .. (the|our|a)? <carrier>
    (he|she|they|colleague|driver|member of staff|agent|waiter|waitress|employee|person|chef) .. (is|was|were|
        are) (only|just|still|relatively|quite|fairly|brand)? (new|a trainee|inexperienced|a temp|a beginner|
        in training|an apprentice|a student|an intern)
    (a|an|our|by) (new|junior|temporary|inexperienced|agency|untrained|young) (colleague|member|driver|employee|
        starter|trainee|worker|agent|waiter|recruit|temp)
    """,
    _LISTS,
)

_DISPUTE = phrases(
    """
    (that's|thats|this is|it's|that is|these are|those are|which is) (simply|just|actually|clearly|completely|totally|
        factually|plainly|frankly|quite|not only|a bit|rather|really|entirely|absolutely|highly)? (not true|untrue|
        inaccurate|false|factually incorrect|factually wrong|misleading|nonsense|not what happened|
        not how it happened|not how it works|not accurate|not entirely true|not quite true|not entirely accurate|
        a lie|a misrepresentation|one-sided|rubbish|a fabrication|not the full story|
        not the whole story|only half the story|only one side|not how we|not who we|an exaggeration|incorrect|
        not correct|impossible|baseless|unfounded)
    (that|this|it) (isn't|wasn't|is not|was not) (actually|really|quite|entirely|strictly|at all|exactly)? (true|
        accurate|what happened|how it happened|correct|the full story|the whole story|the case|how it works)
    your <account> ... (is|are|was|were|seems|seem|appears|appear|contains|looks) (simply|just|actually|clearly|
        completely|totally|a bit|rather|really|entirely|very|highly|quite)? (<false>|untruths|errors|inaccuracies|
        lies|falsehoods)
    your <account> .. (doesn't|does not|don't|do not) (match|reflect|correspond|agree|square|fit|tell|add up|hold|
        stand up|paint|tally)
    (what|the way|how) (you|you're|you've) .. (say|said|claim|claimed|describe|described|write|wrote|stated|state|
        saying|claiming|describing|written) ... (is|isn't|was|wasn't|are|aren't|doesn't|does not|didn't|
        did not) (<false>|true|match|happen|correspond|reflect|accurate|correct|what happened|quite|square|how|
        the case|add up|agree)
    <account> (is|are) (simply|completely|totally|entirely|utterly|factually) <false>
    (we|i) (must|have to|would|'d|strongly|firmly|respectfully|completely|beg to|categorically|do)? (strongly|firmly|
        respectfully|completely|politely|categorically)? (disagree|dispute|reject|deny|refute|contest|differ|
        beg to differ|take issue|object to|question the|question whether|doubt)
    (we|i) <adv>? (can't|cannot|do not|don't|couldn't|won't|will not|are unable to|find it hard to|
        find it difficult to) (really|simply|possibly|fully|quite)? (accept (that this|that you|that we|your|
        this criticism|this claim|this account|these|responsibility|the claim|the accusation|blame)|recognise (this|
        the|your|that|ourselves)|recognize (this|the|your|that|ourselves)|agree (with|that)|believe (that|this|you|
        your|it|what)|see (what|how we|where we|why we|why you|any fault|anything wrong|any reason)|understand (why|
        what you|how you|your complaint|your problem))
    (see|find|found|saw) no (evidence|fault|reason|sign|indication|proof|grounds|basis|error|mistake|issue|problem)
    (there's|there is|there was|have|found) (no|nothing|not any) (evidence|proof|wrongdoing|grounds|basis|fault|
        mistake|error on)
    (nothing) (was|is|went) wrong (with|on|at|in)
    (we|i) (stand|stood) (firmly)? (by|behind) (our|the|my|his|her) (team|staff|decision|colleague|colleagues|policy|
        driver|service|product|products|actions|chef|original|position|process|reply|answer)
    <you're> (simply|just|clearly|quite|very|completely|obviously|rather|frankly|really|sadly)? (mistaken|wrong|
        incorrect|confused|exaggerating|overreacting|being unfair|being unreasonable|being dramatic|misinformed|lying|
        not being honest|not being fair|not being reasonable|making this up|making it up|imagining|unreasonable|
        not telling|a little confused|a bit unfair|not right|misremembering|missing the point)
    (contrary to|despite) (what|your) (you (say|claim|wrote|said|suggest|state|think|believe|imply|describe)|claim|
        claims|assertion|statement|review|post|allegation|comment)
    (strange|odd|curious|surprising|funny|interesting|suspicious|telling|ironic|convenient|peculiar|remarkable|
        amusing) (that|how|why|you) (you|then|no|nobody|only|this)
    (we|i) (are|am|were|was) (rather|quite|very|somewhat|frankly|a little)? (surprised|astonished|puzzled|baffled|
        disappointed|amazed|perplexed|shocked) (that you|you|by your|at your|to read your|to see your|with your|you'd|
        you would)
    we're (rather|quite|very|somewhat|frankly|a little)? (surprised|astonished|puzzled|baffled|disappointed|amazed|
        perplexed|shocked) (that you|you|by your|at your|to read your|to see your|with your|you'd)
    (records|system|logs|log|tracking|cctv|data|cameras|files|scan|scans|gps|photo|photos|recording|recordings|
        paperwork) .. (clearly|plainly)? (show|shows|say|says|tell|tells|indicate|indicates|prove|proves|confirm|
        confirms|suggest|suggests) (quite|rather|very|clearly)? (otherwise|differently|a different|something else|
            no sign|no such|the opposite|
        quite the|nothing|that you are|that you were wrong|that's not|this is not|it didn't|we did|that we did|
        that we)
    (simply|just|really|actually) (doesn't|does not|didn't|did not|couldn't|could not|cannot|can't) (add up|
        make sense|happen|occur|be true|be right|have happened)
    (that|this|it) (could not|couldn't|can't|cannot|can hardly) (possibly)? (have)? (happened|happen|be|been) (true|
        right|possible|us|our|here|with|as|the case|like)
    (that|this|it) never happened
    (didn't|did not) happen (like|as you|the way|how you|in our|here|exactly)
    (unfair|not fair|hardly fair|isn't fair|wasn't fair|harsh|unkind|hurtful|unjustified|unwarranted|uncalled for|
        insulting|disrespectful|offensive|rude) (on|to|of|towards|about|for) (us|our|my|the team|the staff|the people|
        you to|a small|somebody|someone|people|him|her|them|say)
    (your|this|that|such a) <account> .. (hurtful|harsh|unjustified|unwarranted|uncalled for|insulting|disrespectful|
        unkind|below the belt|hard to read|hard to swallow|upsetting to|demoralising|malicious|mean)
    (harsh|unkind|hurtful|unfair|mean|strange|odd|strong|big) (thing|things|words|language|accusation|claim) (to|of|
        for|from)
    (find|found) (your|this|that|it|such) .. (hurtful|harsh|unjustified|unwarranted|insulting|disrespectful|unfair|
        rude|offensive|regrettable|disappointing that you|hard to believe|difficult to believe|surprising that|
        strange that)
    <account> (leaves|leave|fails|omits|omit|forgets|neglects|skips|ignores|overlooks) (out|to mention|to say|that|
        the fact|how|what)
    you (leave|left|forget|forgot|fail|failed|omit|omitted|neglect|neglected|don't mention|do not mention|
        didn't mention) (out|to mention|to say|to add|that|the fact) .. (that|we|our|the|how|what|a)
    (driver|waiter|waitress|colleague|manager|chef|team|staff|agent|he|she|they|nurse|receptionist|technician|
        crew) .. (assure|assures|assured|insists|insist|swears|tells|says|maintains|confirms|denies|remembers|
        recalls) (me|us|that|it|this|the|having|otherwise|differently|any) .. (he|she|they|it|nothing|was|were|did|
        had|polite|perfectly|differently|otherwise|wrongdoing|of this|ever)
    (nobody|no one|none of us|none of our staff|none of the team) .. (remembers|remember|recalls|recall|recognises|
        knows|is aware|saw|heard|noticed) .. (anything|any|of|this|it|that|such|the|like)
    (check|get|got|have) your facts (right|straight|first|before)?
    (anything|nothing) of the (kind|sort)
    (two sides|other side|another side) to (this|every|the|it)
    (takes|take) two to
    (no such thing|nothing of the sort|nothing of the kind)
    (let|allow) (us|me) (to)? (correct|set|put|explain why|remind|clarify why|clarify some|clear up some|be clear|
        be frank|be very clear|be honest|point out|defend|stress that|explain how)
    (set|put|keep|setting|putting) (the|a) record straight
    (correct|clear up|address|clarify) (a few|some|several|the|your|one or two|these) .. (inaccuracies|misconceptions|
        errors|points|facts|untruths|falsehoods|misunderstandings)
    (in|to) (our|my|his|her|their|the team's) (own)? (defence|defense)
    (to be|in all|in|let's be) (fair|fairness)
    (with|due) (all)? (due)? respect
    (must|have to|should|would like to|want to|need to|'d like to|feel obliged to|feel compelled to|
        feel the need to) (also|again|gently|kindly|just|firmly)? (point out|remind you|stress that|emphasise that|
        emphasize that|correct|defend|disagree|clarify that|note that you|make clear|make it clear|
        draw your attention)
    (may|might|can|could|let|please) (we|i)? (gently|kindly|politely|respectfully|please|also|just)? (remind|
        point) (you|out)
    as (we|i|our team|our staff|our colleague|our agent|has been|was)? (have|has|'ve)? already|previously|repeatedly|
        clearly (been)? (told|explained|said|stated|mentioned|informed|clarified|pointed|made clear|indicated|advised|
        communicated)
    as we've|i've (already|previously|repeatedly|clearly)? (told|explained|said|stated|mentioned|informed|clarified|
        pointed)
    as (we|i|our team|our staff) (told|explained|informed|advised|warned|said|stated|pointed) (you|to you|out|before|
        already|several|many|twice|repeatedly|at the time|clearly)
    """,
    _LISTS,
)

_EXCUSES = phrases(
    """
    (we|i|the team|our team|our staff|everyone|the kitchen|the restaurant|our agents|they|the shop|our phone lines|
        phone lines) (are|were|have been|had been|was|is|has been|'ve been) (currently|also|all|just)? <very>? <busy>
    (we're|we've been|i'm) (currently|also|all|just)? <very>? <busy>
    (due|owing|thanks) to (the|our|a|an|very|extremely|unusually|exceptionally|unprecedented|such)? (very|extremely|
        unusually|exceptionally|unprecedented|current|recent)? (high|busy|heavy|peak|unprecedented|holiday|christmas|
        staff|staffing|seasonal|summer) (demand|volume|volumes|season|period|shortages|shortage|rush|traffic|levels|
        workload|number|numbers|time|sickness|problems|issues|call volumes)
    (we|we've|they|he|she|team|staff|driver|colleague|kitchen|crew|chef|agent) (did|done|have done|has done|
        had done) (absolutely|already)? (everything|all|nothing wrong|our best|our part|our utmost|exactly what|
        what we could|more than enough|our duty|our job|no wrong)
    (we|i) did (actually|in fact|indeed|clearly|already|of course|try to|also)? (tell|warn|inform|advise|remind|
        notify|email|call|answer|reply|respond|explain|mention|ask you|try|ring|contact|let you know|offer|attempt|
        make it clear|state)
    (we|i) (do|did) (actually|in fact|clearly|always|of course) (state|say|tell|warn|inform|advise|explain|check|make|
        try|deliver|answer|care|ask)
    (our|the|my|that|this) .. <staff> (did nothing wrong|acted correctly|acted properly|acted professionally|
        acted in line|would never|does not|never|only wanted|always|was only|was just|were only|were just|is only|
        are only|is just|was merely|was simply|were simply|followed|are trained|are highly|is highly|are all|are very|
        is very|are doing|have done nothing|works hard|work hard|work very|works very|are working|work extremely|
        do their best|does their best|is doing|was doing|were doing)
    (only|just|merely|simply) (doing|following|trying|did|followed) (his|her|their|our|to|the|orders|procedure|
        procedures|policy|protocol|instructions|company)
    (we|they|he|she|team|staff|driver|colleague|everyone) (have|has|all|always)? (followed|follow|adhered to|
        complied with|acted in line with|worked to) .. (procedure|procedures|protocol|protocols|rules|policy|policies|
        guidelines|process|book)
    (by the book)
    (we|they|he|she) (always|never) (check|inspect|pack|deliver|answer|reply|tell|inform|follow|test|double-check|
        ship|make sure|ensure|treat|train|serve|charge|cancel|overcharge|ignore|lose|refuse|send out|would|respond|
        miss|do this|do that|leave|let)
    (every|each|all) (our|of our|single)? (item|items|order|orders|parcel|parcels|dish|dishes|product|products|room|
        rooms|unit|units|call|calls|meal|meals|box|boxes|package|packages) .. (is|are) (always|carefully|thoroughly|
        individually|rigorously|fully|double)? (checked|inspected|tested|packed|quality|answered|cleaned|reviewed|
        weighed|prepared)
    (works|work|working|worked|functions) (perfectly|fine|properly|correctly|as intended|as designed|normally|
        as expected|as it should) (on our|at our|here|when|for us|in our|with us|from our)
    (what|whatever) (did|do|were|are|else did|else do|more do|exactly do|exactly did) you (expect|expecting|want|
        think|suppose|hoping)
    (what|not sure what) (more|else) (you|do you|would you|you'd) (want|expect|like us)
    get what you (pay|paid) for
    (for|at) (that|this|such a|the) (low|kind of|sort of|cheap)? price (you|we|one|it|what)
    (can't|cannot|can hardly|shouldn't|should not|couldn't|can not) (reasonably|really|seriously|
        possibly)? expect (us|a|that|to|everything|luxury|the|miracles|five-star|immediate|an|perfection|our)
    (unreasonable|unrealistic|unfair|not fair|not realistic|not reasonable|too much) (to|of you to|
        on your part to) (expect|ask|demand|blame|judge|criticise|hold|assume|say|call|claim|suggest|complain)
    (can't|cannot|never|impossible to|not possible to) please (everyone|everybody|all)
    (we're|we are|i'm|i am|they're|they are|staff are) (only|just|all) human
    (you|one) (must|have to|need to|should|ought to|'ll have to|'ll need to|will have to|really must) (please|also|
        really|try to)? (understand|realise|realize|appreciate|remember|accept|recognise|recognize|keep in mind|
        bear in mind|see it|admit|consider that|see our)
    please (also|do|just|try to)? (understand|appreciate|bear in mind|keep in mind|be reasonable|be fair|see it from|
        see this from|put yourself|try to see|try to understand|remember that|realise|realize|recognise that|
        consider that|have some)
    (put|putting) yourself in (our|his|her|their)
    (i'm|we're|i am|we are) (sure|certain|confident) (that)? you (can|will|'ll|would|could|must)? (understand|
        appreciate|realise|realize|agree|see|know) (that|how|why|our|the|we|it)
    (any|every|most) (reasonable|sensible|normal|rational|fair-minded) (person|customer|people|adult|guest)
    (common sense|as everyone knows|as everybody knows|anyone can see|as you well know|as you know full)
    (let|allow) (us|me) (to)? (explain|tell|show|educate|enlighten) (you|to you|to_you|it) .. (how|what|why|again|
        one more)
    (that's|that is|this is) (just|simply)? (how|the way) (it|things|this|delivery|business|retail|the system|
        the industry|we|life) (works|work|is|are|goes|operate|do)
    (rules are rules|policy is policy|those are the rules|these are the rules|rules are the rules|
        a policy is a policy)
    (that's|that is|this is|it's|it is) (just|simply) (our|company|the|store|standard|hotel) (policy|policies|
        procedure|rule|rules|way)
    (policy|policies|terms|conditions|rules|website|instructions|description|guidelines) (is|are) (perfectly|very|
        quite|absolutely|crystal|entirely|completely|extremely|abundantly)? clear
    if you (look|read|check|scroll|were to read|had a look|care to|would care to|bother|took|actually) .. (closely|
        carefully|properly|again|back|at our terms|the small print|our terms|to|the time|more closely|read|
        checked) ... you|you'll|you'd
    (a|one) (closer|second|careful) (look|reading) .. (would|will|shows)
    (before|instead of|rather than|without) (you)? (post|posting|writing|leaving|complaining|accusing|jumping|ranting|
        venting|airing|shouting|criticising|judging|blaming|making accusations|making claims) (a|such|this|on|to|in|
        your|about|here|us|conclusions|it|that|public|online|publicly|reviews|things|things_like|anything|false)?
    (entitled|welcome) to (your|their|his|an|have an|have your) (own)? opinion
    agree to (disagree|differ)
    (well done|congratulations|bravo|how nice|good for you|lucky you|clever you|poor you|how terrible for you|
        my heart bleeds|boo hoo|thanks so much for nothing|thank you so much for) (for|on|that|of you)? .. (noticing|
        finding|pointing|telling|ruining|your patience|complaining|sharing your|not|explaining|the lecture|
        enlightening|you|us)?
    (your|an) (wealth|vast|expert|infinite|superior|great|obvious) (of)? (experience|knowledge|wisdom|expertise)
    (if you say so|whatever you say|oh really|yeah right|sure you did|nice try)
    (we|i) (pride|prided) (ourselves|myself) on .. so
    (we|i) (fail|failed|struggle) to see (how|why|what|where)
    (went|gone|going|go) above and beyond (for|to|with|already|yet|and)
    (bent|bend|bending) over backwards
    (thanks|thank you|gratitude|reward) (we|i) (get|got|receive)
    (after) (all|everything) (we|we've|that we) (did|have done|done|do)
    (been|are) in (this|the)? (business|industry|trade) (for|since) .. (years|decades|#|a)
    (we|i|our team|our chef|our staff) (certainly|clearly|really|do)? know (exactly|perfectly well|very well|
        full well)? (what we're|what we are|how to|what i'm|our|what they're)
    (before|until|when) (it|they) (left|was handed|went out) .. (us|our|here|the shop|the kitchen)
    (happened|happens|occurred|broke|damaged|lost|went wrong|arose) (only|clearly|probably|presumably|
        long)? after (it|the|they|your|we|leaving) .. (left|leaving|handed|shipped|our|us|delivered)
    (called in sick|off sick|staff sickness|sick leave|staff shortages|short of staff|lack of staff|no-shows)
    (not everything|not all) .. (fault|down to|because of|caused by|blamed on) (us|our|ours|on us)
    (blame|blaming) (us|our|the team|it on us|everything on) (for|on|is|when)
    (please|kindly|do) (be|stay|keep|remain) (reasonable|fair|civil|realistic|polite|respectful)
    (can|could) only (apologise|say|repeat|stress) .. (so many|so often|that many|what we)
    (how|why) (exactly|precisely|on earth|should|is that|is this|would) .. (our|we|us|is our|be our) (problem|fault|
        responsibility|job|concern)
    (we|i) (have|had) (no|little) (choice|option|alternative|obligation) (but|to|here)
    (technically|strictly speaking|in actual fact|as a matter of fact|in reality|the fact is|the truth is|
        the reality is|fact remains)
    (little|no) (point|use|sense) in (shouting|complaining|arguing|being|blaming|telling us|writing)
    (it|that) (was|is|has been|had been) (a|the|our)? (busiest|christmas|saturday night|bank holiday|black friday|
        peak|holiday season|rush hour|hectic) .. (after all|so|and|you|remember|of the year|then)
    (two|both|other) sides to (every|this|the|each|a)
    (our|the other) side of (the|this) (story|matter)
    (blown|way) out of
    (does not|doesn't|didn't|did not) (mean|make) (we|us|it|that we|that it) (did|are|is|were|our|wrong|have|at|
        liable|responsible)
    """,
    _LISTS,
)

_OWNED = phrases(
    """
    (no|not an|isn't an|isn't any|not any|never an|neither is an|without|not as an|not a|isn't a) (excuse|excuses|
        justification|reason to)
    (doesn't|does not|don't|do not|won't|can't|cannot) (excuse|justify)
    (our|my|we) (information|reply|answer|email|invoice|bill|estimate|page|listing|advice) .. (was|were|
        is) (incorrect|inaccurate|false|wrong|misleading)
    (you're|you are) (absolutely|quite|completely|totally|entirely|so|very)? right
    (if|whether|in case|tell us if|let us know if) (that's|this is|that is|it's|this) (not|isn't|is not)? (correct|
        incorrect|true|the case|right)
    """
)
_OUGHT = phrases(
    """
    (should|ought to|must|could|needs to|need to|didn't|did not|failed to) (have|be|been|always)?
    (we|i) (don't|do not|won't|wouldn't|aren't going to|will not|are not going to|would never|'re not here to|
        are not here to)
    """
)

_MESSAGE = "This argues, excuses or shifts the blame, where the customer wants to be heard."
_SUGGESTION = "Leave the argument out. Say what you are sorry for and what happens now."


RULE = Rule(
    id="defensive",
    family="tone",
    what="Denies, disputes, argues, excuses, blames a courier or colleague, lectures, is sarcastic or condescending.",
    why="Whoever argues with an upset customer in front of others has lost, whatever the facts are.",
    boundary="A verified fact offered as help; a cause that a fact supports, told plainly and not as an excuse.",
    serves=("P10", "P11", "P22"),
    suggestion=_SUGGESTION,
    find=finder(
        "defensive",
        [
            Pattern(_NOT_US, _MESSAGE, _SUGGESTION, unless=_OWNED, unless_before=REPORTED, quotable=True),
            *(
                Pattern(
                    group,
                    _MESSAGE,
                    _SUGGESTION,
                    unless=_OWNED,
                    unless_before=REPORTED,
                    unless_around=_OUGHT,
                    negatable=True,
                    quotable=True,
                )
                for group in (_DISPUTE, _EXCUSES)
            ),
            Pattern(DEFENSIVE, _MESSAGE, _SUGGESTION, quotable=True),
        ],
    ),
    detectors=(Detector.PATTERN, Detector.CLASSIFIER),
    flags=(
        Example("The delay was [[outside our control]], I'm afraid."),
        Example("It's [[the courier's fault]] that the box was crushed."),
        Example("[[That is simply not true]]; we answered twice."),
        Example("[[We disagree]] with your description of the evening."),
        Example("[[Our driver did nothing wrong]]."),
        Example("[[Please understand]] that we handle thousands of parcels."),
        Example("[[With all due respect]], the room was clean."),
        Example("[[As we already explained]], the offer had ended."),
        Example("[[We were extremely busy]] that night."),
        Example("[[What did you expect]] from a budget flight?"),
        Example("[[Let us set]] the record straight about your visit."),
        Example("Your [[review is misleading]]."),
        Example("[[You are mistaken]]; the price was shown."),
        Example("[[Das stimmt so nicht]], wir haben geantwortet."),
        Example("C'est la poste, ce n'est [[pas de notre faute]]."),
        Example("The log shows that someone signed for it, [[whatever you say]]."),
        Example("[[Once it leaves our depot]], it is in the hands of the carrier."),
        Example("[[The system doesn't make that kind of mistake.]]", detector=Detector.CLASSIFIER),
    ),
    passes=(
        Example("This was not your fault, and you did nothing wrong."),
        Example("A storm closed the depot on 3 May, and your parcel waited there for two days."),
        Example("The tracking shows the parcel in Leeds this morning; we will follow it until it reaches you."),
        Example("We don't dispute a word of what you wrote."),
        Example("You're right, our answer was incorrect, and I'm sorry."),
        Example("If that's not correct, please tell us and we'll change it."),
        Example("Being busy is no excuse: you waited an hour for a cold pizza."),
        Example("Our driver should have followed the instructions you left, and did not."),
        Example("We will do everything we can to find your suitcase."),
        Example("We'd like to understand what happened at the counter; may we call you?"),
        Example("We're sorry that our first reply sounded as if we doubted you."),
        Example("You were told that it wasn't our responsibility, and that was the wrong answer."),
    ),
)
