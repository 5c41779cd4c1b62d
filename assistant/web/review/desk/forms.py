"""The form on which an answer is judged: what stands in it, and what its buttons do. It needs no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID, uuid4

from starlette.datastructures import FormData

from assistant.domain import STRUCTURED, Answer, Language
from assistant.review.changes import Texts
from assistant.review.verdict import CitationVerdict, Place, Review, State, Verdict
from assistant.web.review.desk.picking import MOST, as_it_stands, prove

LONGEST_NOTE = 4000
LONGEST_QUESTION = 1000


class Look(StrEnum):
    """Where passages are picked from."""

    NOWHERE = ""
    SEARCH = "search"
    DOCUMENT = "document"


@dataclass(frozen=True)
class FilledIn:
    """A verdict that is being made.

    ``submission`` is the form's own id, ``seen`` how many verdicts on the group were there when the page was opened.
    ``lost`` counts picked places whose words are not in service.
    """

    submission: str
    seen: int
    answer_id: str = ""
    verdict: Verdict | None = None
    citations: Mapping[int, CitationVerdict] = field(default_factory=dict)
    questions: Mapping[Language, str] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    note: str = ""
    look: Look = Look.NOWHERE
    words: str = ""
    document: str = ""
    lost: int = 0


@dataclass(frozen=True)
class Action:
    """A button that was pressed; ``position`` is that of the picked place it belongs to, from 0."""

    name: str
    position: int = -1


def blank_form(
    answer: Answer, state: State, own: Review | None, earlier: Sequence[Review], seen: int, texts: Texts
) -> FilledIn:
    """Return the form as it is opened: with one's own verdict, where the documents have not changed since.

    ``earlier`` are the verdicts of all, oldest first, from which the question in both languages is taken over.
    """
    blank = FilledIn(uuid4().hex, seen, answer.answer_id, questions=_questions(answer, earlier))
    if own is None:
        return blank
    stand = [as_it_stands(place, texts) for place in own.places]
    places = tuple(place for place in stand if place is not None)
    drafted = replace(blank, places=places, lost=len(stand) - len(places), note=own.note)
    if state is State.CHANGED:
        return drafted
    return replace(drafted, verdict=own.verdict, citations=own.citations)


def read_form(form: FormData, answer: Answer, texts: Texts) -> FilledIn:
    """Return what a form holds; what was picked is proven anew, and what it cannot hold is left out."""
    values = [*_all(form, "place"), *_all(form, "found")]
    proven = [prove(value, texts) for value in dict.fromkeys(values)]
    places = tuple(dict.fromkeys(place for place in proven if place is not None))[:MOST]
    look, words = _one(form, "look"), _one(form, "words").strip()[:LONGEST_QUESTION]
    return FilledIn(
        submission=_submission(_one(form, "submission")),
        seen=_number(_one(form, "seen")),
        answer_id=answer.answer_id,
        verdict=_verdict(_one(form, "verdict")),
        citations=dict(_citation_verdicts(form, answer)),
        questions=_questions_of(form, answer),
        places=places,
        note=_one(form, "note").strip()[:LONGEST_NOTE],
        look=Look(look) if look in set(Look) else Look.NOWHERE,
        words=words,
        document=_one(form, "document"),
        lost=proven.count(None),
    )


def action_of(form: FormData) -> Action:
    """Return which button sent a form; the Enter key in the search box searches."""
    name, _, position = _one(form, "action").partition(" ")
    if name in ("", "keep") and _one(form, "words").strip() != _one(form, "searched"):
        name = "search"
    return Action(name, int(position) if position.isascii() and position.isdecimal() and len(position) < 4 else -1)


def applied(filled: FilledIn, action: Action) -> FilledIn:
    """Return the form after a button that does not save."""
    if action.name == "search":
        return replace(filled, look=Look.SEARCH if filled.words else Look.NOWHERE)
    if action.name == "look":
        return replace(filled, look=Look.DOCUMENT if filled.document else Look.NOWHERE)
    places = list(filled.places)
    if not 0 <= action.position < len(places):
        return filled
    place = places.pop(action.position)
    if action.name == "up":
        places.insert(max(action.position - 1, 0), place)
    elif action.name == "down":
        places.insert(action.position + 1, place)
    elif action.name != "remove":
        return filled
    return replace(filled, places=tuple(places))


def _questions(answer: Answer, earlier: Sequence[Review]) -> dict[Language, str]:
    if answer.composer in STRUCTURED:
        return {}
    known = next((each.questions for each in reversed(earlier) if each.questions and not each.undone), {})
    return {answer.language: answer.standalone or answer.question} | dict(known)


def _questions_of(form: FormData, answer: Answer) -> dict[Language, str]:
    if answer.composer in STRUCTURED:
        return {}
    words = {each: " ".join(_one(form, f"question-{each}").split())[:LONGEST_QUESTION] for each in Language}
    return {language: question for language, question in words.items() if question}


def _citation_verdicts(form: FormData, answer: Answer) -> Mapping[int, CitationVerdict]:
    sent = {each.number: _one(form, f"citation-{each.number}") for each in answer.citations}
    return {number: CitationVerdict(value) for number, value in sent.items() if value in set(CitationVerdict)}


def _verdict(value: str) -> Verdict | None:
    return Verdict(value) if value in set(Verdict) else None


def _submission(value: str) -> str:
    try:
        return UUID(value).hex
    except ValueError:
        return uuid4().hex


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else 0


def _one(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _all(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name) if isinstance(value, str)]
