"""The last answer in fewer words, all of them the documents': its first part, its first quote, one of its sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.scored import leans_back
from assistant.answering.shape.places import first_part
from assistant.answering.talking.rework import kept_of
from assistant.body import Part, PartKind
from assistant.domain import Answer, Citation, Document
from assistant.search.ports import Likeness
from assistant.text.outline import Unit, units_within

FEW = 3  # items of a list that are left of a longer one


@dataclass(frozen=True)
class Shortening:
    """What it takes to cut a quote: the documents, and the places that answer questions like the one asked."""

    document: Callable[[str], Document | None]
    places: Sequence[Likeness]

    def of(self, answer: Answer, times: int) -> Answer | None:
        """Return an answer made shorter so many times, None where the last of them leaves nothing out."""
        made: Answer | None = answer
        for _ in range(times):
            steps = (shorten(made) for shorten in (_first_part, _first_facts, self._sentences) if made)
            made = next((each for each in steps if made and _words(each) < _words(made)), None)
        return made

    def _sentences(self, answer: Answer) -> Answer:
        """Return an answer with one sentence of each quote that has several: the best, or the first."""
        cited = {each.number: each for each in answer.citations}
        cut = {number: self._cut(each) for number, each in cited.items()}
        parts = tuple(_of_sentence(part, cut[part.citations[0]]) if part.is_fact else part for part in answer.body)
        return replace(answer, body=parts, citations=tuple(each or cited[number] for number, each in cut.items()))

    def _cut(self, citation: Citation) -> Citation | None:
        """Return a citation of one sentence of a quote, None where it has no more, or is not in its document."""
        document = self.document(citation.document_id)
        if document is None or document.text[citation.start : citation.end] != citation.quote:
            return None
        units = list(units_within(document, citation.start, citation.end))
        if len(units) < 2:
            return None
        first, *others = units
        alone = [first, *(each for each in others if not leans_back(document.text[each.start : each.end]))]
        best = max(alone, key=lambda unit: self._likeness(citation, unit))  # of several as good the first
        quote = document.text[best.start : best.end]
        return replace(citation, quote=quote, start=best.start, end=best.end, translation="")

    def _likeness(self, citation: Citation, unit: Unit) -> float:
        inside = (
            each
            for each in self.places
            if each.passage_id == citation.passage_id and unit.start <= each.start < unit.end
        )
        return max((each.similarity for each in inside), default=0.0)


def _words(answer: Answer) -> int:
    """Count what there is to read of what the documents say."""
    return sum(len(part.text.split()) for part in answer.body if part.is_fact)


def _first_part(answer: Answer) -> Answer:
    return kept_of(answer, list(first_part(answer.body)))


def _first_facts(answer: Answer) -> Answer:
    """Return an answer with its first sentence, or the first items of its list."""
    facts = [part for part in answer.body if part.is_fact]
    kept = facts[:1] if len(facts) < 2 or facts[0].kind is PartKind.SENTENCE else facts[:FEW]
    return kept_of(answer, [part for part in answer.body if not part.is_fact or part in kept])


def _of_sentence(part: Part, cut: Citation | None) -> Part:
    """Return a part in the words of its quote's sentence: the document's, to be shown in translation like any other."""
    if cut is None:
        return part
    lead = part.lead if part.lead != part.text and part.lead in cut.quote else ""
    text = " ".join(cut.quote.split())
    return replace(part, text=text, language=cut.language, quote="", translation=None, lead=lead)
