"""The names of documents as resources: ``ser://documents/ID``; ``#char=10,20`` is a place in one (RFC 5147)."""

from urllib.parse import quote, unquote

_BEGINNING = "ser://documents/"


def document_uri(document_id: str) -> str:
    """Return the name of a document."""
    return _BEGINNING + quote(document_id, safe="")


def place_uri(document_id: str, start: int, end: int) -> str:
    """Return the name of some words of a document as it is now."""
    return f"{document_uri(document_id)}#char={start},{end}"


def document_id_of(uri: str) -> str:
    """Return which document a name is of, empty where it is no such name."""
    whole = uri.partition("#")[0]
    return unquote(whole.removeprefix(_BEGINNING)) if whole.startswith(_BEGINNING) else ""
