"""The folder ``translations`` of a corpus: a file for each document and language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Document, Language
from assistant.errors import CorpusError, Reason
from assistant.text.memory import Memories, Memory, source_texts
from ingest.translations.xliff import SUFFIX, dump, load, name_of, summed_up

FOLDER = "translations"


@dataclass(frozen=True)
class Kept:
    """The translations of a corpus folder; ``unreadable`` and ``faulty`` say by file what is wrong with it."""

    memories: Memories
    unreadable: Mapping[str, Reason]
    faulty: Mapping[str, Reason]

    def faults(self, documents: Collection[str]) -> dict[str, Reason]:
        """Say by file what is wrong, beside others that it is of none of the documents."""
        strange = {
            _path(*key): Reason("xliff.no_document", {"id": key[0]}) for key in self.memories if key[0] not in documents
        }
        return {**self.unreadable, **self.faulty, **strange}


def load_folder(corpus_dir: Path) -> Kept:
    """Read all translations of a corpus folder; what is wrong with one file takes nothing from another."""
    memories: dict[tuple[str, Language], Memory] = {}
    unreadable: dict[str, Reason] = {}
    faulty: dict[str, Reason] = {}
    folder = corpus_dir / FOLDER
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        name = f"{FOLDER}/{path.name}"
        try:
            loaded = load(path)
        except CorpusError as error:
            unreadable[name] = error.reason
            continue
        memories[loaded.memory.document_id, loaded.memory.language] = loaded.memory
        if loaded.faults:
            faulty[name] = summed_up(loaded.faults)
    return Kept(memories, unreadable, faulty)


def still_used(kept: Kept, before: Memories) -> Memories:
    """Return the translations of a folder, and of files that cannot be read what they last said."""
    last = {key: memory for key, memory in before.items() if _path(*key) in kept.unreadable}
    return {**last, **kept.memories}


def write(corpus_dir: Path, document: Document, memory: Memory) -> Path:
    """Write the translations of a document as it is now; the file is whole or as it was."""
    folder = corpus_dir / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / name_of(document.id, memory.language)
    partial = path.with_suffix(".partial")
    partial.write_bytes(dump(memory, source_texts(document), document.language))
    partial.replace(path)
    return path


def _path(document_id: str, language: Language) -> str:
    return f"{FOLDER}/{name_of(document_id, language)}"
