"""From passages to an answer: evidence, sentences, writing by a chat model, wording. Nothing is searched here."""
