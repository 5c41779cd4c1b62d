"""The commands, with an assistant and an ingest handed to them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.cli.services import Advance, Services
from assistant.domain import Answer, Document, Hit, Language, SearchResult, Turn
from assistant.errors import AssistantError, CorpusError, DataFolderInUse, IndexUnavailable, QuestionError, Reason
from assistant.locale.reasons import reasoned
from assistant.settings import Settings
from tests.fakes import DUTCH, ENGLISH, FakeAssistant

REPORT = {
    "documents": {
        "added": 2,
        "updated": 0,
        "renamed": 0,
        "unchanged": 1,
        "removed": 0,
        "withdrawn": 0,
        "failed": [],
    },
    "passages": {"embedded": 7, "total": 9},
    "corpus_version": "abc",
    "seconds": 1.25,
}
FAILED = REPORT | {"documents": REPORT["documents"] | {"failed": [{"path": "en/a.pdf", "error": "It has no text."}]}}  # type: ignore[operator]


class Assistant(FakeAssistant):
    """The fake assistant with the search and the refusal of an empty question; it remembers what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.history: tuple[Turn, ...] = ()

    def ask(self, question: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        self.history = tuple(history)
        if not question.strip():
            raise QuestionError("The question is empty.")
        return super().ask(question, history)

    def search(self, question: str, limit: int = 10) -> SearchResult:
        passages = [self.passage(f"{key}/0") for key in ("partners", "kledingmerk")]
        hits = [Hit(passage, 0.75) for passage in passages if passage]
        return SearchResult(question, Language.EN, tuple(hits[:limit]))

    def documents(self) -> tuple[Document, ...]:
        return (ENGLISH, DUTCH)


class Report:
    def __init__(self, record: dict[str, Any]) -> None:
        self.record = record

    def to_json(self, language: Language) -> dict[str, Any]:
        return self.record


Run = Callable[..., Result]


def unused(*_: object) -> Any:
    raise AssertionError("this command does not use this")


def ingest_that_gives(record: dict[str, Any]) -> Callable[[Settings, Advance], Report]:
    def ingest(settings: Settings, advance: Advance) -> Report:
        advance(7, 7)
        return Report(record)

    return ingest


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def invoke(*arguments: str, stdin: str | bytes | None = None, **services: Callable[..., Any]) -> Result:
        names = (field.name for field in fields(Services))
        makers: dict[str, Callable[..., Any]] = dict.fromkeys(names, unused)
        makers |= {"open_assistant": lambda settings: Assistant()} | services
        return CliRunner().invoke(app, arguments, input=stdin, obj=Services(**makers))

    return invoke


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_answer_as_json_is_one_line_and_nothing_else(run: Run) -> None:
    result = run("ask", "With whom?", "--json")
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 1)
    assert records(result)[0]["question"] == "With whom?"


def test_json_is_written_in_readable_characters(run: Run) -> None:
    assert "financiële" in run("ask", "Hoe zit het met financiële steun?", "--json").stdout


def test_an_answer_for_people_names_its_sources_and_quotes(run: Run) -> None:
    text = run("ask", "With whom?").stdout
    assert "Contact a local trade union or NGO. [2]" in text
    assert f"Sources\n{ENGLISH.title} ›" in text
    assert "[1] “Joint influence makes change possible.”" in text


def test_a_dutch_answer_has_dutch_headings(run: Run) -> None:
    text = run("ask", "Hoe deelde het bedrijf informatie?").stdout
    assert "Bronnen\nCasus: multi-stakeholderdialoog bij een kledingmerk › Elementen (pagina 1)" in text


def test_a_refusal_shows_the_nearest_passages_and_a_way_on(run: Run) -> None:
    result = run("ask", "unknown thing")
    assert result.exit_code == 0
    assert "The nearest passages (not an answer)" in result.stdout
    assert "ser-assistant search" in result.stdout


