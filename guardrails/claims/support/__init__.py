"""Statement-level support: a trained encoder reads a reply beside the facts, with what the ledger bound marked."""
