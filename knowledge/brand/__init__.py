"""The brand on whose behalf replies are written: its voice, its hours, its limits. One settings file says it all."""

from knowledge.brand.hours import Hours, Span
from knowledge.brand.model import (
    CHANNELS,
    TOPICS,
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
from knowledge.brand.reading import BrandError, UnreadableError, brand_text, load_brand, read_brand

__all__ = [
    "CHANNELS",
    "TOPICS",
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
    "UnreadableError",
    "Voice",
    "brand_text",
    "load_brand",
    "read_brand",
]
