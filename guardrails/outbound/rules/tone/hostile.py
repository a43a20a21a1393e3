"""tone: hostile."""

from __future__ import annotations

import re

from guardrails.finding import Detector
from guardrails.matchers import Pattern, Regex, finder
from guardrails.outbound.words import LISTS, REPORTED
from guardrails.phrases import phrases
from guardrails.rule import Example, Rule

_LISTS = LISTS | {
    "insult": """
        idiot|idiotic|liar|liars|pathetic|ridiculous|stupid|moron|fool|foolish|rude|entitled|a joke|clueless|ignorant|
        disgusting|disgrace|childish|hysterical|crazy|insane|mad|delusional|a clown|a troll|trolling|a bully|
            a scammer|
        a fraud|a fraudster|a cheat|a nuisance|a pain|embarrassing yourself|an embarrassment|lying|out of your mind|
            a karen|
        impossible to please|the problem|petty|greedy|dishonest|arrogant|obnoxious|unbearable|vile|deranged|a loser|
        aggressive|abusive|bitter|sad|attention-seeking|a time-waster|making a fool of yourself|a freeloader|a crook
    """,
    "account": "account|membership|profile|subscription|card|order|orders|booking|number|access",
}

_INSULTS = phrases(
    """
    <you're> (so|such|a|an|just|simply|clearly|obviously|really|being|acting like|behaving like|nothing but|
        one of those|very|quite|an absolute|a complete|a total|completely|totally|extremely)? (a|an)? <insult>
    (your|this|that) (review|complaint|behaviour|behavior|attitude|post|comment|message|tone|claim|rant|whining|
        demand|conduct) (is|are|was|has been|were) (so|such|a|an|just|simply|really|absolutely|completely|utterly|
        frankly)? (pathetic|ridiculous|stupid|idiotic|childish|laughable|a joke|a disgrace|disgusting|hysterical|
        insane|garbage|rubbish|shameful|embarrassing|absurd|beneath|hilarious|trash|vile|petty)
    (people|customers|person|someone|folk|types) like you
    (your|the) (rant|ranting|whining|moaning|tantrum|whinging|whingeing|drivel|nonsense|babbling|hissy fit)
    (stop|quit|enough|tired of your|spare us|spare me) (with|of)? (the|your|all this|this)? (whining|moaning|
        complaining|whinging|whingeing|crying|lying|harassing|drama|nonsense|bullying|ranting)
    (shut up|grow up|get a life|get lost|go away|get stuffed|get over yourself|get a grip|good riddance|drop dead|
        sod off|bugger off|clear off|bore off|go to hell|jog on|pipe down)
    (waste|wasting|wasted) (of)? (our|my|everyone's|everybody's) (time|energy)
    (don't|do not|stop) (be|being) (so|such)? (stupid|idiotic|foolish|ridiculous|pathetic|childish|hysterical|petty|
        greedy|an idiot|a fool|a moron|a clown)
    (you|you're|you are) (all|just|just a bunch of|nothing but|a bunch of|a pack of|complete|total|absolute)? (idiots|
        fools|morons|clowns|liars|losers|cheats|imbeciles|crooks|trolls)
    how dare you
    (shame on|should be ashamed of|ought to be ashamed of) (you|yourself)
    (you'd|you would) know that|this if you (had|could) .. (brain|read)
    (learn|know) (how)? to (read|spell|behave|write|use a)
    (can't|cannot|unable to|too lazy to|too stupid to|capable of) (even)? read
    (what is|what's) wrong with you
    (whiny|whinging|whingeing|crybaby|keyboard warrior|snowflake|time-waster|timewaster|freeloader|scrounger)
    (sad|pathetic|silly|petty|stupid|ridiculous|nasty|bitter|vicious|cheap|childish) little (complaint|review|rant|
        post|comment|man|woman|person|world|life|story|attempt|message)
    (too much|so much) time on your hands
    (always|usually|normally|often|this) (this|that|so)? (unpleasant|rude|nasty|difficult|miserable|grumpy|horrible|
        aggressive|charming) (or|in|to everyone|with|person|today)
    (must be|it must be|shame to be|hate to be|wouldn't want to be|glad i'm not|pity) (sad|hard|lonely|nice|miserable|
        exhausting|you|your|married) .. (being|to be|you|like you|your|life)
    (bullied|blackmailed|threatened|intimidated|pushed around|lectured|insulted|held to ransom) (by|like)
    (some of us) (have|actually|work|are)
    (grow|get|buy|find|have) (up|yourself|a|some) (up|life|thicker skin|sense of humour|manners|hobby|decency|grip|
        brain)
    (with|your|all) (#|eleven|ten|five|few|three|two|twelve|handful of) followers
    (go|run|off) (cry|complain|whine|moan|crying) (to|about|somewhere|elsewhere) (your|it|someone|somebody|mummy|else)
    (laughing|laughed|laugh|had a good laugh) at (you|your)
    (nobody|no one) (cares|likes you|asked|believes you|asked you|is interested in your)
    """,
    _LISTS,
)

