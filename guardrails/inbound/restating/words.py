"""Words that the grammar of a complaint is built on: its things, its people, what stands before a noun."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.nouns import ACCOUNTS, APPS, BOOKINGS, FOODS, GOODS, JOURNEYS, LUGGAGE, NETWORKS, PEOPLE, ROOMS
from guardrails.inbound.word_sets import word_set

THINGS: Final = (
    (GOODS | BOOKINGS | ROOMS | FOODS | LUGGAGE | ACCOUNTS | APPS | NETWORKS | JOURNEYS) - PEOPLE
) | word_set(
    "shade sole seam stitching screen button zip colour color lid door heel sleeve hem lining dye finish leg legs "
    "voucher code refund website checkout basket search menu update chat chatbot bot line queue claim invoice bill "
    "price postage shipping packaging wrapping tracking pitch park pavement tent gate lift stairs stock hose seal "
    "printer motor cushion filling stuffing frame arm arms back base top side bottom rim handle spout strap buckle "
    "class lesson course module exam tutor bath sink heating water power signal speed streaming stream picture sound "
    "volume subtitles remote bins bin collection repair repairs boiler radiator roof ceiling wall walls damp mould "
    "speaker bass battery charger cable port glass crust base cheese topping rice batter portion portions beer pint"
)
STAFF: Final = PEOPLE | word_set(
    "lad bloke gentleman fundraiser fella chap hygienist instructor dispatcher purser fitter builder plumber "
    "surveyor tutor teacher lecturer officer "
    "adjuster conductor usher gardener groomer vet stylist hairdresser barber therapist cleaner picker packer "
    "team people company shop store firm garage office branch reception support helpline helpdesk"
)
DETERMINERS: Final = word_set(
    "my our your the a an this these those both all half every each no some several most two three four five six seven "
    "eight nine ten eleven twelve another one other neither"
)
YOURS: Final = word_set(
    "parcel parcels order orders package packages delivery food meal pizza claim bag bags suitcase case "
    "luggage booking "
    "reservation refund account flight room table appointment bill card password subscription membership "
    "curtains sofa lamp bike phone laptop dress coat jacket boots shoes trainers jeans shirt mattress bed wardrobe "
    "broadband internet wifi heating boiler meter policy ticket tickets prescription car order groceries flowers "
    "bouquet cake steak burger soup coffee starter main breakfast dinner lunch seat taxi cab payment deposit rent"
)
RELATIVES: Final = word_set(
    "mum mom mother father dad nan gran grandma grandad granny wife husband son daughter partner kids baby"
)
BROKEN: Final = word_set(
    "cold late broken wrong dirty filthy missing damaged faulty raw dry empty wet mouldy stale soggy burnt "
    "cracked bent "
    "torn dead rude freezing lukewarm closed shut blurry crooked short off down overcooked undercooked "
    "inedible smashed "
    "crushed ripped stained scratched dented leaking soaked tiny unusable gone locked stuck flat rotten smelly "
    "noisy unanswered unpaid"
)
PRONOUNS: Final = word_set("i we it they he she nobody everyone everything nothing something someone somebody none you")
PERSONS: Final = word_set("i we you they he she")
PREPOSITIONS: Final = word_set(
    "of in on at from for with by to under over near inside behind into about without after before between between "
    "through during since until round around off up down out away back again twice once today yesterday now on too "
    "three four five all right"
)
CHAINS: Final = word_set("that who which whose and or but if when because as than what where how why whether")
ADVERBS: Final = word_set(
    "still never always just only also now already constantly repeatedly suddenly then finally even simply clearly "
    "barely hardly not ever soon obviously apparently actually literally really both all eventually randomly"
)
