"""The second corpus: Debian's installation guide and FAQ, each section in one of its two languages, and who asks.

Whoever asks has their answer in it: the questions that a person wrote about the guide, and those of the FAQ, which its
documents leave out.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from assistant.domain import Language
from evals.studies.corpora.asked import Asked
from evals.studies.second_set import SecondSet, SetPassage, build, build_faq

ASKED = ("question", "faq")


def write(folder: Path) -> tuple[Asked, ...]:
    """Write the corpus as Markdown, a document for each chapter and language; return its questions."""
    asked: list[Asked] = []
    for name, found in (("guide", build()), ("faq", build_faq())):
        for file, passages in _documents(found):
            path = folder / f"{name}-{file}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(_lines(passages)) + "\n", encoding="utf-8")
        asked += [Asked(each.kind, each.id, each.language, each.text) for each in found.queries if each.kind in ASKED]
    return tuple(asked)


def _documents(found: SecondSet) -> Iterable[tuple[str, list[SetPassage]]]:
    chapters: dict[tuple[str, Language], list[SetPassage]] = defaultdict(list)
    for passage in found.passages:
        chapters["".join(passage.heading_path[:1]), passage.language].append(passage)
    for number, ((_, language), passages) in enumerate(chapters.items(), start=1):
        yield f"{number:02}-{language}", passages


def _lines(passages: Iterable[SetPassage]) -> Iterable[str]:
    """Yield headings where they change, and paragraphs; a sign that would be markup is only a sign."""
    before: tuple[str, ...] = ()
    for passage in passages:
        for depth, heading in enumerate(passage.heading_path):
            if before[: depth + 1] != passage.heading_path[: depth + 1]:
                yield f"{'#' * (depth + 1)} {_plain(heading)}"
        before = passage.heading_path
        yield from (_plain(line) for line in passage.text.split("\n"))


def _plain(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|~" else sign for sign in text)
