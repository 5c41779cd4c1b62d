"""Words and structure of a text, in either language: no model, no index, nothing of questions or answers."""
