"""Passage vectors in Chroma: one collection a language, cosine distance, our own vectors only.

Chroma takes a second to load, so it is loaded when vectors are opened: to list documents needs none.
"""

from assistant.search.index.vectors.collections import storage_errors
from assistant.search.index.vectors.folder import IN_FOLDERS, copy_vectors
from assistant.search.index.vectors.place import VectorPlace, Vectors

__all__ = ["IN_FOLDERS", "VectorPlace", "Vectors", "copy_vectors", "storage_errors"]
