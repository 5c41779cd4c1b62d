"""Passage vectors on a server of Chroma's, which an operator runs; all else of a generation stays in its files.

A generation names its collections. An ingest makes new ones for the languages that change, so that whatever goes wrong
the generation in service has its own; of the others the next generation has the same. Chroma's server asks nobody who
they are, so that a proxy before it must: without a token nothing is asked of it.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

import httpx
import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.errors import IndexUnavailable
from assistant.search.index.vectors.collections import (
    NAMES,
    Collections,
    create_collection,
    is_on_server,
    open_collection,
)

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

MOST = 1_000
"""Vectors sent at once: a server takes 40 MB."""
PATIENCE = 10.0
"""Seconds after which the server is given up."""
KEPT = 7 * 86_400
"""Seconds for which collections stay that no generation of this machine names: others may still answer from them."""
MADE = "VECTORS"
"""The file beside the generations that lists the collections that were made from here, with the time."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


def _told(do: Callable[Given, Result]) -> Callable[Given, Result]:
    """Say of whatever goes wrong that the server does not answer as it should."""

    @wraps(do)
    def told(*given: Given.args, **named: Given.kwargs) -> Result:
        from chromadb.errors import ChromaError, NotFoundError

        try:
            return do(*given, **named)
        except NotFoundError as error:
            raise IndexUnavailable(
                "The Chroma server no longer has the vectors of this index. Run `ser-assistant ingest`."
            ) from error
        except (httpx.HTTPError, ChromaError, ValueError, OSError) as error:
            raise away(str(error).strip() or type(error).__name__) from error

    return told


def away(reason: str) -> IndexUnavailable:
    """Return the error that says that the server does not answer."""
    return IndexUnavailable(
        f"The Chroma server does not answer: {reason.splitlines()[0]}. Check ASSISTANT_CHROMA_URL, "
        "ASSISTANT_CHROMA_TOKEN and the server."
    )


class ServerVectors(Collections):
    """The vectors of one generation, by passage id; ``made`` are the collections that were made for it."""

    most = MOST

    def __init__(self, client: "ClientAPI", names: Mapping[Language, str], made: Iterable[str] = ()) -> None:
        super().__init__(client, {language: open_collection(client, name) for language, name in names.items()})
        self._made = tuple(made)

    @_told
    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their cosine similarity, best first."""
        return super().nearest(vector, language, limit)

    @_told
    def get(self, ids: Sequence[str], language: Language) -> dict[str, NDArray[np.float32]]:
        """Return stored vectors by id; unknown ids are left out."""
        return super().get(ids, language)

    @_told
    def put(self, vectors: Mapping[str, NDArray[np.float32]], language: Language) -> None:
        """Insert or replace vectors by id."""
        super().put(vectors, language)

    @_told
    def delete(self, ids: Sequence[str], language: Language) -> None:
        """Delete vectors by id."""
        super().delete(ids, language)

    @_told
    def close(self) -> None:
        """Remove what was made for a generation that was not finished."""
        for name in self._made:
            self._client.delete_collection(name)

    def close_compact(self) -> None:
        """Keep what was made."""
        self._made = ()


@dataclass(frozen=True)
class ChromaServer:
    """A server at ``url``, behind a proxy that asks for a token."""

    url: str
    token: str

    @_told
    def open(self, folder: Path) -> ServerVectors:
        """Return the vectors of a generation."""
        if not is_on_server(folder):
            raise IndexUnavailable(
                f"The vectors of {folder.name} are in its files. Run `ser-assistant ingest` to put them on the Chroma "
                "server, or set ASSISTANT_CHROMA_URL to nothing."
            )
        return ServerVectors(self._client(), _names(folder))

    @_told
    def begin(self, folder: Path, base: Path | None, changing: Iterable[Language]) -> ServerVectors:
        """Return the vectors of a new generation: new collections where they change, else those of the base."""
        client, names = self._client(), _names(base) if base else {}
        self._tidy(client, folder.parent)
        made = {each: f"ser-{each}-{secrets.token_hex(8)}" for each in Language if each in set(changing) or not base}
        for language, name in made.items():
            _note(folder.parent, name)
            fresh = create_collection(client, name)
            if base:
                _copy(open_collection(client, names[language]), fresh)
        (folder / NAMES).write_text(json.dumps(names | made), encoding="utf-8")
        return ServerVectors(client, names | made, made.values())

    def close(self) -> None:
        """Close the connections."""
        if _connected.cache_info().currsize:
            _connected(self)._server._session.close()  # type: ignore[attr-defined]  # the library never does
            _connected.cache_clear()

    def _client(self) -> "ClientAPI":
        """Return a client, of a server that answers: the library by itself would wait for ever."""
        headers = {"Authorization": f"Bearer {self.token}"}
        reply = httpx.get(f"{self.url}/api/v2/heartbeat", headers=headers, timeout=PATIENCE)
        if reply.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise ValueError("it wants another token")
        reply.raise_for_status()
        return _connected(self)

    def _tidy(self, client: "ClientAPI", root: Path) -> None:
        """Remove the collections made from here that no generation names any more."""
        named = {name for path in root.glob(f"*/{NAMES}") for name in _names(path.parent).values()}
        there = {each.name for each in client.list_collections()}
        made = _made(root)
        old = {name for name, at in made.items() if name not in named and time.time() - at > KEPT}
        for name in old & there:
            client.delete_collection(name)
        (root / MADE).write_text(json.dumps({key: at for key, at in made.items() if key not in old}), encoding="utf-8")


@lru_cache(maxsize=1)
def _connected(server: ChromaServer) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    place = urlsplit(server.url)
    client = chromadb.HttpClient(
        place.hostname or "",
        place.port or (443 if place.scheme == "https" else 80),
        ssl=place.scheme == "https",
        headers={"Authorization": f"Bearer {server.token}"},
        settings=ChromaSettings(anonymized_telemetry=False),
    )
    client._server._session.timeout = PATIENCE  # type: ignore[attr-defined]  # there is no setting for it
    return client


def _copy(source: Any, target: Any) -> None:
    start = 0
    while (found := source.get(limit=MOST, offset=start, include=["embeddings"]))["ids"]:
        target.add(ids=found["ids"], embeddings=found["embeddings"])
        start += len(found["ids"])


def _names(folder: Path) -> dict[Language, str]:
    try:
        stored = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        return {language: str(stored[language.value]) for language in Language}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{folder.name} does not say where its vectors are") from error


def _made(root: Path) -> dict[str, float]:
    try:
        return dict(json.loads((root / MADE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _note(root: Path, name: str) -> None:
    (root / MADE).write_text(json.dumps(_made(root) | {name: time.time()}), encoding="utf-8")
