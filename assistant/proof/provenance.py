"""What is kept of an answer, so that it can be proven, shown again and judged later, whatever becomes of the index."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Any

from assistant.body import Part, PartKind, Translation
from assistant.contract import answer_json
from assistant.domain import Answer, AnswerStatus, Check, Citation, Document, Fate, Language, Missing, Passage, Usage
from assistant.proof import earlier

FORMAT = 1

PassageById = Callable[[str], Passage | None]
DocumentById = Callable[[str], Document | None]


@dataclass(frozen=True)
class Recalled:
    """An answer as it was given, with the passages and the documents' dates that its citations are shown with."""

    answer: Answer
    passages: Mapping[str, Passage]
    dates: Mapping[str, str]


def record(answer: Answer, passage: PassageById, document: DocumentById) -> dict[str, Any]:
    """Return plain JSON values that hold an answer with all that it rests on.

    Cited and nearest passages are kept whole. Of those that were found but not used the place and the fingerprint are
    kept; their words can be had from that version of the document.
    """
    shown = [*answer.citations, *answer.nearest]
    whole = dict.fromkeys(each.passage_id for each in shown)
    found = {id: passage(id) for id in dict.fromkeys([*whole, *answer.retrieved])}
    sources = {id: document(id) for id in dict.fromkeys(each.document_id for each in found.values() if each)}
    return {
        "format": FORMAT,
        "answer": answer_json(answer),
        "passages": [_passage_json(each, id in whole) for id, each in found.items() if each],
        "documents": [_document_json(each) for each in sources.values() if each],
    }


def recall(kept: Mapping[str, Any]) -> Recalled:
    """Return what a record holds."""
    passages = {each["id"]: read_passage(each) for each in kept["passages"] if "text" in each}
    return Recalled(read_answer(kept["answer"]), passages, {each["id"]: each["date"] for each in kept["documents"]})


def read_answer(values: Mapping[str, Any]) -> Answer:
    """Return the answer that ``answer_json`` wrote, this version's or an earlier one's.

    What a later version added is left out; what an earlier one did not know yet has its default.
    """
    known = _known(Answer, values) | {
        "language": Language(values["language"]),
        "status": AnswerStatus(values["status"]),
        "body": tuple(_part(each) for each in values["body"]) if "body" in values else earlier.parts_of(values),
        "citations": tuple(_citation(each) for each in values["citations"]),
        "nearest": tuple(_citation(each) for each in values["nearest"]),
        "retrieved": tuple(values["retrieved"]),
        "scope": tuple(values.get("scope", ())),
        "scores": tuple(values.get("scores", ())),
        "standalone": values.get("standalone_question", ""),
        "checks": tuple(_check(each) for each in values.get("checks", ())),
        "usage": Usage(**values["usage"]) if values.get("usage") else None,
        "missing": tuple(Missing(each["kind"], each["what"]) for each in values.get("missing", ())),
    }
    return Answer(**known)


def _known(
    kind: type[Answer] | type[Part] | type[Translation] | type[Citation] | type[Check] | type[Passage],
    values: Mapping[str, Any],
) -> dict[str, Any]:
    return {field.name: values[field.name] for field in fields(kind) if field.name in values}


def _part(values: Mapping[str, Any]) -> Part:
    translation = values["translation"]
    known = _known(Part, values) | {
        "kind": PartKind(values["kind"]),
        "language": Language(values["language"]),
        "citations": tuple(values["citations"]),
        "translation": Translation(**_known(Translation, translation)) if translation else None,
    }
    return Part(**known)


def _check(values: Mapping[str, Any]) -> Check:
    return Check(**_known(Check, values) | {"outcome": Fate(values["outcome"])})


def _citation(values: Mapping[str, Any]) -> Citation:
    paths = {name: tuple(values.get(name, ())) for name in ("heading_path", "section")}
    return Citation(**_known(Citation, values) | paths | {"language": Language(values["language"])})


def _passage_json(passage: Passage, whole: bool) -> dict[str, Any]:
    values = asdict(passage) | {"language": passage.language.value, "heading_path": list(passage.heading_path)}
    text = values.pop("text")
    return values | {"sha256": sha256(passage.text.encode()).hexdigest()} | ({"text": text} if whole else {})


def read_passage(values: Mapping[str, Any]) -> Passage:
    """Return the passage that a record holds with its words."""
    path = tuple(values["heading_path"])
    return Passage(**_known(Passage, values) | {"language": Language(values["language"]), "heading_path": path})


def _document_json(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "version": document.version,
        "title": document.title,
        "publisher": document.publisher,
        "language": document.language.value,
        "date": document.date,
        "url": document.url,
    }
