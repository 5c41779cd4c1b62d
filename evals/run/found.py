"""What the baselines found, beside the run: written once, scored as often as wanted without a model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain import Document, Passage
from evals.cases.evidence import Corpus
from evals.cases.output import Ranked
from evals.run.storage import RunFolder, read_lines, write_lines

_PLACE = ("id", "document_id", "start", "end")


@dataclass(frozen=True)
class Baseline:
    """A system to compare with: what it found for each case."""

    name: str
    found: Mapping[str, Ranked]


def save_baselines(folder: RunFolder, baselines: Sequence[Baseline]) -> None:
    """Write what the baselines found; their chunks are slices of the run's own documents."""
    write_lines(folder.baselines, (line for baseline in baselines for line in _lines(baseline)))


def load_baselines(folder: RunFolder, corpus: Corpus) -> tuple[Baseline, ...]:
    """Read what the baselines found."""
    names: dict[str, Corpus] = {}
    found: dict[str, dict[str, Ranked]] = {}
    for line in read_lines(folder.baselines):
        if "chunks" in line:
            chunks = tuple(chunk_of(corpus.documents[each["document_id"]], each) for each in line["chunks"])
            names[line["baseline"]] = Corpus(corpus.documents, chunks)
            found[line["baseline"]] = {}
        else:
            own = names[line["baseline"]]
            known = {chunk.id: chunk for chunk in own.passages}
            ranked = tuple(known[identifier] for identifier in line["found"])
            found[line["baseline"]][line["id"]] = Ranked(own, ranked)
    return tuple(Baseline(name, outputs) for name, outputs in found.items())


def chunk_of(document: Document, place: Mapping[str, Any]) -> Passage:
    """Return a chunk: a slice of a document without headings of its own."""
    start, end = place["start"], place["end"]
    text = document.text[start:end]
    return Passage(place["id"], document.id, document.title, document.language, (), start, end, text)


def _lines(baseline: Baseline) -> Iterator[dict[str, Any]]:
    corpus = next((ranked.corpus for ranked in baseline.found.values()), None)
    if corpus is None:
        return
    chunks = [{key: getattr(chunk, key) for key in _PLACE} for chunk in corpus.passages]
    yield {"baseline": baseline.name, "chunks": chunks}
    for identifier, ranked in baseline.found.items():
        yield {"baseline": baseline.name, "id": identifier, "found": list(ranked.ids)}
