"""Prove a claim before it is shown: its quote is literal, is guidance, and holds all that the claim says."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain import BlockRole, Claim, Document

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a claim is proven, and if not, why."""

    proven: bool
    reason: str = ""


def verify_quoted(claim: Claim, document: Callable[[str], Document | None]) -> Proof:
    """Prove a claim that is to say nothing but its quote's own words."""
    source = document(claim.passage.document_id)
    if source is None:
        return Proof(False, "the document is not in the index")
    if source.text[claim.passage.start : claim.passage.end] != claim.passage.text:
        return Proof(False, "the passage is not a slice of the document")
    if not claim.passage.start <= claim.start < claim.end <= claim.passage.end:
        return Proof(False, "the quote is not in the passage")
    if any(
        block.start < claim.end and claim.start < block.end and block.role is not BlockRole.GUIDANCE
        for block in source.blocks
    ):
        return Proof(False, "the quote is not guidance")
    if not same_words(source.text[claim.start : claim.end], claim.text):
        return Proof(False, "the words are not the document's")
    return Proof(True)


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts say the same words, whatever stands between them."""
    return _WORD.findall(one) == _WORD.findall(other)
