from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from assistant.domain import Language
from evals.cases.evidence import place_of
from evals.run.baselines import BM25, RECIPE, RECIPE_DEPTH, run_baselines
from evals.run.found import load_baselines, save_baselines
from evals.run.scoring import score_run
from evals.run.storage import Run, RunFolder
from tests.evals.fakes import make_info
from tests.evals.samples import CORPUS, NGO, PARTNERS, REFUSAL, make_case, make_output
from tests.hash_encoder import HashEncoder

CASES = [make_case(question="Which NGO has members?", gold=(NGO,)), REFUSAL]


class HashEmbeddings(Embeddings):
    """The hash encoder behind LangChain's interface."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        values: list[float] = HashEncoder().question(text, Language.EN).vector.tolist()
        return values


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    baselines = run_baselines(CORPUS, CASES, HashEmbeddings())
    return {each.name: list(each.found["en-en-001"].ids) for each in baselines}


def test_bm25_finds_by_the_words_of_the_question(found: dict[str, list[str]]) -> None:
    assert found[BM25] == [PARTNERS.id]


def test_the_recipe_cuts_the_canonical_text_and_takes_the_first_four() -> None:
    _, recipe = run_baselines(CORPUS, CASES, HashEmbeddings())
    ranked = recipe.found["en-en-001"]
    assert 0 < len(ranked.ids) <= RECIPE_DEPTH
    assert all(CORPUS.text(place_of(chunk)) == chunk.text for chunk in ranked.corpus.passages)


def test_only_cases_with_gold_are_asked() -> None:
    assert [list(each.found) for each in run_baselines(CORPUS, CASES, HashEmbeddings())] == [["en-en-001"]] * 2


@pytest.mark.parametrize("question", ['"', "AND OR NOT", "a* NEAR(b", "", "c'est-à-dire; DROP TABLE"])
def test_any_question_is_words_to_bm25_never_a_query(question: str) -> None:
    bm25, _ = run_baselines(CORPUS, [make_case(question=question)], HashEmbeddings())
    assert bm25.name == BM25


def test_baselines_are_scored_again_from_the_files(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    baselines = run_baselines(CORPUS, CASES, HashEmbeddings())
    save_baselines(folder, baselines)
    run = Run(make_info(), CORPUS, {"en-en-001": make_output()})
    first, again = (score_run(run, CASES, each).baselines for each in (baselines, load_baselines(folder, CORPUS)))
    assert first == again
    assert first[BM25]["all"]["recall@1"].value == 1
    assert first[RECIPE]["pair:en-en"]["recall@1"].n == 1
