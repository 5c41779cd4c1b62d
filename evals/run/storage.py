"""A run as a folder: ``run.json``, ``documents.jsonl``, ``passages.jsonl``, ``answers.jsonl``, ``baselines.jsonl``.

A folder holds all that scoring needs, so that a run is scored again without a model and without its index. Where a
judge model was asked, it holds what that said, in ``judge.jsonl``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.contract import answer_json
from assistant.domain import Document, Language, Passage
from assistant.proof.provenance import read_answer
from assistant.search.index.record import document_of, record_of
from evals.cases.evidence import Corpus
from evals.cases.output import Output


@dataclass(frozen=True)
class RunInfo:
    """What produced a run. Two runs with the same ``fingerprint`` give the same figures, timings aside.

    ``beside`` is the name of the run that this one, whose answers a chat model wrote, is compared with; else empty.
    """

    name: str
    created: str
    fingerprint: str
    corpus_version: str
    commit: str
    cases: tuple[str, ...]
    model: str = ""
    prompt_version: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)
    cores: int = 0
    seconds: float = 0.0
    complete: bool = False
    beside: str = ""


@dataclass(frozen=True)
class Run:
    """A run that is read back: its info and an output for each case."""

    info: RunInfo
    corpus: Corpus
    outputs: Mapping[str, Output]


class RunFolder:
    """Reads and writes the files of one run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.answers = path / "answers.jsonl"
        self.baselines = path / "baselines.jsonl"
        self.judgements = path / "judge.jsonl"

    def write_info(self, info: RunInfo) -> None:
        """Write ``run.json``, whole or not at all."""
        self.path.mkdir(parents=True, exist_ok=True)
        partial = self.path / "run.json.partial"
        partial.write_text(json.dumps(asdict(info), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        partial.replace(self.path / "run.json")

    def read_info(self) -> RunInfo | None:
        """Read ``run.json``; None where there is none."""
        try:
            values = json.loads((self.path / "run.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        return RunInfo(**{**values, "cases": tuple(values["cases"])})

    def write_corpus(self, corpus: Corpus) -> None:
        """Write the canonical texts, and the passages as slices of them."""
        write_lines(self.path / "documents.jsonl", map(record_of, corpus.documents.values()))
        write_lines(self.path / "passages.jsonl", ({**asdict(each), "text": None} for each in corpus.passages))

    def read_corpus(self) -> Corpus:
        """Read the canonical texts and the passages."""
        documents = {each["id"]: document_of(each) for each in read_lines(self.path / "documents.jsonl")}
        return Corpus(documents, tuple(_passage(each, documents) for each in read_lines(self.path / "passages.jsonl")))

    def answered(self) -> list[dict[str, Any]]:
        """Read the lines of ``answers.jsonl``; a line that an interruption cut off is left out."""
        return list(read_lines(self.answers))

    def read(self) -> Run | None:
        """Read the whole run; None where there is none."""
        info = self.read_info()
        if info is None:
            return None
        corpus = self.read_corpus()
        return Run(info, corpus, {line["id"]: output_of(line, corpus) for line in self.answered()})


def output_line(identifier: str, output: Output) -> dict[str, Any]:
    """Return an output as the values of one line of ``answers.jsonl``."""
    return {
        "id": identifier,
        "asked": output.asked,
        "answer": answer_json(output.answer, identifier),
        "passages": [asdict(passage) | {"text": None} for passage in output.passages],
        "strength": output.strength,
        "wall_ms": round(output.wall_ms, 3),
    }


def output_of(line: Mapping[str, Any], corpus: Corpus) -> Output:
    """Return the output that a line of ``answers.jsonl`` holds."""
    passages = tuple(_passage(each, corpus.documents) for each in line["passages"])
    return Output(corpus, passages, read_answer(line["answer"]), line["asked"], line["strength"], line["wall_ms"])


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines up to the first that is cut off; none where there is no file."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            value = json.loads(line)
        except json.JSONDecodeError:
            return
        yield value


def _passage(values: Mapping[str, Any], documents: Mapping[str, Document]) -> Passage:
    text = documents[values["document_id"]].text[values["start"] : values["end"]]
    language, path = Language(values["language"]), tuple(values["heading_path"])
    return Passage(**{**values, "language": language, "heading_path": path, "text": text})
