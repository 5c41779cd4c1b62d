"""An encoder that asks a server of ours for vectors, so that this process needs no model and none of its memory."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, Protocol

import httpx

from assistant.address import without_credentials
from assistant.domain import Language
from assistant.errors import ModelUnavailable
from assistant.models.apart import LONGEST_TEXT, MODEL_HEADER, in_parts, load_vectors
from assistant.models.neutral import NeutralVectors

RESTS = 5.0
"""Seconds for which a server that did not answer is not asked: nobody waits for its time-out then."""


_LIMITS = httpx.Limits(max_connections=64, max_keepalive_connections=64, keepalive_expiry=60)


class TextEncoder(Protocol):
    """What turns texts into vectors, here or elsewhere."""

    def question(self, text: str, language: Language) -> NeutralVectors:
        """Encode a question of a language."""

    def questions(self, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        """Encode questions of a language."""

    def passages(self, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        """Encode passages of a language."""

    def count_tokens(self, text: str) -> int:
        """Return the number of the model's tokens in a text."""


@dataclass
class RemoteEncoder:
    """Asks the server at ``url``, which is to have ``model``; where it does not answer, ``fallback`` gives another.

    ``count`` counts tokens, which needs no model. Safe to use from any thread.
    """

    url: str
    model: str
    count: Callable[[str], int]
    token: str = ""
    timeout: float = 10.0
    fallback: Callable[[], TextEncoder] | None = None
    _rests_until: float = 0.0
    _client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        self._client = httpx.Client(
            base_url=self.url, headers=headers, timeout=self.timeout, limits=_LIMITS, trust_env=False
        )

    @property
    def shown(self) -> str:
        """The address without a password that may be in it."""
        return without_credentials(self.url)

    def question(self, text: str, language: Language) -> NeutralVectors:
        """Encode a question of a language."""
        return self.questions([text], language)[0]

    def questions(self, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        """Encode questions of a language.

        Raises:
            ModelUnavailable: where the server does not answer and there is no fallback.
        """
        return self._encode("query", texts, language, lambda other: other.questions(texts, language))

    def passages(self, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        """Encode passages of a language.

        Raises:
            ModelUnavailable: where the server does not answer and there is no fallback.
        """
        return self._encode("passage", texts, language, lambda other: other.passages(texts, language))

    def count_tokens(self, text: str) -> int:
        """Return the number of the model's tokens in a text."""
        return self.count(text)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _encode(
        self,
        kind: Literal["query", "passage"],
        texts: Sequence[str],
        language: Language,
        instead: Callable[[TextEncoder], list[NeutralVectors]],
    ) -> list[NeutralVectors]:
        try:
            if time.monotonic() < self._rests_until:
                raise self._away("it did not answer a moment ago")
            parts = in_parts(text[:LONGEST_TEXT] for text in texts)
            return list(chain.from_iterable(self._asked(kind, part, language) for part in parts))
        except ModelUnavailable:
            if self.fallback is None:
                raise
            return instead(self.fallback())

    def _asked(self, kind: str, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        wanted = {"kind": kind, "language": language.value, "texts": list(texts)}
        try:
            reply = self._sent(wanted)
            reply.raise_for_status()
            if (model := reply.headers.get(MODEL_HEADER, "")) != self.model:
                raise ModelUnavailable(
                    f"The embedding server {self.shown} has the model {model!r}, but {self.model!r} is configured "
                    "here. Run the same version with the same ASSISTANT_EMBEDDING_MODEL in both."
                )
            return load_vectors(reply.content, len(texts))
        except httpx.HTTPStatusError as error:
            raise self._refused(error.response) from error
        except (httpx.HTTPError, ValueError) as error:
            self._rests_until = time.monotonic() + RESTS
            raise self._away(str(error) or type(error).__name__) from error

    def _sent(self, wanted: Mapping[str, object]) -> httpx.Response:
        """Send a request, once more over a new connection where the one that was kept open had been closed."""
        try:
            return self._client.post("/encode", json=wanted)
        except (httpx.NetworkError, httpx.RemoteProtocolError):
            return self._client.post("/encode", json=wanted)

    def _refused(self, reply: httpx.Response) -> ModelUnavailable:
        if reply.status_code == httpx.codes.UNAUTHORIZED:
            return ModelUnavailable(f"The embedding server {self.shown} wants another ASSISTANT_EMBEDDING_TOKEN.")
        return self._away(f"status {reply.status_code}")

    def _away(self, reason: str) -> ModelUnavailable:
        return ModelUnavailable(
            f"The embedding server {self.shown} does not answer ({reason}). Check that `ser-assistant embed-server` "
            "runs there; ASSISTANT_EMBEDDING_FALLBACK=true loads the model here meanwhile."
        )
