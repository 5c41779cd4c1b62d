"""What ``corpus translate`` does: estimates, asks the chat model, keeps what is good, and tells of it."""

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
    from ingest.translations.machine import Task


def run(
    desk: "CorpusDesk", settings: Settings, language: Language, document_id: str, *, dry: bool, by_hand: bool
) -> None:
    """Translate what lacks of all documents or one: from published translations first, the rest with the chat model.

    Raises:
        ConfigurationError: when no chat model is set.
        ChatModelFailed: when it gives no reply; what was translated is kept.
    """
    if not dry:
        _published(desk, settings, language, document_id)
    tasks = desk.to_translate(document_id)
    _tell("nothing" if not tasks else "", language)
    for task in tasks:
        _estimate(desk, task, settings, language)
    if dry:
        return
    if by_hand:
        for task in tasks:
            _tell("written", language, file=desk.keep(task.document, task.memory))
        return
    if tasks and not settings.chat_model:
        raise ConfigurationError(message("cli.translate.no_model", language))
    for task in tasks:
        _translate(desk, task, settings, language)


def _published(desk: "CorpusDesk", settings: Settings, language: Language, document_id: str) -> None:
    """Take over what published translations say; the embedding model is loaded only where there are any."""

    from ingest.wiring import sentence_vectors

    for document, memory, count in desk.published(sentence_vectors(settings), document_id):
        desk.keep(document, memory)
        _tell("published", language, document=document.id, units=count)


def _translate(desk: "CorpusDesk", task: "Task", settings: Settings, language: Language) -> None:
    from ingest.translations.machine import translate

    memory, left = translate(
        task, desk.glossary(), asks(settings), settings.chat_model, lambda made: _kept(desk, task, made, language)
    )
    made = len(memory.units) - len(task.memory.units)
    _tell("made", language, document=task.document.id, made=made, left=len(left))
    for text in left:
        _tell("left", language, text=text)


def _kept(desk: "CorpusDesk", task: "Task", made: object, language: Language) -> None:
    from assistant.text.memory import Memory

    assert isinstance(made, Memory)
    desk.keep(task.document, made)
    done = len(made.units) - len(task.memory.units)
    _tell("progress", language, document=task.document.id, done=done, total=len(task.lacking))


def _estimate(desk: "CorpusDesk", task: "Task", settings: Settings, language: Language) -> None:
    from ingest.translations.machine import estimate

    numbers = told(estimate(task, desk.glossary()), settings)
    into = message(f"lint_languages.{task.memory.language}", language)
    _tell("estimate", language, document=task.document.id, language_name=into, **numbers)


def _tell(name: str, language: Language, **values: object) -> None:
    if name:
        make_console().print(Text(message(f"cli.translate.{name}", language, **values)))
