"""The commands that ask a chat model about the documents, each telling first what that would cost."""
