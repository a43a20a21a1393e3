"""Reading a business's own files: policies, orders and contacts, one reader a format."""

from __future__ import annotations

from knowledge.ingest.reading import Failure
from knowledge.ingest.run import IngestReport, ingest, ingest_upload
from knowledge.ingest.sources import READERS, Read, read_bytes

__all__ = ["READERS", "Failure", "IngestReport", "Read", "ingest", "ingest_upload", "read_bytes"]
