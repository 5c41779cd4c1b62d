"""What an ingest would do, in documents and passages, without doing any of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.domain import Language, Passage
from assistant.search.index.archive import Archive
from assistant.search.index.builder import Change
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings
from assistant.search.index.keys import vector_key
from ingest.changes.before import Before, in_service
from ingest.changes.compare import Difference, compare
from ingest.changes.corpus import DetectLanguage, read_corpus
from ingest.failure import Failure
from ingest.readers.screen import Screen, unscreened
from ingest.readings import load_readings
from ingest.sync import READINGS, CountTokens, changes_of
from ingest.wanted import Wanted


class Fate(StrEnum):
    """What becomes of a document."""

    ADDED = "added"
    UPDATED = "updated"
    RENAMED = "renamed"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class PassageCounts:
    """Passages by what becomes of them; one is changed that takes the place of another under the same headings.

    ``embedded`` counts those that the index does not hold yet in any document.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    embedded: int = 0

    def __add__(self, other: "PassageCounts") -> "PassageCounts":
        mine, theirs = asdict(self), asdict(other)
        return PassageCounts(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True)
class DocumentChange:
    """What becomes of a document; ``before`` is the id that one that is renamed had, its own where its file moved."""

    id: str
    title: str
    fate: Fate
    passages: PassageCounts
    before: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as the command line prints it."""
        renamed = {"before": self.before} if self.before else {}
        return {"id": self.id, "title": self.title} | renamed | {"passages": asdict(self.passages)}


@dataclass(frozen=True)
class Preview:
    """The difference between the index in service and the corpus folder; ``total`` counts the passages after it.

    ``outdated`` counts the reviewed questions whose answers rest on words that would be gone.
    """

    changes: tuple[DocumentChange, ...]
    unchanged: int
    failed: tuple[Failure, ...]
    total: int
    corpus_version: str
    in_service: str
    outdated: int = 0

    @property
    def passages(self) -> PassageCounts:
        """The counts of all documents that change, together."""
        return sum((change.passages for change in self.changes), PassageCounts())

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return it as the command line prints it."""
        by_fate = {fate: [change.to_json() for change in self.changes if change.fate is fate] for fate in Fate}
        return {
            "documents": {fate.value: changes for fate, changes in by_fate.items()}
            | {"unchanged": self.unchanged, "failed": [failure.to_json(language) for failure in self.failed]},
            "passages": asdict(self.passages) | {"total": self.total},
            "corpus_version": self.corpus_version,
            "in_service": self.in_service,
            "reviews": {"outdated": self.outdated},
        }


def preview(
    corpus_dir: Path,
    generations: Generations,
    archive: Archive,
    model: str,
    *,
    detect_language: DetectLanguage,
    load_counter: Callable[[], CountTokens],
    screen: Screen = unscreened,
    count_outdated: Callable[[Wanted], int] = lambda _: 0,
) -> Preview:
    """Compare the corpus folder with the index in service; nothing is written, and nothing embedded.

    ``count_outdated`` tells how many reviewed questions would have to be looked at again.

    Raises:
        CorpusError: when there is nothing to read.
    """
    with in_service(generations, model, Holdings) as before:
        readings = load_readings(generations.root / READINGS)
        corpus = read_corpus(corpus_dir, before, archive, readings, detect_language, screen)
        difference = compare(corpus, before, model)
        wanted = {change.document.id: change for change in changes_of(corpus, difference, load_counter)}
        changes = tuple(_Comparison(before, difference, model).changes(wanted))
        counts = sum((change.passages for change in changes), PassageCounts())
        passages = before.index.passage_count if before.index else 0
        return Preview(
            changes=changes,
            unchanged=len(difference.unchanged),
            failed=corpus.failed,
            total=passages + counts.new - counts.gone,
            corpus_version=difference.version,
            in_service=before.index.version if before.index else "",
            outdated=count_outdated(Wanted(before, difference, wanted)),
        )


class _Comparison:
    """Sets passages to be against those in service."""

    def __init__(self, before: Before, difference: Difference, model: str) -> None:
        self._before = before
        self._difference = difference
        self._model = model
        stored = before.index.stored() if before.index else []
        self._keys = {item.passage_id: item.vector_key for item in stored}
        self._held = set(self._keys.values())

    def changes(self, wanted: dict[str, Change]) -> list[DocumentChange]:
        """Return what becomes of each document that changes."""
        difference, changes = self._difference, []
        for fate, keys in ((Fate.ADDED, difference.added), (Fate.UPDATED, difference.updated)):
            changes += [self._change(wanted[key], fate, key) for key in keys]
        for key, earlier in difference.renamed.items():
            changes.append(self._change(wanted[key], Fate.RENAMED, earlier))
        changes += [self._change(wanted[key], Fate.WITHDRAWN, key) for key in difference.withdrawn]
        for key in difference.removed:
            gone = PassageCounts(gone=len(self._passages(key)))
            changes.append(DocumentChange(key, self._before.documents[key].title, Fate.REMOVED, gone))
        return changes

    def _change(self, wanted: Change, fate: Fate, earlier: str) -> DocumentChange:
        counts = self._counts(wanted.passages, self._passages(earlier))
        before = earlier if fate is Fate.RENAMED else ""
        return DocumentChange(wanted.document.id, wanted.document.title, fate, counts, before)

    def _passages(self, document_id: str) -> Sequence[Passage]:
        return self._before.index.passages_of(document_id) if self._before.index else ()

    def _counts(self, wanted: Sequence[Passage], stored: Sequence[Passage]) -> PassageCounts:
        keys = [vector_key(passage, self._model) for passage in wanted]
        old, new = Counter(self._keys[passage.id] for passage in stored), Counter(keys)
        came, went = new - old, old - new
        places_new = Counter(p.heading_path for p, key in zip(wanted, keys, strict=True) if key in came)
        places_old = Counter(p.heading_path for p in stored if self._keys[p.id] in went)
        changed = (places_new & places_old).total()
        return PassageCounts(
            new=came.total() - changed,
            changed=changed,
            gone=went.total() - changed,
            unchanged=(new & old).total(),
            embedded=sum(key not in self._held for key in keys),
        )
