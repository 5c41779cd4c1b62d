"""A corpus of two documents, small enough to score by hand, with cases and outputs over it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.body import Part, PartKind, said
from assistant.domain import (
    Answer,
    AnswerStatus,
    Block,
    BlockKind,
    Citation,
    Document,
    Language,
    Passage,
)
from assistant.review.case import Case, CaseKind, Gold
from evals.cases.evidence import Corpus
from evals.cases.output import Output

_LINES = {
    "guide": [
        (BlockKind.HEADING, "Advice"),
        (BlockKind.PARAGRAPH, "Ask a local trade union. It knows the workers."),
        (BlockKind.PARAGRAPH, "Pay for the advice that you get."),
        (BlockKind.HEADING, "Partners"),
        (BlockKind.PARAGRAPH, "These can help you:"),
        (BlockKind.LIST_ITEM, "an NGO with 12 members"),
        (BlockKind.LIST_ITEM, "a sector organisation"),
    ],
    "casus": [
        (BlockKind.HEADING, "Het merk"),
        (BlockKind.PARAGRAPH, "Het merk vroeg de vakbond om raad."),
        (BlockKind.PARAGRAPH, "De dialoog duurde drie dagen."),
    ],
}


def document(identifier: str, language: Language) -> Document:
    """Return a document of the sample lines, a block a line."""
    blocks, text = [], ""
    for kind, line in _LINES[identifier]:
        blocks.append(Block(kind, len(text), len(text) + len(line)))
        text += f"{line}\n"
    return Document(identifier, identifier.title(), language, text, tuple(blocks))


GUIDE, CASUS = document("guide", Language.EN), document("casus", Language.NL)


def passage(source: Document, first: str, last: str) -> Passage:
    """Return the passage from the first words to the last, named by its document and first word."""
    start = source.text.index(first)
    end = source.text.index(last) + len(last)
    identifier = f"{source.id}:{first.split()[0].lower()}"
    text = source.text[start:end]
    return Passage(identifier, source.id, source.title, source.language, (), start, end, text)


UNION = passage(GUIDE, "Ask", "workers.")
PAY = passage(GUIDE, "Pay", "get.")
PARTNERS = passage(GUIDE, "Partners", "sector organisation")
MERK = passage(CASUS, "Het merk\nHet", "raad.")
DAGEN = passage(CASUS, "De dialoog", "dagen.")
PASSAGES = (UNION, PAY, PARTNERS, MERK, DAGEN)
CORPUS = Corpus({"guide": GUIDE, "casus": CASUS}, PASSAGES)

ASK = Gold("guide", "Ask a local trade union")
VROEG = Gold("casus", "vroeg de vakbond om raad")
NGO = Gold("guide", "an NGO with 12 members")


def make_case(**changes: Any) -> Case:
    """Return a case that asks for advice; what is not given stays as it is here."""
    case = Case(
        id="en-en-001",
        language=Language.EN,
        pair="en-en",
        kind=CaseKind.ANSWERABLE,
        question="Whom can we ask?",
        history=(),
        gold=(ASK, VROEG),
        facts=(("trade union", "vakbond"),),
        status=AnswerStatus.ANSWERED,
    )
    return replace(case, **changes)


REFUSAL = make_case(
    id="near_miss-001", kind=CaseKind.NEAR_MISS, pair=None, gold=(), facts=(), status=AnswerStatus.NO_EVIDENCE
)


def cite(quote: str, holder: Passage = UNION, number: int = 1, shift: int = 0) -> Citation:
    """Return a citation of a passage's words, its offsets shifted where asked."""
    start = holder.start + holder.text.index(quote) + shift
    place = (holder.heading_path, None, "", quote, start, start + len(quote))
    return Citation(number, holder.id, holder.document_id, holder.title, "", holder.language, *place)


def make_output(
    *citations: Citation,
    found: Sequence[Passage] = PASSAGES,
    status: AnswerStatus = AnswerStatus.ANSWERED,
    text: str | None = None,
    language: Language = Language.EN,
    **changes: Any,
) -> Output:
    """Return an output that shows a sentence a citation, after ``text`` where that is given."""
    shown = (Part(PartKind.SENTENCE, each.quote, each.language, (each.number,)) for each in citations)
    body = (*(said(text, language) if text else ()), *shown)
    answer = Answer("a", "Whom can we ask?", language, status, body, citations)
    return Output(CORPUS, tuple(found), replace(answer, **changes))


def refuse(status: AnswerStatus = AnswerStatus.NO_EVIDENCE, found: Sequence[Passage] = PASSAGES) -> Output:
    """Return a refusal."""
    return make_output(found=found, status=status, text="I cannot find this in the documents.")
