"""What is asked: the cleaned question, its language, its vectors, and which of its words carry the meaning."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from textwrap import wrap
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language, Turn
from assistant.errors import QuestionError
from assistant.locale import message
from assistant.question.asked_for import looked_up_in
from assistant.question.followup import standalone
from assistant.question.query import LONG, Query, token_weights
from assistant.text.language import detect_language, is_spoken
from assistant.text.sentences import sentence_spans
from assistant.vectors import EncodedWords

LIMIT = 4_000  # characters
MOST_ASKED = 6  # questions in one that are looked up one by one
PART = 200  # characters that the sentences of a part may have together
_CONTROL = {"Cc", "Cf", "Cs", "Co"}


Rewrite = Callable[[str, Sequence[Turn], Language], str]
"""Writes a question of a conversation so that it stands alone, in a language; nothing where it cannot."""


class QuestionEncoder(Protocol):
    """What turns a question into vectors."""

    def question(self, text: str, language: Language) -> EncodedWords:
        """Encode a question of a language."""


@dataclass(frozen=True)
class EncodesOnce:
    """Encodes each text once, for a question that is read alone, joined to the one before it, and in parts."""

    encoder: QuestionEncoder
    _encoded: dict[tuple[str, Language], EncodedWords] = field(default_factory=dict)

    def question(self, text: str, language: Language) -> EncodedWords:
        """Encode a question of a language."""
        if (text, language) not in self._encoded:
            self._encoded[text, language] = self.encoder.question(text, language)
        return self._encoded[text, language]


@dataclass(frozen=True)
class Understood:
    """A question that stands alone, ready to be searched, and the language to answer in; ``asked_in`` is its own.

    ``spoken`` is False for a question in a language that the assistant does not speak; ``shown`` is the answer that it
    goes on from, empty where it stands by itself; ``follows`` tells that it was joined to the question before it, and
    ``added`` are the words that it adds to that one.
    """

    text: str
    language: Language
    query: Query
    spoken: bool = True
    shown: str = ""
    follows: bool = False
    added: str = ""

    @property
    def asked_in(self) -> Language:
        """The language that the question is read in."""
        return self.query.language if self.spoken else self.language


def understand(
    question: str, encoder: QuestionEncoder, history: Sequence[Turn] = (), rewrite: Rewrite | None = None
) -> Understood:
    """Clean a question, make it stand alone, and put it into the neutral space.

    Raises:
        QuestionError: when it is empty or longer than ``LIMIT``, in the question's language.
    """
    text = clean(question)
    if not text:
        raise _empty()
    if len(text) > LIMIT:
        raise QuestionError(message("question.long", detect_language(text), length=len(text), limit=LIMIT))
    turns = [Turn(turn.role, _clean_lines(turn.content)[:LIMIT]) for turn in history]
    alone = standalone(text, turns)
    if rewrite and alone.text != text:  # only what needs the conversation is rewritten
        rewritten = rewrite(text, turns, alone.language)
        alone = replace(alone, text=rewritten or alone.text, follows=alone.follows and not rewritten)
    searched_in = detect_language(alone.text)
    vectors = encoder.question(alone.text, searched_in)
    if not len(vectors.spans):  # signs that the model does not know at all
        raise _empty()
    weights = token_weights(alone.text, searched_in, vectors.spans)
    spoken = is_spoken(text)
    language = alone.language if spoken else Language.EN

    def read_parts() -> list[NDArray[np.float32]]:
        parts = dict.fromkeys(parts_of(alone.text, searched_in))
        return [encoder.question(part, searched_in).vector for part in parts]

    query = Query(alone.text, searched_in, vectors, weights, vectors.spans, read_parts=read_parts)
    return Understood(alone.text, language, query, spoken, follows=alone.follows)


def questions_of(text: str, language: Language) -> list[str]:
    """Return the questions in a text that asks several, none where it asks one or none."""
    sentences = [text[start:end] for start, end in sentence_spans(text, language)]
    asking = [each for each in sentences if each.endswith("?")]
    whole = text if len(text) <= LONG and len(asking) < 2 else " ".join(asking)
    asked = [whole[start:end].strip() for start, end in looked_up_in(whole, language)]
    found = [each for each in asked if any(map(str.isalnum, each))]
    return list(dict.fromkeys(found)) if 1 < len(found) <= MOST_ASKED else []


def parts_of(text: str, language: Language) -> list[str]:
    """Return the questions in a question that asks several, and a long one's sentences where none of them asks.

    Sentences come a few together, one longer than a part in pieces. A short question that asks one thing has no parts.
    """
    asked = questions_of(text, language)
    sentences = [text[start:end] for start, end in sentence_spans(text, language)]
    if not asked and len(text) > LONG:
        asked = [each for each in sentences if each.endswith("?")]
    if len(text) <= LONG or 0 < len(asked) <= MOST_ASKED:
        return [part for each in asked for part in wrap(each, PART)]
    parts: list[str] = []
    for sentence in sentences:
        for piece in wrap(sentence, PART):
            if parts and len(parts[-1]) + len(piece) < PART:
                parts[-1] += f" {piece}"
            else:
                parts.append(piece)
    return parts


def clean(question: str) -> str:
    """Return a question without control and formatting characters, composed, on one line."""
    composed = unicodedata.normalize("NFC", question)
    kept = "".join(" " if unicodedata.category(character) in _CONTROL else character for character in composed)
    return re.sub(r"\s+", " ", kept).strip()


def _clean_lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.splitlines())


def _empty() -> QuestionError:
    return QuestionError(" ".join(message("question.empty", language) for language in Language))
