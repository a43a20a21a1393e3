"""Private routes: whether a reply leads the customer to a conversation that others cannot read."""

from __future__ import annotations

import re

from guardrails.document import Document, Sentence
from guardrails.phrases import phrases

_ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}|https?://\S|\bwww\.\S|"
    r"(?<![\w.@-])(?:[a-z0-9-]{1,63}\.){1,3}(?:com|org|net|co\.uk|uk|de|fr|es|it|nl|pt|io|app|shop|example|help|"
    r"support|"
    r"eu|at|ch|be|ie)(?:/|(?![\w-]))"
)
_PHONE = re.compile(r"(?<![\w£$€.,/#-])(?:\+|\(?0)\(?\d[\d ()/.-]{5,18}\d(?![\w/-])")
_CALLED = re.compile(r"\b(?:call|phone|ring|tel|telephone|helpline|hotline|number|anrufen|telefon)\b\D{0,40}$")
_DIGITS = re.compile(r"(?<![\w£$€.,/#-])\d[\d ()-]{5,18}\d(?![\w/-])")
_DATE = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}$")
_WAY = phrases(
    """
    // direct and private messages
    dm|dms|pm|pms|dm'd|dm-ing|dming|inbox
    direct message|messages|messaging
    private message|messages|messaging|chat|conversation|channel|note
    (message|messaging|msg|inbox|email|e-mail|mail|phone|ring|whatsapp|text|call) (us|me|our|the team|the manager)
    (call|calling|phoning|ringing|emailing|messaging|texting) (us|me|our|the team|the store|the shop|the number|
        the hotel)
    (send|sending|drop|dropping|shoot|write|pop|leave|sent|reply to) .. (a|an|the|your|our|my|another)? (quick|private|
        direct|short)? (message|email|e-mail|dm|pm|text|line|inbox|mail)
    (by|via|over|through|on|using) (the|a|our|direct|private|your)? (phone|email|e-mail|messenger|whatsapp|live chat|
        chat|
        telephone|inbox|contact form|app|portal|private)
    (in|to|into|check|via|through|by) (your|our|my|the)? (inbox|dms|messages|private|messenger|mailbox)
    privately|offline|confidentially
    (contact|help|support|complaint|complaints) (form|centre|center|page|desk|portal)
    live chat
    messenger|whatsapp|helpline|hotline
    chat with (us|me|our)
    (give|giving) us a (call|ring|bell|shout)
    (we|us|i|me|we'll|i'll|to|manager) (also|then|gladly|happily|personally|like to|will|would like to)? (call|phone|
        ring|email|
        message|text|write to) you
    (speak|talk|speaking|talking|chat) (to|with) you .. (directly|personally|phone|person)
    (when|what|which|good) .. (time|number) .. (call|ring|phone|reach) you
    // German
    direktnachricht|privatnachricht|pn|telefonisch|postfach|kontaktformular
    (private|privaten|direkte|direkten|kurze|persönliche) (nachricht|mitteilung)
    (nachricht|e-mail|mail) (an|mit|schicken|senden|schreiben|zukommen)
    (schicken|senden|schick|schreiben|schreib|sende) .. (uns|mir)? .. (nachricht|e-mail|mail|dm|pn)
    (schreiben|rufen|kontaktieren) sie (uns|mich)
    (schreib|ruf) (uns|mich)
    (per|via) (nachricht|e-mail|mail|telefon|chat|dm|pn)
    (wir|dürfen wir|ich) .. (rufen|anrufen)
    anrufen
    // French
    (message|messages|mp|échange) (privé|privés|privée|direct|directs)
    (en|par|via) (mp|privé|dm|mail|e-mail|email|courriel|téléphone|message|messagerie)
    (écrivez|appelez|écrivez-nous|appelez-nous|téléphonez-nous|écris-nous|appelle-nous)
    (nous|me) (écrire|appeler|joindre|téléphoner)
    (envoyez|envoyer|envoyez-nous|envoie-nous|adresser|adressez-nous) .. (un|une)? .. (message|mail|e-mail|courriel|
        mp|dm)
    // Spanish, Portuguese, Italian
    (mensaje|mensajes|mensagem|mensagens|messaggio|messaggi|md) (directo|directos|privado|privados|direta|diretas|
        privada|
        privadas|privato|privati|diretto|diretti|interno)
    (por|en|in|em|al|a|via|tramite|per|vía) (privado|privato|correo|email|e-mail|teléfono|telefone|telefono|mail|
        mensaje|
        mensagem|messaggio|md|dm|posta)
    (escríbanos|escríbenos|escribirnos|llámenos|llámanos|llamarnos|escreva-nos|escrever-nos|ligue-nos|ligar-nos|
        chiamaci|
        scrivici|scriveteci|chiamateci|scriverci|chiamarci|telefonarci)
    (escríbanos|escribanos|llamenos|ligue|contacte-nos) (por|al|en|para|no)
    ci (scriva|chiami|contatti|telefoni)
    (envíe|envíenos|envíanos|mándenos|mándanos|enviarnos|mandarnos|envie-nos|envie|mande|enviar-nos|mande-nos|ci_mandi|
        ci_invii|inviarci|mandarci|inviaci|mandaci) .. (un|una|uma|um) (mensaje|mensagem|messaggio|correo|email|
        e-mail|dm|md|mail)
    // Dutch
    privébericht|privéberichtje|privé-bericht|dm'en|pb
    (stuur|sturen|stuurt) .. (ons|me|mij) .. (bericht|berichtje|mail|mailtje|dm|e-mail|privébericht)
    (mail|bel|mailen|bellen|app|e-mail) (ons|me|u|je)
    (ons|me) (mailen|bellen|een_mail)
    (per|via) (mail|e-mail|telefoon|dm|chat|whatsapp)
    (wij|we) .. (bellen|mailen) (u|je)
    """
)
_CLAUSE_END = re.compile(r"[,;:!?.()\n]|\s[-/]+\s|(?=\b(?:so that|please|bitte)\b)")
_REGRETS = re.compile(
    r"\b(?:sorry|apolog\w+|thanks?|unanswered|ignored|nobody|no one|never|regret|entschuldig\w*|leid|danke?|"
    r"vielen|niemand|"
    r"gracias|lamentamos|sentimos|lamento|siento|nadie|merci|désolée?s?|regrettons|excus\w+|personne|"
    r"obrigad[oa]|ninguém|"
    r"desculp\w+|grazie|dispiace|scus\w+|nessuno|bedankt|dank|spijt|excuses)\b|\b(?:was|were|had|did|"
    r"could)(?: not|n't)\b|"
    r"\bkept waiting\b"
)
_INVITES = re.compile(
    r"\b(?:please|pls|plz|kindly|can you|could you|would you|will you|may we|may i|can we|could we|shall we|"
    r"let's|let us|"
    r"feel free|just|happy to|welcome to|do (?:send|drop|message|email|call|write)|like to|love to|want to|"
    r"(?:we|i)(?:'ll|'d| will| would|'ve (?:just )?sent| have (?:just )?sent)|"
    r"bitte|gern\w*|können|könnten|dürfen|möchten|por favor|podría\w*|puede\w*|puedes|s'il|veuillez|pouvez|pourriez|"
    r"n'hésitez|per favore|può|potrebbe|pode|poderia|graag|gerust|kunt|kun|alstublieft|aub)\b|"
    r"\b(?:dm|pm|message|email|e-mail|mail|call|ring|text|write to|contact|send) us\b"
)
"""What makes a clause an invitation, even one that also regrets."""


