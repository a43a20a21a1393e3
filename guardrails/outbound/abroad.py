"""The most common breaches of tone in German, French, Spanish, Italian, Portuguese and Dutch."""

from __future__ import annotations

from guardrails.phrases import phrases

BLAMES_CUSTOMER = phrases(
    """
    sie hätten .. (lesen|prüfen|beachten|melden|wissen|merken|achten|bestellen|kontaktieren|informieren|sagen|
        kontrollieren|nachsehen|lesen_sollen|messen) (sollen|müssen|können)
    (hätten|hättest) (sie|du) ... (lesen|prüfen|beachten|melden|wissen|merken|bestellen|kontaktieren|informieren|
        sagen|kontrollieren|nachsehen|messen|angeben|mitteilen) (sollen|müssen|können)
    sie hätten ... (lesen|prüfen|beachten|melden|wissen|merken|achten|bestellen|kontaktieren|informieren|sagen|
        kontrollieren|nachsehen|messen) (sollen|müssen|können)
    hätten sie ... (gelesen|geprüft|beachtet|gemeldet|bestellt|kontrolliert|gesagt|nachgesehen|gewusst|kontaktiert|
        gefragt|gemessen)
    (wenn|falls) sie ... (gelesen|geprüft|beachtet|gemeldet|kontrolliert|gesagt|nachgesehen|kontaktiert|gefragt|
        gemessen) hätten
    (ihr|ihre|ihrem|ihr_eigener|ihre_eigene|eigene|eigener|eigenes) (schuld|fehler|verschulden|versäumnis)
    (sind|waren) (sie)? selbst schuld|verantwortlich
    selbst schuld
    sie haben ... (übersehen|versäumt|vergessen|ignoriert|nicht gelesen|nicht beachtet|nicht geprüft|
        falsch eingegeben|falsch angegeben|falsch verstanden|nicht gemeldet)
    vous auriez (dû|pu|mieux fait)
    (votre|propre) faute|négligence|erreur|imprudence
    si vous aviez .. (lu|vérifié|respecté|suivi|précisé|regardé|contacté|prévenu|signalé|commandé|fait attention|
        mesuré)
    vous (n'avez|n'aviez) pas (bien)? (lu|vérifié|respecté|précisé|suivi|regardé|contacté|prévenu|signalé|fourni|
        indiqué|fait attention)
    vous avez (oublié|négligé|omis|mal lu|mal compris|mal saisi|ignoré)
    (debería|debió|deberías|debiste|tendría_que|tendrías_que) (haber)? (leído|revisado|comprobado|verificado|avisado|
        contactado|mirado|leer|revisar|comprobar|verificar|avisar|seguido|informarse|medido)
    (su|tu) (propia)? (culpa|descuido|negligencia|error)
    culpa (suya|tuya)
    si (hubiera|hubiese|hubieras) (leído|revisado|comprobado|verificado|avisado|contactado|seguido|mirado|medido)
    (usted|no) (no)? (leyó|revisó|comprobó|avisó|siguió|verificó|leíste|revisaste) (bien|las|los|el|la|nuestras|
        correctamente)
    (avrebbe|avresti) (dovuto|potuto) (leggere|controllare|verificare|contattarci|dircelo|avvisarci|fare attenzione|
        ordinare|misurare|informarsi|seguire)
    (colpa|errore|responsabilità|negligenza) (è)? (sua|tua)
    (sua|tua) (colpa|negligenza|disattenzione|distrazione)
    se (avesse|avessi) (letto|controllato|verificato|contattato|avvisato|seguito|guardato|misurato)
    (deveria|devia|poderia) ter (lido|verificado|avisado|contactado|contatado|seguido|confirmado|visto|medido)
    (culpa|erro|descuido) (é)? (sua|seu|tua)
    se (tivesse|você tivesse) (lido|verificado|avisado|contactado|contatado|seguido|medido)
    (had|hadden) u ... (gelezen|gecontroleerd|gemeld|gevolgd|gevraagd|gekeken|gemeten)
    u had ... (moeten|kunnen) (lezen|controleren|melden|weten|volgen|vragen|kijken|bellen|meten|contacteren)
    (uw|eigen|uw_eigen|je_eigen) (schuld|fout|verantwoordelijkheid)
    u heeft|hebt .. (niet gelezen|over het hoofd gezien|vergeten|nagelaten|verkeerd ingevuld|niet gecontroleerd)
    """
)

