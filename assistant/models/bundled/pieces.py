"""The bundled model's tokenizer: SentencePiece unigram, over the pieces as they are in the model's file.

The library ``tokenizers`` normalises a text, splits it into words and keeps track of the characters they come from.
Its own unigram model would need 270 MB for these 250,000 pieces, this one needs 40.
"""

import math
from array import array
from functools import cache, lru_cache
from itertools import accumulate

from tokenizers import Encoding, PreTokenizedString, Regex, Token, normalizers, pre_tokenizers

from assistant.models.bundled.weights import Weights, read_weights

_UNKNOWN_COSTS = 10  # below the least likely piece, as in SentencePiece
_WORDS_KEPT = 1 << 14


class Pieces:
    """Splits texts into the model's pieces; any number of threads may use it at once."""

    def __init__(self, weights: Weights) -> None:
        self._normalizer = normalizers.Sequence(
            [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
        )
        self._splitter = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
        self._unknown = weights.unknown
        self._scores = array("f", weights.scores.tolist())
        self._least = min(self._scores) - _UNKNOWN_COSTS
        marks = {weights.start, weights.end, weights.padding, weights.unknown}  # a text's "</s>" is four characters
        self._numbers = {piece: number for number, piece in enumerate(weights.pieces) if number not in marks}
        self._longest = max(map(len, self._numbers))
        self._word = lru_cache(_WORDS_KEPT)(self._split)

    def encode(self, text: str) -> Encoding:
        """Return a text's tokens with the characters they come from, without the marks for its start and end."""
        parts = PreTokenizedString(text)
        parts.normalize(self._normalizer.normalize)
        self._splitter.pre_tokenize(parts)
        parts.tokenize(self._word)
        return parts.to_encoding()

    def count(self, text: str) -> int:
        """Return the number of a text's tokens."""
        return len(self.encode(text).ids)

    def _split(self, word: str) -> list[Token]:
        """Return the likeliest way to cut a word into pieces (Viterbi); what no piece covers is one unknown piece."""
        scores, starts, numbers = [0.0] + [-math.inf] * len(word), [0] * (len(word) + 1), [0] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                number = self._numbers.get(word[start:end])
                if number is None and end > start + 1:
                    continue
                score = scores[start] + (self._least if number is None else self._scores[number])
                if score > scores[end]:
                    scores[end], starts[end] = score, start
                    numbers[end] = self._unknown if number is None else number
        return self._tokens(word, starts, numbers)

    def _tokens(self, word: str, starts: list[int], numbers: list[int]) -> list[Token]:
        """Return the tokens of the way found, from its end; their places are counted in bytes of UTF-8."""
        places = [0, *accumulate(len(character.encode()) for character in word)]
        tokens: list[Token] = []
        end = len(word)
        while end > 0:
            start, number = starts[end], numbers[end]
            while number == numbers[start] == self._unknown:
                start = starts[start]
            tokens.append(Token(number, word[start:end], (places[start], places[end])))
            end = start
        return tokens[::-1]


@cache
def load_pieces() -> Pieces:
    """Return the installed model's tokenizer, loaded once in a process.

    Raises:
        ModelUnavailable: with what to do.
    """
    return Pieces(read_weights())
