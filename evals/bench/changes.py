"""A corpus of many documents, made of the corpus's own sentences, that is ingested, changed and ingested again."""

import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.bootstrap import archive, generations, model_id, token_counter
from assistant.search.index import Index, IndexInService
from assistant.settings import Settings
from assistant.text.language import detect_language
from evals.bench.figure import Figure, Stopwatch
from evals.bench.large import NearbyEncoder, nearby, sentences_of
from evals.bench.local import embed_again
from ingest.sync import IngestReport, ingest
from ingest.wiring import preview_ingest, run_ingest

SECTIONS = 33  # of a document, each a passage
SENTENCES = 5  # of a section
UNCHANGED_SECONDS = 5
CHANGED_SECONDS = 10


def measure_changes(settings: Settings, folder: Path, count: int, *, embeds: bool) -> list[Figure]:
    """Ingest ``count`` documents from nothing, unchanged, one of them changed, and one renamed.

    Without ``embeds`` the vectors are made up, so that what is measured is all but the embedding.
    """
    folders = {"corpus_dir": folder / "corpus", "data_dir": folder / "data", "model_dir": settings.models}
    counter = token_counter(settings.embedding_model, settings.models)
    with closing(Index(generations(settings).require_current())) as source:
        made = _Made(settings.model_copy(update=folders), None if embeds else nearby(source, counter))
        changed, renamed = _write(source, folder / "corpus", count)[:2]
    first, looking, opening = made.ingest(), Stopwatch(), Stopwatch()
    bare = _bare_seconds(made.settings) if embeds else None
    again, command = made.ingest(), made.command()
    server = IndexInService(generations(made.settings), model_id(made.settings))
    server.get()
    changed.write_text(changed.read_text(encoding="utf-8").rstrip() + " Or so it is said.\n", encoding="utf-8")
    with looking.lap():
        foreseen = preview_ingest(made.settings)
    one = made.ingest()
    with opening.lap():
        server.get()
    renamed.rename(renamed.with_name("renamed.md"))
    moved = made.ingest()
    name = f"{count} documents, {first.total} passages:"
    return [
        Figure(f"{name} ingest from nothing", first.seconds, "s", 1.25 if embeds else None, bare),
        Figure(f"{name} of them embedded", first.embedded, ""),
        Figure(f"{name} index on disk, a passage", made.kilobytes(first), "KB"),
        Figure(f"{name} ingest of the same again", again.seconds, "s", UNCHANGED_SECONDS),
        Figure(f"{name} the same as a command", command, "s", UNCHANGED_SECONDS),
        Figure(f"{name} passages embedded by it", again.embedded, "", 0),
        Figure(f"{name} telling what one change would do", looking.seconds, "s"),
        Figure(f"{name} ingest of one changed document", one.seconds, "s", CHANGED_SECONDS),
        Figure(f"{name} then opened by a server", opening.seconds, "s"),
        Figure(f"{name} passages embedded by it", one.embedded, "", foreseen.passages.embedded),
        Figure(f"{name} ingest of one renamed document", moved.seconds, "s", CHANGED_SECONDS),
        Figure(f"{name} passages embedded by it", moved.embedded, "", 0),
    ]


@dataclass(frozen=True)
class _Made:
    """A data folder to ingest into, with the real model where there is no ``encoder``."""

    settings: Settings
    encoder: NearbyEncoder | None

    def ingest(self) -> IngestReport:
        if self.encoder is None:
            return run_ingest(self.settings)
        encoder = self.encoder
        return ingest(
            self.settings.corpus_dir,
            generations(self.settings),
            archive(self.settings),
            model_id(self.settings),
            detect_language=detect_language,
            load_encoder=lambda: encoder,
        )

    def command(self) -> float:
        """Return the seconds of ``ser-assistant ingest``, from its start to its end."""
        watch, program = Stopwatch(), Path(sys.executable).with_name("ser-assistant")
        folders = ["--corpus", str(self.settings.corpus_dir), "--data", str(self.settings.data_dir)]
        with watch.lap():
            subprocess.run([program, "ingest", "--json", *folders], check=True, capture_output=True)
        return watch.seconds

    def kilobytes(self, report: IngestReport) -> float:
        """Return the size of the index in service, a passage."""
        files = generations(self.settings).require_current().rglob("*")
        return sum(path.stat().st_size for path in files if path.is_file()) / report.total / 1000


def _bare_seconds(settings: Settings) -> float:
    watch = Stopwatch()
    with watch.lap():
        embed_again(settings)
    return watch.seconds


def _write(source: Index, folder: Path, count: int) -> list[Path]:
    """Write documents in the languages of the source by turns; each section has a heading of its own."""
    random, sentences = np.random.default_rng(2), sentences_of(source)
    folder.mkdir(parents=True)
    paths = []
    for number in range(count):
        language = list(sentences)[number % len(sentences)]
        sections = [
            f"## {section + 1}. {random.choice(sentences[language])[:40].strip()}\n\n"
            + " ".join(random.choice(sentences[language], SENTENCES))
            for section in range(SECTIONS)
        ]
        paths.append(folder / f"{language}-{number}.md")
        paths[-1].write_text(f"# Document {number}\n\n" + "\n\n".join(sections) + "\n", encoding="utf-8")
    return paths
