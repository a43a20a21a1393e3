"""form: missing-next-step."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.document import Document
from guardrails.finding import Audience
from guardrails.outbound.languages import understood
from guardrails.phrases import phrases
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation

_DO = (
    "look|check|call|ring|phone|write|email|send|let you|get back|come back|be in touch|keep you|update|contact|"
    "reply|answer|"
    "replace|refund|arrange|investigate|speak|talk|ask|follow|trace|find|fix|repair|collect|pick|deliver|book|"
    "credit|pay|confirm|"
    "review|pass|make sure|sort|help|work|put|issue|tell|take|start|cancel|reopen|chase|have|go through|raise|"
    "hear|get|see|need|"
    "be back|be with|be calling|be able|be happy to|organise|arrive|reach|know|forward|hand|share|resend|change|"
    "process|do|give|try"
)
_STEPS = phrases(
    """
    (we'll|i'll|we will|i will|we're going to|i'm going to|we are going to|she'll|he'll|they'll|she will|he will|
        they will|colleague will|team will|manager will|it will|it'll|courier will|driver will|refund will|
        replacement will|you'll|you will) (then|also|now|personally|gladly|happily|always|be able to|be happy to|
        first|next|both|immediately|still)? (<do>)
    (we'd|i'd|we would|i would) (like|love|be glad|be happy|be grateful|appreciate) (it)? (to|if|for)
    (please|kindly|just|simply|could you|can you|would you|may we|may i|can we|can i|could we|could i|shall we|
        shall i|will you) .. (reply|send|call|write|let|tell|share|give|confirm|choose|check|contact|answer|email|
        message|ring|phone|keep|look|help|ask|have|offer|know|suggest|pick|return|use|follow|click|bring|drop|provide|
        say|take|arrange|refund|replace|book|collect|visit|wait)
    (let|tell) (us|me) (know|which|what|when|if|whether|how)
    (if|whether|which|what|when) ... (tell|ask|write to|call) (us|me)
    would (like|love) to (speak|talk|call|meet|help|hear|put|make|send|offer|write)
    (would|does|do|will|is|are) (that|this|it|you|either|friday|monday|tomorrow|tuesday|wednesday|thursday|saturday|
        sunday) .. (suit|work|help|ok|okay|acceptable|like|prefer|want|be|convenient|fair|happy)
    (what|which|when|where|how) .. (suit|suits|prefer|best|time|like|number|address|would|works|can we)
    next step|steps
    (what happens|happen) next|now
    (get|getting|come|coming|be) (back|in touch) (to|with)?
    (within|by|in|over) (the)? (next)? (#|one|two|three|four|five|seven|ten|a few|few|24|48|the end of|end of|
        tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tonight) (hours|hour|days|day|
        working days|business days|weeks|minutes|week|today|month)?
    (should|due to|expected to|going to) (be|arrive|reach|appear|see|receive|have|hear|get)
    (on|under) (its|their|the) way
    (being|is|are|now) (being|already|now)? (looked into|investigated|packed|prepared|processed|arranged|checked|
        repaired|reviewed|shipped|sent)
    (you can|you may|you could) (also|now|still|always|then)? (reach|call|write|reply|choose|send|return|track|
        contact|email|speak|talk|book|pick|collect|use|expect|reply)
    (reply|answer|write|call|ring|email) (to|us|me|here|back|on)
    (in the meantime|meanwhile|until then|as soon as|once we)
    (wir|ich) (melden|werden|kümmern|prüfen|schicken|senden|rufen|schreiben|klären|veranlassen|erstatten|melde|werde|
        kümmere|prüfe|schicke|rufe)
    (bitte|können sie|könnten sie|dürfen wir|möchten sie) .. (senden|schicken|antworten|teilen|melden|rufen|nennen|
        uns)
    (melden|melde|antworten|rufen) (wir|sie|uns|mich|ich)
    (te|le|os|les) (escribo|respondo|llamo|aviso|contesto|escribiré|responderé|llamaré|avisaré|contestaré|
        escribiremos|responderemos|avisaremos|llamaremos)
    (vuelvo|volvemos|volto|voltamos|torno|torniamo|reviens|revenons) (a|con|contigo|ao|aqui|da|vers|ici)
    (respondo|escrevo|ligo|aviso|responderei|escreverei|avisarei|respondemos|escrevemos) (lhe|te|aqui|por|já|
        amanhã|hoje|assim)
    (le|ti|vi) (rispondo|scrivo|chiamo|rispondiamo|scriviamo|risponderò|scriverò|chiamerò|richiamo)
    je (vous|te) (réponds|écris|rappelle|appelle|recontacte|répondrai|écrirai|rappellerai|recontacterai)
    (ik|wij|we) (antwoord|schrijf|bel|mail|kom|laat|stuur|antwoorden|schrijven|bellen|mailen|komen|sturen) (je|u|
        jou|hier|morgen|vandaag|erop)
    (nous|je) (allons|vous|revenons|reviendrons|vérifions|vais|contacterons|enverrons|tiendrons|rembourserons|ferons)
    (pouvez-vous|pourriez-vous|merci de|veuillez|n'hésitez|souhaitez-vous|répondez|envoyez|écrivez|appelez|
        préférez-vous)
    (podría|puede|puedes|podrías|por_favor|le|les|nos) .. (enviar|enviarnos|responder|decirnos|indicar|llamar|
        escribir|enviaremos|contactaremos|avisaremos|llamaremos|pondremos|mantendremos)
    (vamos|revisaremos|enviaremos|contactaremos|llamaremos|investigaremos|responderemos|reembolsaremos|escribiremos|
        informaremos|verificaremos|entraremos|ligaremos|manteremos|devolveremos)
    (la|le|vi|ti) (contatteremo|ricontatteremo|invieremo|chiameremo|aggiorneremo|terremo|scriveremo|risponderemo|
        rimborseremo)
    (può|potrebbe|ci) .. (inviare|inviarci|rispondere|scrivere|dire|faccia|mandi|chiamare|contattare|invii|indicare)
    (verificheremo|controlleremo|faremo|rimborseremo|invieremo)
    (volveremos|volveré|voltaremos|voltarei|torneremo|tornerò) a (escribir|escribirle|contactar|llamar|llamarle|
        informarle|
        escrever|escrever-lhe|contactar|ligar|contactá-lo|scriverle|contattarla|chiamarla)
    (queremos|quisiéramos|nos gustaría|gostaríamos de|vorremmo|voudrions|möchten|willen) .. (mirarlo|revisarlo|
        investigarlo|ver|
        analisar|resolver|verificare|esaminare|examiner|vérifier|prüfen|klären|uitzoeken|bekijken)
    (laat|laten) (ons|het_ons|u) .. (weten|horen)
    (iemand|wij|we|team) .. (neemt|nemen|spreekt|belt|bellen|schrijft|mailt) (dit|contact|u|met|je)
    (alguien|alguém|qualcuno|quelqu'un|jemand) .. (se pondrá|le|lo|contactará|ocupará|vai|entrará|si|la|va|vous|
        prend|prendra|
        kümmert|meldet|wird)
    (pode|poderia|por_favor) .. (enviar|responder|indicar|dizer|informar|ligar)
    (wij|we) (nemen|gaan|sturen|bellen|zoeken|zullen|laten|houden|betalen|kijken)
    (kunt u|wilt u|zou u|laat het ons|stuur|mag ik|mogen we) .. (sturen|laten|weten|ons|bellen|geven|antwoorden|
        doorgeven)
    """,
    {"do": _DO},
)


def _tells_next(document: Document) -> bool:
    return any(sentence in _STEPS for sentence in document.sentences) or "?" in document.text[-200:]


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    wanted = reply.audience is Audience.PRIVATE and (reply.complaint or "").strip()
    if not wanted or _tells_next(document) or not understood(document, reply):
        return
    last = document.sentences[-1] if document.sentences else None
    start, end = document.span(last.start, last.end) if last else (0, len(document.original))
    yield Violation(
        "missing-next-step",
        start,
        end,
        "After this private reply the customer does not know what happens next.",
        "Say who does what by when, or ask the one thing that you need.",
    )


_LATE = "My parcel is two weeks late."

RULE = Rule(
    id="missing-next-step",
    family="form",
    what="A private reply that leaves the customer not knowing what happens next.",
    why="Whoever does not know what comes next asks again, or gives up on you.",
    boundary="A question to the customer; a date; what we do next; what they can do.",
    serves=("P14", "P17", "P18"),
    suggestion="Say who does what by when, or ask the one thing that you need.",
    find=_find,
    flags=(
        Example("[[We're sorry about the late parcel.]]", complaint=_LATE),
        Example("Hi Jo, I'm so sorry. [[A late parcel is annoying.]]", complaint=_LATE),
        Example("[[We apologise and thank you for your patience.]]", complaint=_LATE),
        Example("Sorry, Jo. [[We value your custom.]]", complaint=_LATE),
        Example("Sorry, Jo. [[Your feedback matters to us.]]", complaint=_LATE),
        Example("[[Es tut uns sehr leid, dass das Paket so spät war.]]", complaint=_LATE),
        Example("[[Nous sommes vraiment désolés pour ce retard.]]", complaint=_LATE),
        Example("Sorry about that, Jo. [[That was not good enough.]]", complaint=_LATE),
    ),
    passes=(
        Example("Sorry, Jo. We'll trace the parcel and write to you by Friday.", complaint=_LATE),
        Example("Sorry, Jo. Could you send us the order number?", complaint=_LATE),
        Example("Sorry, Jo. The parcel is on its way.", complaint=_LATE),
        Example("Sorry, Jo. Please reply to this message with a good time to call.", complaint=_LATE),
        Example("Sorry, Jo. Sam will call you tomorrow; would that suit you?", complaint=_LATE),
        Example("We're sorry about the late parcel."),
        Example("We're sorry about the late parcel.", Audience.PUBLIC, complaint=_LATE),
        Example("Es tut uns leid. Wir melden uns bis Freitag bei Ihnen.", complaint=_LATE),
        Example("Nous sommes désolés. Nous allons vérifier et revenons vers vous demain.", complaint=_LATE),
        Example("Siento el retraso. Te escribo mañana.", complaint=_LATE),
        Example("Je suis désolé de ce retard. Je reviens vers vous ici.", complaint=_LATE),
        Example("Lamento o atraso. Respondo por aqui.", complaint=_LATE),
        Example("Mi dispiace per il ritardo. Le rispondo qui.", complaint=_LATE),
        Example("Het spijt me van de vertraging. Ik antwoord je hier.", complaint=_LATE),
        Example("Sorry, Jo. Your money should be back in your account in three days.", complaint=_LATE),
    ),
)
