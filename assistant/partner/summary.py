"""What a chat model may add to a brief: a page that comes first, every sentence proven by words of the documents."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest

from assistant.answering.written.asking import Asked
from assistant.answering.written.drafts import PagePart
from assistant.answering.written.passages import Material
from assistant.answering.written.writer import Writing
from assistant.domain import Claim, Document, Language, Passage
from assistant.partner.brief import Part
from assistant.partner.drafting.draft import Draft
from assistant.partner.wording import text

MOST: Mapping[str, int] = {PagePart.STEP: 3}
OTHERS = 2
"""How many sentences a part of the page has at most: the steps three, the others two."""
PASSAGES = 16
NEVER = 2.0
"""The relevance that a quote would need to stand in for a sentence that is not proven: the brief has its quotes."""


def summarise(
    writing: Writing, told: str, draft: Draft, language: Language, document: Callable[[str], Document | None]
) -> tuple[tuple[Claim, ...], ...]:
    """Return each sentence of a page with every quote that proves it; none where the model fails."""
    passages = list(islice(_passages(draft), PASSAGES))
    documents = {each.document_id: document(each.document_id) for each in passages}
    known = {name: each for name, each in documents.items() if each}
    material = Material([each for each in passages if each.document_id in known], known, needed=NEVER)
    question = text("summary_question", language, situation=told)
    counts: Counter[str] = Counter()
    kept = []
    for claims in writing.write(Asked(question, language, material, on_a_page=True)):
        counts[claims[0].part] += 1
        if counts[claims[0].part] <= MOST.get(claims[0].part, OTHERS):
            kept.append(claims)
    return tuple(kept)


def _passages(draft: Draft) -> Iterator[Passage]:
    """Yield the passages that a brief quotes, each once: the first of every section, then the second, and so on."""
    quoted: Sequence[Sequence[Claim]] = [[line.claim for line in draft.parts[part]] for part in Part]
    claims = (claim for row in zip_longest(*quoted) for claim in row if claim)
    yield from dict.fromkeys(claim.passage for claim in claims)
