"""The brand on whose behalf replies are written: its voice, its hours, its limits. One settings file says it all."""

from knowledge.brand.hours import Hours, Span
from knowledge.brand.model import (
    Brand,
    ChannelPolicy,
    Counting,
    DeadlinePolicy,
    FollowUp,
    HouseRule,
    Incidents,
    Offer,
    OfferKind,
    Team,
    Voice,
)
from knowledge.brand.reading import BrandError, load_brand, read_brand

__all__ = [
    "Brand",
    "BrandError",
    "ChannelPolicy",
    "Counting",
    "DeadlinePolicy",
    "FollowUp",
    "Hours",
    "HouseRule",
    "Incidents",
    "Offer",
    "OfferKind",
    "Span",
    "Team",
    "Voice",
    "load_brand",
    "read_brand",
]
