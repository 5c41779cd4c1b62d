"""Does a literal quote support a sentence that a chat model wrote, in the same language or the other one?

No model judges: the embedding model's token vectors show which words of the sentence correspond to which of the quote
(``alignment``), and what must agree is compared there: numbers and dates, names, who does it, negations, opposites, how
many and how sure. What nothing in the quote corresponds to counts against the sentence (``meaning``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Language
from assistant.proof.support.akin import takes_akin
from assistant.proof.support.alignment import Alignment, align
from assistant.proof.support.comparison import swapped_comparison
from assistant.proof.support.meaning import MeaningModel, figures, shipped
from assistant.proof.support.names import wrong_names, wrong_places
from assistant.proof.support.negation import wrong_negation
from assistant.proof.support.numbers import wrong_dates, wrong_numbers
from assistant.proof.support.opposites import turns
from assistant.proof.support.reading import PassageEncoder, read, unmarked
from assistant.proof.support.roles import swapped_roles, unknown_actors, unknown_things
from assistant.proof.support.strength import asserts_what_is_asked, permission_turned, wrong_quantity, wrong_strength
from assistant.text.glossary import NO_TERMS, Glossary

_WORD = re.compile(r"\w")


class Fault(StrEnum):
    """What of a sentence its quote does not support."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    ACTOR = "actor"
    ROLE = "role"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    QUANTITY = "quantity"
    STRENGTH = "strength"
    ASKED = "asked"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a quote supports a sentence; ``score``, from 0 to 1, says how far the meanings agree, faults aside."""

    supported: bool
    score: float
    faults: tuple[Fault, ...] = ()


_CHECKS: dict[Fault, Callable[[Alignment], bool]] = {
    Fault.NUMBER: wrong_numbers,
    Fault.DATE: wrong_dates,
    Fault.NAME: wrong_names,
    Fault.PLACE: wrong_places,
    Fault.ACTOR: lambda aligned: unknown_actors(aligned) or unknown_things(aligned),
    Fault.ROLE: lambda aligned: swapped_roles(aligned) or swapped_comparison(aligned),
    Fault.NEGATION: lambda aligned: (
        wrong_negation(aligned) or (permission_turned(aligned) and not turns(aligned).explained)
    ),
    Fault.OPPOSITE: lambda aligned: bool(turns(aligned).turned),
    Fault.QUANTITY: wrong_quantity,
    Fault.STRENGTH: wrong_strength,
    Fault.ASKED: asserts_what_is_asked,
}


def supports(
    sentence: str,
    sentence_language: Language,
    quote: str,
    quote_language: Language,
    encoder: PassageEncoder,
    *,
    glossary: Glossary = NO_TERMS,
    model: MeaningModel | None = None,
) -> Support:
    """Tell whether a quote supports a sentence: everything that the sentence says is in it.

    A sentence in the quote's own words is supported by definition. White space and list markers do not matter.
    """
    said, given = unmarked(sentence), unmarked(quote)
    if not (_WORD.search(said) and _WORD.search(given)):
        return Support(False, 0.0, (Fault.MEANING,))
    if said == given:
        return Support(True, 1.0)
    model = model or shipped()
    aligned = align(read(said, sentence_language, encoder), read(given, quote_language, encoder), glossary)
    if not aligned.sentence.content:
        return Support(False, 0.0, (Fault.MEANING,))
    score = model.score(figures(aligned))
    faults = [fault for fault, is_wrong in _CHECKS.items() if is_wrong(aligned)]
    if takes_akin(aligned.sentence, [aligned.quote], glossary):
        faults.append(Fault.NAME)
    if score < model.border:
        faults.append(Fault.MEANING)
    return Support(not faults, score, tuple(faults))
