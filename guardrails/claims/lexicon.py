"""The words the ledger knows: what carries no content, what is mere courtesy, and which words mean the same."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


STOP: Final = words(
    """
    a an the this that these those there here it its itself he him his she her hers they them their theirs one ones
    i me my mine myself we us our ours ourselves you your yours yourself who whom whose which what when where why
    how and or but nor so yet if then than as at by for from in into of off on onto out over to up with within
    without about across after again against along among around because before behind below between beyond during
    except inside near once per since through throughout till until toward towards under upon via while whether
    although though however be am is are was were been being do does did doing done have has had having will would
    shall should can could may might must ought not no yes too very just also even ever never only own same such
    some any all both each every few more most much many other another else still already always often sometimes now
    later soon ahead away back down i'm i've i'll i'd we're we've we'll we'd you're you've you'll you'd it's it'll
    he's she's they're they've they'll that's that'll there's here's what's who's let's isn't aren't wasn't weren't
    don't doesn't didn't haven't hasn't hadn't won't wouldn't can't cannot couldn't shouldn't mustn't ain't 's etc
    eg ie vs mr mrs ms dr whichever whatever whoever nobody none nothing no-one really truly simply quite rather
    pretty fully completely absolutely totally certainly definitely indeed actually particularly especially exactly
    currently recently directly immediately quickly shortly straight right please ok okay thing things something
    anything everything someone anyone everyone way ways lot lots bit kind sort like well first second third last
    next new latest
    """
)
"""Function words: they bind content but carry none."""

_SYNONYMS: Final = """
    refund: refund refunds refunded refunding reimburse reimbursed reimbursement money-back
    ship: ship ships shipped shipping dispatch dispatched despatch despatched dispatching posted post-out shipment
    deliver: deliver delivers delivered delivering delivery deliveries arrive arrives arrived arriving arrival
    parcel: parcel parcels package packages packet consignment
    replace: replace replaces replaced replacing replacement replacements exchange exchanged exchanges swap swapped
    return: return returns returned returning
    break: broken break broke breaks breaking smashed shattered cracked crack damaged damage damages damaging snapped
    fault: faulty defective defect defects fault faults malfunction
    late: late delay delays delayed delaying lateness overdue
    lose: lost lose losing loses missing misplaced mislaid
    cancel: cancel cancels cancelled canceled cancelling canceling cancellation cancellations
    pay: pay pays paid paying payment payments
    charge: charge charges charged charging billed bill debited
    price: price prices priced cost costs costing
    fee: fee fees surcharge
    buy: buy buys buying bought purchase purchases purchased purchasing
    order: order orders ordered ordering
    item: item items product products goods article articles
    check: check checks checked checking verify verified review reviewed inspect inspected inspection
    investigate: investigate investigates investigated investigating investigation investigations
    confirm: confirm confirms confirmed confirming confirmation
    approve: approve approves approved approving approval authorise authorised authorize authorized agreed
    reject: reject rejected rejects refuse refused declined decline denied deny
    issue-out: issued issuing processed process processing
    fix: fix fixes fixed fixing repair repairs repaired repairing resolve resolved resolving solve solved mend mended
    speak: speak spoken spoke speaking talk talked talking discuss discussed
    contact: contact contacts contacted contacting reach reached
    message: message messages messaged dm dms email emails emailed e-mail mail
    call: call calls called calling phone phoned ring rang telephone
    staff: staff colleague colleagues employee employees agent agents adviser advisers advisor advisors representative
    driver: driver drivers courier couriers carrier carriers
    shop: shop shops store stores branch branches
    warehouse: warehouse depot
    customer: customer customers client clients buyer buyers guest guests
    week: week weeks weekly
    day: day days daily
    hour: hour hours hourly
    month: month months monthly
    year: year years annual annually yearly
    working: working business
    bug: bug bugs glitch glitches
    cause: cause causes caused causing reason reasons
    error: error errors mistake mistakes mistaken mistakenly wrongly
    wrong: wrong incorrect incorrectly
    receipt: receipt receipts invoice invoices
    unopened: unopened sealed
    unused: unused unworn
    discount: discount discounts discounted
    voucher: voucher vouchers coupon coupons credit credits credited gift-card
    compensate: compensate compensated compensation goodwill
    leave: leave leaves left leaving
    bank: bank banks card cards account accounts
    full: full entire whole
    open: open opened opening opens
    close: close closed closing closes shut
    start: start started starts begin began begun begins
    end: end ended ends finish finished stop stopped
    outage: outage outages downtime
    train: train trained training retrained
    neighbour: neighbour neighbours neighbor neighbors
    colour: colour color coloured colored
    stock: stock stocked stocks
    send: send sends sent sending
    free: free complimentary gratis
    weather: weather storm storms snow flood floods flooding
    room: room rooms
    move: move moves moved moving relocate relocated
    book: booking bookings booked reservation reservations reserved
    subscription: subscription subscriptions membership memberships plan plans
    change: change changes changed changing amend amended
    happen: happen happens happened happening occur occurred
    require: require requires required need needs needed necessary must
    request: request requests requested requesting
    escalate: escalate escalated escalating escalation
    offer: offer offers offered offering
    manager: manager managers supervisor supervisors
