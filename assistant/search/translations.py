"""The same guidance in two languages is one source: it is quoted from one of its translations only."""

from collections.abc import Callable
from dataclasses import replace

from assistant.domain import Language
from assistant.search.retrieve import Retrieved


def one_of_each(found: Retrieved, language: Language, group_of: Callable[[str], str]) -> Retrieved:
    """Leave out passages whose document is a translation of another one found.

    Of each group of translations the document in the reader's language stays, else the one found first.
    """
    chosen: dict[str, str] = {}
    for hit in (*(hit for hit in found.hits if hit.passage.language is language), *found.hits):
        chosen.setdefault(group_of(hit.passage.document_id), hit.passage.document_id)
    kept = set(chosen.values())
    hits = tuple(hit for hit in found.hits if hit.passage.document_id in kept)
    return found if len(hits) == len(found.hits) else replace(found, hits=hits)
