"""Does it matter in which language one asks? The natural questions by their language and that of what answers them.

``python -m evals.studies.across`` prints need recall and the share of right first sentences for each pair, and the
share of all shown sentences, quotes beside refusals included, that are in the language of the question.
"""

from collections import defaultdict
from collections.abc import Iterator
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

NAMES = ("need recall", "first sentence right")
SITUATIONS = (
    Situation(),
    Situation(purposes=("1", "2"), whom=("workers",), where="Pakistan", have=("supplier",), sure="exploring"),
    Situation(purposes=("3", "4"), whom=("communities",), where="NL", have=("companies",), sure="idea"),
    Situation(purposes=("5", "6", "7"), whom=("unions",), have=("membership", "ngo"), sure="decided"),
)


def main(split: Annotated[str, typer.Option(help="dev or test")] = "dev") -> None:
    """Print the figures."""
    assistant = open_assistant(load_settings())
    spoken = {document.id: document.language for document in assistant.documents()}
    located = Located(assistant.documents())
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    shown: dict[Language, list[bool]] = defaultdict(list)
    for case in load(split):
        answer = ask(assistant, case)
        shown[answer.language] += in_its_language(answer)
        for pair in _pairs(case, spoken):
            for figure in figures_of(case, answer, located):
                values[pair, figure.name].append(figure.value)
    guide = partner_guide(assistant)
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


def _pairs(case: NaturalCase, spoken: dict[str, Language]) -> Iterator[str]:
    """Yield the pair of an answerable question, where all that it needs is in one language."""
    found = {spoken[place.document] for need in case.needs for place in need}
    if case.kind is Kind.ANSWERABLE and len(found) == 1:
        yield f"{case.language}-{found.pop()}"


if __name__ == "__main__":
    typer.run(main)
