"""What ``corpus questions`` does: estimates, asks the chat model, keeps good drafts, and takes what people keep."""

from typing import TYPE_CHECKING

from rich.text import Text

from assistant.cli.asking.model import asks, told
from assistant.cli.views.terminal import make_console
from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.locale import message
from assistant.settings import Settings

if TYPE_CHECKING:
    from ingest.desk import CorpusDesk
    from ingest.questions.drafts import Task


def run(desk: "CorpusDesk", settings: Settings, language: Language, document_id: str, *, dry: bool) -> None:
    """Draft questions for the documents that have none, or for what lacks them of one.

    Raises:
        ConfigurationError: when no chat model is set.
        ChatModelFailed: when it gives no reply; what was drafted is kept.
    """
    from ingest.questions.drafts import estimate

    tasks = desk.to_draft(document_id)
    if not tasks:
        _tell("nothing", language)
    for task in tasks:
        _tell("estimate", language, document=task.document.id, **told(estimate(task), settings))
    if dry or not tasks:
        return
    if not settings.chat_model:
        raise ConfigurationError(message("cli.draft.no_model", language))
    for task in tasks:
        _draft(desk, task, settings, language)
    _tell("written", language, file=desk.drafted)


def take(desk: "CorpusDesk", language: Language) -> None:
    """Add the drafts that people keep to the known questions."""
    _tell("taken", language, count=desk.take_drafts())


def _draft(desk: "CorpusDesk", task: "Task", settings: Settings, language: Language) -> None:
    from ingest.questions.drafts import draft

    made, faults = draft(task, asks(settings), desk.keep_drafts)
    _tell("made", language, document=task.document.id, made=made, left=faults.total())
    for fault, count in faults.items():
        _tell(f"fault_{fault}", language, count=count)


def _tell(name: str, language: Language, **values: object) -> None:
    make_console().print(Text(message(f"cli.draft.{name}", language, **values)))
