"""What is asked: the cleaned question, its language, its vectors, and which of its words carry the meaning."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language, Turn
from assistant.errors import QuestionError
from assistant.followup import standalone
from assistant.language import detect_language, is_spoken
from assistant.lexicon import content_stems
from assistant.phrases import phrase
from assistant.retrieve import EncodedText, Query

LIMIT = 4_000  # characters
FUNCTION_WORD_WEIGHT = 0.2
_CONTROL = {"Cc", "Cf", "Cs", "Co"}


class QuestionVectors(EncodedText, Protocol):
    """A question in the neutral space, with the place of each token."""

    @property
    def spans(self) -> NDArray[np.int32]:
        """Shape (tokens, 2), in the question's text."""


class QuestionEncoder(Protocol):
    """What turns a question into vectors."""

    def question(self, text: str, language: Language) -> QuestionVectors:
        """Encode a question of a language."""


@dataclass(frozen=True)
class Understood:
    """A question that stands alone, ready to be searched, and the language to answer in.

    ``spoken`` is False for a question in a language that the assistant does not speak.
    """

    text: str
    language: Language
    query: Query
    spoken: bool = True


def understand(question: str, encoder: QuestionEncoder, history: Sequence[Turn] = ()) -> Understood:
    """Clean a question, make it stand alone, and put it into the neutral space.

    Raises:
        QuestionError: when it is empty or longer than ``LIMIT``, in the question's language.
    """
    text = clean(question)
    if not text:
        raise _empty()
    if len(text) > LIMIT:
        raise QuestionError(phrase("long_question", detect_language(text), length=len(text), limit=LIMIT))
    alone = standalone(text, [Turn(turn.role, _clean_lines(turn.content)[:LIMIT]) for turn in history])
    searched_in = detect_language(alone.text)
    vectors = encoder.question(alone.text, searched_in)
    if not len(vectors.spans):  # signs that the model does not know at all
        raise _empty()
    weights = _weights(alone.text, searched_in, vectors.spans)
    spoken = is_spoken(text)
    language = alone.language if spoken else Language.EN
    return Understood(alone.text, language, Query(alone.text, searched_in, vectors, weights, vectors.spans), spoken)


def clean(question: str) -> str:
    """Return a question without control and formatting characters, composed, on one line."""
    composed = unicodedata.normalize("NFC", question)
    kept = "".join(" " if unicodedata.category(character) in _CONTROL else character for character in composed)
    return re.sub(r"\s+", " ", kept).strip()


def _clean_lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.splitlines())


def _empty() -> QuestionError:
    return QuestionError(phrase("empty_question", Language.EN) + " " + phrase("empty_question", Language.NL))


def _weights(text: str, language: Language, spans: NDArray[np.int32]) -> NDArray[np.float32]:
    weights = np.full(len(spans), FUNCTION_WORD_WEIGHT, np.float32)
    for word in re.finditer(r"\w[\w'’&.-]*", text):
        if content_stems(word.group(), language):
            weights[(spans[:, 0] < word.end()) & (spans[:, 1] > word.start())] = 1.0
    return weights
