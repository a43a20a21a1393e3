"""Nouns that customers complain about, by what can befall them, and words that are no part of a thing's name."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _both(text: str) -> frozenset[str]:
    """Return the words with their regular singulars and plurals."""
    words = _words(text)
    singular = {
        word[:-1] for word in words if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    }
    plural = {f"{word}s" for word in words if not word.endswith(("s", "x", "y"))}
    return words | singular | plural


GOODS: Final = _both("""
washing-machine order parcel package delivery shipment item items product products goods purchase gift present hamper
box subscription lamp light sofa couch settee chair armchair stool table desk bed mattress wardrobe dresser drawers
bookcase shelf shelves cabinet cupboard mirror rug carpet curtains blinds cushion cushions pillow pillows duvet
bedding sheets towel towels blanket kettle toaster oven microwave fridge freezer dishwasher washer dryer cooker hob
hoover vacuum iron fan heater radiator blender mixer airfryer grill barbecue bbq mug mugs plate plates bowl bowls
glass glasses vase pan pans pot knife knives cutlery phone handset mobile smartphone iphone laptop computer pc tablet
ipad monitor screen keyboard mouse printer camera lens headphones earphones earbuds airpods speaker soundbar tv
television console controller playstation xbox router charger cable battery powerbank watch smartwatch bracelet
necklace ring earrings jewellery jewelry pendant dress shirt t-shirt tshirt blouse top jumper sweater hoodie cardigan
coat jacket jeans trousers pants shorts leggings skirt suit tie shoes shoe trainers sneakers boots sandals heels
slippers socks hat cap scarf gloves bag handbag backpack rucksack purse wallet belt sunglasses spectacles toy toys
doll lego puzzle game games bike bicycle scooter pram buggy pushchair stroller cot crib carseat highchair tent
umbrella ladder drill saw mower lawnmower strimmer hammer paint tiles flooring door window doors windows kitchen sink
tap toilet shower boiler alarm thermostat plant plants flowers bouquet roses book books album vinyl records poster
print painting frame card cards ink toner perfume aftershave shampoo cream moisturiser serum lipstick foundation
makeup mascara vitamins supplements medication medicine tablets prescription inhaler glasses lenses hearing-aid car
van tyre tyres tire tires engine brakes windscreen cake cakes chocolates wine beer whisky coffee tea groceries
shopping food meat chicken milk bread eggs salad pizza burger fries chips curry sushi noodles soup steak pasta
sandwich meal kebab breakfast dinner lunch takeaway cot nappies formula bottle bottles cup cups christening helmet
guitar piano keyboard drone hairdryer straighteners shaver razor toothbrush scales blind fountain trampoline slide
swing pool hot-tub gazebo shed fence greenhouse statue sim simcard invitations photobook photos canvas costume uniform
blazer kit jersey tracksuit swimsuit bikini bra knickers underwear pyjamas dressing-gown nightie robe onesie lid
handle strap zip wheel machine reader earbud earphone photo photos cleaner detector doorbell thermometer projector
amplifier amp turntable stereo radio webcam memory-card stick drive ssd adapter adaptor plug socket lead bulb bulbs
lights lantern candle candles ornament decoration decorations tree wreath crackers headboard bunk-bed sideboard
footstool ottoman recliner beanbag nest-table worktop tap taps basin bathtub bath cistern hinge hinges lock locks key
keys gate railing awning parasol hammock bench planter hose sprinkler wheelbarrow spade shears chainsaw sander grinder
toolbox tools toolkit jack battery-pack inverter panel panels charger-cable bumper exhaust clutch gearbox radiator-cap
seat saddle pedal pedals tyre-pump rack roofbox caravan motorbike moped e-bike ebike skateboard skates rollerblades
surfboard paddleboard kayak wetsuit goggles snorkel racket bat ball football golf-club treadmill rower dumbbells
weights yoga-mat mat tights shawl poncho waistcoat tuxedo gown cufflinks brooch anklet earring tiara veil bouquet
corsage diary notebook planner calendar pen pens pencil pencils easel brushes wool yarn fabric pattern sewing-machine
typewriter comic magazine magazines newspaper paper papers cards-game jigsaw dice figurine figure action-figure teddy
bear dollhouse playhouse sandpit paddling-pool climbing-frame stairgate highchair bouncer rocker mobile monitor
steriliser breast-pump pump dummy bib changing-bag bassinet litter cat-tree kennel collar lead leash aquarium tank
cage hutch dog-bed catnip feed protein shake bar bars cereal snacks crisps biscuits cookies cookie chocolate sweets
candy muffin muffins pastry croissant bagel doughnut donuts donut ice-cream milkshake smoothie juice lemonade cola
soda latte cappuccino espresso mocha flatwhite gin vodka rum champagne prosecco cider cocktail cocktails prawn prawns
crab lobster oysters mussels scallops turkey ham sausages sausage bacon cheese yoghurt yogurt butter cream cereal
fruit strawberries apples bananas vegetables potatoes veg lotion gel spray soap perfume-set hairbrush wig extensions
lashes nail-polish palette conditioner oil toothpaste mouthwash sanitiser mask masks gloves bandage crutches walker
zimmer commode brace splint orthotics dentures crown retainer aligners braces implant glasses-frame test-kit tests kit
kits sensor pump meter inhaler vaccine jab invitation certificate licence passport visa sticker stickers label labels
banner flag sign signs badge badges trophy medal voucher-book e-book ebook software course printer-ink stamp stamps
statement coat-hanger hangers basket bin bins buckets broom mop duster
""")
JOURNEYS: Final = _both("""
flight train bus coach ferry taxi cab ride tram connection journey trip service tube cruise
""")
BOOKINGS: Final = _both("""
booking reservation room table appointment hotel holiday stay ticket tickets flight trip tour slot cruise villa
apartment cottage seat seats event gig concert show festival order class lesson session viewing rental hire car
checkup scan operation surgery consultation treatment massage haircut excursion package subscription membership
delivery installation install engineer visit training upgrade transfer
""")
ROOMS: Final = _both("""
room rooms bathroom toilet toilets shower bath bed beds sheets bedding towels carpet floor table tables restaurant
hotel apartment flat cabin kitchen pool cutlery plates glass glasses car train carriage bus seat seats ward clinic
surgery store shop villa cottage suite lobby pillow pillows mattress changing-rooms gym cinema caravan lodge plane
toilets
""")
FOODS: Final = _both("""
food meal pizza burger burgers fries chips curry steak soup pasta breakfast dinner lunch starter starters main mains
chicken fish rice noodles sandwich kebab coffee tea order takeaway roast pie dessert lasagne lasagna eggs toast
risotto sushi salad beef lamb pork duck ribs wings nachos burrito tacos plate platter dish dishes paella wrap bacon
sausage
""")
LUGGAGE: Final = _words("""
luggage suitcase suitcases bag bags case cases baggage backpack rucksack pram buggy wheelchair skis golf-clubs
""")
ACCOUNTS: Final = _words("""
account login profile password email inbox online-banking banking card app membership wallet
""")
APPS: Final = _both(
    """
