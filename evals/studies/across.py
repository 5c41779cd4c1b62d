"""Does it matter in which language one asks? The natural questions by their language and that of what answers them.

``python -m evals.studies.across`` prints need recall and the share of right first sentences for each pair. Different
questions are not equally hard, so that those asked across languages are asked once more in the document's language, as
a person translated them (``across_questions.tsv``). It also prints the share of all shown sentences, quotes beside
refusals included, that are in the language of the question.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Annotated

import typer

from assistant.bootstrap import open_assistant, partner_guide
from assistant.domain import Answer, Language
from assistant.partner.interview.situation import Situation
from assistant.settings import load_settings
from evals.natural.__main__ import ask
from evals.natural.case import Kind, Located, NaturalCase, load
from evals.natural.figures import figures_of

QUESTIONS = Path(__file__).with_name("across_questions.tsv")
NAMES = ("need recall", "first sentence right")
SITUATIONS = (
    Situation(),
    Situation(purposes=("1", "2"), whom=("workers",), where="Pakistan", have=("supplier",), sure="exploring"),
    Situation(purposes=("3", "4"), whom=("communities",), where="NL", have=("companies",), sure="idea"),
    Situation(purposes=("5", "6", "7"), whom=("unions",), have=("membership", "ngo"), sure="decided"),
)


def main(split: Annotated[str, typer.Option(help="dev or test")] = "dev") -> None:
    """Print the figures."""
    settings = load_settings()
    assistant = open_assistant(settings)
    spoken = {document.id: document.language for document in assistant.documents()}
    located = Located(assistant.documents())
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    shown: dict[Language, list[bool]] = defaultdict(list)
    for name, case in _cases(split, spoken):
        answer = ask(assistant, case)
        shown[answer.language] += in_its_language(answer)
        for figure in figures_of(case, answer, located):
            values[name, figure.name].append(figure.value)
    guide = partner_guide(assistant, settings)
    for language in Language:
        for situation in SITUATIONS:
            shown[language] += in_its_language(guide.brief_answer(situation, language))
        shown[language] += in_its_language(guide.purposes_answer(language))
    for pair in sorted({pair for pair, _ in values}):
        cells = (f"{name} {mean(values[pair, name]):.3f}" for name in NAMES)
        typer.echo(f"{pair} ({len(values[pair, NAMES[0]])}): {', '.join(cells)}")
    for language, found in sorted(shown.items()):
        typer.echo(f"shown sentences in the language of who asks in {language}: {mean(found):.4f} of {len(found)}")


def in_its_language(answer: Answer) -> Iterator[bool]:
    """Yield for each sentence that an answer shows whether it is in its language; a name is in none."""
    yield from (part.language is answer.language for part in answer.sentences if part.text != part.lead)
    yield from (near.language is answer.language or bool(near.translation) for near in answer.nearest)


def _cases(split: str, spoken: dict[str, Language]) -> Iterator[tuple[str, NaturalCase]]:
    """Yield answerable questions with their pair, where all that they need is in one language."""
    with QUESTIONS.open(encoding="utf-8", newline="") as lines:
        translated = dict(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for case in load(split):
        found = {spoken[place.document] for need in case.needs for place in need}
        if case.kind is not Kind.ANSWERABLE or len(found) != 1:
            continue
        (language,) = found
        yield f"{case.language}-{language}", case
        if case.id in translated:
            yield (
                f"{case.language}-{language}, asked in {language}",
                replace(case, language=language, question=translated[case.id]),
            )


if __name__ == "__main__":
    typer.run(main)
