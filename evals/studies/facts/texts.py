"""Small texts as a corpus of their own: read, indexed and asked as any other."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Assistant
from assistant.bootstrap import open_assistant
from assistant.domain import Citation
from assistant.settings import load_settings
from ingest.wiring import run_ingest

HERE = Path(__file__).parent
HALF = 0.5  # share of a sentence's words that a quote must hold to count for it


@dataclass(frozen=True, slots=True)
class Text:
    """A document to be: Markdown, with what a manifest would say of it."""

    id: str
    language: str
    text: str
    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of ``n`` questions, in one language or in all, with the border that it has to keep."""

    name: str
    value: float
    n: int
    border: str
    holds: bool


def rows(name: str, split: str) -> list[Mapping[str, Any]]:
    """Return the lines of a set."""
    with (HERE / f"{name}-{split}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@contextmanager
def asked_of(texts: Sequence[Text]) -> Iterator[Assistant]:
    """Yield an assistant over the texts alone, through the ingest that every document goes through."""
    shipped = load_settings()
    with tempfile.TemporaryDirectory() as folder:
        corpus, data = Path(folder) / "corpus", Path(folder) / "data"
        corpus.mkdir()
        (corpus / "manifest.toml").write_text("\n".join(map(_entry, texts)), encoding="utf-8")
        for each in texts:
            (corpus / f"{each.id}.md").write_text(each.text, encoding="utf-8")
        settings = shipped.model_copy(update={"corpus_dir": corpus, "data_dir": data, "model_dir": shipped.models})
        settings.model_fields_set.add("corpus_dir")
        run_ingest(settings)
        yield open_assistant(settings)


def holds(citation: Citation, sentence: str) -> bool:
    """Tell whether a quote holds at least half of a sentence's words, one after the other."""
    quote, words = " ".join(citation.quote.split()), sentence.split()
    size = max(1, round(HALF * len(words)))
    return any(" ".join(words[start : start + size]) in quote for start in range(len(words) - size + 1))


def share(name: str, values: Sequence[bool], *, least: float | None = None, most: float | None = None) -> Figure:
    """Return a share with its border."""
    value = sum(values) / len(values) if values else 0.0
    holds_border = (least is None or value >= least) and (most is None or value <= most)
    border = "" if least is None and most is None else (f">= {least}" if least is not None else f"<= {most}")
    return Figure(name, value, len(values), border, holds_border)


def _entry(text: Text) -> str:
    fields = {"id": text.id, "file": f"{text.id}.md", "language": text.language, "title": text.title, "date": text.date}
    return "[[document]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items() if value)
