"""What went wrong, in Spanish, French, German, Portuguese, Italian and Dutch: the kind only."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.language import by_function_words
from guardrails.inbound.problem_kinds import ProblemKind as K

_PATTERNS: Final[tuple[tuple[K, str, str], ...]] = (
    (
        K.INJURY,
        "es",
        r"(?:se|me) (?:ha )?(?:cort|quem|romp|lesion|intoxic|hiri)\w+|urgencias|hospital|herid\w+|intoxica\w+",
    ),
    (
        K.INJURY,
        "fr",
        (
            r"(?:bless|intoxiqu|brûl)\w+ (?:à|au|la|le|ma|mon)|aux urgences|h[ôo]pital|(?:me|s'est|s'est) (?:coup|"
            r"bless|brûl)\w+"
        ),
    ),
    (K.INJURY, "de", r"verletz\w+|krankenhaus|notaufnahme|lebensmittelvergiftung|allergische reaktion"),
    (K.INJURY, "pt", r"(?:me|se) (?:cort|queim|magoe|fer)\w+|hospital|urg[êe]ncia\w*|intoxica\w+|ferid[oa]"),
    (
        K.INJURY,
        "it",
        r"(?:si è|mi sono) (?:tagliat|bruciat|fatt[oa] male|ferit)\w*|pronto soccorso|ospedale|intossica\w+",
    ),
    (K.INJURY, "nl", r"gewond\w*|ziekenhuis|spoedeisende|voedselvergiftiging|verbrand aan"),
    (
        K.HAZARD,
        "es",
        (
            r"(?:se )?(?:incendi|quem[óo]|explot)\w*|fuego|(?:sale|salía|echa\w*) humo|chispas|peligros\w+|"
            r"descarga el[eé]ctrica"
        ),
    ),
    (
        K.HAZARD,
        "fr",
        (
            r"(?:a )?(?:pris feu|explos[ée]|br[uû]l[ée])|étincelles|fum[ée]e (?:noire|qui sort|sort)|"
            r"dangereu\w+|d[ée]charge [ée]lectrique"
        ),
    ),
    (
        K.HAZARD,
        "de",
        (
            r"(?:feuer|brand|rauch (?:aus|stieg|kam|kommt)|funken|explodier\w+|gefährlich\w*|stromschlag|"
            r"verbrannt|geraucht|gebrannt)\b"
        ),
    ),
    (K.HAZARD, "pt", r"pegou fogo|explodiu|faíscas|fumaça|(?:saiu|deit\w+) fumo|perigos[oa]|choque el[ée]trico"),
    (
        K.HAZARD,
        "it",
        (
            r"preso fuoco|esplos[oa]|scintille|(?:esce|usciva|uscito) (?:del )?fumo|pericolos[oa]|scossa "
            r"elettrica|bruciat[oa]"
        ),
    ),
    (K.HAZARD, "nl", r"brand\b|vonken|rook (?:uit|kwam)|ontploft|gevaarlijk|schok gekregen|vlam gevat"),
    (
        K.NOT_ARRIVED,
        "es",
        (
            r"(?:no|nunca) (?:me |nos )?(?:ha |han |he )?(?:llegado|lleg[óo]|recib\w+|entregad\w+)|sigo esperando "
            r"(?:mi|el|la) (?:pedido|paquete|env[ií]o)|sigue sin (?:llegar|aparecer|venir)|sin noticias de(?:l| "
            r"mi)|d[óo]nde est[áa] mi"
        ),
    ),
    (
        K.NOT_ARRIVED,
        "fr",
        (
            r"(?:jamais|pas|rien) (?:encore |été |été |toujours )?(?:arriv\w+|re[çc]u\w*|livr\w+)|toujours pas "
            r"(?:arriv|re[çc]u|livr)\w+|n'est (?:pas|jamais) arriv\w+|aucune nouvelle d(?:e|u) (?:mon|ma|colis|la)|"
            r"sans nouvelles? de m|o[ùu] est (?:ma|mon)|rien re[çc]u|j'attends toujours (?:ma|mon) (?:commande|"
            r"colis)"
        ),
    ),
    (
        K.NOT_ARRIVED,
        "de",
        (
            r"(?:nicht|nie|niemals|noch nichts|immer noch nicht) (?:\w+ )?(?:angekommen|gekommen|geliefert|"
            r"erhalten|da|eingetroffen)|wo (?:ist|bleibt) mein\w*|warte (?:\w+ ){0,5}auf (?:mein|meine|meinen|"
            r"unsere|die|das|den) (?:paket|bestellung|lieferung|ware)"
        ),
    ),
    (
        K.NOT_ARRIVED,
        "pt",
        (
            r"(?:n[ãa]o|nunca) (?:foi |me |ainda |nada )?(?:chegou|recebi|entreg\w+)|ainda n[ãa]o (?:chegou|"
            r"recebi)|cad[êe] (?:o )?meu|onde est[áa] (?:o |a )?(?:meu|minha)"
        ),
    ),
    (
        K.NOT_ARRIVED,
        "it",
        (
            r"(?:non|mai) (?:è |ho |mi è |sono )?(?:ancora |mai )?(?:arrivat\w+|ricevut\w+|consegnat\w+)|dov'è il "
            r"mio|sto ancora aspettando (?:il|la)"
        ),
    ),
    (
        K.NOT_ARRIVED,
        "nl",
        (
            r"(?:niet|nooit|nog steeds niet|nog niet|niets) (?:\w+ )?(?:aangekomen|ontvangen|geleverd|bezorgd|"
            r"gekregen|binnen)|waar (?:is|blijft) (?:mijn|m'n)|wacht (?:\w+ ){0,5}op (?:mijn|m'n|ons|het|de) "
            r"(?:pakket|pakketje|bestelling|levering)"
        ),
    ),
    (
        K.DAMAGED,
        "es",
        (
            r"(?:lleg\w+|vino|recib\w+) (?:\w+ ){0,4}?(?:rot[oa]s?|dañad[oa]s?|aplastad[oa]s?|en mal estado|"
            r"golpead[oa])|rot[oa]s?\b"
        ),
    ),
    (K.DAMAGED, "fr", r"(?:cass[ée]e?s?|ab[iî]m[ée]e?s?|endommag[ée]e?s?|bris[ée]e?s?|f[êe]l[ée]e?s?)\b"),
    (K.DAMAGED, "de", r"(?:beschädigt|kaputt (?:an|geliefert)|zerbrochen|zerkratzt|zerbeult|gebrochen)\w*"),
    (
        K.DAMAGED,
        "pt",
        (
            r"(?:chegou|veio|recebi|chegaram) (?:\w+ ){0,4}?(?:quebrad[oa]s?|danificad[oa]s?|partid[oa]s?|"
            r"amassad[oa]|estragad[oa])|danificad[oa]"
        ),
    ),
    (K.DAMAGED, "it", r"(?:rott[oaie]|danneggiat[oaie]|ammaccat[oaie]|graffiat[oaie])\b"),
    (K.DAMAGED, "nl", r"(?:beschadigd|gebroken|stuk (?:aan|geleverd)|gescheurd|kapot (?:aan|geleverd))\w*"),
    (K.DOUBLE_CHARGED, "es", r"cobra\w* (?:\w+ )?(?:dos veces|doble|duplicad\w+)|doble cobro|cargo duplicado"),
    (
        K.DOUBLE_CHARGED,
        "fr",
        r"(?:d[ée]bit\w+|pr[ée]lev\w+|factur\w+) (?:\w+ )?(?:deux fois|en double)|double pr[ée]l[èe]vement",
    ),
    (K.DOUBLE_CHARGED, "de", r"(?:doppelt|zweimal) (?:abgebucht|berechnet|bezahlt|belastet|eingezogen)"),
    (
        K.DOUBLE_CHARGED,
        "pt",
        r"cobra\w+ (?:\w+ )?(?:duas vezes|em dobro|duplicad\w+)|cobrança dupla|cobrança duplicada",
    ),
    (K.DOUBLE_CHARGED, "it", r"addebitat\w+ (?:\w+ )?(?:due volte|doppio)|doppio addebito"),
    (K.DOUBLE_CHARGED, "nl", r"(?:dubbel|twee keer|tweemaal) (?:afgeschreven|betaald|in rekening|gefactureerd)"),
    (K.REFUND_MISSING, "es", r"reembols\w+|devolu(?:ci[óo]n|elvan|elto) (?:\w+ ){0,3}dinero|mi dinero|devuelv\w+"),
    (K.REFUND_MISSING, "fr", r"rembours\w+"),
    (K.REFUND_MISSING, "de", r"(?:rück|zurück)erstatt\w*|geld zurück|erstattung"),
    (K.REFUND_MISSING, "pt", r"reembols\w+|estorno|meu dinheiro|devolu[çc][ãa]o do"),
    (K.REFUND_MISSING, "it", r"rimbors\w+|indietro i soldi|i miei soldi"),
    (K.REFUND_MISSING, "nl", r"terugbetal\w+|geld terug|mijn geld"),
    (K.DELAYED_JOURNEY, "es", r"(?:vuelo|tren|autob[úu]s) (?:\w+ ){0,4}(?:retras\w+|demor\w+|tarde)"),
    (
        K.DELAYED_JOURNEY,
        "fr",
        r"(?:vol|train|bus) (?:\w+ ){0,4}(?:retard\w*)|retard (?:de|du) (?:\w+ ){0,3}(?:vol|train)",
    ),
    (K.DELAYED_JOURNEY, "de", r"(?:flug|zug|bahn|bus) (?:\w+ ){0,5}(?:verspät\w+|verspätung)|verspätung"),
    (K.DELAYED_JOURNEY, "pt", r"(?:voo|trem|comboio|[ôo]nibus) (?:\w+ ){0,4}(?:atras\w+)"),
    (K.DELAYED_JOURNEY, "it", r"(?:volo|treno|autobus) (?:\w+ ){0,4}ritardo"),
    (K.DELAYED_JOURNEY, "nl", r"(?:vlucht|trein|bus) (?:\w+ ){0,4}vertrag\w+"),
    (K.CANCELLED, "es", r"(?:han |fue |ha sido )?cancela(?:do|da|ron)\b"),
    (K.CANCELLED, "fr", r"annul[ée]e?s?\b"),
    (K.CANCELLED, "de", r"(?:storniert|annulliert|gestrichen|abgesagt)\b"),
    (K.CANCELLED, "pt", r"cancelad[oa]s?\b|cancelaram"),
    (K.CANCELLED, "it", r"cancellat[oaie]\b|annullat[oaie]\b"),
    (K.CANCELLED, "nl", r"geannuleerd|afgezegd"),
    (K.LATE, "es", r"retras\w+|tarde\b|demora\w*"),
    (K.LATE, "fr", r"retard\b|en retard"),
    (K.LATE, "de", r"(?:zu spät|verzöger\w+)\b"),
    (K.LATE, "pt", r"atras\w+"),
    (K.LATE, "it", r"(?:in )?ritardo\b"),
    (K.LATE, "nl", r"(?:te laat|vertraging|vertraagd)\b"),
    (K.WRONG_ITEM, "es", r"equivocad[oa]|incorrect[oa]|no es lo que ped[ií]"),
    (K.WRONG_ITEM, "fr", r"mauvais(?:e)? (?:article|produit|taille|commande|couleur)|pas ce que j'ai command"),
    (K.WRONG_ITEM, "de", r"falsch\w* (?:artikel|produkt|größe|ware|farbe|geliefert)|falsche[nrs]?\b"),
    (K.WRONG_ITEM, "pt", r"errad[oa]\b|trocad[oa]"),
    (K.WRONG_ITEM, "it", r"sbagliat[oaie]"),
    (K.WRONG_ITEM, "nl", r"verkeerde?\b"),
    (
        K.RUDE_STAFF,
        "es",
        (
            r"(?:grosero|groser[ao]s?|maleducad\w+|mal trato|prepotente|me grit\w+|borde|antipátic\w+|faltó al "
            r"respeto)"
        ),
    ),
    (
        K.RUDE_STAFF,
        "fr",
        r"(?:impoli\w*|d[ée]sagr[ée]able|malpoli\w*|agressi\w+|grossi[eè]r\w*|m[ée]prisant\w*|odieu\w+)\b",
    ),
    (K.RUDE_STAFF, "de", r"(?:unfreundlich\w*|unhöflich\w*|frech\w*|angeschrien|pampig|respektlos)"),
    (K.RUDE_STAFF, "pt", r"(?:grosseir[oa]|mal[- ]?educad\w+|rude\b|arrogante)"),
    (K.RUDE_STAFF, "it", r"(?:maleducat\w+|scortes\w+|arrogante|sgarbat\w+)"),
    (K.RUDE_STAFF, "nl", r"(?:onbeleefd|onbeschoft\w*|brutaal|onvriendelijk)"),
    (K.NO_ANSWER, "es", r"(?:nadie|no) (?:me |nos )?(?:contesta\w*|respond\w+|atiende\w*|coge)"),
    (
        K.NO_ANSWER,
        "fr",
        (
            r"raccroch\w+|(?:personne|aucune?) (?:ne )?(?:r[ée]pon\w+|d[ée]croche)|pas de r[ée]ponse|sans "
            r"r[ée]ponse"
        ),
    ),
    (
        K.NO_ANSWER,
        "de",
        (
            r"(?:niemand|keiner) (?:\w+ )?(?:antwortet|erreichbar|meldet|geht|reagiert)|keine (?:antwort|"
            r"rückmeldung|reaktion)"
        ),
    ),
    (K.NO_ANSWER, "pt", r"ningu[ée]m (?:me )?(?:respond\w+|atende\w*)|sem resposta|n[ãa]o respond\w+"),
    (K.NO_ANSWER, "it", r"nessuno (?:mi )?(?:ha )?(?:rispo\w+)|nessuna risposta|non risponde\w*"),
    (K.NO_ANSWER, "nl", r"niemand (?:\w+ )?(?:antwoord\w*|reageert|neemt|bereikbaar)|geen (?:antwoord|reactie)"),
    (
        K.FAULTY,
        "es",
        r"no (?:me )?(?:funciona|enciende|carga)|dej[óo] de funcionar|defectuos[oa]|averiad[oa]|estropead[oa]",
    ),
    (
        K.FAULTY,
        "fr",
        r"(?:ne (?:marche|fonctionne)|marche|fonctionne) (?:plus|pas)|en panne|d[ée]fectueu\w+|hors service",
    ),
    (K.FAULTY, "de", r"(?:funktioniert|geht|läuft|lädt) (?:\w+ ){0,2}nicht|defekt\w*|kaputt\b|nicht mehr funktioniert"),
    (K.FAULTY, "pt", r"n[ãa]o (?:funciona|liga|carrega)|parou de funcionar|com defeito|avariad[oa]|defeituos[oa]"),
    (K.FAULTY, "it", r"non (?:funziona|si accende|va)|difettos[oa]|smesso di funzionare|guast[oa]"),
    (K.FAULTY, "nl", r"(?:werkt|doet het) (?:\w+ ){0,2}niet|kapot\b|defect\b"),
    (K.DIRTY, "es", r"suci[oa]s?\b|asqueros[oa]|cucarachas"),
    (K.DIRTY, "fr", r"\bsales?\b|d[ée]go[uû]tant\w*|cafards"),
    (K.DIRTY, "de", r"(?:schmutzig|dreckig|verdreckt|eklig)\w*"),
    (K.DIRTY, "pt", r"suj[oa]s?\b|imund[oa]|baratas\b"),
    (K.DIRTY, "it", r"sporc[oahie]+\b|scarafaggi"),
    (K.DIRTY, "nl", r"(?:vies|smerig|vuil)e?\b"),
    (
        K.LONG_WAIT,
        "es",
        (
            r"(?:horas?|minutos) (?:\w+ ){0,3}(?:esperando|de espera|al teléfono)|esperando (?:\w+ ){0,3}(?:horas?|"
            r"minutos)"
        ),
    ),
    (
        K.LONG_WAIT,
        "fr",
        (
            r"(?:heures?|minutes) (?:d'attente|à attendre|au t[ée]l[ée]phone)|attendu (?:\w+ ){0,3}(?:heures?|"
            r"minutes)"
        ),
    ),
    (K.LONG_WAIT, "de", r"(?:stunden?|minuten) (?:\w+ ){0,3}(?:gewartet|warteschleife|warten|in der)"),
    (K.LONG_WAIT, "pt", r"(?:horas?|minutos) (?:\w+ ){0,2}(?:à espera|de espera|esperando|na fila)"),
    (K.LONG_WAIT, "it", r"(?:ore|ora|minuti) (?:\w+ ){0,2}(?:di attesa|in attesa|ad aspettare|in coda)"),
    (K.LONG_WAIT, "nl", r"(?:uur|minuten) (?:\w+ ){0,3}(?:gewacht|in de wacht|wachten|aan de telefoon)"),
    (
        K.LOCKED_OUT,
        "es",
        (
            r"no puedo (?:entrar|acceder|iniciar)|(?:cuenta|contraseña) (?:\w+ ){0,3}(?:bloqueada|no funciona|"
            r"suspendida)"
        ),
    ),
    (
        K.LOCKED_OUT,
        "fr",
        (
            r"(?:impossible|peux (?:plus|pas)|arrive (?:plus|pas)) (?:\w+ ){0,3}(?:connecter|acc[ée]der)|compte "
            r"(?:\w+ ){0,2}(?:bloqu[ée]|suspendu)"
        ),
    ),
    (K.LOCKED_OUT, "de", r"(?:nicht|nicht mehr) (?:einloggen|anmelden)|konto (?:\w+ ){0,3}(?:gesperrt|blockiert)"),
    (K.LOCKED_OUT, "pt", r"n[ãa]o (?:consigo|posso) (?:entrar|aceder|acessar)|conta (?:\w+ ){0,2}bloqueada"),
    (K.LOCKED_OUT, "it", r"(?:non|più) (?:\w+ )?(?:accedere|entrare)|(?:account|conto) (?:\w+ ){0,2}bloccato"),
    (
        K.LOCKED_OUT,
        "nl",
        r"(?:niet|niet meer) (?:inloggen|aanmelden)|account (?:\w+ ){0,3}geblokkeerd|kan (?:\w+ ){0,4}inloggen",
    ),
    (K.OVERCHARGED, "es", r"cobra(?:do|ron|n|ndo|is|steis)\b|cobro indebido|de más en la factura"),
    (K.OVERCHARGED, "fr", r"(?:surfactur|pr[ée]lev|d[ée]bit)[ée]\w*|trop cher factur"),
    (K.OVERCHARGED, "de", r"(?:zu viel|falsch) (?:berechnet|abgebucht|bezahlt)|abgebucht|überhöht"),
    (K.OVERCHARGED, "pt", r"cobra(?:do|ram|ndo|nça)\b"),
    (K.OVERCHARGED, "it", r"addebitat[oaie]"),
    (K.OVERCHARGED, "nl", r"te veel (?:betaald|afgeschreven|berekend)|afgeschreven"),
)
_FIRST: Final = (K.INJURY, K.HAZARD, K.LOCKED_OUT, K.DAMAGED, K.DOUBLE_CHARGED)
"""Tried before the rest: what they say is more telling than "does not work" or "late"."""
_COMPILED: Final = tuple(
    (kind, language, re.compile(r"\b(?:" + pattern + ")"))
    for kind, language, pattern in sorted(_PATTERNS, key=lambda entry: entry[0] not in _FIRST)
)


def foreign_problem(plain: str) -> tuple[K, str] | None:
    """Return the kind of problem and the language it is told in, or None."""
    language = by_function_words(plain)
    if language is None or language == "en":
        return None
    return next(
        ((kind, spoken) for kind, spoken, pattern in _COMPILED if spoken == language and pattern.search(plain)), None
    )
