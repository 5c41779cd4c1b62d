"""Bring the index in line with the corpus folder: read, compare, split, embed what is new, keep, switch."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.domain import Language, Passage
from assistant.errors import IndexUnavailable
from assistant.locale.reasons import corpus_error
from assistant.search.borders import SHIPPED, Borders, fit
from assistant.search.index import Index
from assistant.search.index.archive import Archive
from assistant.search.index.builder import Builder, Change, Progress
from assistant.search.index.embed import PassageEncoder
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings
from assistant.search.index.vectors import storage_errors
from assistant.text.memory import Coverage, coverage
from assistant.vectors import EncodedWords
from ingest.changes.before import Before, in_service
from ingest.changes.compare import Difference, compare
from ingest.changes.corpus import Corpus, DetectLanguage, read_corpus
from ingest.chunk import split
from ingest.failure import Failure
from ingest.readers.screen import Screen, SetAside, set_aside_in, unscreened
from ingest.readings import load_readings, save_readings

logger = logging.getLogger(__name__)

READINGS = "READINGS"

CountTokens = Callable[[str], int]


class IngestEncoder(PassageEncoder, Protocol):
    """The embedding model as an ingest needs it."""

    def question(self, text: str, language: Language) -> EncodedWords:
        """Encode a question of a language."""

    def count_tokens(self, text: str) -> int:
        """Return the number of the model's tokens in a text."""


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did, in documents and passages; ``seconds`` of wall time.

    ``removed`` counts all documents that left the index, ``withdrawn`` those of them that their entry withdraws.
    ``coverage`` says how much of each document that has translations is translated.
    ``outdated`` counts the reviewed questions that went back to the reviewers, since their answers rest on words that
    are gone; ``restored`` those whose decision is in use again, since its words are back. ``set_aside`` are the
    sentences of the documents that were read that speak to a machine and are not quoted.
    """

    added: int
    updated: int
    renamed: int
    unchanged: int
    removed: int
    withdrawn: int
    failed: tuple[Failure, ...]
    embedded: int
    total: int
    corpus_version: str
    seconds: float
    outdated: int = 0
    coverage: tuple[tuple[str, Coverage], ...] = ()
    restored: int = 0
    set_aside: tuple[SetAside, ...] = ()
    published: Mapping[str, Any] | None = None

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the report as the command line prints it."""
        return {
            "documents": {
                "added": self.added,
                "updated": self.updated,
                "renamed": self.renamed,
                "unchanged": self.unchanged,
                "removed": self.removed,
                "withdrawn": self.withdrawn,
                "failed": [failure.to_json(language) for failure in self.failed],
            },
            "passages": {"embedded": self.embedded, "total": self.total},
            "corpus_version": self.corpus_version,
            "seconds": round(self.seconds, 3),
            "translations": [{"document_id": key} | asdict(each) for key, each in self.coverage],
            "set_aside": [asdict(each) for each in self.set_aside],
            "reviews": {"outdated": self.outdated, "restored": self.restored},
            **({"published": dict(self.published)} if self.published else {}),
        }


def ingest(
    corpus_dir: Path,
    generations: Generations,
    archive: Archive,
    model: str,
    *,
    detect_language: DetectLanguage,
    load_encoder: Callable[[], IngestEncoder],
    screen: Screen = unscreened,
    progress: Progress = lambda done, total: None,
) -> IngestReport:
    """Bring the index in line with a corpus folder; ``progress`` is told of embedded passages and their number.

    Raises:
        CorpusError: when there is nothing to read or the index could not be written; the one in service stays.
        DataFolderInUse: when another ingest is at work.
    """
    started = time.perf_counter()
    with generations.lock(), in_service(generations, model, Index) as before:
        readings = load_readings(generations.root / READINGS)
        corpus = read_corpus(corpus_dir, before, archive, readings, detect_language, screen)
        difference = compare(corpus, before, model)
        with _disk_faults(generations.root):
            work = _Work(generations, archive, before, corpus, difference, model)
            embedded, total = work.do(load_encoder, progress)
        translated = tuple(_coverage(generations))
        if corpus.readings != readings:
            save_readings(corpus.readings, generations.root / READINGS)
    return IngestReport(
        added=len(difference.added),
        updated=len(difference.updated),
        renamed=len(difference.renamed),
        unchanged=len(difference.unchanged),
        removed=len(difference.removed) + len(difference.withdrawn),
        withdrawn=len(difference.withdrawn),
        failed=corpus.failed,
        embedded=embedded,
        total=total,
        corpus_version=difference.version,
        coverage=translated,
        seconds=time.perf_counter() - started,
        set_aside=tuple(each for document in corpus.documents.values() for each in set_aside_in(document)),
    )


