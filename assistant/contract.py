"""Answers and search results as JSON: the shape that other programs rely on. A test pins the keys."""

from dataclasses import asdict
from typing import Any

from assistant.body import Part
from assistant.domain import Answer, Check, Citation, Hit, SearchResult

RequestId = str | int | None


def answer_json(answer: Answer, id: RequestId = None) -> dict[str, Any]:
    """Turn an answer into plain JSON values; ``id`` is the asker's own name for the question."""
    return {
        "id": id,
        "answer_id": answer.answer_id,
        "question": answer.question,
        "standalone_question": answer.standalone,
        "language": answer.language.value,
        "status": answer.status.value,
        "body": [_part_json(each) for each in answer.body],
        "text": answer.text,
        "sentences": [{"text": each.text, "citations": list(each.citations)} for each in answer.sentences],
        "citations": [_citation_json(each) for each in answer.citations],
        "missing": [{"kind": str(each.kind), "what": each.what} for each in answer.missing],
        "confidence": answer.confidence,
        "nearest": [_citation_json(each) for each in answer.nearest],
        "scope": list(answer.scope),
        "retrieved": list(answer.retrieved),
        "scores": [float(score) for score in answer.scores],
        "composer": answer.composer,
        "model": answer.model,
        "corpus_version": answer.corpus_version,
        "prompt_version": answer.prompt_version,
        "checks": [_check_json(each) for each in answer.checks],
        "fallback": answer.fallback,
        "checked": answer.checked,
        "ruling": answer.ruling,
        "usage": asdict(answer.usage) if answer.usage else None,
        "timings_ms": {step: float(duration) for step, duration in answer.timings_ms.items()},
    }


def search_json(result: SearchResult, id: RequestId = None) -> dict[str, Any]:
    """Turn a search result into plain JSON values; ``id`` is the asker's own name for the question."""
    return {
        "id": id,
        "question": result.question,
        "language": result.language.value,
        "passages": [_hit_json(each) for each in result.hits],
    }


def _part_json(part: Part) -> dict[str, Any]:
    translation = part.translation
    always = {
        "kind": part.kind.value,
        "text": part.text,
        "language": part.language.value,
        "citations": list(part.citations),
        "quote": part.quote,
        "translation": {"origin": translation.origin, "checked_on": translation.checked_on} if translation else None,
    }
    layout = {"level": part.level, "lead": part.lead, "joined": part.joined, "marker": part.marker}
    return always | {name: value for name, value in layout.items() if value}


def _citation_json(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "passage_id": citation.passage_id,
        "document_id": citation.document_id,
        "title": citation.title,
        "publisher": citation.publisher,
        "language": citation.language.value,
        "heading_path": list(citation.heading_path),
        "page": citation.page,
        "url": citation.url,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "version": citation.version,
        "translation": citation.translation,
        "date": citation.date,
        "recognised": citation.recognised,
    } | _beside(citation)


def _beside(citation: Citation) -> dict[str, Any]:
    """Return what only some citations have."""
    beside = {"section": list(citation.section), "last_page": citation.last_page}
    return {name: value for name, value in beside.items() if value}


def _check_json(check: Check) -> dict[str, Any]:
    return {"text": check.text, "outcome": check.outcome.value, "reason": check.reason}


def _hit_json(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "title": passage.title,
        "language": passage.language.value,
        "heading_path": list(passage.heading_path),
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": float(hit.score),
    }
