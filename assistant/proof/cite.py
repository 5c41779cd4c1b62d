"""From a proven claim to the citation that is shown for it."""

from collections.abc import Callable

from assistant.domain import Citation, Claim, Document


def citation(number: int, claim: Claim, document: Callable[[str], Document | None]) -> Citation:
    """Return the citation of a claim, its page and version as the document has them now."""
    passage = claim.passage
    source = document(passage.document_id)
    page = source.page_at(claim.start) if source else None
    last = source.page_at(max(claim.start, claim.end - 1)) if source else None
    return Citation(
        number=number,
        passage_id=passage.id,
        document_id=passage.document_id,
        title=passage.title,
        publisher=passage.publisher,
        language=passage.language,
        heading_path=passage.heading_path,
        page=page or passage.page,
        url=passage.url,
        quote=passage.text[claim.start - passage.start : claim.end - passage.start],
        start=claim.start,
        end=claim.end,
        version=source.version if source else "",
        recognised=source.is_recognised(claim.start, claim.end) if source else False,
        date=source.date if source else "",
        last_page=last if last != page else None,
    )
