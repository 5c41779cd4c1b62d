"""The index in PostgreSQL, for corpora that a server should not hold: what it reads is what an ingest committed.

Passages, texts, vectors (pgvector), words (full text) and token vectors are rows, apart by corpus and language. An
ingest writes the difference in one transaction, and its commit is the switch. A question reads in one transaction of
its own, so that all of it is of one generation.
"""
