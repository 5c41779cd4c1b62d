"""What a scripted model says: quotes get the number of the passage that holds them in the prompt it was given."""

import json
import re
from collections.abc import Callable

Reply = Callable[[str], str]
Pair = tuple[str, str]

NOT_GIVEN = 99
_PASSAGE = re.compile(r"^Passage (\d+) \(.*?\n</data", re.MULTILINE | re.DOTALL)


def number_of(words: str, prompt: str) -> int:
    """Return the number of the passage that holds some words, else one that no passage has."""
    found = next((passage for passage in _PASSAGE.finditer(prompt) if words in passage[0]), None)
    return int(found[1]) if found else NOT_GIVEN


def lines(*pairs: Pair) -> Reply:
    """Reply with lines: each pair is a quote and the sentence that is to rest on it."""
    return lambda prompt: "".join(
        f"QUOTE {number_of(quote, prompt)}: {quote}\nSENTENCE: {sentence}\n" for quote, sentence in pairs
    )


def misnumbered(quote: str, sentence: str, held_by: str) -> Reply:
    """Reply with a quote under the number of the passage that holds other words."""
    return lambda prompt: f"QUOTE {number_of(held_by, prompt)}: {quote}\nSENTENCE: {sentence}\n"


def fields(*pairs: Pair) -> Reply:
    """Reply with JSON."""
    return lambda prompt: json.dumps(
        {
            "sentences": [
                {"quotes": [{"passage": number_of(quote, prompt), "words": quote}], "sentence": sentence}
                for quote, sentence in pairs
            ]
        },
        ensure_ascii=False,
    )


def around(before: str, reply: Reply, after: str) -> Reply:
    """Reply with prose before and after."""
    return lambda prompt: f"{before}{reply(prompt)}{after}"


def cut(reply: Reply, characters: int) -> Reply:
    """Reply without the last characters."""
    return lambda prompt: reply(prompt)[:-characters]
