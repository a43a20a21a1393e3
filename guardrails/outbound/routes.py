"""Private routes: whether a reply leads the customer to a conversation that others cannot read."""

from __future__ import annotations

import re

from guardrails.document import Document, Sentence
from guardrails.phrases import phrases

_ADDRESS = re.compile(
    (
        r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}|https?://\S|\bwww\.\S|(?<![\w.])(?:[a-z0-9-]{1,63}\.){1,3}(?:com|"
        r"org|net|co\.uk|uk|"
        r"de|fr|es|it|nl|pt|io|app|shop|example|help|support|eu|at|ch|be|ie)(?:/|\b)|"
        r"(?<![\w£$€.,])\+?\(?\d[\d ()/.-]{6,18}\d(?!\w)"
    ),
    re.IGNORECASE,
)
_ROUTE = phrases(
    """
    dm|dms|pm|dm'd|dm-ing|dming
    direct message|messages|messaging
    private message|messages|messaging|chat|conversation|channel|reply|note
    (message|messaging|msg|inbox|email|e-mail|mail|phone|ring|whatsapp|text) (us|me|our|the team|sam|him|her)
    (call|calling|phoning|ringing|emailing|messaging|texting) (us|me|our|the team|the store|the shop|the number|
        the hotel)
    (send|sending|drop|dropping|shoot|write|pop|leave|sent|reply to) .. (a|an|the|your|our|my|another)? (quick|
        private|direct|short)? (message|email|e-mail|dm|pm|text|line|inbox|mail)
    (by|via|over|through|on) (the|a|our|direct|private)? (phone|email|e-mail|messenger|whatsapp|live chat|chat|
        telephone|inbox|contact form|app|portal|private)
    (in|to|into|check|via|through|by) (your|our|my|the)? (inbox|dms|messages|private|private messages|direct messages|
        messenger|mailbox)
    in private|privately|offline|confidentially
    (contact|help|support) (form|centre|center|page|desk|portal)
    (live chat|chat with us|messenger|whatsapp|helpline|hotline)
    (give|giving) us a (call|ring|bell|shout)
    (may|can|could|let|shall|should|we'll|we will|i'll|i will|like to|love to|want to) (we|us|i|me)? (also|then|
        gladly|happily)? (call|phone|ring|email|message|text|write to) you
    (when|what|which|good) .. (time|number) .. (call|ring|phone|reach) you
    direktnachricht|privatnachricht|nachricht|pn|anrufen|e-mail|telefonisch|postfach
    (schreiben|rufen) sie (uns|mir)
    (message|messages) (privé|privés|direct)
    mp|(en privé)|(messagerie)
    (écrivez|appelez|contactez)-nous
    (écrivez-nous|appelez-nous|écrire|mail|téléphone|courriel)
    (mensaje|mensajes|mensagem|mensagens|messaggio|messaggi) (directo|directos|privado|privados|direta|diretas|
        privada|privadas|privato|privati|diretto|diretti)?
    (por|en|in|em) (privado|privato|correo|email|e-mail|teléfono|telefone|telefono|mail)
    (escríbanos|escríbenos|llámenos|llámanos|escreva-nos|ligue-nos|ci scriva|scriveteci|scrivici|chiamaci|ci chiami)
    privébericht|dm'en|berichtje|e-mailen|bellen|mailen
    (mail|bel|stuur) (ons|ons_een)
    """
)


def offers_private_route(document: Document) -> bool:
    """Return whether the reply names a private way: a message, an address, a call."""
    return bool(_ADDRESS.search(document.text) or document.links) or any(
        sentence in _ROUTE for sentence in document.sentences
    )


def route_in(sentence: Sentence) -> bool:
    """Return whether the sentence names a private way."""
    return sentence in _ROUTE or bool(_ADDRESS.search(sentence.text))
