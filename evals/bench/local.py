"""What is measured inside this process: ingesting, embedding, searching, answering."""

from collections import defaultdict
from pathlib import Path

from assistant.answer import Assistant
from assistant.bootstrap import generations, neutral_encoder, open_assistant
from assistant.domain import Language
from assistant.search.index import Index
from assistant.search.index.keys import context
from assistant.settings import Settings
from evals.bench.figure import Figure, Stopwatch
from evals.bench.questions import QUESTIONS
from ingest.wiring import run_ingest

ATTEMPTS = 3


def measure_ingest(settings: Settings, folder: Path) -> list[Figure]:
    """Ingest the corpus into a fresh data folder, and again; ``folder`` holds the index afterwards."""
    loading, fresh, again, bare = Stopwatch(), Stopwatch(), Stopwatch(), Stopwatch()
    with loading.lap():
        encoder = neutral_encoder(settings.embedding_model, settings.models)
    encoder.passages(["What is measured first would be measured cold."] * 16, Language.EN)
    for attempt in range(ATTEMPTS):
        data = settings.model_copy(update={"data_dir": folder / str(attempt), "model_dir": settings.models})
        with fresh.lap():
            run_ingest(data)
        with bare.lap():
            embed_again(data)
        with again.lap():
            repeated = run_ingest(data)
    current = generations(data).require_current()
    size = sum(path.stat().st_size for path in current.rglob("*") if path.is_file())
    return [
        Figure("loading the model", loading.seconds, "s"),
        Figure("ingest from nothing, against bare embedding", fresh.seconds, "s", 1.25, bare.seconds),
        Figure("repeated ingest", again.seconds, "s"),
        Figure("passages embedded by a repeated ingest", repeated.embedded, "", 0),
        Figure("passages", repeated.total, ""),
        Figure("index on disk, a passage", size / max(repeated.total, 1) / 1000, "KB"),
    ]


def last_data_dir(folder: Path) -> Path:
    """Return the data folder that ``measure_ingest`` left to be searched."""
    return folder / str(ATTEMPTS - 1)


def measure_answers(settings: Settings, repeat: int) -> list[Figure]:
    """Ask every question, each time beside one embedding of it."""
    assistant = open_assistant(settings)
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    embedding, answering = Stopwatch(), Stopwatch()
    for round_number in range(repeat + 1):
        for _, question in QUESTIONS:
            with embedding.lap():
                encoder.encoder.encode_queries([question])
            with answering.lap():
                assistant.ask(question)
        if round_number == 0:  # cold
            embedding.times.clear()
            answering.times.clear()
    floor = embedding.percentile(50)
    return [
        Figure("embedding one question, p50", floor, "ms"),
        Figure("question to answer, p50", answering.percentile(50), "ms", 150),
        Figure("question to answer, p50, against one embedding", answering.percentile(50), "ms", 3, floor),
        Figure("question to answer, p95", answering.percentile(95), "ms", 400),
        *measure_search(assistant, repeat),
    ]


def measure_search(assistant: Assistant, repeat: int, name: str = "search") -> list[Figure]:
    """Search for every question."""
    searching = Stopwatch()
    for round_number in range(repeat + 1):
        for _, question in QUESTIONS:
            with searching.lap():
                assistant.search(question)
        if round_number == 0:
            searching.times.clear()
    return [
        Figure(f"{name}, p50", searching.percentile(50), "ms"),
        Figure(f"{name}, p95", searching.percentile(95), "ms", 100),
    ]


def embed_again(settings: Settings) -> None:
    """Embed the texts that the ingest embedded, and nothing else."""
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    index = Index(generations(settings).require_current())
    texts: dict[Language, list[str]] = defaultdict(list)
    for document in index.documents():
        for passage in index.passages_of(document.id):
            texts[passage.language].append(context(passage) + passage.text)
    index.close()
    for each in texts.values():
        encoder.encoder.encode_passages(each)
