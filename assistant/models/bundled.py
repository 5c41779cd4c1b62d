"""What is known of the bundled embedding model without loading it."""

NAME = "multilingual-e5-small-q4"
PROMPTS = {"query": "query: ", "document": "passage: "}
MAX_TOKENS = 512
