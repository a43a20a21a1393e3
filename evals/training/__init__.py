"""Training on cases of whole replies with facts; what it makes ships with the guardrails."""
