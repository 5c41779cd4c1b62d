"""A second bilingual retrieval set, to show that a method holds beyond this corpus.

Built from Debian's installation guide and Debian's FAQ (packages installation-guide-amd64, debian-faq and
debian-faq-nl): English and Dutch pages with the same structure. Each section is indexed in one of its two languages
and asked for in both.

    python -m evals.studies.second_set OUT_DIR [--guide FOLDER] [--faq FOLDER]
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.text.sentences import sentence_spans
from evals.studies.bilingual_pages import Pair, align
from evals.studies.docbook import Section

QUESTIONS = Path(__file__).with_name("second_set_questions.tsv")
GUIDE = Path("/usr/share/doc/installation-guide-amd64")
FAQ = Path("/usr/share/doc/debian/FAQ")
PASSAGE_WORDS = 180
_QUERY_WORDS = 8


@dataclass(frozen=True, slots=True)
class SetPassage:
    """A piece of a section, in the one language that the section is indexed in."""

    id: str
    section: str
    language: Language
    heading_path: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SetQuery:
    """A query for a section; ``pair`` is its own language and the section's ("nl-en").

    ``kind`` is ``title``, ``sentence`` (a sentence of the section itself), ``question`` (written by a person) or
    ``faq`` (the title of a section of a FAQ).
    """

    id: str
    section: str
    language: Language
    pair: str
    kind: str
    text: str


@dataclass(frozen=True)
class SecondSet:
    """Passages and queries; ``skipped`` names the pages whose two versions have not the same structure."""

    passages: tuple[SetPassage, ...]
    queries: tuple[SetQuery, ...]
    skipped: tuple[str, ...] = ()

    def relevant(self, query: SetQuery) -> frozenset[str]:
        """Return the ids of the passages that answer a query."""
        return self._by_section[query.section]

    @cached_property
    def _by_section(self) -> dict[str, frozenset[str]]:
        ids: dict[str, set[str]] = {}
        for passage in self.passages:
            ids.setdefault(passage.section, set()).add(passage.id)
        return {section: frozenset(members) for section, members in ids.items()}


def build(folder: Path = GUIDE, questions: Path = QUESTIONS) -> SecondSet:
    """Return the set of an installation guide: a folder with a folder of HTML for each language."""
    aligned = align(folder / Language.EN, folder / Language.NL, package="installation-guide-amd64")
    passages = [passage for pair in aligned.pairs for passage in _passages(pair, own_title=True)]
    written = _read_questions(questions)
    kinds = {
        "title": {pair.id: {key: _title(section) for key, section in pair.versions.items()} for pair in aligned.pairs},
        "sentence": {pair.id: _middle_sentences(pair) for pair in aligned.pairs},
        "question": {pair.id: written[pair.id] for pair in aligned.pairs if pair.id in written},
    }
    queries = [query for kind, texts in kinds.items() for query in _queries(aligned.pairs, kind, texts)]
    return SecondSet(tuple(passages), tuple(queries), aligned.skipped)


def build_faq(folder_en: Path = FAQ, folder_nl: Path = FAQ / Language.NL) -> SecondSet:
    """Return the set of a FAQ, asked with its own questions.

    A passage's heading path leaves the question out: it would be found by its own words.
    """
    aligned = align(folder_en, folder_nl, package="debian-faq debian-faq-nl")
    passages = [passage for pair in aligned.pairs for passage in _passages(pair, own_title=False)]
    texts = {pair.id: {key: section.path[-1] for key, section in pair.versions.items()} for pair in aligned.pairs}
    asked = {key: titles for key, titles in texts.items() if all(title.endswith("?") for title in titles.values())}
    return SecondSet(tuple(passages), tuple(_queries(aligned.pairs, "faq", asked)), aligned.skipped)


def _passages(pair: Pair, own_title: bool) -> Iterable[SetPassage]:
    section = pair.versions[pair.language]
    path = section.path if own_title else section.path[:-1]
    for number, text in enumerate(_split(section, pair.language)):
        yield SetPassage(f"{pair.id}:{number}", pair.id, pair.language, path, text)


def _split(section: Section, language: Language) -> list[str]:
    """Return the text in pieces that end where a paragraph ends, or a sentence in a paragraph that is too long."""
    pieces: list[str] = []
    room = 0
    for paragraph in section.paragraphs:
        fits_whole = len(paragraph.text.split()) <= PASSAGE_WORDS
        parts = [paragraph.text] if fits_whole else _sentences(paragraph.text, language)
        for number, part in enumerate(parts):
            size = len(part.split())
            if size > room or not pieces:
                pieces.append(part)
                room = PASSAGE_WORDS
            else:
                pieces[-1] += (" " if number else "\n") + part
            room -= size
    return pieces


def _sentences(text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


def _title(section: Section) -> str:
    return ", ".join(reversed(section.path[-2:]))


def _middle_sentences(pair: Pair) -> dict[Language, str]:
    found: dict[Language, str] = {}
    for language, section in pair.versions.items():
        sentences = [sentence for text in section.prose for sentence in _sentences(text, language)]
        whole = [text for text in sentences if len(text.split()) >= _QUERY_WORDS and text[-1] in ".!?"]
        if whole:
            found[language] = whole[len(whole) // 2]
    return found


def _queries(pairs: Sequence[Pair], kind: str, texts: dict[str, dict[Language, str]]) -> Iterable[SetQuery]:
    """Yield the queries of the sections that have one in both languages, without those that fit two sections."""
    uses = Counter(text.casefold() for versions in texts.values() for text in set(versions.values()))
    for pair in pairs:
        versions = texts.get(pair.id, {})
        if len(versions) < len(Language) or any(uses[text.casefold()] > 1 for text in versions.values()):
            continue
        for language, text in versions.items():
            yield SetQuery(f"{pair.id}:{kind}:{language}", pair.id, language, f"{language}-{pair.language}", kind, text)


def _read_questions(path: Path) -> dict[str, dict[Language, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {section: {Language.EN: english, Language.NL: dutch} for section, english, dutch in rows}


def _dump(folder: Path, second_set: SecondSet) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("passages", second_set.passages), ("queries", second_set.queries)):
        lines = [json.dumps(asdict(row), ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _report(name: str, second_set: SecondSet) -> str:
    languages = Counter(passage.language.value for passage in second_set.passages)
    queries = Counter(f"{query.kind} {query.pair}" for query in second_set.queries)
    counts = [f"{count} {label}" for label, count in sorted((languages + queries).items())]
    return f"{name}: {', '.join(counts)}; skipped pages: {', '.join(second_set.skipped) or 'none'}\n"


def main() -> None:
    """Write the sets as JSONL, a folder each."""
    parser = argparse.ArgumentParser(description="Write the second bilingual set as JSONL.")
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("--guide", type=Path, default=GUIDE, help="folder of the installation guide")
    parser.add_argument("--faq", type=Path, default=FAQ, help="folder of the FAQ, with the Dutch one in nl/ under it")
    options = parser.parse_args()
    try:
        sets = {"guide": build(options.guide), "faq": build_faq(options.faq, options.faq / Language.NL)}
    except AssistantError as error:
        sys.exit(str(error))
    for name, second_set in sets.items():
        _dump(options.out_dir / name, second_set)
        sys.stdout.write(_report(name, second_set))


if __name__ == "__main__":
    main()
