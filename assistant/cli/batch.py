"""Many questions at once: JSON lines in, one request or one fault a line out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from pydantic import BaseModel, StrictInt, StrictStr, ValidationError

from assistant.body import said
from assistant.cli.services import Answering
from assistant.contract import RequestId, answer_json, search_json
from assistant.domain import Answer, AnswerStatus, Language, SearchResult, Turn
from assistant.errors import QuestionError

EXPECTED = {
    "id": "text or a whole number",
    "question": "text",
    "history": 'a list of {"role": "user" or "assistant", "content": text}',
}


class _Message(BaseModel):
    role: Literal["user", "assistant"]
    content: StrictStr


class _Line(BaseModel):
    id: StrictInt | StrictStr | None = None
    question: StrictStr
    history: list[_Message] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One question of a batch; ``fault`` says why its line cannot be used and is empty where it can."""

    id: RequestId
    question: str
    history: tuple[Turn, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes out for one line, and whether that line failed."""

    record: dict[str, Any]
    failed: bool


def answer_lines(assistant: Answering, lines: Iterable[bytes]) -> Iterator[Outcome]:
    """Answer each line as it comes; a line that cannot be taken gets an answer with status ``error``."""
    for request in read_requests(lines):
        answer = _answer(assistant, request)
        yield Outcome(answer_json(answer, request.id), answer.status is AnswerStatus.ERROR)


def search_lines(assistant: Answering, lines: Iterable[bytes], limit: int) -> Iterator[Outcome]:
    """Search for each line as it comes; a line that cannot be taken finds nothing and has a key ``error``."""
    for request in read_requests(lines):
        fault = request.fault
        result = SearchResult(request.question, Language.EN, ())
        if not fault:
            try:
                result = assistant.search(request.question, limit)
            except QuestionError as error:
                fault = str(error)
        record = search_json(result, request.id)
        yield Outcome(record | {"error": fault} if fault else record, bool(fault))


def read_requests(lines: Iterable[bytes]) -> Iterator[Request]:
    """Read a request from each line that is not blank, as the lines come."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read(line, number)


def _answer(assistant: Answering, request: Request) -> Answer:
    fault = request.fault
    if not fault:
        try:
            return assistant.ask(request.question, request.history)
        except QuestionError as error:
            fault = str(error)
    return Answer(
        answer_id=str(uuid4()),
        question=request.question,
        language=Language.EN,
        status=AnswerStatus.ERROR,
        body=said(fault, Language.EN),
        corpus_version=assistant.corpus_version,
        timings_ms={"total": 0.0},
    )


def _read(line: bytes, number: int) -> Request:
    record: object = None
    try:
        record = json.loads(line.decode("utf-8-sig"))
        checked = _Line.model_validate(record)
        turns = tuple(Turn(message.role, message.content) for message in checked.history or ())
        for text in (checked.question, *(turn.content for turn in turns)):
            text.encode("utf-8")  # JSON can spell half a character: "\ud800"
    except UnicodeError:
        return _faulty(record, f"Line {number} is not valid UTF-8 text.")
    except ValidationError as error:
        return _faulty(record, f"Line {number}: {_describe(error)}.")
    except json.JSONDecodeError as error:
        return _faulty(record, f"Line {number} is not valid JSON: {error.msg} at character {error.colno}.")
    except (ValueError, RecursionError):
        return _faulty(record, f"Line {number} is not valid JSON: too deep, or a number too long.")
    return Request(checked.id, checked.question, turns)


def _faulty(record: object, fault: str) -> Request:
    """Keep what can be recognised of a wrong line, so that its answer can be told apart."""
    given = record if isinstance(record, dict) else {}
    id, question = given.get("id"), given.get("question")
    recognised = question.encode("utf-8", "replace").decode() if isinstance(question, str) else ""
    return Request(id if type(id) in (str, int) else None, recognised, fault=fault)


def _describe(error: ValidationError) -> str:
    fields = dict.fromkeys(str(fault["loc"][0]) if fault["loc"] else "" for fault in error.errors())
    if "" in fields:
        return 'a line must be {"id": …, "question": …}'
    return "; ".join(f'"{field}" must be {EXPECTED[field]}' for field in fields)
