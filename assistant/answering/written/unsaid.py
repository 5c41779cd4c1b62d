"""What an answer says that the documents do not say: "The documents do not say whether partners must be paid."

It is no fact with a quote, but a remark that the assistant makes, in its own words but for what was asked. It is a
matter of all passages that the model was given, so only a check that is shown them all may confirm it, and it may name
nothing but what the question asks.
"""

from collections.abc import Sequence

from assistant.answering.phrases import phrase
from assistant.domain import Language
from assistant.text import mentions
from assistant.text.lexicon import content_stems, words

LONGEST = 200  # characters
LEAST_ASKED = 0.5  # share of its words that are the question's
_BEFORE = {
    Language.EN: frozenset(words("about after at before between by during for from in on of through to under with")),
    Language.NL: frozenset(words("aan bij door in met na naar om onder op over sinds tot tussen uit van via voor")),
}
_OPENINGS = {
    Language.EN: frozenset(words("whether if who whom whose what which when where why how that")),
    Language.NL: frozenset(
        words(
            "of wie wiens wat welk welke wanneer waar waarom hoe hoeveel hoelang hoezo dat "
            "waaraan waarbij waardoor waarin waarmee waarna waarnaar waarop waarover waartoe waaruit waarvan waarvoor"
        )
    ),
}


def says_unsaid(what: str, language: Language) -> str:
    """Return the remark."""
    return phrase("missing_unsaid", language, what=what)


def _opens(said: Sequence[str], language: Language) -> bool:
    """Tell whether words go on from "do not say": "whether …", "in which year …"."""
    opening = next(iter(said[1:] if said[:1] and said[0] in _BEFORE[language] else said), "")
    return opening in _OPENINGS[language]


def names_what_is_asked(what: str, question: str, language: Language) -> bool:
    """Tell whether it goes on from "do not say", and is about what was asked, with no name or number of its own."""
    if not _opens(words(what), language) or len(what) > LONGEST:
        return False
    asked = set(words(question))
    named = {word for name in mentions.names(what) for word in words(name)} | {
        word for word in words(what) if any(sign.isdigit() for sign in word)
    }
    stems, known = content_stems(what, language), set(content_stems(question, language))
    return named <= asked and sum(stem in known for stem in stems) >= LEAST_ASKED * len(stems)
