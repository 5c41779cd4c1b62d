"""Is a fact given as the answer to a question about its neighbour: another place, actor, thing or time, or a denial?"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any

import typer

from assistant.answer import Assistant
from assistant.domain import Answer, AnswerStatus
from evals.studies.facts.texts import Figure, Text, asked_of, holds, rows, share

MOST_TAKEN, LEAST_GIVEN = 0.25, 0.97


def measure(split: str, *, alone: bool, show: bool) -> Iterator[Figure]:
    """Yield what becomes of the questions, over all texts together or each alone."""
    cases = rows("neighbours", split)
    with ExitStack() as stack:
        texts = [Text(each["id"], each["language"], each["text"]) for each in cases]
        whole = None if alone else stack.enter_context(asked_of(texts))
        told = [_told(case, text, whole, show=show) for case, text in zip(cases, texts, strict=True)]
    taken, given, plainly, quoted = zip(*told, strict=True)
    yield share("asked of a neighbour, given as the answer", taken, most=MOST_TAKEN)
    for kind in dict.fromkeys(case["kind"] for case in cases):
        yield share(f"  {kind}", [is_so for is_so, case in zip(taken, cases, strict=True) if case["kind"] == kind])
    yield share("there, answered with the fact", given, least=LEAST_GIVEN)
    yield share("there, and without a word of doubt", plainly)
    yield share("there, the fact shown, be it as nearest", quoted)


def _told(case: Mapping[str, Any], text: Text, whole: Assistant | None, *, show: bool) -> tuple[bool, bool, bool, bool]:
    """Tell of a case whether the neighbour was given as the answer; and of what is there whether it was given, without
    a word of doubt, and shown.
    """
    with ExitStack() as stack:
        assistant = whole or stack.enter_context(asked_of([text]))
        asked, there = assistant.ask(case["asked"]), assistant.ask(case["there"])
    taken = passes_as_answer(asked)
    given = there.status.answers and any(holds(each, case["answer"]) for each in there.citations)
    quoted = any(holds(each, case["answer"]) for each in (*there.citations, *there.nearest))
    if show:
        for answer, wrong in ((asked, taken), (there, not given)):
            typer.echo(f"{'WRONG' if wrong else 'ok   '} {case['id']} {case['kind']} {answer.status} {answer.question}")
            typer.echo(f"         {[each.quote for each in answer.citations]} {answer.missing} {answer.confidence}")
    return taken, given, given and passes_as_answer(there), quoted


def passes_as_answer(answer: Answer) -> bool:
    """Tell whether an answer says nothing of what is missing."""
    return answer.status is AnswerStatus.ANSWERED or (answer.status is AnswerStatus.PARTIAL and not answer.missing)
