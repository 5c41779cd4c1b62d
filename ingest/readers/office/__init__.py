"""Reads presentations, workbooks and OpenDocument files, with nothing of them run, computed, fetched or resolved."""
