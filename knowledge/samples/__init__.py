"""A sample business, Sedge & Lantern: policies, contacts, notes, orders and complaints for demos, tests and benchmarks.

It is invented from end to end. Its orders are as they stood on `SNAPSHOT`, so pass that day as `as_of`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

SNAPSHOT = date(2026, 11, 22)
"""The day on which the sample orders, notes and complaints were recorded."""

POLICIES = "policies"
"""Folder of Markdown files, one policy each."""
CONTACTS = "contacts.jsonl"
"""One contact a line: `id`, `title`, `text`, `data`, as `PUT /v1/contacts` takes them."""
NOTES = "notes.jsonl"
"""One verified note a line, in the shape of a `Fact`."""
ORDERS = "orders.jsonl"
"""One order a line, as `PUT /v1/orders` takes them; written by `knowledge.samples.make_orders`."""
COMPLAINTS = "complaints.jsonl"
"""One complaint a line, each fit to be the `complaint` of `POST /v1/drafts`."""
BRAND = "brand.yaml"
"""The brand's settings, every field explained."""


def sample_dir() -> Path:
    """Return the folder that holds the sample business."""
    return Path(__file__).resolve().parent


def knowledge_paths() -> list[Path]:
    """Return what `knowledge.ingest.ingest` is to read: policies, contacts, notes and orders, not the complaints."""
    return [sample_dir() / name for name in (POLICIES, CONTACTS, NOTES, ORDERS)]


__all__ = [
    "BRAND",
    "COMPLAINTS",
    "CONTACTS",
    "NOTES",
    "ORDERS",
    "POLICIES",
    "SNAPSHOT",
    "knowledge_paths",
    "sample_dir",
]
