"""One server for each data folder and each port, and a clear word when either is taken."""

import socket
from pathlib import Path

import pytest

from assistant.domain import SearchResult
from assistant.errors import AssistantError, DataFolderInUse, IndexUnavailable
from assistant.settings import load_settings
from assistant.web.edge.stage import Stage
from assistant.web.serve import address, serve, warm_up
from tests.fakes import FakeAssistant
from tests.ports import free_port
from tests.web.conftest import Server


def never(*_: object) -> FakeAssistant:
    raise AssertionError("a server that is refused opens nothing")


def test_a_second_server_on_the_same_data_folder_is_refused(server: Server) -> None:
    settings = load_settings(data_dir=server.folder, port=free_port())
    with pytest.raises(DataFolderInUse, match="Stop it, or give this one its own folder with --data"):
        serve(settings, never)


def test_a_taken_port_is_named_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AssistantError, match=rf"port {port}: .*choose another with --port"):
            serve(load_settings(data_dir=tmp_path, port=port), never)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "localhost"), ("0.0.0.0", "localhost"), ("10.0.0.5", "10.0.0.5"), ("2001:db8::1", "[2001:db8::1]")],
)
def test_the_address_shown_can_be_opened_in_a_browser(tmp_path: Path, host: str, shown: str) -> None:
    assert address(load_settings(data_dir=tmp_path, host=host)) == f"http://{shown}:8000"


class Searched(FakeAssistant):
    """Keeps what was searched for."""

    def __init__(self) -> None:
        self.questions: list[str] = []

    def search(self, question: str, limit: int = 10) -> SearchResult:
        self.questions.append(question)
        return super().search(question, limit)


class Missing(FakeAssistant):
    def search(self, question: str, limit: int = 10) -> SearchResult:
        raise IndexUnavailable("There is no index.")


def test_what_is_loaded_at_first_use_is_loaded_before_a_reader_asks_in_both_languages() -> None:
    assistant = Searched()
    stage = Stage(is_warm=False)
    warm_up(assistant, stage)
    assert stage.is_ready
    assert [question.split()[0] for question in assistant.questions] == ["For", "Voor"]
    warm_up(Missing(), stage)  # whoever asks is told
