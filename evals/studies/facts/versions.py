"""Are two dated versions of one guidance told apart: does the one that was asked for come first?"""

from collections.abc import Iterator

import typer

from evals.studies.facts.texts import Figure, Text, asked_of, holds, rows, share


def measure(split: str, *, show: bool) -> Iterator[Figure]:
    """Yield how often the first quote is of the version that was asked for, and says what is right."""
    cases = rows("versions", split)
    texts = [
        Text(f"{case['id']}-{age}", case["language"], case[age]["text"], case[age]["title"], case[age]["date"])
        for case in cases
        for age in ("old", "new")
    ]
    first, right = [], []
    with asked_of(texts) as assistant:
        for case in cases:
            answer = assistant.ask(case["question"])
            begins = answer.citations[:1] if answer.status.answers else ()
            first.append(any(each.document_id == f"{case['id']}-{case['wants']}" for each in begins))
            right.append(first[-1] and any(holds(each, case["answer"]) for each in begins))
            if show:
                cited = [(each.document_id, each.quote) for each in answer.citations]
                typer.echo(f"{'ok   ' if right[-1] else 'WRONG'} {case['id']} {case['wants']} {answer.question}")
                typer.echo(f"         {answer.status} {cited} {answer.missing}")
    yield share("versions: the one asked for comes first", first, least=1.0)
    yield share("versions: and with the right fact", right, least=1.0)
