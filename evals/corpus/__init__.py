"""The published corpus: sentences and whole replies to upset customers, labelled by the rule that they break."""
