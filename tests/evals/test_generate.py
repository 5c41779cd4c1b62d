from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import AnswerStatus, Turn
from evals.cases.digest import case_digest, question_digest
from evals.run.aggregate import ALL
from evals.run.generate import WARM_UP, generate
from evals.run.scoring import score_run
from evals.run.storage import Run, RunFolder, RunInfo
from tests.evals.fakes import Interrupted, ScriptedAssistant, make_info
from tests.evals.samples import CORPUS, MERK, REFUSAL, cite, make_case, make_output, refuse

CASES = (
    make_case(id="a", question="Whom?"),
    make_case(id="b", question="En wie?", history=(Turn("user", "Whom?"), Turn("assistant", "A union."))),
    replace(REFUSAL, id="c", question="How much?"),
)
SCRIPT = {
    "Whom?": make_output(cite("Ask a local trade union.")),
    "En wie?": make_output(cite("Het merk vroeg de vakbond om raad.", MERK), found=[MERK]),
    "How much?": refuse(),
}


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "first")


def run(assistant: ScriptedAssistant, folder: RunFolder, info: RunInfo | None = None) -> Run:
    progress: list[tuple[int, int]] = []
    given = info or make_info()
    return generate(
        assistant, CORPUS, CASES, folder=folder, info=given, progress=lambda done, total: progress.append((done, total))
    )


def test_every_case_is_asked_after_warming_up(folder: RunFolder) -> None:
    assistant = ScriptedAssistant(SCRIPT)
    made = run(assistant, folder)
    assert assistant.asked == ["Whom?", "En wie?", "How much?"] * 2
    assert list(made.outputs) == ["a", "b", "c"]
    assert len(CASES) <= WARM_UP


def test_a_run_is_read_back_as_it_was(folder: RunFolder) -> None:
    made = run(ScriptedAssistant(SCRIPT), folder)
    again = folder.read()
    assert again is not None
    assert (again.info, again.corpus.passages) == (made.info, CORPUS.passages)
    assert again.corpus.documents == CORPUS.documents
    for name, output in made.outputs.items():
        assert again.outputs[name].answer == output.answer
        assert again.outputs[name].passages == output.passages


def test_two_runs_of_the_same_code_give_the_same_figures(tmp_path: Path) -> None:
    scored = [score_run(run(ScriptedAssistant(SCRIPT), RunFolder(tmp_path / name)), CASES) for name in ("one", "two")]
    figures = [
        {name: figure for name, figure in each.figures[ALL].items() if "latency" not in name and figure.n}
        for each in scored
    ]
    assert figures[0] == figures[1]


def test_scoring_again_from_the_files_gives_the_same_figures(folder: RunFolder) -> None:
    made = score_run(run(ScriptedAssistant(SCRIPT), folder), CASES)
    read = folder.read()
    assert read is not None
    again = score_run(read, CASES)
    assert [each.failure for each in again.cases] == [each.failure for each in made.cases]
    assert again.figures[ALL]["correct"] == made.figures[ALL]["correct"]


def test_an_interrupted_run_goes_on_where_it_stopped(folder: RunFolder) -> None:
    with pytest.raises(Interrupted):
        run(ScriptedAssistant(SCRIPT, limit=len(CASES) + 2), folder)
    rest = ScriptedAssistant(SCRIPT)
    made = run(rest, folder)
    assert rest.asked == ["How much?", "How much?"]
    assert made.info.complete
    assert list(made.outputs) == ["a", "b", "c"]


def test_a_line_that_was_cut_off_is_asked_again(folder: RunFolder) -> None:
    run(ScriptedAssistant(SCRIPT), folder)
    folder.answers.write_bytes(folder.answers.read_bytes()[:-40])
    rest = ScriptedAssistant(SCRIPT)
    assert list(run(rest, folder).outputs) == ["a", "b", "c"]
    assert rest.asked == ["How much?", "How much?"]
    assert len(folder.answered()) == 3


@pytest.mark.parametrize("name", ["fingerprint", "corpus_version"])
def test_other_code_or_another_corpus_starts_over(folder: RunFolder, name: str) -> None:
    run(ScriptedAssistant(SCRIPT), folder)
    again = ScriptedAssistant(SCRIPT)
    run(again, folder, make_info(**{name: "other", "fingerprint": "other"}))
    assert len(again.asked) == 2 * len(CASES)


def test_a_question_that_was_reworded_is_asked_again(folder: RunFolder) -> None:
    run(ScriptedAssistant(SCRIPT), folder)
    reworded = replace(CASES[0], question="Who?")
    again = ScriptedAssistant(SCRIPT | {"Who?": refuse()})
    generate(again, CORPUS, (reworded, *CASES[1:]), folder=folder, info=make_info(), progress=lambda done, total: None)
    assert again.asked == ["Who?", "Who?"]


def test_a_question_that_cannot_be_taken_is_an_error_not_a_crash(folder: RunFolder) -> None:
    made = run(ScriptedAssistant({key: value for key, value in SCRIPT.items() if key != "How much?"}), folder)
    assert made.outputs["c"].answer.status is AnswerStatus.ERROR


def test_a_dialogue_is_judged_by_what_its_answer_was_made_from(folder: RunFolder) -> None:
    made = run(ScriptedAssistant(SCRIPT), folder)
    assert made.outputs["b"].passages == (MERK,)
    assert made.outputs["b"].strength is None


def test_changed_gold_changes_the_case_but_not_the_question() -> None:
    changed = replace(CASES[0], facts=())
    assert case_digest(changed) != case_digest(CASES[0])
    assert question_digest(changed) == question_digest(CASES[0])


def test_an_answer_to_a_question_that_was_reworded_since_is_not_scored(folder: RunFolder) -> None:
    made = run(ScriptedAssistant(SCRIPT), folder)
    scored = score_run(made, (replace(CASES[0], question="Who?"), *CASES[1:]))
    assert [each.case.id for each in scored.cases] == ["b", "c"]