def test_a_document_cannot_steer_the_terminal(run: Run) -> None:
    class Hostile(Assistant):
        def search(self, question: str, limit: int = 10) -> SearchResult:
            found = super().search(question, 1).hits[0].passage
            hit = Hit(type(found)(**{**vars(found), "text": "\x1b[2J[red]bold[/red] \x07end"}), 0.5)
            return SearchResult(question, Language.EN, (hit,))

    text = run("search", "x", open_assistant=lambda settings: Hostile()).stdout
    assert "[2J[red]bold[/red] end" in text
    assert "\x1b" not in text


def test_a_batch_is_answered_in_order_with_the_ids_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "b", "question": "Hoe?"}\n\n{"id": 1, "question": "With whom?"}\n')
    result = run("ask", "--batch", "in.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [(each["id"], each["language"]) for each in records(result)] == [("b", "nl"), (1, "en")]


def test_a_question_can_be_asked_of_some_documents(run: Run) -> None:
    (given,) = records(run("ask", "How?", "--document", "partners", "--json"))
    assert given["scope"] == ["partners"]
    refused = run("ask", "How?", "--document", "nowhere")
    assert (refused.exit_code, "There is no document 'nowhere'" in refused.stderr) == (1, True)


def test_a_batch_hands_over_the_history(run: Run) -> None:
    assistant = Assistant()
    line = {"id": 1, "question": "And then?", "history": [{"role": "user", "content": "With whom?"}]}
    run("ask", "--batch", "-", stdin=json.dumps(line), open_assistant=lambda settings: assistant)
    assert assistant.history == (Turn("user", "With whom?"),)


@pytest.mark.parametrize(
    ("line", "id", "fault"),
    [
        pytest.param(b"{oops", None, "Line 2 is not valid JSON", id="not JSON"),
        pytest.param(b'["q"]', None, "Line 2: a line must be", id="not an object"),
        pytest.param(b'{"id": "x"}', "x", 'Line 2: "question" must be text', id="no question"),
        pytest.param(b'{"id": [], "question": "q"}', None, 'Line 2: "id" must be text or', id="odd id"),
        pytest.param(b'{"id": 2, "question": "q", "history": "h"}', 2, 'Line 2: "history" must be', id="odd history"),
        pytest.param(b'{"id": 2, "question": "\xff"}', None, "Line 2 is not valid UTF-8", id="not UTF-8"),
        pytest.param(b'{"id": 2, "question": "\\ud800"}', 2, "Line 2 is not valid UTF-8", id="half a character"),
        pytest.param(b"[" * 100_000, None, "Line 2 is not valid JSON: too deep", id="too deep"),
        pytest.param(b'{"id": 2, "question": " "}', 2, "The question is empty.", id="empty question"),
    ],
)
def test_a_line_that_cannot_be_taken_does_not_stop_the_others(run: Run, line: bytes, id: object, fault: str) -> None:
    good = b'{"id": 1, "question": "Hoe?"}'
    result = run("ask", "--batch", "-", stdin=b"\n".join([good, line, good]))
    answers = records(result)
    assert result.exit_code == 1
    assert [each["status"] for each in answers] == ["answered", "error", "answered"]
    assert (answers[1]["id"], answers[1]["text"].startswith(fault)) == (id, True)


def test_a_search_batch_tells_of_a_line_that_cannot_be_taken(run: Run) -> None:
    result = run("search", "--batch", "-", "-k", "1", stdin='{"id": 1, "question": "x"}\n{"id": 2}\n')
    good, bad = records(result)
    assert (result.exit_code, len(good["passages"]), bad["passages"]) == (1, 1, [])
    assert bad["error"] == 'Line 2: "question" must be text.'


def test_a_search_for_people_is_a_ranked_list(run: Run) -> None:
    text = run("search", "x").stdout
    assert text.startswith(f" 1. {ENGLISH.title}  0.75\n")
    assert f" 2. {DUTCH.title} (in Dutch)  0.75\n" in text


def test_a_document_is_printed_exactly(run: Run) -> None:
    assert run("document", "partners").stdout == ENGLISH.text


def test_an_unknown_document_is_told_with_the_known_ones(run: Run) -> None:
    result = run("document", "nope")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no document 'nope'. The documents are: kledingmerk, partners.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "q", "--batch", "-"],
        ["ask", "--batch", "missing.jsonl"],
        ["search", "q", "-k", "0"],
        ["ingest", "--corpus", "missing"],
        ["serve", "--port", "70000"],
        ["sing"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_without_an_index_the_next_step_is_told_in_one_line(run: Run) -> None:
    def none_yet(settings: Settings) -> Assistant:
        raise IndexUnavailable("There is no index yet.\nRun `ser-assistant ingest`.")

    result = run("ask", "q", open_assistant=none_yet)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no index yet. Run `ser-assistant ingest`.\n"


def test_a_fault_is_one_line_unless_debugging(run: Run) -> None:
    quiet, full = run("ask", "break it"), run("--debug", "ask", "break it")
    assert (quiet.exit_code, quiet.stderr.count("\n")) == (1, 1)
    assert quiet.stderr.startswith("Unexpected fault, RuntimeError: the secret inside.")
    assert "Traceback" in full.stderr


def test_ingest_reports_what_it_did(run: Run) -> None:
    result = run("ingest", "--json", ingest=ingest_that_gives(REPORT))
    assert (result.exit_code, records(result)) == (0, [REPORT])
    assert "2 added" in run("ingest", ingest=ingest_that_gives(REPORT)).stdout


def test_ingest_ends_with_3_when_documents_failed(run: Run) -> None:
    result = run("ingest", ingest=ingest_that_gives(FAILED))
    assert (result.exit_code, result.stderr) == (3, "en/a.pdf: It has no text.\n")


def test_ingest_is_told_the_folders(run: Run, tmp_path: Path) -> None:
    seen: list[Settings] = []

    def ingest(settings: Settings, advance: Advance) -> Report:
        seen.append(settings)
        return Report(REPORT)

    run("ingest", "--corpus", str(tmp_path), "--data", str(tmp_path / "data"), ingest=ingest)
    assert (seen[0].corpus_dir, seen[0].data_dir) == (tmp_path, tmp_path / "data")


def test_an_ingest_is_told_in_the_language_of_the_system(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert "2 toegevoegd" in run("ingest", ingest=ingest_that_gives(REPORT)).stdout
    assert "2 added" in run("ingest", "--language", "en", ingest=ingest_that_gives(REPORT)).stdout


@pytest.mark.parametrize("kind", [CorpusError, DataFolderInUse])
def test_serve_goes_on_with_the_index_it_has_when_it_cannot_ingest(
    run: Run, kind: Callable[[str, Reason], AssistantError]
) -> None:
    served: list[Settings] = []

    def broken(settings: Settings, advance: Advance) -> Report:
        raise reasoned(kind, "folder.empty", folder="corpus")

    result = run("serve", "--port", "18473", ingest=broken, serve=served.append)
    assert (result.exit_code, served[0].port) == (0, 18473)
    assert "The index stays as it was: The corpus folder corpus holds no documents." in result.stderr


def test_what_libraries_print_does_not_reach_standard_output(run: Run) -> None:
    def chatty(settings: Settings) -> Assistant:
        print("Loading weights")  # noqa: T201 as a library does
        return Assistant()

    result = run("ask", "With whom?", "--json", open_assistant=chatty)
    assert len(records(result)) == 1
    assert "Loading weights" in result.stderr


def test_an_interrupted_command_ends_quietly_with_130(run: Run) -> None:
    def interrupted(settings: Settings) -> Assistant:
        raise KeyboardInterrupt

    result = run("ask", "q", open_assistant=interrupted)
    assert (result.exit_code, result.output) == (130, "")
