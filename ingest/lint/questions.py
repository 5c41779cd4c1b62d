"""Checks of the known questions: does each still point at words of its document?"""

from collections.abc import Iterator

from assistant.errors import CorpusError
from assistant.search.known import KnownQuestions
from ingest.lint.finding import Finding
from ingest.lint.folder import Folder
from ingest.lint.kinds import Check
from ingest.manifest import QUESTIONS


def check_questions(folder: Folder) -> Iterator[Finding]:
    """Find the questions whose place is gone, or whose file cannot be read."""
    path = folder.root / QUESTIONS
    if not path.exists():
        return
    try:
        rows = KnownQuestions.load(path).rows
    except CorpusError as error:
        yield Finding(Check.UNREADABLE, QUESTIONS, values={"error": error.reason})
        return
    texts = {document.id: document.text for document in folder.documents}
    for row in rows:
        if any(anchor not in texts.get(row.document, "") for anchor in row.anchors):
            values = {"question": row.en or row.nl, "document": row.document, "anchor": row.anchor}
            yield Finding(Check.UNPLACED_QUESTION, QUESTIONS, row.document, values=values)
