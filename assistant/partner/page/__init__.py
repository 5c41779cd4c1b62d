"""The one page of a brief: which sentences of the documents a situation calls for."""