_THREATS = phrases(
    """
    (take|taking|consider|considering|pursue|start|bring|seek|initiate|begin|threaten) .. (legal (action|proceedings|
        steps|measures|advice against)) (against|if|unless|over|for|should|and|to)?
    (our|my|the) (lawyer|lawyers|solicitor|solicitors|legal team|legal department|attorney|attorneys|
        barrister) .. (will|would|shall|is|are|has|have|may|can) .. (contact|be in|write|sue|pursue|look|take|been|
        deal|review|reach|get|informed|hear|be)
    (hear|hearing) from our (lawyer|lawyers|solicitor|solicitors|legal)
    (sue|suing) (you|for)
    (see|take|meet) you in|to court
    (is|are|was|constitutes|amounts to|be|for|considered|of) (clearly|potentially|pure|simple)? (defamation|
        defamatory|libel|libellous|libelous|slander|slanderous|harassment|blackmail|extortion)
    (report|reporting|reported) you (to|for|as)
    (involve|call|calling|contact|inform) the (police|authorities)
    (block|ban|blacklist|bar|blocking|banning|blacklisting|barring) (you|your)
    (be|get|been|being|are|find yourself|end up) (permanently|immediately|now|hereby)? (banned|blocked|blacklisted|
        barred) (from|by|if|for|permanently|unless|and|immediately|on|as|in|at)?
    (close|suspend|terminate|cancel|freeze|deactivate|closing|suspending|terminating|delete|revoke) your (customer|
        loyalty|user)? (account|membership|profile|subscription|access)
    your <account> (will|may|could|might|is going to|shall|can|would) be (closed|suspended|terminated|cancelled|
        canceled|frozen|deactivated|revoked|blocked|banned|restricted)
    (not|no longer|never) (be)? (welcome|serve you|served|accept your|deal with you|do business with you|want your|
        want you)
    never (serve|deal|welcome|do business) .. (you|again)
    (take|taking) your (business|custom|money) elsewhere
    (go|shop|eat|stay|book|try|order) (somewhere|anywhere) else
    (don't|do not|never|needn't|please don't) (you)? (come|bother coming|come_back|return|show your face|darken|
        bother|contact us|write to us|order|think about coming) (back|again|here|to us|our)? (again|ever|to)?
    (there will|there'll|will|may|might|could|expect) (be|have|face)? (serious|legal|severe|further|
        the)? (consequences|repercussions)
    (you'll|you will|going to|live to|you would) regret
    (watch|mind) (your) (tone|language|mouth|step|manners|words|back)
    (we|i) know where you
    (choose|pick|weigh) your words
    (final|last|only) warning
    (don't|do not) (you dare|test us|push us|try us|make us|threaten us|mess with us|tempt us)
    (reserve|reserves) the|our right (to|of) (take|refuse|sue|legal|pursue|block|ban|close|report|seek|claim)
    (make|ensure|see to it) (sure)? .. you (pay|regret|never get|never|are sorry)
    (keep|carry|go|continue|post|do|say|try|one more|another) (this up|that up|on|on like this|like this|that again|
        it again|this again|word|post|complaint|message) and (you|we|your|i|the) .. (will|'ll|you'll|we'll|gone|hear|
        be|is|are|shall)
    (hear|hearing) from (our|the|my) (legal|lawyer|lawyers|solicitor|solicitors|attorney|attorneys|counsel)
    (get|gets|be|are|is|being|will be) (barred|banned|blocked|blacklisted|reported|sued|kicked out|thrown out|
        removed from our)
    (people|customers|guests|anyone|those) .. (who|that) ... (get|gets|be|are|is|will be|end up) (barred|banned|
        blocked|blacklisted|reported|sued|kicked out|thrown out)
    your (account|membership|loyalty card|subscription|discount|card|access|profile|booking|order) (is|will be|gets|
        goes) (gone|history|over|finished|cancelled|blocked|closed)
    (do us|do everyone) (all)? a favour and
    see you in court
    (if you (keep|continue|carry on|persist|go on|don't stop|do that again|post again|complain again)) ... (we|you|
        your|i|there) .. (will|'ll|may|have to|must|be|going)
    """,
    _LISTS,
)