def offers_private_route(document: Document) -> bool:
    """Return whether the reply names a private way: a message, an address, a call."""
    return bool(document.links) or any(route_in(sentence) for sentence in document.sentences)


def route_in(sentence: Sentence) -> bool:
    """Return whether the sentence leads somewhere private; one that only speaks of a past message or call does not."""
    if _ADDRESS.search(sentence.text) or _phone_in(sentence):
        return True
    return any(_offered(sentence.lower, start, end) for start, end in _WAY.find(sentence))


def _phone_in(sentence: Sentence) -> bool:
    """Return whether a phone number stands there: written as one, or digits behind a word that says so."""
    if any(not _DATE.match(match.group()) for match in _PHONE.finditer(sentence.text)):
        return True
    text = sentence.lower
    return any(_CALLED.search(text, max(0, match.start() - 60), match.start()) for match in _DIGITS.finditer(text))


def _offered(text: str, start: int, end: int) -> bool:
    """Return whether the clause around the stretch offers it, rather than regretting or thanking for it."""
    begin = max(
        (stop.end() for stop in _CLAUSE_END.finditer(text, max(0, start - 300), start)), default=max(0, start - 300)
    )
    stop = _CLAUSE_END.search(text, end)
    clause = text[begin : stop.start() if stop else len(text)]
    return not _REGRETS.search(clause) or bool(_INVITES.search(clause))
