"""Who uses the assistant and what each may do; how they are kept and shown is not decided here."""
