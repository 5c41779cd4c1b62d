"""One-off comparisons behind the ADRs; no gate rests on them."""
