"""What tells how like questions are, and of which group: fitted at each ingest to a corpus's own questions."""
