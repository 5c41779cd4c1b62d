"""What a reader does with a chat besides asking: copies it, asks again, limits it to documents, has it in two tabs."""
