"""Training of the support encoder (see `guardrails.claims.support`): `make train-support`."""
