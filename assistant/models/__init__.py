"""Models and what loads them: embedding, reranker, entailment, chat. Nothing knows what is asked or answered."""
