"""Answers that a chat model writes, of which only what its quotes prove is shown."""
