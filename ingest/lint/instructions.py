"""Names the sentences that speak to a machine: they are not quoted, and whoever keeps the documents should know."""

from collections.abc import Iterator

from assistant.domain import BlockRole, Document
from ingest.lint.finding import Finding, about
from ingest.lint.kinds import Check


def check_instructions(document: Document) -> Iterator[Finding]:
    """Find what was set aside of a document."""
    for block in document.blocks:
        if block.role is BlockRole.INSTRUCTION:
            yield about(document, Check.SPEAKS_TO_MACHINE, (block.start, block.end))
