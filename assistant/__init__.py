"""Question time: from a question to an answer in which every sentence is proven."""