app apps website site application portal platform game software page checkout dashboard update programme program
"""
)
NETWORKS: Final = _words("""
broadband internet wifi signal connection phone-line line network service electricity gas water heating power boiler
meter smart-meter landline data coverage hotspot router tv satellite mobile sim esim
""")
PEOPLE: Final = _both("""
driver drivers courier couriers waiter waitress waiters receptionist manager staff assistant agent advisor adviser
cashier engineer technician nurse doctor steward stewardess crew attendant guard host hostess bartender barman chef
employee employees salesman saleswoman rep representative team operator security bouncer clerk teller supervisor
conductor pilot porter cleaner concierge guide installer plumber electrician mechanic dentist pharmacist consultant
bloke guy lady woman man girl lad person colleague waitstaff salesperson receptionists agents postman host trainer
""")
RELATIVES: Final = _words("""
daughter son child kid baby toddler husband wife partner mum mom mother dad father grandmother grandfather nan gran
grandma grandad sister brother boyfriend girlfriend fiance fiancee friend parents children kids dog cat niece nephew
grandson granddaughter grandchild family uncle aunt cousin colleague boy girl
""")
PAYMENTS: Final = _words("""
subscription membership order ticket tickets bill invoice meal room booking flight delivery plan contract insurance
policy broadband phone loan overdraft fee deposit parking mortgage service energy electricity gas water account data
tv rent card payment fare upgrade bag bags seat seats hotel stay taxi ride lunch dinner coffee shopping groceries
repair
""")
CONTRACTS: Final = _words("""
subscription membership contract plan account order booking policy insurance trial direct-debit broadband service
phone gym renewal flight tickets reservation holiday package tv licence license appointment standing-order
""")

PARTS: Final = _both("""
zip strap handle lid wheel screw bolt leg button hinge knob lens screen battery cable charger plug door seal drawer
lead instructions manual remote piece part bit item cord clasp heel sole pocket seam lining cover bulb filter shelf
top side corner bottom back front cap lock key spring motor hose nozzle blade tray cushion seat frame chain pedal
""")
"""What is a part of something, when "of" or "on" follows."""
BOXES: Final = _words("box bag packaging pack packet envelope")
MODIFIERS: Final = _words("""
hot washing dining coffee garden office gaming electric wireless leather wooden silk cotton wool linen denim oak pine
glass metal plastic steel black white red blue green grey gray pink purple yellow orange brown navy beige cream silver
gold golden dark light birthday wedding christmas anniversary baby kids children's childrens mens womens men's women's
ladies running walking hiking football school winter summer rain evening party cocktail king king-size double single
queen large small medium big mini little corner bunk bath kitchen bathroom bedroom living front back car bike phone
laptop tv grocery food furniture gift contact reading prescription hearing vacuum robot air steam coffee bread pizza
slow pressure food hair electric smart security wall ceiling floor table desk bedside hotel bus train flight taxi
delivery customer security hire rental mobile home fibre fiber banking online memory hard usb power sim gym spa golf
tennis swimming concert theatre cinema festival return first-class premium annual monthly free credit debit
return-flight call-centre check-in insurance energy water gas electricity council data roaming broadband internet
satellite dog cat puppy kitten pet vintage antique
""")
"""Words that belong to the noun after them, when no determiner shows where its name begins."""

KNOWN: Final = (
    GOODS | JOURNEYS | BOOKINGS | ROOMS | FOODS | LUGGAGE | ACCOUNTS | APPS | NETWORKS | PEOPLE | PAYMENTS | CONTRACTS
)

MASS: Final = _words("""
luggage baggage food furniture jewellery jewelry bedding shopping cutlery makeup flooring lego underwear staff crew
broadband internet wifi water electricity gas heating signal clothing clothes news glass brass dress mattress address
business access process class bus gas canvas lens compass express success illness fitness kitchen series chess
christmas paradise progress harness wireless duchess suitcase
""")
"""Heads that take a singular verb although they may end in s, or mean many things."""

PLURALS: Final = _words(
    "clothes people children kids men women feet teeth curtains jeans trousers scissors pyjamas glasses "
    "headphones knives shelves leaves"
)

NO_THING: Final = _words("""
money time times day days week weeks month months year years hour hours minute minutes morning afternoon evening night
today yesterday tomorrow weekend thing things one ones way ways problem problems issue issues experience complaint
complaints fact point reason idea people everyone someone anyone nobody company companies business brand shop store
place way rest lot bit couple few number numbers email emails call calls message messages tweet dm dms answer response
reply replies question help support customer customers care guys joke disgrace shame mess nightmare disaster life
family friend friends husband wife mum dad son daughter birthday wedding anniversary christmas holidays funeral party
address house home front street post bank card details information info name date end start beginning refund
compensation voucher apology excuse excuses promise review reviews star stars service quality price prices cost
standard standards world uk us country city town fault blame mistake error attention manager boss chance choice first
last second third same other another next whole entire half best worst least most total amount pounds euros dollars
quid bucks cash word words truth lie lies mind heart hand hands hell heck god sake luck kind sort type matter case
instance example situation circumstances queue phone-call hold line estimate tracking status update picture pictures
link online garden neighbour neighbours hallway porch left right bottom middle side back part piece pieces bits
condition state use purpose wait delay delays work job school contrary while moment notice effort trouble hassle
stress condition board air go look check try pile joke
""")
"""Heads that name no thing one can apologise for; a verdict may still allow some of them explicitly."""

STOP: Final = _words("""
i you he she it we they me him her us them who which that what when where why how whose this these those there here is
are was were be been being am has have had having do does did doing done can cannot could will would shall should may
might must need needs needed and or but nor so yet because since although though while whereas if unless until till
after before as than then to from of in on at by for with without about into onto over under between through during
against within upon off out up down not never no still just even only ever already again also too really very quite
now soon today yesterday tomorrow ago later once twice almost nearly always often finally simply literally arrived
arrive arrives arriving come came coming turned turn turns show showed shown delivered deliver delivers received
receive receiving receives get gets got getting gotten go goes going gone went sent send sends sending ordered order'd
bought buy paid pay pays paying purchased booked booking'd charged charge charges charging broke break breaks works
worked working stopped stops keeps keep kept fell fall falls falling come comes said says say told tell tells promised
promise promises claims claimed shows showing showed looks looked looking look smells smelled smelt smelling tasted
tastes feels felt left leave leaves leaving lost lose loses losing missing misses missed cancelled cancel cancels
delayed want wanted wants like liked think thought know knew known see saw seen make makes made making took take takes
taken taking gave give gives given giving put puts let lets call'd called phoned rang emailed tried try tries trying
refuse refuses refused refusing ignore ignores ignored ignoring seems seemed happened happens happen started starts
start ended ends began begins wait waits waited waiting sitting sits sat stuck stood standing spoke speak speaking
shouted shouting threw thrown hung use used uses using opened open opens closed close closes crashed crashes crashing
freezes froze frozen burned burnt caught catches leaked leaks leaking smoking sparked sparking exploded overheated
overheats explodes melted ripped tore cut cuts hit hurt injured bit please thanks thank well why everything something
anything nothing everyone someone anyone nobody via per plus minus except despite instead rather supposed due late
early dead empty cold filthy dirty rude disgusting appalling terrible awful awful unacceptable useless broken damaged
smashed cracked faulty defective scratched dented shattered torn stained ruined soaked squashed crushed bent chipped
wrong inedible raw undercooked overcooked stale mouldy moldy rotten expired unusable unsafe dangerous different both
either neither every each any some all such own more less much many enough available unavailable ready able unable
worse away anywhere everywhere somewhere elsewhere again tonight shrank shrunk faded peeled flickers refunded mine
yours hers theirs beyond disappointing uncomfortable noisy horribly terribly incredibly absolutely anymore weekly
daily monthly around across along near behind beside below above next yourself myself himself herself themselves last
missed fix fixed solve solved sort sorted help helps helped seriously clearly obviously properly correctly repeatedly
constantly suddenly immediately smell smells stank stinks reeked shouted laughed rolled accused yelled swore hung-up
dismissive patronising arrogant helpful friendly unhelpful unfriendly aggressive abusive delayed rudest overheated
leaked smoked flickering switched switches switch turned-on charges charge load loads loading respond responds connect
connects print prints heat heats hold holds pair pairs boil spins spin drain drains run runs ran loses losing cuts
dropped drops dropping disconnects connects restarts collapsed collapse fine great good nice okay bad poor shrinks
shocking hit ignored ghosted owe owes owed steal stole stolen rip scratched-up delivering full looking wasn weren isn
ain lol smh wtf omg fyi tbh imo thx hello hi hey dear sorry ok okay yes yeah no
""")
"""Words that end a thing's name."""

LOOSE: Final = _words("""
bloody damn damned fucking fuckin freaking frigging effing sodding stupid crappy shitty crap shit bullshit godforsaken
bleeding flipping ruddy poxy lousy so-called new brand-new brand lovely beautiful beloved poor precious expensive
pricey overpriced pathetic useless ridiculous rubbish terrible awful horrible dreadful latest recent entire whole
actual same other very own first second third last next damaged broken faulty cracked smashed defective wrong missing
late delayed cancelled lost cheap nasty dirty filthy cold two three four five six another supposed supposedly
second-hand absolute incredibly really extremely original fresh disgusting stinking blasted wretched goddamn dodgy
shoddy shite arse fcking f*cking f***ing sh*tty dead flaming promised important urgent nice decent perfectly
""")
"""Qualifiers that a reply does not repeat: expletives, judgements, the fault itself."""
