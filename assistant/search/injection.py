"""Passages that tell a language model what to do, in a document that is for people: an attack, or a slip.

They are not answered from. This is the outermost of several walls: whatever gets past it is data to a chat model, and
what a chat model writes is shown only as far as a literal quote proves it.
"""

import re
from dataclasses import replace
from functools import lru_cache

from assistant.domain import Passage
from assistant.search.retrieve import Retrieved
from assistant.text.plain import visible

# Words that a document has no reason to say to its readers: whoever wrote them meant a language model.
_MACHINE = r"(?:ai|assistant|assistent|chatbot|language model|taalmodel|llm|gpt)s?"
_SPEAKS_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|prompt|rule|guideline)s?\b|"
    r"\b(?:negeer|vergeet)\b.{0,40}\b(?:instructies?|opdracht(?:en)?|prompts?|regels|richtlijnen)\b|"
    r"\b(?:system|systeem)[ -]?(?:prompts?|message|bericht|note)\b|"
    r"</?(?:system|assistant|user|data)\b|\[/?INST\]|<\|\w+\|>|"
    rf"^\W*{_MACHINE}\s*:|"
    rf"\b(?:you are|act as|je bent|jij bent|gedraag je als)\b.{{0,20}}\b{_MACHINE}\b|"
    rf"\b{_MACHINE}\b.{{0,40}}\b(?:must|should|shall|moet|moeten|dient|dienen)\b.{{0,20}}"
    r"\b(?:answer|reply|say|respond|output|antwoord\w*|zeg\w*)\b|"
    r"\b(?:answer|reply|respond) (?:only|exactly|solely) with\b|\bantwoord (?:alleen|uitsluitend|precies) met\b|"
    r"\btell the user\b|\b(?:zeg|vertel)\b.{0,10}\bde gebruiker\b",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


def speaks_to_a_machine(passage: Passage) -> bool:
    """Tell whether a passage, its headings or its document's title tell a language model what to do."""
    return instructs("\n".join([passage.title, *passage.heading_path, passage.text]))


@lru_cache(maxsize=50_000)
def instructs(text: str) -> bool:
    """Tell whether a text tells a language model what to do."""
    return _SPEAKS_TO_A_MACHINE.search(visible(text)) is not None


def without_attacks(found: Retrieved) -> Retrieved:
    """Return what was found but for the passages that tell a language model what to do."""
    hits = tuple(hit for hit in found.hits if not speaks_to_a_machine(hit.passage))
    return found if len(hits) == len(found.hits) else replace(found, hits=hits)
