"""Words that several rules look for: what customers post, what they do with it, who else may be told of."""

from __future__ import annotations

from guardrails.phrases import phrases

LISTS: dict[str, str] = {
    "post": """
        review|reviews|post|posts|comment|comments|tweet|tweets|rating|ratings|score|complaint|
        feedback|thread|video|story|remark|remarks|statement|stars|star rating|one-star review|
        testimonial|write-up|reel|listing|entry|page|message|words
    """,
    "dispute": """
        dispute|disputes|chargeback|charge-back|chargebacks|claim|case|paypal case|card dispute|
        bank dispute|payment dispute|paypal claim|complaint to the ombudsman|complaint with the ombudsman
    """,
    "remove": """
        delete|remove|take down|withdraw|retract|erase|pull|pull down|take off|unpublish|rescind|
        hide|scrap|get rid of|take back|drop|cancel|reverse|call off|bring down|archive
    """,
    "removing": """
        deleting|removing|taking down|withdrawing|retracting|erasing|pulling|pulling down|taking off|
        unpublishing|rescinding|hiding|scrapping|dropping|cancelling|canceling|reversing|calling
        off|taking back|archiving
    """,
    "removed": """
        deleted|removed|taken down|withdrawn|retracted|erased|pulled|taken off|unpublished|
        rescinded|hidden|dropped|cancelled|canceled|reversed|called off|taken back|gone|down|off|
        closed
    """,
    "change": """
        edit|amend|change|revise|update|reconsider|rethink|revisit|modify|alter|adjust|correct|
        soften|tone down|raise|upgrade|improve|review|look again at|have another look at|take
        another look at|reword|rewrite|increase|bump up|lift|rectify
    """,
    "changing": """
        editing|amending|changing|revising|updating|reconsidering|rethinking|revisiting|modifying|
        altering|adjusting|correcting|softening|toning down|raising|upgrading|improving|looking
        again at|rewording|rewriting|increasing|bumping up|lifting
    """,
    "changed": """
        edited|amended|changed|revised|updated|reconsidered|modified|altered|corrected|softened|
        raised|upgraded|improved
    """,
    "customers": """
        customers|guests|people|users|buyers|clients|passengers|diners|visitors|shoppers|
        patients|members|others
    """,
    "carrier": """
        courier|couriers|carrier|carriers|delivery company|delivery partner|delivery partners|delivery
        driver|driver|royal mail|dhl|ups|fedex|hermes|evri|dpd|gls|usps|post office|postal
        service|postman|third party|third parties|third-party|supplier|suppliers|manufacturer|
        manufacturers|partner|contractor|subcontractor|airline|hotel|bank|seller|warehouse team|
        previous team|call centre|call center|restaurant|courier's|carrier's|supplier's
    """,
    "you're": "you're|you are|your|youre|ur",
    "you'd": "you'd|you had|you would have|you would've",
    "should've": """
        should have|should've|should of|ought to have|ought to've|could have|could've|might have|
        needed to have|must have
    """,
    "private": """
        card number|card numbers|phone number|telephone number|mobile number|account number|order number|
        booking number|reference number|booking reference|tracking number|card details|bank details|
        personal details|personal data|personal information|private details|private information|private
        data|contact details|email address|e-mail address|home address|address|password|passwords|
        security code|cvv|postcode|passport|date of birth|sort code|iban|phone|email|e-mail|
        kartennummer|telefonnummer|adresse|numéro|coordonnées|número|dirección|numero|indirizzo|
        telefone|endereço|telefoonnummer|rekeningnummer|kaartnummer
    """,
    "adv": """
        perhaps|maybe|simply|just|at least|really|also|probably|first|easily|always|already|only|even|actually|
            possibly|
        kindly|please|still|now|then|of course|honestly|obviously|clearly|certainly|surely|definitely
    """,
    "safety": "safety|security|privacy|protection|own safety|own security|own protection|own privacy",
}
"""Named lists for `guardrails.phrases`."""

REPORTED = phrases(
    """
    (being|been|were|was|getting|get|be) told
    (told|tells|telling) you
    (suggested|suggesting|suggest|suggests|implied|implying|imply|implies|said|saying) .. (that|to you|it|you)
    (made|make|makes|making|left) you feel
    (wrong|unfair|rude|unacceptable|no right|unkind|tactless) (of us|of them|of him|of her|for us|for him|for her)? to
    (wrong|unfair|rude|unacceptable|unkind) of .. (agent|colleague|team|staff|driver|chat|letter|reply|manager|
        waiter) to
    (shouldn't|should not|should never|never should) .. (
        said|told|suggested|implied|replied|answered|blamed|written|wrote|feel)
    (came|come|comes) across as|like
    sounded|sound|read as|like
    (you|your|customer) .. (
        said|mentioned|mention|told us|told me|wrote|write|described|describe|explained|pointed out|report)
    (you|your) .. (say|tell us|note|noted|feel|felt) that
    """
)
"""What tells somebody else's words, or regrets our own: what follows is not said by the reply."""
