"""Ask the cases, keep what came, score it."""
