"""Words of grievance, praise, asking, taunting and selling, in seven languages."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.lexicon import Lexicon

TONE: Final = Lexicon(
    {
        "grievance": {
            3.0: (
                "disgusted, disgusting, disgrace, disgraceful, appalling, appalled, unacceptable, worst, fuming, "
                "furious, livid, outrageous, shambles, diabolical, atrocious, abysmal, never again, thanks for "
                "nothing, thank you for nothing, want my money back, i want a refund, sort it out, sort this out, "
                "fix this, fix it, ripped off, rip off, rip-off, ripoff, scammers, scammed, thieves, robbed, "
                "daylight robbery, formal complaint, make a complaint, i am complaining, let down, not good enough,"
                " not happy, unhappy, beyond a joke, absolute joke, complete joke, is a joke, are a joke, what a "
                "joke, jokers, dreadful, horrendous, shocking service, waste of money, waste of time, wasted my "
                "time, avoid, do not buy, stay away, steer clear, unprofessional, incompetent, incompetence, sick "
                "of, fed up, sick and tired, had enough, had it with, at the end of my tether, pissed off, cheesed "
                "off, gutted, disappointed, disappointing, disappointment, let me down, ruined, nightmare, cowboys,"
                " con artists, conned, misled, lied to, scandalous, shameful, ashamed, despicable, unbelievable, "
                "how hard is it, how hard can it be, how difficult is it, do better, pull your finger out, get "
                "your act together, no excuse, inexcusable, sucks, suck, absolute shambles, garbage, trash, "
                "rubbish, crap, shite, shit, bullshit, a farce, farcical, laughable, ludicrous, horrific, horrible,"
                " terrible, awful, pathetic, useless, rude, ignored, overcharged, mis-sold, vergüenza, pésimo, "
                "pésima, inaceptable, horrible, estafa*, decepcionad*, indignad*, hart*, lamentable, malísim*, "
                "fatal, robo, asco, nunca más, una queja, reclamación*, honteux, honte, inadmissible, scandaleux, "
                "arnaque*, déçu*, décevant*, nul, nulle, lamentable, catastrophique, inacceptable, marre, ras le "
                "bol, réclamation, plus jamais, voleurs, unverschämt*, frechheit, enttäusch*, unmöglich, skandal*, "
                "katastrophe*, miserabel, betrug, abzocke, inakzeptabel, nie wieder, saftladen, beschwerde*, "
                "ärger*, sauer, schlecht*, wütend, péssim*, horrível, vergonha, inaceitável, decepcionad*, "
                "desilud*, absurdo, reclama*, descaso, lixo, palhaçada, nunca mais, pessim*, vergogn*, pessim*, "
                "inaccettabil*, delus*, truffa*, scandalos*, schifo, reclamo, mai più, ladri, orribil*, assurd*, "
                "schandalig, belachelijk, teleurgesteld, teleurstellend, waardeloos, onacceptabel, slecht*, "
                "klacht*, nooit meer, oplichter*, boos, woedend, bedroevend, ontevreden"
            ),
            2.0: (
                "poor, bad, annoyed, annoying, frustrated, frustrating, upset, angry, ridiculous, joke, terribly, "
                "problem*, issue*, complain*, mess, messed up, screwed up, wrong, broken, faulty, fail*, failed, "
                "ignoring, ignore, refuse*, refusing, refused, no reply, no response, no answer, unhelpful, "
                "overpriced, dirty, filthy, cold, late, delay*, cancelled, missing, lost, stolen, damaged, hung up,"
                " still waiting, still no, still not, not working, does not work, will not work, stopped working, "
                "not received, never received, never arrived, not arrived, did not arrive, has not arrived, cannot "
                "log, cannot get, nobody, come on, seriously, wtf, unreal, not impressed, not ok, not okay, not "
                "acceptable, expected better, expect better, expected more, shame on you, taking the piss, taking "
                "the mick, hell, nonsense, misleading, dishonest, liars, lies, lied, cheated, cheat, robbing, "
                "stealing, charged, slow, expensive, mould, broke, dead, cut off, not impressed, underwhelming, "
                "mediocre, average, sloppy, careless, problema*, error, mal, malo, mala, peor, problème*, mauvais*,"
                " pire, probleem, problem*, fehler, ruim, pior, cattiv*, peggio*, sbagliat*, fout, kapot, llevo "
                "esperando, sigo esperando, sin respuesta, nadie, j'attends, toujours pas, sans réponse, personne, "
                "seit wochen, immer noch, keine antwort, niemand, warte, ainda não, sem resposta, ninguém, sto "
                "aspettando, ancora non, nessuno, nog steeds, geen reactie, wacht al, cancelad*, annulé*, "
                "storniert, cancellat*, geannuleerd, retraso*, retard*, verspätung*, atraso*, atrasad*, ritardo, "
                "vertraging, te laat, zu spät, frustrad*, frustrier*, frustrant*, gefrustreerd"
            ),
            1.0: (
                "again, wait, waiting, waited, hours, weeks, refund, complaint, money back, supposed to, told, "
                "promised, apparently, meant to, without, yet, why, please help, help, need, hoping for, could be "
                "better, not great, not ideal, shame, sad, sadly, unfortunately, otra vez, encore, wieder, de novo,"
                " di nuovo, weer, alweer, reembolso, remboursement, erstattung, rimborso, terugbetaling"
            ),
        },
        "praise": {
            3.0: (
                "witchcraft, absolute angel, angel, angels, just want to say thank, want to say a big, complimenti,"
                " che buona, che buono, super netter, love you guys, love you all, so kind, made us feel, thank "
                "you to, thanks to your, many thanks, much appreciated, best i have, best we have, favourite, "
                "favorite, thank you so much, thanks so much, huge thanks, big thank you, massive thank you, shout "
                "out, shoutout, kudos, hats off, best service, excellent service, great service, fantastic service,"
                " brilliant service, amazing service, love it, loved it, absolutely love, highly recommend, would "
                "recommend, cannot recommend enough, five stars, 5 stars, made my day, above and beyond, delighted,"
                " over the moon, so impressed, very impressed, well impressed, chuffed, keep up the good work, "
                "great job, good job, amazing job, well done, credit where, faultless, flawless, exceptional, "
                "impeccable, first class, top notch, superb, outstanding, best ever, cannot fault, could not fault,"
                " muchas gracias, excelente, encantad*, recomiend*, estupend*, fenomenal, merci beaucoup, "
                "excellent*, ravi*, parfait*, je recommande, vielen dank, hervorragend*, ausgezeichnet*, "
                "begeistert, sehr zufrieden, top service, empfehlen*, muito obrigad*, excelente, adorei, recomendo,"
                " ótim*, grazie mille, eccellent*, ottim*, consiglio, bravissim*, hartelijk dank, uitstekend*, "
                "heel tevreden, erg tevreden, aanrader, geweldig*"
            ),
            2.0: (
                "amazing, brilliant, fantastic, excellent, wonderful, awesome, lovely, great, perfect, perfectly, "
                "beautiful, gorgeous, delicious, superb, fabulous, love, loved, loving, happy, pleased, thrilled, "
                "grateful, appreciate*, helpful, friendly, kind, polite, patient, quick, speedy, efficient, "
                "recommend, impressed, best, gem, star, legend, legends, hero, heroes, thank you, thanks, cheers, "
                "ta, spot on, smashing, ace, gracias, merci, danke, obrigad*, grazie, bedankt, dank je, dank u, "
                "genial, perfecto, super, toll, prima, ótimo, maravilhos*, fantastic*, meraviglios*, mooi, fijn, "
                "lekker, schnell, freundlich, amable*, gentil*, aimable"
            ),
            1.0: (
                "good, nice, fine, enjoy*, smooth, easy, fast, pleasant, solved, resolved, sorted, fixed, arrived "
                "early, on time, bueno, buena, bien, bon, bonne, gut, bom, boa, buono, buona, goed"
            ),
        },
        "spam": {
            3.0: (
                "followers cheap, buy followers, grow your followers, grow your instagram, grow your page, promote "
                "your page, promote it on, dm for promo, dm for promotion, dm for collab, send pic to, earn from "
                "home, work from home and earn, make money online, passive income, financial freedom, crypto "
                "investment, bitcoin investment, invest in bitcoin, forex, binary options, trading platform, forex "
                "trader, account manager who, recovery expert, recovered my account, recovered my funds, got my "
                "funds back, got my money back from, funds recovered, get your funds back, leading manufacturer, "
                "leading supplier, professional manufacturer, contact us for best price, contact us for price, our "
                "prices are half, our prices are lower, book now, you have been selected, have been selected to, "
                "selected to win, ask me how, dm to start, start earning, recover your account, hacked account "
                "recovery, recover lost, ethical hacker, hire a hacker, spell caster, love spell, herbal cure, "
                "cured my herpes, weight loss pills, slimming tea, viagra, cialis, sugar daddy, sugar mummy, "
                "onlyfans, hot singles, adult dating, nudes, casino bonus, free spins, betting tips, loan offer, "
                "instant loan, loan without, guaranteed approval, work at home, per week from home, seo services, "
                "seo service, web design services, rank on google, backlinks, backlink, cheap followers, free "
                "iphone, you have won, you won, congratulations you, claim your prize, claim your gift, click the "
                "link, click link, click here, link in bio, link in my bio, check my bio, check out my, visit my "
                "profile, check my page, follow me, follow back, follow for follow, f4f, subscribe to my, my "
                "channel, my onlyfans, use my code, use code, referral code, my referral, discount code, promo "
                "code, limited time offer, act now, best price guaranteed, wholesale price, replica watches, "
                "replica bags, contact him on, contact her on, message her on, text him on, on telegram, via "
                "telegram, whatsapp me, inbox me, inbox her, inbox him, gana dinero, dinero fácil, gagner de "
                "l'argent, geld verdienen, ganhe dinheiro, guadagna soldi, verdien geld, inversión en bitcoin, "
                "préstamo rápido, kredit ohne schufa"
            ),
            1.5: (
                "crypto, bitcoin, btc, eth, nft, nfts, airdrop, giveaway, investment, investor*, profit, profits, "
                "roi, returns daily, telegram, whatsapp, promo, promotion, followers, likes, subscribe, earn, "
                "earning, income, wealthy, millionaire, trader, trading, loan, loans, casino, betting, jackpot, "
                "prize, winner, free shipping, 50 off, 70 off, cheap, wholesale, visit our, visit us, our website, "
                "our services, we offer, our team of experts, guaranteed, dm me, dm us, contact us, whatsapp us, "
                "sale now on, shop now, order now, buy now"
            ),
        },
        "taunt": {
            3.0: (
                "ratio, nobody asked, cry more, cry harder, cry about it, cope, cope harder, skill issue, stay mad,"
                " get rekt, rekt, go woke go broke, woke nonsense, woke rubbish, snowflakes, snowflake, here for "
                "the comments, here for the drama, popcorn, your mum, your mom, yo mama, ur mum, deez nuts, ligma, "
                "sneed, imagine shopping, imagine buying, imagine working, imagine being, imagine paying, imagine "
                "using, nobody cares, no one cares, who asked, didn't ask, did not ask, take the l, took the l, "
                "massive l, cringe, triggered, sheeple, clown company, clown world, get a life, touch grass, go "
                "outside, bet you will delete this, i dare you to, reply to this cowards, first, who even, poor "
                "people, peasants, boomers, boomer, ok boomer, admin is a, intern is, fire your social media, are "
                "you a bot, prove you are not a bot, social media intern, lizard people, lizards, lizard, reply "
                "cowards, cowards, illuminati, flat earth, chemtrails, 5g towers"
            ),
            1.5: (
                "lol, lmao, lmfao, rofl, haha, hahaha, hahahaha, lul, kek, clown, clowns, trash, losers, loser, "
                "noob, noobs, l company, mid, bozo, bozos, simps, simp, karen, karens, wannabe, jajaja, mdr, ptdr, "
                "kkkk, kkkkk, ahahah"
            ),
        },
    }
)
