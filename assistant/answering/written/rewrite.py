"""Is a follow-up question that a chat model wrote in full still the question that was asked?"""

import re
from collections.abc import Sequence

from assistant.domain import Language, Turn
from assistant.text import mentions
from assistant.text.fence import fenced
from assistant.text.language import is_in
from assistant.text.lexicon import content_stems, words

LONGEST = 400  # characters
MOST_NEW = 0.25  # share of its words that the conversation does not have: "of" becomes "for", "help" "helping"
LEAST_KEPT = 0.5  # share of the last question's words that must still be there
_TURNS = 6
_SHOWN = 600  # characters of an earlier message


def conversation(turns: Sequence[Turn]) -> str:
    """Return the end of a conversation, fenced as data."""
    return fenced("\n".join(f"{turn.role}: {turn.content[:_SHOWN]}" for turn in turns[-_TURNS:]))


def is_faithful(rewritten: str, question: str, turns: Sequence[Turn], language: Language) -> bool:
    """Tell whether a rewritten question adds nothing of its own, and still asks what was asked."""
    if not 0 < len(rewritten) <= LONGEST or not is_in(rewritten, language):
        return False
    said = "\n".join([question, *(turn.content for turn in turns)])
    if not _specifics(rewritten) <= set(words(said)):
        return False
    known = {stem for spoken in Language for stem in content_stems(said, spoken)}
    stems, asked = content_stems(rewritten, language), content_stems(question, language)
    kept = sum(stem in set(stems) for stem in asked)
    return sum(stem not in known for stem in stems) <= MOST_NEW * len(stems) and kept >= LEAST_KEPT * len(asked)


def _specifics(text: str) -> set[str]:
    """Return the names and numbers of a text, as words."""
    return {word for name in [*mentions.names(text), *re.findall(r"\d[\w.,]*", text)] for word in words(name)}
