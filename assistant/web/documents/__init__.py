"""Where a maintainer adds, publishes and withdraws documents; nothing of an ingest runs in this process."""
