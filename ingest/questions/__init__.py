"""Known questions for documents that have none: drafted by a chat model, kept or dropped by people."""
