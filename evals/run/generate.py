"""Ask an assistant every case and write down what it gives; an interrupted run goes on where it stopped."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.body import said
from assistant.domain import Answer, AnswerStatus, Hit, Language, Passage, SearchResult, Turn
from assistant.errors import QuestionError
from assistant.review.case import Case
from evals.cases.digest import question_digest
from evals.cases.evidence import Corpus
from evals.cases.output import Output
from evals.run.storage import Run, RunFolder, RunInfo, output_line, output_of

DEPTH = 10
WARM_UP = 5

Progress = Callable[[int, int], None]


class Subject(Protocol):
    """What an evaluation asks of an assistant."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Find the passages for a question."""


def generate(
    subject: Subject, corpus: Corpus, cases: Sequence[Case], *, folder: RunFolder, info: RunInfo, progress: Progress
) -> Run:
    """Ask every case that the folder does not hold yet, and return the whole run."""
    outputs = _resumed(folder, corpus, cases, info)
    if not outputs:
        folder.write_info(info)
        folder.write_corpus(corpus)
    waiting = [case for case in cases if case.id not in outputs]
    for case in waiting[:WARM_UP]:
        observe(subject, corpus, case)
    started = time.monotonic()
    with folder.answers.open("a", encoding="utf-8") as file:
        for case in waiting:
            outputs[case.id] = observe(subject, corpus, case)
            line = output_line(case.id, outputs[case.id])
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            progress(len(outputs), len(cases))
    finished = replace(_named(info, outputs.values()), complete=True, seconds=round(time.monotonic() - started, 1))
    folder.write_info(finished)
    return Run(finished, corpus, {case.id: outputs[case.id] for case in cases})


def observe(subject: Subject, corpus: Corpus, case: Case) -> Output:
    """Ask one case; a question that cannot be taken counts as an answer with the status ``error``."""
    started = time.perf_counter()
    try:
        answer = subject.ask(case.question, case.history)
    except QuestionError as error:
        language = Language(case.language)
        refusal = Answer("", case.question, language, AnswerStatus.ERROR, said(str(error), language))
        return Output(corpus, (), refusal, question_digest(case))
    elapsed = (time.perf_counter() - started) * 1000
    hits = () if case.history else subject.search(case.question, limit=DEPTH).hits
    strength = round(hits[0].score, 6) if hits else None
    return Output(corpus, _ranking(answer, hits, corpus), answer, question_digest(case), strength, elapsed)


def _ranking(answer: Answer, hits: Sequence[Hit], corpus: Corpus) -> tuple[Passage, ...]:
    """Return what the answer was made from: ``search`` knows no history, ``retrieved`` does."""
    known = {passage.id: passage for passage in corpus.passages}
    found = tuple(known[identifier] for identifier in answer.retrieved[:DEPTH] if identifier in known)
    return found or tuple(hit.passage for hit in hits)


def _resumed(folder: RunFolder, corpus: Corpus, cases: Sequence[Case], info: RunInfo) -> dict[str, Output]:
    """Return what the folder already holds of the same code, corpus and questions; a cut-off line is dropped."""
    earlier = folder.read_info()
    if earlier is None or earlier.fingerprint != info.fingerprint:
        folder.answers.unlink(missing_ok=True)
        return {}
    asked = {case.id: question_digest(case) for case in cases}
    lines = [line for line in folder.answered() if asked.get(line["id"]) == line["asked"]]
    whole = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    folder.answers.write_text(whole, encoding="utf-8")
    return {line["id"]: output_of(line, corpus) for line in lines}


def _named(info: RunInfo, outputs: Iterable[Output]) -> RunInfo:
    """Add what only the answers know: chat model and prompts."""
    answers = [output.answer for output in outputs]
    prompts = sorted({answer.prompt_version for answer in answers if answer.prompt_version})
    models = sorted({answer.model for answer in answers if answer.model})
    return replace(info, prompt_version=", ".join(prompts), model=", ".join([info.model, *models]))
