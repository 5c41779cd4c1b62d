"""What makes the index in service into one of the corpus as it is now: compared by content, not by name or date."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from assistant.locale.reasons import corpus_error
from assistant.search import banks
from assistant.search.index.schema import SCHEMA
from assistant.search.known import KnownQuestions
from assistant.text.glossary import Glossary
from assistant.text.memory import Memories
from ingest.changes.before import Before
from ingest.changes.corpus import Corpus, digest
from ingest.readings import PIPELINE


@dataclass(frozen=True)
class Difference:
    """What an ingest has to do, as document ids, and the tables and version of what it makes.

    ``renamed`` gives the id that a document with the same text had before, its own where only its file has moved;
    ``shelved`` are withdrawn documents to be stored, ``withdrawn`` those of them that were in service; ``dropped``
    leave the index altogether, ``removed`` those of them that were in service and have not been renamed.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    renamed: Mapping[str, str]
    unchanged: tuple[str, ...]
    shelved: tuple[str, ...]
    withdrawn: tuple[str, ...]
    removed: tuple[str, ...]
    dropped: tuple[str, ...]
    glossary: Glossary
    questions: KnownQuestions
    memories: Memories
    version: str

    @property
    def changed(self) -> tuple[str, ...]:
        """The documents that get new passages."""
        return (*self.added, *self.updated, *self.renamed)


def compare(corpus: Corpus, before: Before, model: str) -> Difference:
    """Compare by content. What cannot be read stays as it last was, until it leaves the corpus.

    Raises:
        CorpusError: when there is nothing to make an index of.
    """
    failed = {failure.path for failure in corpus.failed}
    kept = {key: item.fingerprint for key, item in before.documents.items() if item.path in failed}
    wanted = kept | dict(corpus.fingerprints)
    if not wanted:
        raise corpus_error("folder.none_read", faults=tuple(failure.named for failure in corpus.failed))
    fingerprints = {key: item.fingerprint for key, item in before.documents.items()}
    same = {key for key, value in wanted.items() if fingerprints.get(key) == value}
    fresh = [key for key in corpus.documents if key not in same and key not in corpus.withdrawn]
    dropped = tuple(key for key in before.documents if key not in wanted)
    renamed = _renamed(fresh, dropped, corpus, before)
    rest = [key for key in fresh if key not in renamed]
    shelved = tuple(key for key in corpus.documents if key in corpus.withdrawn and key not in same)
    glossary = before.glossary if corpus.glossary is None else corpus.glossary
    questions = before.questions if corpus.questions is None else corpus.questions
    tables = [glossary.to_json(), questions.to_json(), *_listed(corpus.memories)]
    return Difference(
        added=tuple(key for key in rest if not before.serves(key)),
        updated=tuple(key for key in rest if before.serves(key)),
        renamed=renamed,
        unchanged=tuple(key for key in wanted if key in same and before.serves(key)),
        shelved=shelved,
        withdrawn=tuple(key for key in shelved if before.serves(key)),
        removed=tuple(key for key in dropped if before.serves(key) and key not in renamed.values()),
        dropped=dropped,
        glossary=glossary,
        questions=questions,
        memories=corpus.memories,
        version=digest([SCHEMA, PIPELINE, model, banks.key(), sorted(wanted.items()), *tables])[:12],
    )


def _renamed(fresh: list[str], dropped: tuple[str, ...], corpus: Corpus, before: Before) -> dict[str, str]:
    """Find for documents with the text of one that has gone, or of their own in another file, the id they had."""
    gone = [before.documents[key] for key in dropped if before.serves(key)]
    free = {(item.version, item.language): item.id for item in gone}
    found = {}
    for key in fresh:
        document, own = corpus.documents[key], before.documents.get(key)
        text = (document.version, document.language)
        if own and before.serves(key):
            if text == (own.version, own.language) and document.path != own.path:
                found[key] = key
        elif text in free:
            found[key] = free.pop(text)
    return found


def _listed(memories: Memories) -> list[object]:
    """Return translations in an order that does not depend on their files'."""
    return [
        [*key, sorted((each, *astuple(translated)) for each, translated in memory.units.items())]
        for key, memory in sorted(memories.items())
    ]