def _coverage(generations: Generations) -> Iterator[tuple[str, Coverage]]:
    """Yield how much of each document that has translations is translated."""
    with closing(Holdings(generations.require_current())) as index:
        for (document_id, _), memory in sorted(index.memories().items()):
            document = index.document(document_id)
            if document is not None:
                yield document_id, coverage(document, memory)


def changes_of(corpus: Corpus, difference: Difference, load_counter: Callable[[], CountTokens]) -> Iterator[Change]:
    """Yield the documents that are to be stored, those that are quoted with their passages."""
    for key in (*difference.changed, *difference.shelved):
        document, fingerprint = corpus.documents[key], corpus.fingerprints[key]
        withdrawn = key in corpus.withdrawn
        passages: tuple[Passage, ...] = () if withdrawn else split(document, load_counter())
        yield Change(document, fingerprint, passages, withdrawn)


@dataclass(frozen=True)
class _Work:
    """One difference to be made, on disk."""

    generations: Generations
    archive: Archive
    before: Before
    corpus: Corpus
    difference: Difference
    model: str

    def do(self, load_encoder: Callable[[], IngestEncoder], progress: Progress) -> tuple[int, int]:
        """Put the wanted version in service; return how many passages were embedded and how many there are."""
        index = self.before.index
        if index is not None and index.version == self.difference.version:
            self._keep(index)
            return 0, index.passage_count
        for folder in self.generations.earlier(self.difference.version):
            try:
                earlier = Index(folder, self.generations.vectors)
            except IndexUnavailable as error:
                logger.warning("An earlier index is of no use: %s", error)
                continue
            self._keep(earlier)
            earlier.close()
            self.generations.put_in_service(folder, self.difference.version)
            return 0, earlier.passage_count
        return self._build(load_encoder, progress)

    def _build(self, load_encoder: Callable[[], IngestEncoder], progress: Progress) -> tuple[int, int]:
        changes = list(changes_of(self.corpus, self.difference, lambda: load_encoder().count_tokens))
        base = self.before.index.folder if self.before.index else None
        with self.generations.build() as folder:
            builder = Builder(
                folder,
                base,
                self.model,
                self.difference.glossary,
                self.difference.questions,
                self.difference.memories,
                self.generations.vectors,
            )
            try:
                embedded = builder.apply(changes, self.difference.dropped, load_encoder, progress)
                total = builder.passage_count()
            finally:
                builder.close()
            index = Index(folder, self.generations.vectors)
            self._keep(index)
            _set_borders(index, self.before.index, load_encoder)
            index.close()
            self.generations.put_in_service(folder, self.difference.version)
        return embedded, total

    def _keep(self, index: Holdings) -> None:
        """Keep the texts of what is in service, or comes into service now, and of what was withdrawn."""
        keys = {*self.difference.changed, *self.difference.shelved}
        keys.update(self.archive.lacks({item.id: item.version for item in index.listed}))
        documents = (index.document(key) or index.withdrawn(key) for key in sorted(keys))
        self.archive.keep(document for document in documents if document)


def _set_borders(index: Index, before: Holdings | None, load_encoder: Callable[[], IngestEncoder]) -> None:
    """Set the borders of what is on topic for the documents that no questions are known of, where they moved much."""
    documents = index.unknown_documents()
    borders = before.borders if isinstance(before, Index) and documents else None
    if borders is None or not borders.fit_still(index.passage_count):
        borders = (fit(index, documents, load_encoder) or Borders.load(SHIPPED, index.model)) if documents else None
    if borders is not None:
        borders.save(index.folder)


@contextmanager
def _disk_faults(root: Path) -> Iterator[None]:
    try:
        yield
    except storage_errors() as error:
        free = shutil.disk_usage(root).free // 1_000_000
        raise corpus_error("folder.no_index_space", folder=str(root), error=str(error), free=str(free)) from error
