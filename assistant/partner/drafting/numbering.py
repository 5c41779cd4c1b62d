"""Numbers what a brief quotes."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.ports import AnswerIndex
from assistant.domain import Citation, Claim
from assistant.proof.cite import citation
from assistant.proof.verify import verify_quoted


class Numbering:
    """Numbers the claims that are proven, in the order in which they are shown."""

    def __init__(self, index: AnswerIndex) -> None:
        self.citations: list[Citation] = []
        self.document = index.document
        self._numbers: dict[tuple[str, int, int], int] = {}

    def number(self, claim: Claim) -> int:
        """Return the number of a claim's citation, 0 when the claim is not proven."""
        place = (claim.passage.document_id, claim.start, claim.end)
        if place not in self._numbers and verify_quoted(claim, self.document).proven:
            self._numbers[place] = len(self.citations) + 1
            self.citations.append(citation(self._numbers[place], claim, self.document))
        return self._numbers.get(place, 0)

    def numbers(self, claims: Sequence[Claim]) -> tuple[int, ...]:
        """Return the numbers of the quotes that prove a sentence which says it in other words."""
        found = (self._containing(claim) or self.number(_quoting(claim)) for claim in claims)
        return tuple(dict.fromkeys(filter(None, found)))

    def _containing(self, claim: Claim) -> int:
        """Return the number of what is quoted already and holds a quote, 0 where nothing does."""
        here = (each for each in self.citations if each.document_id == claim.passage.document_id)
        return next((each.number for each in here if each.start <= claim.start and claim.end <= each.end), 0)


def _quoting(claim: Claim) -> Claim:
    """Return a claim that says its quote's own words."""
    passage = claim.passage
    words = passage.text[claim.start - passage.start : claim.end - passage.start]
    return replace(claim, text=" ".join(words.split()))
