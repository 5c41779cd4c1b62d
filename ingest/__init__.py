"""Ingest time: from files to passages in the index."""
