"""Dangers are read by their kind, whether they go on, and never from a figure of speech."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Action, Inbound
from guardrails.inbound.hazards import HazardKind as K
from guardrails.inbound.hazards import hazards_in

TOLD = {
    K.CARBON_MONOXIDE: (
        "The carbon monoxide alarm is going off",
        "my head's been thumping and it clears when we go out, is it the boiler",
    ),
    K.GAS: ("smell of gas in the hall", "a smell in the kitchen like eggs since he serviced the boiler"),
    K.CHOKING: ("my son choked on the eye of your teddy",),
    K.SWALLOWED: ("the toddler swallowed the button battery",),
    K.ALLERGY: ("my wife's lips swelled after your brownie", "she needed her EpiPen"),
    K.CHEMICAL: ("your oven cleaner sprayed into my eyes", "you served me cleaning fluid"),
    K.MEDICINE: ("you sent someone else's tablets", "its not her tablets and shes had two"),
    K.FIRE: ("the dryer caught fire", "it burnt our whole kitchen"),
    K.TRAPPED: ("we are stuck in the lift",),
    K.INTRUDER: ("I woke to find a man in the room",),
    K.DOMESTIC: ("my ex-husband is violent and found where we live",),
    K.INJURY: ("four stitches in my chin", "the shelf fell on my foot", "a broken wrist"),
    K.ELECTRIC: ("sparks out of the socket", "I got a shock off the kettle"),
    K.BATTERY: ("the battery is swelling", "my phone has ballooned"),
    K.SMOKE: ("there's a burning smell from the plug",),
    K.FOREIGN_BODY: ("a piece of glass in my soup", "bit into the sandwich and onto a screw"),
    K.FOOD_POISONING: ("we all had food poisoning", "vomiting since eating your chicken"),
    K.VEHICLE: ("the brakes failed on the bike",),
    K.SELF_HARM: ("I've got the tablets out", "I am standing on the bridge"),
    K.BEREAVEMENT: ("my mother died in March", "my late husband's account"),
}
FIGURES = (
    "your app gave me a heart attack",
    "my bill shocked me",
    "I had a shock when I opened the bill",
    "got a real shock from the bill",
    "this queue is killing me",
    "fire your staff",
    "I am fuming",
    "you are burning through my data",
    "your team is on fire tonight",
    "I choked on my coffee at the price",
    "it broke my heart and my wallet",
    "I'm stuck in a loop with your bot",
    "locked in the price for two years",
    "the machine swallowed my card",
    "I'm allergic to bad service",
    "sick of your excuses",
    "our room smelled of stale smoke",
    "a glass of wine in the restaurant",
    "my phone died",
    "sparks joy every time",
    "driver wouldn't stop at my stop",
    "followed me back on Instagram",
)
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(("kind", "said"), [(kind, said) for kind, all_said in TOLD.items() for said in all_said])
def test_a_danger_is_told_by_its_kind(kind: K, said: str) -> None:
    assert kind in {one.kind for one in hazards_in(said)}


def test_each_kind_has_its_words() -> None:
    assert set(TOLD) == set(K)


@pytest.mark.parametrize("said", FIGURES)
def test_a_figure_of_speech_is_none(said: str) -> None:
    assert not hazards_in(said), hazards_in(said)


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("the CO alarm is going off and my wife feels dizzy", True),
        ("the CO alarm went off last night, the fire brigade came", False),
        ("the tumble dryer caught fire, it is smoking right now", True),
        ("your heater caught fire in my kitchen at 3am", False),
        ("my boy choked on a bead on Sunday, he is all right now", False),
        ("my toddler swallowed a magnet", True),
        ("there is a man banging on our door, a stranger in the house", True),
    ],
)
def test_what_goes_on_is_told_from_what_is_over(said: str, now: bool) -> None:
    assert hazards_in(said)[0].now is now


@pytest.mark.parametrize("kind", [kind for kind in TOLD if kind is not K.BEREAVEMENT])
def test_whoever_is_in_danger_is_answered_by_a_person(kind: K) -> None:
    for said in TOLD[kind]:
        assert assess(Inbound(said), now=NOON).action is Action.ESCALATE_TO_HUMAN, said


@pytest.mark.parametrize(
    ("said", "matter"),
    [
        ("Only black family in the queue and only us turned away", "discrimination"),
        ("I logged in and got someone else's statement: I can see her balance", "data"),
        ("We invite your comment by five, before we publish", "press"),
        ("This is a letter of claim. We act for Mrs Harlow", "legal"),
        ("There is a form with a signature that is not mine", "fraud"),
    ],
)
def test_what_is_said_in_passing_reaches_a_person(said: str, matter: str) -> None:
    assert matter in assess(Inbound(said, channel="email", public=False), now=NOON).grave


@pytest.mark.parametrize("said", ["My barrister friend loves your coffee", "My lawyer friend made me try it"])
def test_a_lawyer_who_is_pleased_threatens_nobody(said: str) -> None:
    assert not any("legal action" in one for one in assess(Inbound(said), now=NOON).reasons if one.startswith("Threat"))
