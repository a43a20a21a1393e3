"""What a run found: as JSON for machines and baselines, as a page for people."""
