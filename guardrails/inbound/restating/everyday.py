"""Everyday nouns that begin a clause without their determiner: "Corridor dark", "Receipt lost"."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.word_sets import word_set

EVERYDAY: Final = word_set(
    """
advert aisle annexe appliance assistance balance balcony balloon bar barrier bay bead bedroom bell bits blister block
board boards bolt brochure bracket bubble button buttons buttonhole caption carriage carton cartridge cartridges chain
changing check-in claim clasp clip clips clock cloakroom code codes collection collections comment compartment
confirmation connection contact contract copy cord corridor courier cover credit crib cross crossing cupboard customs
date dates deadline departure design desk direct-debit discount display disc dock documents dose drain drawer drawers
driveway ear edge edges electrics elevator email emails entrance envelope escalator estimate exhibition exit extension
fare feature fee fees file files film fitting fittings flap flights font form forms freight fringe fuse garden gasket
gear gears gift-wrap glue grip guarantee half hall hand-dryer hem hems hob hook hooks housing icon image images
information insert inside installation instalment instructions insulin interest interview invoice invoices itinerary
joint journey kerb kettle knob label labels landing layout leaflet leak lecture legroom letter letters letterbox lever
link links lining lining listing loan locker log-in login logo lounge luggage-rack machine mail mailbox manual map
maps menu menus message messages minibar mirror module month music name names nails notice number numbers offer office
oil option options outage oven packet pack packaging page pages paint-job parking parquet part parts patch patio
payment payments payout pedal pension phone-line photo photos pillar pipe pipes pitch plan plaster platform pocket
pole porch portal post postcode postage premium price prices pricing printing profile programme promotion queue quote
rail rail railcard receipt receipts reception refill registration renewal rental report resort result results rewards
ring rink river rope route row sale salon sauce scale scan scanner schedule screen screens screw screws seam seams
seatbelt server servers service session setting settings sheet sheets shift shuttle sign signage sink site sites size
sizes skin slot slots soap socket soles song songs sound-system spa speed spoon stage stain staircase stairlift stamp
statement station stitch stitches stitching stock stone stones street stripe stuff style surface survey switch system
tag tags tape tariff taste telephone television temperature terminal terms text texts texture thermostat thread throat
ticket-machine till timer timetable tin tip toilet tool top-up topup tour towel tracker train-set transfer transfers
transfer tray treatment trim trolley trolleys tube turnstile tyre unit units upgrade upholstery url valet valve van
varnish vent version video videos view voice voicemail voucher vouchers waistband wait wall walls ward warning
warranty wash watch water-pressure website wheel wheelchair wheels whistle wifi window windows wire wiring wood work
wrapper wrapping wristband yoghurt zip zips
"""
)