"""

IRREGULAR: Final[dict[str, str]] = {
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "went": "go",
    "gone": "go",
    "made": "make",
    "found": "find",
    "told": "tell",
    "said": "say",
    "saw": "see",
    "seen": "see",
    "knew": "know",
    "known": "know",
    "got": "get",
    "kept": "keep",
    "held": "hold",
    "wrote": "write",
    "written": "write",
    "ran": "run",
    "met": "meet",
    "brought": "bring",
    "put": "put",
    "sold": "sell",
    "came": "come",
    "fell": "fall",
    "felt": "feel",
    "chose": "choose",
    "chosen": "choose",
    "stolen": "steal",
    "stole": "steal",
    "built": "build",
    "caught": "catch",
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "heard": "hear",
    "understood": "understand",
    "drove": "drive",
    "driven": "drive",
    "fallen": "fall",
    "worn": "wear",
    "torn": "tear",
    "stuck": "stick",
}


def _synonyms() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in _SYNONYMS.strip().splitlines():
        concept, _, members = line.strip().partition(":")
        known.update(dict.fromkeys(members.split(), concept))
    return known


CONCEPTS: Final[dict[str, str]] = _synonyms()
"""Word to concept, for words that mean the same in a reply."""

FRAME: Final = words(
    """
    sorry apolog apologis apologiz apology apologies sincer sincere sinc regret excuse forgiv thank thanks thankful
    grate grateful gratitud appreciat appreciate appreci kind kindly patience patien patient hear listen read see
    say tell know understand understandable imagin imagine realis realiz recognis recogniz think believ feel feeling
    hop hope wish want like love glad happy pleas pleasur pleased welcom care caring frustrat frustration disappoint
    disappointment upset upsetting worry worri worrying worrisome annoy annoyance inconveni inconvenience
    inconvenienc stress stressful anger angry unaccept unacceptable unhappy distress distressing difficult hard
    tough terribl awful horribl bad poor great good better best wonderful lovely nice fair unfair easy simpl serious
    seriously important import matter trouble troubl concern concerned hassl upheaval letdown disappointing
    frustrating exhausting experience experienc standard expect expectation deserv service servic quality trust
    confidenc confidence loyal valu value respect honest help assist assistance support look looking find out detail
    information info inform share shar explain explanation send give get tak take mak make put come go keep let ask
    answer reply respond response repli write bring reach contact message call chat speak talk hand hold wait fix
    sort sorted settle settl solution resolution option choic suit work try plan step feedback comment comments
    concern review post opinion view point word attention notic note raise rais bring thought team colleague staff
    person someone everybody member customer brand company business guest question problem issue situation case
    complaint query matter topic story day today time moment tim minute while hour week message direct private
    privately dm inbox public thread line link number email phone address name dear hi hello hey good morning
    afternoon evening regards best warm wish sincerely yours faithfully cheers able avail available feel liber
    further additional more extra quick prompt swift short bit personal personally individual careful close closely
    proper properly full start end part hope forward touch convenienc convenient meantime instead improv improve
    improvement better learn chang change let know use need require request check investigate contact reach confirm
    clear plain obviously natural naturally genuine genuin possibl possible right wrong case live real mean meant
    bear assur rest ensure sure life home family plan special occasion big small serv aim strive strive goal commit
    dedicat happen place effort proud choose chosen rely trust look-forward count right money safety wellbeing
    health particular precaution mind heart space word world delight joy smile honour honest chance opportunity
    respect attention hear heard way sense wonder left handle wors worse worst policy page line stay remain front
    polici record system term treat deal chase chas dig
    """
)
"""Concepts of courtesy, feeling and next steps: a clause made only of these states nothing that could be untrue."""
