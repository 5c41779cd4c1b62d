"""Glossary rows whose names occur side by side: whoever writes "X and Y" does not mean the same by them."""

import re
from collections.abc import Iterator
from itertools import combinations

from assistant.domain import Document
from assistant.errors import CorpusError
from assistant.text.glossary import NO_TERMS, Glossary, Term
from ingest.lint.finding import Finding
from ingest.lint.folder import Folder, texts
from ingest.lint.kinds import Check
from ingest.manifest import GLOSSARY

_BETWEEN = r"(?:\s*,\s*|\s+(?:and|or|versus|en|of|versus)\s+)(?:(?:the|a|an|de|het|een)\s+)?"


def check_terms(folder: Folder) -> Iterator[Finding]:
    """Find rows of the glossary with names that a document joins with "and", "or" or a comma."""
    for term in _glossary(folder).terms:
        pair = next((pair for document in folder.documents for pair in _joined(term, document)), None)
        if pair:
            yield Finding(Check.MIXED_GLOSSARY_ROW, GLOSSARY, values={"one": pair[0], "other": pair[1]})


def _joined(term: Term, document: Document) -> Iterator[tuple[str, str]]:
    names = [name for name in term.in_language(document.language) if not _is_form(name, term, document)]
    words = "\n".join(document.text[block.start : block.end] for block in texts(document))
    for one, other in combinations(names, 2):
        either = (f"{re.escape(here)}{_BETWEEN}{re.escape(there)}" for here, there in ((one, other), (other, one)))
        if re.search(rf"\b(?:{'|'.join(either)})\b", words, re.IGNORECASE):
            yield one, other


def _is_form(name: str, term: Term, document: Document) -> bool:
    """Tell whether a name is only another form of one before it: "report", "reports"."""
    names = term.in_language(document.language)
    return any(len(other) > 3 and name.startswith(other[:-1]) for other in names[: names.index(name)])


def _glossary(folder: Folder) -> Glossary:
    path = folder.root / GLOSSARY
    try:
        return Glossary.load(path) if path.exists() else NO_TERMS
    except CorpusError:  # an ingest names it
        return NO_TERMS
