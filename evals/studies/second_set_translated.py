"""The second bilingual set with translations of a part of it: do these close the gap between the languages?

Debian's FAQ (packages debian-faq and debian-faq-nl), a document for each of its questions, in one of its two languages
and without the question itself. Half of the documents have a translation, taken from the other language's version, so
that the truth is known: sentence by sentence where a paragraph has as many in both. Then the other half has.

    python -m evals.studies.second_set_translated FOLDER

``FOLDER`` is filled with the documents and their index. Every question is asked in both languages.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from statistics import mean
from typing import Annotated

import typer

from assistant.bootstrap import generations, neutral_encoder
from assistant.domain import Document, Language
from assistant.question.understand import understand
from assistant.search.index import Index
from assistant.search.retrieve import retrieve
from assistant.settings import load_settings
from assistant.text.language import detect_language
from assistant.text.memory import Memory, Origin, Translated, unit_key
from assistant.text.sentences import sentence_spans
from evals.studies.bilingual_pages import Pair, align
from evals.studies.second_set import FAQ
from ingest.manifest import load_entries
from ingest.readers import read_document
from ingest.translations.folder import write
from ingest.wiring import run_ingest

NUMBERS = (1, 5)


def main(folder: Annotated[Path, typer.Argument(help="where the documents and their index go")]) -> None:
    """Print recall@1 and recall@5 by pair of languages, with and without a translation."""
    pairs = [pair for pair in align(FAQ, FAQ / Language.NL, "debian-faq debian-faq-nl").pairs if _is_question(pair)]
    ranks: dict[tuple[bool, bool], list[int]] = defaultdict(list)
    for half in (False, True):
        chosen = [_is_first(pair) is not half for pair in pairs]
        for key, found in _ranks(pairs, chosen, folder / str(int(half))):
            ranks[key].append(found)
    for (translated, same), found_at in sorted(ranks.items()):
        recall = " / ".join(f"{mean(0 < rank <= most for rank in found_at):.3f}" for most in NUMBERS)
        what = f"{'with' if translated else 'without'} translation, {'same language' if same else 'across'}"
        typer.echo(f"{what} ({len(found_at)}): recall@1 / recall@5 {recall}")


def _ranks(pairs: Sequence[Pair], translated: Sequence[bool], folder: Path) -> Iterator[tuple[tuple[bool, bool], int]]:
    """Yield the rank of each question's document, 0 where it is not found: is it translated, is it of its language."""
    settings = load_settings(corpus_dir=folder / "corpus", data_dir=folder / "data")
    settings.corpus_dir.mkdir(parents=True, exist_ok=True)
    _write(pairs, translated, settings.corpus_dir)
    run_ingest(settings)
    index = Index(generations(settings).require_current())
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    for number, pair in enumerate(pairs):
        for language, section in pair.versions.items():
            found = retrieve(understand(section.path[-1], encoder).query, index, max(NUMBERS))
            hits = [hit.passage.document_id for hit in found.hits]
            rank = hits.index(_name(number)) + 1 if _name(number) in hits else 0
            yield (translated[number], language is pair.language), rank
    index.close()


def _is_question(pair: Pair) -> bool:
    return all(section.path[-1].endswith("?") for section in pair.versions.values())


def _is_first(pair: Pair) -> bool:
    """Tell whether a document is in the first half: as good as random, and the same each time."""
    return sha256(pair.id.encode()).digest()[1] % 2 == 0


def _name(number: int) -> str:
    return f"faq-{number:03}"


def _write(pairs: Sequence[Pair], translated: Sequence[bool], folder: Path) -> None:
    rows = []
    for number, pair in enumerate(pairs):
        section = pair.versions[pair.language]
        text = "\n\n".join(" ".join(each.text.split()) for each in section.paragraphs)
        (folder / f"{_name(number)}.txt").write_text(text, encoding="utf-8")
        rows.append(f'[[document]]\nid = "{_name(number)}"\nfile = "{_name(number)}.txt"\ntitle = "Debian FAQ"\n')
        rows.append(f'language = "{pair.language}"\n\n')
    (folder / "manifest.toml").write_text("".join(rows), encoding="utf-8")
    entries = load_entries(folder).entries
    units = total = 0
    for pair, entry, wanted in zip(pairs, entries, translated, strict=True):
        if wanted:
            document = read_document(folder / entry.file, entry, detect_language)
            memory = _memory(pair, document)
            write(folder, document, memory)
            units, total = units + len(memory.units), total + len(document.blocks)
    typer.echo(f"{len(pairs)} questions; {units} sentences of {total} paragraphs translated")


def _memory(pair: Pair, document: Document) -> Memory:
    other = document.language.other
    units = {unit_key(here): Translated(there, Origin.PERSON) for here, there in _sentences(pair)}
    return replace(Memory(document.id, other), units=units)


def _sentences(pair: Pair) -> Iterator[tuple[str, str]]:
    here, there = pair.versions[pair.language], pair.versions[pair.language.other]
    if len(here.paragraphs) != len(there.paragraphs):
        return
    for one, other in zip(here.paragraphs, there.paragraphs, strict=True):
        ours, theirs = _split(one.text, pair.language), _split(other.text, pair.language.other)
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def _split(text: str, language: Language) -> list[str]:
    whole = " ".join(text.split())
    return [whole[start:end] for start, end in sentence_spans(whole, language)]


if __name__ == "__main__":
    typer.run(main)
