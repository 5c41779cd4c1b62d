"""A guide to be published, as a PDF with a title to be corrected, and what is asked about it, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language
from tests.ingest.pdf_file import typeset

_ENGLISH = """
= Talking at the harbour

Before the dredging in the harbour starts, ask the works council which neighbours suffer most from the
mud. Write down what you agree on with them, and come back to it every spring.

== Mud and noise

- Measure the mud together with the neighbours, so that nobody doubts the figures.
- Tell the school a week before each dredging.

Only the harbour master may promise a date. #strike[Anyone may promise a date.]
"""
_DUTCH = """
= In gesprek bij de haven

Vraag de ondernemingsraad van de haven welke omwonenden het meeste last hebben van de modder, voordat het baggeren
begint. Schrijf op wat je met hen afspreekt en kom er elk voorjaar op terug.

== Modder en lawaai

- Meet de modder samen met de omwonenden, zodat niemand aan de cijfers twijfelt.
- Waarschuw de school een week voor elke keer dat er wordt gebaggerd.

Alleen de havenmeester mag een datum toezeggen. #strike[Iedereen mag een datum toezeggen.]
"""


@dataclass(frozen=True)
class Harbour:
    """The guide in a language."""

    language: Language
    body: str
    found: str
    title: str
    question: str
    answer: str
    struck: str
    refusal: str

    def pdf(self) -> bytes:
        return typeset(self.body, language=self.language)


ENGLISH = Harbour(
    Language.EN,
    _ENGLISH,
    "Talking at the harbour",
    "Dialogue around the harbour",
    "Who can promise a date?",
    "Only the harbour master may promise a date.",
    "Anyone may promise a date.",
    "I can help you with",
)
DUTCH = Harbour(
    Language.NL,
    _DUTCH,
    "In gesprek bij de haven",
    "Dialoog rond de haven",
    "Wie mag een datum toezeggen?",
    "Alleen de havenmeester mag een datum toezeggen.",
    "Iedereen mag een datum toezeggen.",
    "Ik help je met",
)
