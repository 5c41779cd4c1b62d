"""How well a question is matched to an answer that was checked before."""
