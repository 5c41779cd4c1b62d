"""Passages for a question: the ranking, known questions, what is on topic, and the index. Nothing is answered here."""
