"""What is said in a conversation beside answers: small talk, follow-ups, the last answer in another form. No search."""
