"""The kinds of problem that a complaint can tell of."""

from __future__ import annotations

from enum import StrEnum


class ProblemKind(StrEnum):
    """What went wrong."""

    NOT_ARRIVED = "not_arrived"
    LATE = "late"
    DAMAGED = "damaged"
    FAULTY = "faulty"
    WRONG_ITEM = "wrong_item"
    MISSING_PART = "missing_part"
    REFUND_MISSING = "refund_missing"
    OVERCHARGED = "overcharged"
    DOUBLE_CHARGED = "double_charged"
    CANCELLED = "cancelled"
    CANNOT_CANCEL = "cannot_cancel"
    RUDE_STAFF = "rude_staff"
    NO_ANSWER = "no_answer"
    LONG_WAIT = "long_wait"
    NO_SHOW = "no_show"
    OUTAGE = "outage"
    QUALITY = "quality"
    DIRTY = "dirty"
    COLD_FOOD = "cold_food"
    LOST_LUGGAGE = "lost_luggage"
    DELAYED_JOURNEY = "delayed_journey"
    APP_CRASH = "app_crash"
    LOCKED_OUT = "locked_out"
    DATA_LEAK = "data_leak"
    INJURY = "injury"
    HAZARD = "hazard"
    MISLEADING = "misleading"
    PRICE_RISE = "price_rise"
    BOOKING_LOST = "booking_lost"
    NO_STOCK = "no_stock"
    OTHER = "other"
