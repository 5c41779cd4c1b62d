"""Which documents are the same guidance in other words: a document, its translations and theirs."""

from collections.abc import Mapping


def translation_groups(links: Mapping[str, str]) -> dict[str, str]:
    """Return for each document the name of its group, from what each says that it is a translation of.

    A group is named by the document that the others are translations of; where they name each other, by the first id.
    """
    neighbours: dict[str, set[str]] = {document_id: set() for document_id in links}
    for document_id, original in links.items():
        if original:
            neighbours[document_id].add(original)
            neighbours.setdefault(original, set()).add(document_id)
    groups: dict[str, str] = {}
    for document_id in neighbours:
        if document_id not in groups:
            members = _reachable(document_id, neighbours)
            name = min(members, key=lambda member: (bool(links.get(member)), member))
            groups |= dict.fromkeys(members, name)
    return groups


def _reachable(start: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        fresh = neighbours[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return found
