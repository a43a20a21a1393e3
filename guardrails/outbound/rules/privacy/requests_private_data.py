"""privacy: requests-private-data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.document import Document, Sentence
from guardrails.finding import Audience
from guardrails.matchers import Pattern
from guardrails.phrases import phrases
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation

_LISTS = {
    "secret": """
        password|passwords|passcode|pass code|passphrase|pin|pin number|pin code|cvv|cvc|cvv2|csc|security code|
            security number|
        card security code|security digits|one-time code|one time code|one-time password|one-time passcode|otp|
            verification code|authentication
        code|2fa code|six-digit code|6-digit code|sms code|login code|login details|log-in details|login credentials|
        credentials|online banking details|full card number|complete card number|whole card number|long card number|
        16-digit number|16-digit card number|16 digit card number|sixteen digits|16 digits|card number|
            credit card number|debit card number|
        card details|credit card details|debit card details|full card details|bank card details|payment card details|
        three digits|3 digits|three-digit code|3-digit code|digits on the back|numbers on the back|code on the back|
        security question|security answer|security answers|mother's maiden name|memorable word|social security number|
        national insurance number|passport number|access code|recovery code|secret question|
        passwort|kennwort|kartennummer|sicherheitscode|mot de passe|numéro de carte|cryptogramme|contraseña|clave|
            número de
        tarjeta|código de seguridad|numero di carta|codice di sicurezza|senha|palavra-passe|número do
        cartão|long number|long number across|number on the front|numbers on your card|card's number|wachtwoord|
            pincode|kaartnummer
    """,
    "personal": """
        mobile|cell|cell number|booking ref|order ref|ref number|ref|email you used|e-mail you used|email address you|
            postcode and|
        order number|order numbers|order no|order id|order reference|order details|booking number|booking reference|
            booking
        ref|booking id|reservation number|reservation code|confirmation number|account number|account details|
            customer number|customer id|
        membership number|tracking number|tracking id|invoice number|reference number|case number|ticket number|
            policy number|email
        address|e-mail address|email|e-mail|phone number|telephone number|mobile number|contact number|number|phone|
        contact details|contact information|address|home address|delivery address|postal address|postcode|post code|
            zip code|full name|surname|last name|date
        of birth|birthday|details|personal details|information|receipt|payment details|bank details|iban|
            name and address|
        flight number|seat number|room number|patient number|licence plate|license plate|registration number|imei|
            serial number|loyalty number|
        bestellnummer|kundennummer|adresse|telefonnummer|e-mail-adresse|numéro de commande|numéro de téléphone|numéro
        client|coordonnées|número de pedido|número de teléfono|correo electrónico|dirección|numero d'ordine|
            numero dell'ordine|
        numero di telefono|indirizzo|número do pedido|número de encomenda|telefone|endereço|bestelnummer|ordernummer|
            telefoonnummer|adres
    """,
    "give": """
        pop|text me|text us|read back|
        send|share|give|tell|provide|confirm|post|reply with|reply|comment|comment with|respond with|supply|drop|
            leave|write|let us have|let me have|read out|text|forward|enter|submit|type|message|pass on|dm|email|
                state|include|put|add|quote|paste|mention|schicken|senden|nennen|teilen|angeben|mitteilen|posten|
                schreiben|envoyer|envoyez|
            communiquer|donner|indiquer|
        indiquez|donnez|partager|enviar|enviarnos|envíenos|indicar|indíquenos|facilitar|compartir|decirnos|dar|
            inviare|inviarci|
        comunicare|scrivere|fornire|invii|informar|informe|envie|partilhar|compartilhar|sturen|stuur|geven|geef|delen|
            doorgeven
    """,
}
_SECRET = Pattern(
    phrases(
        """
        (<give>|we need|i need|we'll need|i'll need|we require|what's|what is|asking for|ask for|providing|sending|
            sharing|confirming) .. (us|me|with|
            to)? ... <secret>
        (what|which) <secret> (do|did|are|have|was) (you|your)
        (six-figure number|six-digit number|six-figure code|four-figure number|four-digit number|four-figure code|
            figure number) ... (read|tell|send|text|give|repeat|type|forward|share) (it|them|that|those)
        (code|digits|passcode|pin|password) ... (read|tell|send|text|give|repeat|type|forward|share) (it|them|that|
            those)? (back|out|to us|to me|us|me|here|over)
        (read|tell|send|text|give|repeat|type|forward|share) (us|me) (it|them|that)? (back|out)? .. (code|digits|
            passcode|pin) .. (we|you|that|on|from) (just|have|got|we)? (sent|texted|got|received|emailed|sent you)?
        """,
        _LISTS,
    ),
    "",
    unless=phrases(
        """
        last (four|4|two|2|three|3) (digits|numbers)?
        (reset|change|changing|resetting|update|forgot|forgotten|new|choose|set|create|remove|delete|hide|cover|blank|
            black out|temporary|letzten) .. (<secret>|your|it|the)
        (link|page|button|email|instructions|letter) ... <secret>
        (don't|do not|never|nobody|no one|not|won't|will not|needn't) .. (<give>|ask|asks|asking|request) ... <secret>
        (<give>) (no|never) .. <secret>
        """,
        _LISTS,
    ),
    unless_before=phrases(
        "never|don't|not|needn't|won't|without|nobody|cannot|nie|niemals|keine|jamais|nunca|no|mai|non|não|nooit|"
        "geen|niet|ne"
    ),
    negatable=True,
)
_PERSONAL = Pattern(
    phrases(
        """
        (please|kindly|could you|can you|would you|will you|may we|may i|can we|can i|could we|could i|what's|what is|
            what was|which is|tell us|tell me|we need|we'll need|i need|i'll need|we just need|we'd need|
            we would need|we require|let us know|let me know|if you|you can|simply|just|send us|share|post|reply with|
            comment with|drop|give us|leave us|provide|confirm) ... (your|the|an|a|us your|order|booking|
            full) .. <personal>
        (reply|comment|respond|answer|post) (here|below|to this|back|with|in) ... <personal>
        (can|could|may|might) (we|i) .. (have|get|take|see|ask for|know) .. (your|the|a) .. <personal>
        (which|what) (order|booking|email|e-mail|email address|e-mail address|phone|phone number|name|account|address|
            postcode|card|number|surname|flight) .. (is|was|did|do|are|have) (it|this|that|you|your) .. (use|used|
            order|book|under|registered|have|on|with|for|paid|live|booked|ordered|order_with|in)
        <personal> (in|under|into) (the|this|your|a)? (comments|comment|thread|reply|replies)
        (<give>) .. (your|the|ihre|ihren|votre|vos|su|sus|tu|il suo|la sua|o seu|a sua|uw|je|seu|sua) .. <personal>
        """,
        _LISTS,
    ),
    "",
    unless=phrases(
        """
        (we've|we have|we already|i have|i've|we) (already|your|found|got|have|sent|checked|updated|received|
            emailed) .. (your|the|<personal>)
        (we'll|we will|i'll|i will|let me|let us) (send|share|give|email|post|tell|provide|update|change|correct|
            remove|delete|hide|confirm) .. (you|your|the)
        (remove|delete|hide|edit out|take|cover|blank out|protect|keep|removing|deleting|hiding|taking) .. (your|the|
            any|
            out) .. <personal>
        (any|more|further|some) details? (about|of|on) (what|how|the problem|the issue|when|that)
        (never|don't|do not|not to|needn't|won't|without|avoid|rather than|instead of|nobody should|not) (please|ever|
            have to|need to)? (posting|post|share|sharing|send|sending|put|give|write|leave|reply|include|mention|ask|
            need|comment|publish|publishing|add|adding|your)
        """,
        _LISTS,
    ),
    negatable=True,
)
_OPENLY = phrases(
    """
    here|below|publicly|thread|underneath
    (in|under|to|on|as) (the|this|your|a|our) (comments|comment|comment section|post|thread|reply|replies|review|
        tweet|timeline|wall|page|feed)
    (reply|respond|comment|answer|tweet|post) (to this|with|back)
    (in|with) (a|your) (reply|comment|public reply|next comment)
    (hier|ici|aquí|qui|aqui) (drunter|unten|en commentaire|en_los|nei|nos)?
    kommentar|kommentaren|commentaire|commentaires|comentarios|comentario|commenti|commento|comentários|reacties
    """
)
_PRIVATELY = phrases(
    """
    dm|dms|pm|pms|inbox|privately|whatsapp|messenger|helpline|hotline
    (direct|private|secure) (message|messages|messaging|chat|conversation|form|link|channel|note|reply)
    (message|email|e-mail|mail|phone|ring|call|text|contact|write to) (us|me|our|the team|support) (at|on|via|through|
        by|directly|with|so|and|using|your)?
    (send|drop|sending|dropping|shoot|pop|leave) (us|me|our team)? (a|an) (quick|short)? (message|email|e-mail|line|
        text|mail|note)
    (by|via|over|through|using) (the|our|a|your)? (dm|email|e-mail|phone|messenger|chat|live chat|app|form|
        contact form|link|portal|message|inbox|post|letter)
    in private|confidence
    (contact|help|support|web|online|secure) form
    (log in|sign in|logging in|log into|your account page|in the app|live chat)
    direktnachricht|privatnachricht|pn
    per|privat nachricht|e-mail|mail
    (en|par|por|in|em|via) (privé|privado|privato|message privé|mensaje privado|messaggio privato|mensagem privada|mp|
        md|mail|email|correo|dm)
    (message|mensaje|messaggio|mensagem) (privé|privado|privato|privada|direct|directo|diretto|direta)
    privébericht
    """
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w|https?://\S|\bwww\.\S")
_NOT_OPENLY = re.compile(
    r"\b(?:not|n't|never|rather than|instead of|avoid|without|nicht|pas|no|non|não|niet)\b[^.!?]{0,80}\b(?:here|"
    r"below|public|publicly|"
    r"thread|comments?|open|hier|ici|aquí|qui|aqui)\b|\b(?:direct message|dm|inbox|email|form|link|"
    r"chat)s? (?:here|below)\b|"
    r"\bhere(?:'s| is)\b|\bhere (?:to help|for you)\b|(?:click|tap) here"
)


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    for index, sentence in enumerate(document.sentences):
        for start, end in _SECRET.find(sentence):
            yield _violation(
                document, sentence, start, end, "This asks for something that must never be given to anyone."
            )
        if reply.audience is Audience.PUBLIC and not _private(document, index):
            for start, end in _PERSONAL.find(sentence):
                yield _violation(
                    document, sentence, start, end, "This asks for personal details in front of everybody."
                )


def _private(document: Document, index: int) -> bool:
    """Return whether the sentence, or one beside it, says that the answer belongs in a private place."""
    sentence = document.sentences[index]
    if sentence in _OPENLY and not _NOT_OPENLY.search(sentence.lower):
        return False
    return any(
        near in _PRIVATELY or _ADDRESS.search(near.text) for near in document.sentences[max(0, index - 1) : index + 2]
    )


def _violation(document: Document, sentence: Sentence, start: int, end: int, message: str) -> Violation:
    first, last = document.span(sentence.start + start, sentence.start + end)
    return Violation(
        "requests-private-data",
        first,
        last,
        message,
        "Ask for it by direct message, and only for what you need; never ask for a password, card number or code.",
    )


RULE = Rule(
    id="requests-private-data",
    family="privacy",
    what=(
        "Asks the customer to post identifying or order details in public, or for a password, full card number, "
        "security code or one-time code anywhere."
    ),
    why="What is posted cannot be taken back, and fraudsters copy requests for secrets.",
    boundary="Asking for an order number by direct message; warning never to share a password.",
    serves=("P14", "P25"),
    suggestion="Ask for it by direct message, and only for what you need.",
    find=_find,
    flags=(
        Example("Sorry! [[Please reply with your order number]].", Audience.PUBLIC),
        Example("[[Could you share your email address]] so that we can find you?", Audience.PUBLIC),
        Example("[[Comment below with your booking reference]] and we'll check.", Audience.PUBLIC),
        Example("[[What's your phone number]]?", Audience.PUBLIC),
        Example("[[Please confirm your password]] so that we can log in for you."),
        Example("To refund you [[we need your full card number]]."),
        Example("[[Send us the security code]] from the back of the card."),
        Example("[[Tell us the one-time code]] that you got by text."),
        Example("You'll get a text with a [[six-figure number in a moment; send it]] over and I can log in for you."),
        Example("[[Post your order number]] here, we don't read direct messages.", Audience.PUBLIC),
        Example("[[Bitte schreiben Sie Ihre Bestellnummer]] hier in die Kommentare.", Audience.PUBLIC),
    ),
    passes=(
        Example("Please send us your order number by direct message.", Audience.PUBLIC),
        Example("We'd like to look into this. Could you DM us your booking reference?", Audience.PUBLIC),
        Example("Please send us a direct message. Your order number and postcode are all we need.", Audience.PUBLIC),
        Example("Could you reply with your order number?", Audience.PRIVATE),
        Example("We will never ask for your password.", Audience.PUBLIC),
        Example("Please don't post your phone number here; a direct message is safer.", Audience.PUBLIC),
        Example("Tell us the last four digits of the card.", Audience.PRIVATE),
        Example("You can reset your password with the link in our e-mail."),
        Example("Please delete the card number from your post, for your safety.", Audience.PUBLIC),
        Example("Could you tell us which shop you visited?", Audience.PUBLIC),
        Example("We have your order number, so nothing more is needed.", Audience.PUBLIC),
    ),
)
