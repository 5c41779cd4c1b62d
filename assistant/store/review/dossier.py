"""All that is known of an answer, in one record: what it rests on, what reviewers and readers said, what came of it.

Who asked, and who gave feedback, is not in it.
"""

from collections.abc import Mapping
from typing import Any

from assistant.review.ruling import Ruling
from assistant.review.verdict import Review
from assistant.store import Database, answers, feedback, reviews, rulings
from assistant.store.feedback import Feedback
from assistant.store.review import queue

FORMAT = 1


def dossier(database: Database, answer_id: str) -> dict[str, Any] | None:
    """Return plain JSON values, None where there is no such answer, nor a verdict on it.

    An answer that is no longer kept is there as its first reviewer had it before them.
    """
    given = answers.get(database, answer_id)
    judged = reviews.of_answer(database, answer_id)
    if given is None and not judged:
        return None
    record = given.record if given else judged[0].record
    group_id = queue.group_of(database, answer_id) or (judged[0].review.group_id if judged else "")
    return {
        "format": FORMAT,
        "answer_id": answer_id,
        "kept": given is not None,
        "given_at": given.created_at.isoformat() if given else None,
        "channel": given.channel if given else None,
        **_proof(record),
        "questions_alike": _group(database, group_id),
        "verdicts": _verdicts(database, group_id),
        "ruling": _ruling(database, group_id),
        "feedback": [_said(each) for each in feedback.of_answer(database, answer_id)],
    }


def _proof(record: Mapping[str, Any]) -> dict[str, Any]:
    answer = dict(record["answer"])
    taken_out = {name: answer.pop(name, None) for name in ("question", "standalone_question", "language", "status")}
    versions = {name: answer.pop(name, None) for name in ("corpus_version", "prompt_version", "model", "composer")}
    scores = answer.pop("scores", [])
    return {
        **taken_out,
        "answer": answer,
        "versions": versions,
        "scores": [
            {"passage_id": passage, "score": score}
            for passage, score in zip(answer.get("retrieved", []), scores, strict=False)
        ],
        "checks": answer.pop("checks", []),
        "timings_ms": answer.pop("timings_ms", {}),
        "passages": list(record["passages"]),
        "documents": list(record["documents"]),
    }


def _group(database: Database, group_id: str) -> dict[str, Any] | None:
    group = queue.get(database, group_id) if group_id else None
    if group is None:
        return None
    return {
        "group_id": group.id,
        "asked": group.size,
        "first_at": group.first_at.isoformat(),
        "last_at": group.last_at.isoformat(),
        "state": group.state.value,
        "verdict": group.verdict or None,
        "in_sample": group.sampled,
    }


def _verdicts(database: Database, group_id: str) -> list[dict[str, Any]]:
    if not group_id:
        return []
    standing = {each.id for each in reviews.holding(database, group_id)}
    return [_verdict(each, each.id in standing) for each in reviews.of_group(database, group_id)]


def _verdict(review: Review, standing: bool) -> dict[str, Any]:
    return {
        "id": review.id,
        "answer_id": review.answer_id,
        "reviewer": review.reviewer,
        "at": review.at.isoformat(),
        "verdict": review.verdict.value,
        "citations": {str(number): each.value for number, each in review.citations.items()},
        "places": [each.to_json() for each in review.places],
        "questions": {language.value: words for language, words in review.questions.items()},
        "note": review.note,
        "revision": review.revision,
        "standing": standing,
        "undone": review.undone,
    }


def _ruling(database: Database, group_id: str) -> dict[str, Any] | None:
    if not group_id:
        return None
    used = rulings.of_group(database, group_id)
    if used is not None:
        return _decision(used) | {"in_use": True, "changes": []}
    for each in rulings.outdated(database, group_id):
        return _decision(each.ruling) | {"in_use": False, "changes": [change.to_json() for change in each.changes]}
    return None


def _decision(ruling: Ruling) -> dict[str, Any]:
    return {"kind": ruling.kind.value, "checked_at": ruling.checked_at.isoformat(), **ruling.to_json()}


def _said(said: Feedback) -> dict[str, Any]:
    return {
        "citation": said.citation or None,
        "value": said.value,
        "reason": said.reason,
        "comment": said.comment,
        "at": said.created_at.isoformat(),
    }
