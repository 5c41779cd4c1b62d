"""A reader's own file beside a chat: read apart from the documents, asked beside them, and gone with the chat."""
