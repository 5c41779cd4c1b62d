"""The figures of natural questions: each a share of cases, by kind and language, or a median number of words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean, median

from assistant.domain import Answer, AnswerStatus, Composer
from evals.natural.case import Kind, Located, NaturalCase


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of one case: what is measured, in which group of cases, in which language."""

    name: str
    group: str
    language: str
    value: float


def figures_of(case: NaturalCase, answer: Answer, located: Located) -> Iterable[Figure]:
    """Yield what is measured of an answer."""
    answered = answer.status.answers

    def figure(name: str, group: str, value: float) -> Figure:
        return Figure(name, group, case.language.value, value)

    if case.needs:
        group = "follow-up" if case.kind in (Kind.FOLLOW_UP, Kind.TOPIC_SWITCH) else case.kind.value
        yield figure("answered or partial", group, answered)
        yield figure("need recall", group, _need_recall(case, answer, located) if answered else 0.0)
        yield figure("first sentence right", group, answered and _first_right(case, answer, located))
        yield figure("words", group, len(answer.text.split()))
        if answered and answer.citations:
            yield figure("noise", group, _noise(case, answer, located))
    elif case.kind is Kind.NEAR_MISS or (case.kind is Kind.FOLLOW_UP and case.missing):
        honest = not answered or bool(answer.status is AnswerStatus.PARTIAL and answer.missing)
        yield figure("handled honestly", "near miss", honest)
    elif case.kind is Kind.OFF_TOPIC or case.missing == "off_topic":
        yield figure("answered", "off topic", answered)
    elif case.kind is Kind.SMALL_TALK or case.missing == "small_talk":
        yield figure("spoken for itself", "small talk", answer.status is AnswerStatus.ASSISTANT)
    elif case.kind is Kind.REWORK:
        yield figure("reworked or said why not", "rework", answer.composer in (Composer.REWORK, Composer.ITSELF))


def summed_up(figures: Iterable[Figure]) -> Mapping[tuple[str, str], Mapping[str, tuple[float, int]]]:
    """Return for each group and name the value and number of cases, in all and by language."""
    values: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for each in figures:
        for column in ("all", each.language):
            values[each.group, each.name][column].append(each.value)
    return {
        (group, name): {column: (_middle(name, found), len(found)) for column, found in columns.items()}
        for (group, name), columns in values.items()
    }


def _middle(name: str, values: list[float]) -> float:
    return median(values) if name == "words" else mean(values)


def _need_recall(case: NaturalCase, answer: Answer, located: Located) -> float:
    met = [any(located.holds(each, place) for each in answer.citations for place in need) for need in case.needs]
    return mean(met)


def _first_right(case: NaturalCase, answer: Answer, located: Located) -> bool:
    """Tell whether the first sentence holds a need, or leads in a list that does."""
    if not answer.sentences:
        return False
    numbers = set(answer.sentences[0].citations)
    if answer.sentences[0].text.endswith(":") and len(answer.sentences) > 1:
        numbers |= {number for each in answer.sentences[1:] for number in each.citations}
    first = [each for each in answer.citations if each.number in numbers]
    return any(located.holds(each, place) for each in first for need in case.needs for place in need)


def _noise(case: NaturalCase, answer: Answer, located: Located) -> float:
    """Return the share of the quotes that nobody asked for and that do not help either."""
    wanted = [*case.helpful, *(place for need in case.needs for place in need)]
    return mean(not any(located.holds(each, place) for place in wanted) for each in answer.citations)
