"""The translations that are kept with the documents: read from their files, checked, and written back."""
