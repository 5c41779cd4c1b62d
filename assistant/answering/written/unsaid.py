"""What an answer says that the documents do not say: "The documents do not say whether partners must be paid."

It is no fact with a quote, but a remark that the assistant makes, in its own words but for what was asked. It is a
matter of all passages that the model was given, so only a check that is shown them all may confirm it, and it may name
nothing but what the question asks.
"""

from assistant.answering.phrases import phrase
from assistant.domain import Language
from assistant.text import mentions
from assistant.text.lexicon import content_stems, words

LONGEST = 200  # characters
LEAST_ASKED = 0.5  # share of its words that are the question's
_OPENINGS = {
    Language.EN: frozenset(words("whether if who whom whose what which when where why how that")),
    Language.NL: frozenset(words("of wie wiens wat welk welke wanneer waar waarom hoe hoeveel hoelang hoezo dat")),
}


def says_unsaid(what: str, language: Language) -> str:
    """Return the remark."""
    return phrase("missing_unsaid", language, what=what)


def names_what_is_asked(what: str, question: str, language: Language) -> bool:
    """Tell whether it goes on from "do not say", and is about what was asked, with no name or number of its own."""
    opening = next(iter(words(what)), "")
    is_open = opening in _OPENINGS[language] or opening.startswith(("waar", "hoe"))
    if not is_open or len(what) > LONGEST:
        return False
    asked = set(words(question))
    named = {word for name in mentions.names(what) for word in words(name)} | {
        word for word in words(what) if any(sign.isdigit() for sign in word)
    }
    stems, known = content_stems(what, language), set(content_stems(question, language))
    return named <= asked and sum(stem in known for stem in stems) >= LEAST_ASKED * len(stems)
