"""What the words of a sentence are about, whatever the language: overriding, rules, the machine, the reply, money."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

STEMS: Final[dict[str, str]] = {
    "override": """
        ignor disregard forget overrid bypass skip drop discard overrul supersed suspend void lift reset overlook
        unlearn abandon circumvent disobey neglect erase wipe olvid desestim omit saltate oubli abstraction
        outrepass vergiss vergess ignorier missacht übergeh überschreib esquec esquece desconsider dimentic trascur
        negeer vergeet negeren zignoruj zapomnij bortse glöm unut görmezden игнор забудь 忽略 无视 無視 무시 تجاهل अनदेखा
    """,
    "rules": """
        instruction prompt rule guideline guidance directive directives constraint restriction limitation limits
        policy policies guardrail configuration programming script safeguard protocol checks filter orders direction
        instruccion norma regla directri indicacion restriccion límite consigne règle regle directiv anweisung
        vorgabe richtlinie regel beschränk einschränk instruktion instruç instruc regra diretri limitaç istruzion
        regol limiti instructie opdracht systeemprompt systemprompt polecen instrukcj anvisning talimat инструкц
        правил промпт 指令 指示 지시 تعليمات निर्देश
    """,
    "prior": """
        previous prior above earlier preceding initial original beginning existing before former foregoing anterior
        previo previa précédent precedent ci-dessus dessus bisherig vorherig obig vorig früher antérieur precedente
        precedenti vorige eerdere hiervoor wcześniej tidigare önceki предыдущ 之前 이전 السابق पिछले
    """,
    "machine": """
        ai a.i llm llms bot robot chatbot gpt chatgpt claude gemini openai copilot llama mistral model assistant
        algorithm machine software computer neural generator automated automatic automatically autoresponder drafter
        classifier langu-model writer engine asistente modelo artificial intelligence inteligencia intelligence
        assistent sprachmodell ki ia künstlich modelle assistente intelligenza modello taalmodel robô algoritmo
        yapay модель ассистент бот
    """,
    "system": """
        system admin administrator developer operator root debug sudo console moderator sistema système systeem
        systém система 系统 システム 시스템
    """,
    "reply": """
        reply replies answer response message letter text draft email output post wording sentence paragraph phrase
        words line template respuesta contestación mensaje frase réponse reponse phrase antwort antworten schreiben
        satz resposta mensagem risposta antwoord reactie bericht odpowied svar yanıt ответ 回复 返信 답
    """,
    "write": """
        write say state respond print repeat include append insert put begin start open finish end close word
        compose word drafting writing tell declare copy paste phrase mention announce produce generate render reveal
        display show list dump recite continue complete translate summarise summarize escrib redact respond di
        confirma muestra écri ecri rédig redig répond repond dis recopie montre schreib füge formulier antworte gib
        escrev respond diga mostre scriv rispond inserisci schrijf zet antwoord napisz skriv lova yaz напиши пиши
        покажи 回复 写 书く 書 쓰 اكتب लिखो
    """,
    "grant": """
        approv grant authoris authoriz issue promis guarante confirm commit offer agree accept admit concede pay
        refund reimburs compensat waive release award credit settle sanction owe endorse aprob conced autoriz promet
        garantiz aceptamos reembols accord promets valid vire rembours genehmig zusag zusich versprich bestätig
        freigegeb erstatt aprova promete devolv autorizz promett rimbors garantis conced toezeg beloof goedgekeurd
        goedkeur bevestig przyzn zwrac återbetal iade возврат одобр 退款 赔偿 返金 환불 ريد رد रिफंड
    """,
    "money": """
        refund money compensation voucher amount payout payment sum cash dollars pounds euros euro gbp usd eur
        replacement discount free fee £ $ € dinero reembolso importe vale abono remboursement argent geld gutschein
        erstattung entschädigung ersatz dinheiro crédito valor soldi rimborso sconto risarcimento terugbetaling
        bedrag pieniędzy 金 元
    """,
    "secret": """
        hidden secret confidential conceal hide reveal disclose leak undetected slip unnoticed silently quietly
        private oculto escond caché cache verborgen geheim nascost nascondi
    """,
    "review": """
        reviewer review human moderator supervisor checker audit log flag flagged queue approval checked verify
        verification checking revisor revisión relit controll prüf prüfer geprüft moderador revisione controleur 审核
        evidence
    """,
    "persona": """
        pretend act roleplay imagine role character persona mode simulate simulation hypothetical hypothetically
        unrestricted jailbreak unfiltered unlimited adopt suppose assume assumption eres finge joues rôle fais-comme
        bist rolle tust finja finga doe alsof
    """,
    "now": """
        now henceforth onwards from ahora partir désormais desormais ab jetzt künftig agora adesso vanaf nu teraz
        теперь
    """,
    "ought": """
        must should shall need have-to required obliged ought please kindly would could may debe deben tiene devez
        dois muss sollst soll deve precisa devi moet
    """,
    "all": """
        all every any everything anything whatever regardless todas todos toute toutes tous alle sämtliche tutte
        tutti alles wszystkie alla bütün все 所有
    """,
    "without": """without regardless unless instead sin sans ohne sem senza zonder""",
    "i": "i me my mine we us our ours ich mir mein wir uns yo mi nos je mon ma nous eu meu minha io mio mia ik mijn",
    "you": """
        you your yours yourself u ur ya tu te tus vous votre ton ta tes du dein deine sie ihr usted su sus você seu
        sua teu voi tuo tuoi je jouw jullie uw
    """,
    "third": "he she they his her their him them staff driver manager colleague employee guy lady woman man agent",
    "past": """
        was were had did told said asked promised ignored approved came went sent gave got received been never
        yesterday ago since until still last week month monday tuesday wednesday thursday friday saturday sunday
        today's again twice
    """,
    "code": """
        app apps crash error bug log logs version api docs sdk build code console page screen website site firmware
        update xml json regex plugin script endpoint yaml config settings window button tag tags parser router
        browser login export import form widget integration token newsletter email subject display release feed
        debugging parameter header line example sample manual display thermostat database-error
    """,
    "said": """
        told said says reads printed shows titled headed called claims insists labelled prints printing displays
        keeps kept according sticker banner sign leaflet card brochure advert
    """,
    "mark": "\" “ „ « » ” '",
    "asks": "when why where how who what which is are does did can",
    "thing": """
        parcel package box order delivery app website phone card account room hotel flight train car fridge manual
        leaflet leaflets page step screen router
    """,
}
"""Beginnings of words by concept; whole words where three letters or fewer."""

NAMES: Final = tuple(STEMS)


def _pattern(stems: str) -> re.Pattern[str]:
    listed = sorted(set(stems.split()), key=len, reverse=True)
    return re.compile(
        "|".join(re.escape(stem) + ("" if len(stem) > 3 or not stem.isascii() else r"\b") for stem in listed)
    )


_PATTERNS: Final = tuple((number, _pattern(stems)) for number, stems in enumerate(STEMS.values()))


@lru_cache(maxsize=20_000)
def concepts_of(word: str) -> tuple[int, ...]:
    """Return the numbers of the concepts a lower-case word belongs to, in the order of `NAMES`."""
    return tuple(number for number, pattern in _PATTERNS if pattern.match(word))
