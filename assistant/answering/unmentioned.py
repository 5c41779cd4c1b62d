"""What a question mentions and the documents do not: names of people, places, organisations."""

import re
from collections.abc import Sequence
from typing import Protocol

from assistant.domain import Language
from assistant.question.understand import Understood
from assistant.text import mentions
from assistant.text.lexicon import content_stems

_OWN_SITUATION = re.compile(
    r"\b(?:we|we're|we've|our|ours|us|i|i'm|my|me|wij|we|ons|onze|ik|mijn|mij)\b", re.IGNORECASE
)


class Vocabulary(Protocol):
    """What the documents' words are, as weighing evidence needs it."""

    def frequency(self, stems: Sequence[str], language: Language) -> int:
        """Return in how many passages of a language all of some stems occur."""


def unmentioned_names(asked: Understood, words: Vocabulary) -> list[str]:
    """Return the names in a question that no document has."""

    def is_known(name: str) -> bool:
        return any(_occurs(name, language, words) for language in Language)

    # a capital tells a name in English and Dutch, not in German
    named = mentions.names(asked.text) if asked.spoken else ()
    missing = [name for name in dict.fromkeys(named) if not is_known(name)]
    for code in sorted(mentions.territories(asked.text)):
        called = [mentions.territory_name(code, language) for language in Language]
        if any(is_known(name) for name in called):
            missing = [name for name in missing if not any(name in known for known in called)]
        elif not any(name in missing for name in called):
            missing.append(mentions.territory_name(code, asked.language))
    return missing


def describes_own_situation(question: str) -> bool:
    """Tell whether somebody tells of their own case; a name in it is then context, not what is asked for."""
    return bool(_OWN_SITUATION.search(question))


def _occurs(name: str, language: Language, words: Vocabulary) -> bool:
    """Tell whether a passage of a language has all words of a name, those that say little aside."""
    stems = content_stems(name, language)
    return not stems or words.frequency(stems, language) > 0
