"""Is it good, and did it get worse: cases, metrics, gate, report."""
