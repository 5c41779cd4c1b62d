"""The chat and the source pages: FastAPI outside, Chainlit mounted inside."""
