"""One metric a file; each is a pure function of a case and what the assistant gave for it."""
