"""What a follow-up adds to the question before it: another place, actor or thing. Does its answer speak of that?

"And for India?" asks the question before it again, of India. An answer that says nothing of India is one to the
question before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.phrases import phrase
from assistant.answering.shape.places import is_example
from assistant.body import Part, PartKind
from assistant.domain import Answer, AnswerStatus, Claim, Language, Missing
from assistant.text import mentions
from assistant.text.glossary import Glossary

FEW = 4  # words; a follow-up with more of them asks something of its own
NOTHING_MORE = "more"  # the kind of what is missing, where nothing but what was quoted before is found
_ASKS_OF = re.compile(r"(?:and|or|but|what about|how about|en|of|maar|wat met|hoe zit het met)\b", re.IGNORECASE)


def unspoken(added: str, language: Language, claims: Sequence[Claim], glossary: Glossary) -> list[str]:
    """Return the places that a follow-up adds, and where it is short the names and terms, that no claim speaks of."""
    around = [(_around(claim), claim.passage.language) for claim in claims]
    missing = [place for place in places(added, language) if not _names_place(place, around)]
    if len(added.split()) > FEW or not _ASKS_OF.match(added):
        return missing
    missing += [name for name in mentions.names(added) if not mentions.territories(name) and not _has(name, around)]
    spoken = {term for text, read in around for _, terms in glossary.mentions(text, read) for term in terms}
    asked = glossary.mentions(added, language)
    missing += [words for words, terms in asked if not spoken & set(terms) and not _has(words, around)]
    return list({name.casefold(): name for name in reversed(missing)}.values())[::-1]


def repeated(answer: Answer, shown: str) -> Answer:
    """Return an answer that only holds what the one before it has shown with a word of that."""
    facts = [part.text for part in answer.body if part.is_fact]
    if answer.missing or not (shown and facts and answer.status.answers) or not all(each in shown for each in facts):
        return answer
    note = Part(PartKind.NOTE, phrase("missing_more", answer.language), answer.language)
    return replace(answer, status=AnswerStatus.PARTIAL, body=(note, *answer.body), missing=(Missing(NOTHING_MORE),))


def places(text: str, language: Language) -> Iterator[str]:
    """Yield the countries that a text names."""
    yield from (mentions.territory_name(code, language) for code in sorted(mentions.territories(text)))


def _around(claim: Claim) -> str:
    """Return a claim's words with what they hang on: the headings above it, and the whole of a case."""
    words = claim.passage.text if is_example(claim.passage.heading_path) else claim.text
    return " ".join([claim.passage.title, *claim.passage.heading_path, words])


def _names_place(place: str, around: Sequence[tuple[str, Language]]) -> bool:
    codes = mentions.territories(place)
    return any(codes & mentions.territories(text) for text, _ in around)


def _has(words: str, around: Sequence[tuple[str, Language]]) -> bool:
    return any(words.casefold() in text.casefold() for text, _ in around)