DEFENSIVE = phrases(
    """
    (wir haben|haben wir) .. (alles richtig|nichts falsch|keinen fehler) (gemacht)?
    (nous avons|nous) (tout fait|n'avons rien fait|n'avons commis aucune) (correctement|dans les règles|de mal|erreur|
        comme il faut)?
    (hemos|lo hemos) hecho todo (bien|correctamente|lo posible)
    (abbiamo) fatto tutto (bene|correttamente|il possibile)
    (fizemos) tudo (certo|bem|corretamente)
    (wij|we) hebben (alles goed|niets verkeerd) gedaan
    nicht (unsere|die) (schuld|verantwortung|aufgabe|sache)
    nicht unser (fehler|problem|verschulden)
    dafür (können|konnten) wir (nichts|leider_nichts)
    (liegt|lag) nicht (an_uns|bei_uns|in_unserer|in_unserem)
    außerhalb (unserer|unseres) (kontrolle|einflusses|macht|verantwortung|einflussbereichs)
    (paketdienst|spediteur|lieferdienst|zusteller|dhl|hermes|hersteller|lieferant) (ist|war|trägt) (schuld|
        verantwortlich|dafür|die_schuld|die_verantwortung)
    das (stimmt|ist) (so|einfach|schlicht)? (nicht|falsch|unwahr|gelogen) (wahr|korrekt|zutreffend)?
    sie (irren|täuschen|übertreiben|lügen) (sich)?
    sie (müssen|sollten) (auch|bitte|schon|doch)? (verstehen|einsehen|akzeptieren|bedenken)
    wie (bereits|schon) (erklärt|gesagt|mitgeteilt|erwähnt|mehrfach)
    was (haben|hatten) sie (denn)? erwartet
    (pas|aucunement) (de)? (notre|la) (faute|responsabilité|ressort)
    (pas) (de) notre (faute|ressort|responsabilité)
    (nous n'y|n'y) (sommes|pouvons|pouvions) (pour)? rien
    (hors de|indépendant de|indépendante de) notre (contrôle|volonté|responsabilité)
    (c'est|ceci est|cela est) (tout simplement|totalement)? (faux|inexact|mensonger|n'importe quoi)
    vous vous (trompez|méprenez)
    vous devez (comprendre|savoir|admettre)
    vous (exagérez|mentez)
    (comme) (nous vous l'avons|nous l'avons|déjà) (déjà)? (dit|expliqué|indiqué|précisé)
    no es (culpa nuestra|nuestra culpa|responsabilidad nuestra|nuestra responsabilidad|nuestro error|nuestro problema|
        cierto|verdad|asunto nuestro)
    (eso|esto) (no es) (cierto|verdad|correcto)
    (eso|esto) es (falso|mentira)
    (fuera|ajeno|ajena|ajenas) (de|a) (nuestro|nuestra) (control|alcance|voluntad|responsabilidad)
    (usted)? (está|estás) (equivocado|equivocada|exagerando|mintiendo)
    (debe|debes|tiene que|tienes que) (entender|comprender)
    (como) ya le|te (dijimos|explicamos|informamos|hemos dicho)
    non è (colpa nostra|nostra responsabilità|responsabilità nostra|vero|colpa del nostro|un nostro errore|
        un nostro problema)
    (non dipende|non dipendeva) da noi
    (fuori|al di fuori) (dal|del) nostro controllo
    (lei|si) (si)? sbaglia
    deve (capire|comprendere)
    (come) (le)? (abbiamo|già) (già)? (detto|spiegato)
    não é (culpa nossa|nossa culpa|nossa responsabilidade|verdade|da nossa responsabilidade|problema nosso)
    (fora|alheio) (do|ao) nosso controle|controlo
    (está|você está) (enganado|enganada|equivocado|equivocada|exagerando|a exagerar|mentindo)
    (deve|precisa|tem que|tem de) (entender|compreender)
    (como) já (explicamos|dissemos|informamos|explicámos)
    niet (onze|de) (schuld|verantwoordelijkheid|fout)
    (daar|hier) (kunnen|konden) wij|we (niets|niks) (aan_doen|aan)
    (buiten) onze (macht|controle|invloed|verantwoordelijkheid)
    dat (klopt|is) (gewoon|simpelweg)? (niet|onzin|onwaar) (waar)?
    u (vergist|overdrijft|liegt) (zich)?
    u moet (begrijpen|wel_begrijpen|inzien)
    (zoals) (we|wij|al|eerder) (u)? (al|eerder)? (uitgelegd|gezegd|vermeld|aangegeven)
    """
)

