"""What each part of the ranking gives: the same questions with one part left out at a time.

``python -m evals.studies.ablation`` prints recall@1 / recall@5 by language pair, of the dev split unless told
otherwise. All else stays as it is: passages, embedding model, language-neutral space; ``evals.run.baselines`` goes
without these.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean
from typing import Annotated

import typer

from assistant.answer import Assistant
from assistant.bootstrap import generations, open_assistant
from assistant.question.understand import understand
from assistant.review.case import Case
from assistant.search.index import Index
from assistant.search.retrieve import WEIGHTS, Weights, retrieve
from assistant.settings import load_settings
from assistant.text.glossary import NO_TERMS
from evals.cases.case import load_cases, split_of
from evals.cases.evidence import Corpus
from evals.cases.output import Ranked
from evals.metrics.retrieval import recall_at_1, recall_at_5
from evals.metrics.score import Score

PAIRS = ("en-en", "nl-nl", "en-nl", "nl-en")


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to rank."""

    name: str
    weights: Weights = WEIGHTS
    glossary: bool = True


VARIANTS = (
    Variant("similarity in the neutral space alone", Weights(0, 0, 0, 0)),
    Variant("all parts"),
    Variant("without late interaction", replace(WEIGHTS, late=0)),
    Variant("without the best stretch", replace(WEIGHTS, closest=0)),
    Variant("without either", replace(WEIGHTS, late=0, closest=0)),
    Variant("without words (BM25)", replace(WEIGHTS, lexical=0)),
    Variant("without the glossary", glossary=False),
    Variant("without known questions", replace(WEIGHTS, known=0)),
)


def main(split: Annotated[str, typer.Option(help="dev or test")] = "dev") -> None:
    """Print the table."""
    settings = load_settings()
    assistant = open_assistant(settings)
    cases = [case for case in load_cases() if split_of(case.id) == split and case.gold and not case.history]
    typer.echo("| ranked by | " + " | ".join(f"{pair} ({len(_of(cases, pair))})" for pair in PAIRS) + " |")
    typer.echo("|---" * (len(PAIRS) + 1) + "|")
    folder = generations(settings).require_current()
    for variant in VARIANTS:
        index = Index(folder)
        if not variant.glossary:
            index.glossary = NO_TERMS
        cells = [_recall(assistant, index, _of(cases, pair), variant.weights) for pair in PAIRS]
        typer.echo(f"| {variant.name} | " + " | ".join(cells) + " |")
        index.close()


def _of(cases: Sequence[Case], pair: str) -> list[Case]:
    return [case for case in cases if case.pair == pair]


def _recall(assistant: Assistant, index: Index, cases: Sequence[Case], weights: Weights) -> str:
    documents = {document.id: document for document in index.documents()}
    passages = tuple(passage for key in documents for passage in index.passages_of(key))
    corpus = Corpus(documents, passages)
    first, fifth = [], []
    for case in cases:
        found = retrieve(understand(case.question, assistant.encoder).query, index, 10, weights)
        ranked = Ranked(corpus, tuple(hit.passage for hit in found.hits))
        first.append(recall_at_1(case, ranked))
        fifth.append(recall_at_5(case, ranked))
    return f"{_mean(first):.2f} / {_mean(fifth):.2f}"


def _mean(scores: Sequence[Score]) -> float:
    return mean(score.value for score in scores if score.value is not None)


if __name__ == "__main__":
    typer.run(main)
