"""A small corpus folder with its index, to ingest into."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Language
from assistant.search.index import Index
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from ingest.preview import Preview, preview
from ingest.sync import IngestEncoder, IngestReport, ingest
from tests.hash_encoder import HashEncoder

PARTNERS = "Partners\n\nTheory\n\nOne company has little influence. Others help.\n\nPractice\n\nAsk a local union.\n"
TRUST = "Trust\n\nTips\n\nBe open and honest. Keep what you agree on.\n"
DUTCH = "Vertrouwen\n\nTips\n\nWees open en eerlijk over het doel. Kom het na.\n"
NOT_TEXT = b"\x00\x01\x02\x03"


@dataclass(frozen=True)
class Desk:
    """A corpus folder and its index, with the counts that a person reads first."""

    corpus: Path
    generations: Generations

    def write(self, name: str, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        (self.corpus / name).write_bytes(data)

    @property
    def archive(self) -> Archive:
        return Archive(self.generations.root.parent / "archive.sqlite")

    def ingest(self, load: Callable[[], IngestEncoder] = HashEncoder, model: str = "hash") -> IngestReport:
        return ingest(
            self.corpus, self.generations, self.archive, model, detect_language=language_of, load_encoder=load
        )

    def preview(self, model: str = "hash") -> Preview:
        return preview(
            self.corpus,
            self.generations,
            self.archive,
            model,
            detect_language=language_of,
            load_counter=lambda: HashEncoder().count_tokens,
        )

    def index(self) -> Index:
        return Index(self.generations.require_current())


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def language_of(text: str) -> Language:
    return Language.NL if " het " in text else Language.EN


def no_model() -> IngestEncoder:
    raise AssertionError("the embedding model was loaded")