HOLLOW_APOLOGY = phrases(
    """
    (tut|tun) (uns|mir) leid ... (sie|du) (sich|dich|das|es)? ... (fühlen|fühlst|empfinden|empfunden|finden|sehen|
        denken|meinen|glauben|verstanden|aufgefasst)
    (tut|tun) (uns|mir) (sehr)? leid (wenn|falls|sollten|sollte|aber|doch)
    (entschuldigung|verzeihung|entschuldigen|bedauern|sorry) (uns|sie|es|bitte)? (wenn|falls|sollten|sollte|aber)
    bedauern ... (sie|du) (sich|das|es)? ... (fühlen|empfinden|empfunden|finden|sehen|meinen)
    désolé|désolés|désolée (que|si|mais) (vous|tu|cela|nous|notre|c'est|ce|il)
    (excusons|excuses|regrettons) (si|mais)
    regrettons que vous .. (sentiez|ressentiez|pensiez|trouviez|ayez ressenti|ayez trouvé|perceviez)
    (sentimos|lamentamos|siento|lamento|disculpas|perdón) (mucho)? (si|pero)
    (sentimos|lamentamos|siento|lamento) (mucho)? que (se|te|usted|lo|le)? .. (sienta|sientas|sentido|piense|pienses|
        crea|opine|parezca|percibido|interpretado)
    (dispiace|spiace|scuse|scusi|scusiamo) (se|ma|però)
    (dispiace|spiace) che .. (lei|si|tu|ti)? .. (senta|sente|pensi|creda|ritenga|percepito|trovi)
    (desculpe|desculpas|lamentamos|lamento|sentimos) (muito)? (se|mas)
    (lamentamos|lamento|sentimos) (muito)? que (se|o|você)? .. (sinta|sentiu|pense|ache|acredite|percebido)
    (spijt|spijt_het) (ons|me|het|mij)? (dat|als|maar) .. u|je .. (voelt|vindt|ervaart|denkt|ziet|ervaren)
    (spijt|sorry) (ons|me|het|mij)? (als|maar|indien)
    excuses (als|maar|indien)
    """
)

MINIMISES = phrases(
    """
    nur|lediglich|bloß (ein|eine|einen|einem|zwei|drei|#|wenige|ein_paar) (tag|tage|stunde|stunden|minuten|euro|
        kleine|kleiner|kleines|kleinen|kleinigkeit)
    (kann|können) (ja|doch|schon|immer|natürlich|leider|jedem|mal)? (mal)? (passieren|vorkommen)
    (kommt|kommen|passiert|passieren) (halt|eben|leider|nun|schon|einfach)? (mal|vor|jedem|manchmal|überall)
    halb so (schlimm|wild)
    (nicht|gar_nicht) (so|weiter|wirklich)? (schlimm|wild|dramatisch|tragisch)
    (die_meisten|die_anderen|andere|alle_anderen|viele) (unserer)? (kunden|gäste|nutzer) (sind|waren|haben|finden)
    (kein) (weltuntergang|beinbruch|drama)
    kleinigkeit|lappalie|(kleine verzögerung)|(kleiner fehler)
    (ce n'est|c'est) (pas)? (si|très|bien)? grave
    (n'est|n'était|c'était|seulement|juste) (qu'un|qu'une|que|un_petit|une_petite|un|une) (jour|petit|petite|deux|
        quelques|retard|simple|heure|détail|#)
    (choses|cela|ça|erreurs) (qui)? (arrive|arrivent) (à|parfois|à_tout|tout)?
    (plupart|majorité) (de|des) (nos|autres)? clients
    rien de (grave|dramatique|bien_grave)
    (la) fin du monde
    (son|estas|esas) (cosas) (que)? (pasan|suceden|ocurren)
    para tanto
    (solo|sólo|tan_solo|apenas) (un|una|es|son|unos|unas|dos|tres|#) (día|días|hora|horas|minutos|pequeño|pequeña|
        euros)
    (mayoría) (de|dei|dos|delle) (nuestros|los|nostri|nossos|i)? (clientes|clienti)
    (fin|fine) (del|do) (mundo|mondo)
    (pequeño|ligero|piccolo|lieve|pequeno) (retraso|problema|inconveniente|ritardo|inconveniente|atraso|detalle|
        disguido)
    (cose) (che)? (succedono|capitano)
    (non|não) è|é (così|tão|poi)? (grave|tragico)
    (solo|soltanto|appena) (un|una|due|tre|#) (giorno|giorni|ora|ore|minuti)
    (coisas|cosas) (que)? (acontecem)
    (apenas|só) (um|uma|dois|#) (dia|dias|hora|horas|minutos)
    (kan) (een_keer|wel_eens|weleens|iedereen|gewoon)? (gebeuren)
    (valt|viel) (wel|best|reuze)? mee
    niet zo (erg|ernstig|bijzonder)
    (de_meeste|onze_andere|andere) (klanten|gasten) (zijn|hebben|vinden)
    (maar|slechts) (een|één|twee|#) (dag|dagen|uur|uren|minuten)
    """
)
