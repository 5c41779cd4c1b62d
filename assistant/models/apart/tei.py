"""A model served by text-embeddings-inference (TEI): a vector for each token, as its own interface gives them.

``/tokenize`` tells which bytes of a text each token stands for, ``/embed_all`` gives a vector for each of the same
tokens, those that are no words too, and ``/embed`` the text's vector, pooled as the server was told to.
"""

import time
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import httpx
import numpy as np

from assistant.address import without_credentials
from assistant.errors import ModelUnavailable
from assistant.models import bundled
from assistant.models.apart.client import RESTS
from assistant.models.passing import Passed

ENDS = 2
"""Tokens before and after a text that are no words of it."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A token by its place in characters; of one that is no words both are 0."""

    start: int
    stop: int


@dataclass
class ServedModel:
    """The model ``name`` on the server at ``url``; safe to use from any thread."""

    url: str
    name: str
    token: str = ""
    timeout: float = 10.0
    at_once: int = 4
    batch: int = 16  # a server takes 32 unless it was told otherwise
    longest: int = bundled.MAX_TOKENS
    prompts: Mapping[str, str] = field(default_factory=dict)
    _is_checked: bool = False
    _rests_until: float = 0.0
    _client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        self._client = httpx.Client(base_url=self.url, headers=headers, timeout=self.timeout, trust_env=False)

    @property
    def shown(self) -> str:
        """The address without a password that may be in it."""
        return without_credentials(self.url)

    def run(self, texts: Sequence[str], longest: int) -> Passed:
        """Pass texts through the model, cut to a number of tokens.

        Raises:
            ModelUnavailable: where the server does not answer, or has another model.
        """
        self._check()
        tokens = self._tokenized(texts)
        if any(len(each) > longest for each in tokens):
            texts = [_cut(text, own, longest) for text, own in zip(texts, tokens, strict=True)]
            tokens = self._tokenized(texts)
        vectors = self._asked("/embed", {"inputs": list(texts), "normalize": True, "truncate": True})
        passed = self._asked("/embed_all", {"inputs": list(texts), "truncate": True})
        try:
            return _passed(vectors, passed, tokens)
        except (ValueError, TypeError, IndexError) as error:
            raise self._away(f"it gives other vectors than asked for ({error})") from error

    def count(self, text: str) -> int:
        """Return the number of a text's tokens."""
        return len(self._tokenized([text])[0])

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _check(self) -> None:
        """Once, hold the server's model against the one that is wanted."""
        if self._is_checked:
            return
        info = self._asked("/info")
        try:
            model, longest = str(info["model_id"]), int(info["max_input_length"])
        except (KeyError, TypeError, ValueError) as error:
            raise self._away("it does not say what model it has") from error
        if model != self.name:
            raise ModelUnavailable(
                f"The embedding server {self.shown} has the model {model!r}, but ASSISTANT_EMBEDDING_MODEL is "
                f"{self.name!r}. Set it to the name of the model that is served, and ingest."
            )
        if longest < self.longest:
            raise ModelUnavailable(
                f"The embedding server {self.shown} takes {longest} tokens, and {self.longest} are needed. Serve a "
                "model that takes them, with --max-batch-tokens of at least as many."
            )
        self._is_checked = True

    def _tokenized(self, texts: Sequence[str]) -> list[list[_Token]]:
        found = self._asked("/tokenize", {"inputs": list(texts), "add_special_tokens": True})
        try:
            return [_placed(text, own) for text, own in zip(texts, found, strict=True)]
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise self._away(f"it gives no tokens ({error})") from error

    def _asked(self, path: str, wanted: Mapping[str, Any] | None = None) -> Any:
        if time.monotonic() < self._rests_until:
            raise self._away("it did not answer a moment ago")
        try:
            reply = self._client.get(path) if wanted is None else self._client.post(path, json=wanted)
            reply.raise_for_status()
            return reply.json()
        except httpx.HTTPStatusError as error:
            raise self._away(f"{path} says {error.response.status_code}: {error.response.text[:200]}") from error
        except (httpx.HTTPError, ValueError) as error:
            self._rests_until = time.monotonic() + RESTS
            raise self._away(str(error) or type(error).__name__) from error

    def _away(self, reason: str) -> ModelUnavailable:
        return ModelUnavailable(
            f"The embedding server {self.shown} does not answer as text-embeddings-inference does: {reason}. Check "
            "ASSISTANT_EMBEDDING_URL, ASSISTANT_EMBEDDING_TOKEN and the server."
        )


def _placed(text: str, tokens: Sequence[Mapping[str, Any]]) -> list[_Token]:
    """Return tokens by their characters: the server counts bytes of UTF-8, and may cut within a character."""
    bytes_before = [0, *accumulate(len(character.encode()) for character in text)]
    return [
        _Token(0, 0)
        if each["special"] or each["start"] is None
        else _Token(bisect_right(bytes_before, each["start"]) - 1, bisect_left(bytes_before, each["stop"]))
        for each in tokens
    ]


def _cut(text: str, tokens: Sequence[_Token], longest: int) -> str:
    """Return as much of a text as a number of tokens holds."""
    return text if len(tokens) <= longest else text[: tokens[longest - ENDS].stop]


def _passed(vectors: Any, passed: Any, tokens: Sequence[Sequence[_Token]]) -> Passed:
    """Return what the server gave as the model here would have."""
    widest = max(map(len, passed))
    pooled = np.array(vectors, np.float32)
    if len(pooled) != len(tokens) or len(passed) != len(tokens) or pooled.ndim != 2:
        raise ValueError("of other shapes")
    each = np.zeros((len(tokens), widest, pooled.shape[1]), np.float32)
    spans = np.zeros((len(tokens), widest, 2), np.int32)
    counted = np.zeros((len(tokens), widest), np.bool_)
    for row, (own, places) in enumerate(zip(passed, tokens, strict=True)):
        if len(own) > len(places):
            raise ValueError("more than there are tokens")
        # Of a text that it cut the server leaves out tokens before the last one, which is no word.
        kept = [*places[: len(own) - 1], places[-1]]
        each[row, : len(own)] = np.array(own, np.float32).reshape(len(own), pooled.shape[1])
        spans[row, : len(own)] = [(place.start, place.stop) for place in kept]
        counted[row, : len(own)] = True
    return Passed(pooled, each, spans, counted)