_PROFANITY = phrases(
    """
    fuck|fucks|fucking|fucked|fucker|fuckers|fuckwit|motherfucker|motherfuckers|motherfucking
    shit|shits|shite|shitty|shitshow|bullshit|horseshit|bitch|bitches|bitching|bitchy|bastard|bastards
    ass|arse|asses|arses|asshole|assholes|arsehole|arseholes|dickhead|dickheads|cunt|cunts|wanker|wankers|twat|twats
    prick|pricks|bollocks|pissed|pissing|crap|crappy|moron|morons|imbecile|imbeciles|cretin|cretins|douchebag|
        douchebags
    (piss off)
    retarded|whore|tosser|wtf|stfu|bellend|knobhead|dumbass|jackass
    arschloch|arschlöcher|scheiße|scheisse|scheiß|verpissen|wichser|fick
    merde|connard|connards|connasse|putain|salope|enculé
    mierda|gilipollas|cabrón|cabron|joder|puta|pendejo|pendejos
    stronzo|stronza|stronzi|cazzo|vaffanculo|merda|coglione|coglioni
    caralho|foda-se|porra
    klootzak|kut|godverdomme
    """
)
_MASKED = re.compile(
    r"(?<!\w)(?:f(?:[*@#-]c|u[*@#-]|[*@#-]{2,3})k(?:ing|er|ers|ed|s|wit)?|f[*@#]{3,4}|(?:bull)?sh[*@#!]t(?:e|ty|s)?|"
    r"s[*@#]{2}t|b[*@#!]tch(?:es|ing|y)?|a[*@#]{2}h[*o]le|c[*@#]nt|c[*@#]{2}t|d[*@#]ckhead|"
    r"w[*@#]nker|tw[*@#]t|p[*@#]ss off)(?!\w)",
    re.IGNORECASE,
)

_KIND = phrases(
    """
    (understand|respect|accept|see|blame you|entitled|right|want|sorry|reason|sad|hate) ... (take|
        taking) your (business|custom|money) elsewhere
    (if|should|when|that|whether) you (decide|choose|chose|decided|prefer|wish|want|would rather|have to|had to|took|
        take|need) (to)? .. (go|shop|eat|stay|book|try|order|take|taking|your)
    (at your request|as you asked|as you requested|if you wish|if you like|if you want|if you would like|
        if you'd like)
    (card|phone) .. (block|freeze|cancel)
    """
)

_MESSAGE = "This insults, mocks or threatens the customer."
_SUGGESTION = "Take it out. If the customer insults others, leave it to a person to decide what to do."

RULE = Rule(
    id="hostile",
    family="tone",
    what="Insults, mocks or threatens (with lawyers, a ban, consequences), or uses profanity.",
    why="It ends the conversation, is passed on by thousands, and a threat may be unlawful.",
    boundary="Understanding that a customer goes elsewhere; closing an account because they asked for it.",
    serves=("P22",),
    suggestion=_SUGGESTION,
    find=finder(
        "hostile",
        [
            Pattern(_INSULTS, _MESSAGE, _SUGGESTION, unless_before=REPORTED, negatable=True, quotable=True),
            Pattern(
                _THREATS, _MESSAGE, _SUGGESTION, unless=_KIND, unless_before=REPORTED, negatable=True, quotable=True
            ),
            Pattern(_PROFANITY, "This is profanity.", "Say it without."),
            Regex(_MASKED, "This is profanity.", "Say it without.", hints=("*", "@", "#", "f-", "u-")),
        ],
    ),
    detectors=(Detector.PATTERN, Detector.CLASSIFIER),
    flags=(
        Example("[[You're being ridiculous]]."),
        Example("[[Don't be stupid]]."),
        Example("Sorry [[you fools]]."),
        Example("[[Your complaint is pathetic]]."),
        Example("Please [[stop whining]] and read your e-mail."),
        Example("We will [[take legal action against]] you for this."),
        Example("[[If you keep posting, we will]] have to act."),
        Example("[[Your account will be closed]]."),
        Example("Feel free to [[take your business elsewhere]]."),
        Example("That review [[is defamatory]], so be warned."),
        Example("What a load of [[bullshit]]."),
        Example("[[Watch your tone]], please."),
        Example("This is your [[final warning]]."),
        Example("Oh, [[f**k]] this."),
        Example("So eine [[Scheiße]] haben wir nicht bestellt."),
        Example("[[Good luck finding anyone who puts up with this.]]", detector=Detector.CLASSIFIER),
    ),
    passes=(
        Example("We'd understand if you chose to take your business elsewhere."),
        Example("Please don't be sad: a new one is on its way."),
        Example("Some people are fools, and that is no excuse of ours."),
        Example("This is ridiculous, and you have every right to be angry with us."),
        Example("As you asked, we can close your account today and delete your data."),
        Example("You're not being rude at all; you waited a month."),
        Example("Nobody should be laughed at in our shop."),
        Example("You have the right to take this to the ombudsman, and we'll send you the form."),
        Example("Our manager was rude to you, and that's not acceptable."),
        Example("We won't close your account over a late payment that was our mistake."),
        Example("Classic assessment: the assembly instructions were wrong."),
        Example("We're sorry that you were called a liar at the desk."),
    ),
)
