"""Chat models by name, whose replies are read as they come: the one package that knows LangChain's providers."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import cache
from queue import Empty, Queue
from threading import Thread
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage
from langchain_core.runnables import Runnable

from assistant.errors import ChatModelFailed, ConfigurationError, Trouble
from assistant.models.chat_model.failures import Call, declined, failed
from assistant.models.chat_model.providers import open_chat_model
from assistant.settings import Settings
from assistant.telemetry.genai import model_call
from assistant.text.fence import before_data
from assistant.watch import Watch

_TALKATIVE = ("anthropic", "httpcore", "httpx", "openai")  # at level debug they log what is sent
_LONG_ENOUGH = {"LengthFinishReasonError"}  # a reply that reached its limit is a reply
_POLL = 0.05  # seconds between two looks at the stop button
_CACHES = "anthropic"  # the provider that has to be told what to keep; the others keep how prompts begin by themselves


def chat_model_of(settings: Settings) -> "ChatModel":
    """Open the chat model that writes answers, as the settings name it.

    Raises:
        ConfigurationError: where it cannot be opened.
    """
    model = _opened(
        "ASSISTANT_CHAT_MODEL", settings.chat_model, settings.chat_base_url, settings, settings.chat_options
    )
    structured = None if settings.chat_form == "auto" else settings.chat_form == "fields"
    return ChatModel(settings.chat_model, model, structured=structured)


def check_model_of(settings: Settings) -> "ChatModel":
    """Open the chat model that checks what another wrote, as the settings name it; raises as ``chat_model_of``."""
    model = _opened("ASSISTANT_CHECK_MODEL", settings.check_model, settings.check_base_url, settings, {})
    return ChatModel(settings.check_model, model, structured=False)


def is_chat_model(name: str) -> bool:
    """Tell whether a name is ``provider:model``, and not a folder or a hub's."""
    return re.match(r"[a-z_]{2,}:[^\\/]", name) is not None


def _opened(setting: str, name: str, base_url: str, settings: Settings, options: Mapping[str, Any]) -> BaseChatModel:
    try:
        return open_chat_model(
            name, base_url, timeout=settings.chat_timeout, retries=settings.chat_retries, options=options
        )
    except ConfigurationError as error:
        raise ConfigurationError(f"{setting}: {error}") from None


def reply(model: BaseChatModel, prompt: str) -> str:
    """Ask a chat model one thing and return the text of its reply.

    Raises:
        ChatModelFailed: where there is none, after the provider's own retries.
    """
    try:
        return str(model.invoke(prompt).text)
    except Exception as error:
        raise failed(error) from error


class ChatModel:
    """A chat model whose reply is read as it comes, within a time, until somebody stops it.

    ``structured`` says that it is to give values of a schema: that its provider is known to have structured output,
    and has not refused a request for it.
    """

    def __init__(self, name: str, model: BaseChatModel, *, structured: bool | None = None) -> None:
        self.name = name
        self.structured = bool((model.profile or {}).get("structured_output")) if structured is None else structured
        self._model = model
        self._caches = name.partition(":")[0] == _CACHES
        for library in _TALKATIVE:
            logging.getLogger(library).setLevel(logging.INFO)

    def text(self, prompt: str, watch: Watch) -> Iterator[str]:
        """Yield the reply piece by piece; closing the iterator closes the connection.

        Raises:
            ChatModelFailed: where it fails, is refused, or takes too long.
        """
        for piece in self._received(self._model, prompt, watch):
            yield str(piece.text)

    def values(self, prompt: str, schema: Mapping[str, Any], watch: Watch) -> Iterator[Mapping[str, Any]]:
        """Yield the reply as values of a JSON schema, each time as far as they are known; else as ``text``.

        Raises:
            ChatModelFailed: as ``text``; with ``Trouble.FORM`` where the server does not take such requests, which it
                then gets no more of.
        """
        try:
            yield from self._received(self._model.with_structured_output(dict(schema)), prompt, watch, in_form=True)
        except ChatModelFailed as error:
            if error.trouble is Trouble.FORM:
                self.structured = False
            raise

    def reply(self, prompt: str, watch: Watch) -> str:
        """Return the whole reply; else as ``text``."""
        return "".join(self.text(prompt, watch))

    def _asked(self, prompt: str) -> list[HumanMessage]:
        fixed, rest = before_data(prompt)
        if not self._caches or not fixed or not rest:
            return [HumanMessage(prompt)]
        kept = {"type": "text", "text": fixed, "cache_control": {"type": "ephemeral"}}
        return [HumanMessage([kept, {"type": "text", "text": rest}])]

    def _received(
        self, model: Runnable[Any, Any], prompt: str, watch: Watch, *, in_form: bool = False
    ) -> Iterator[Any]:
        """Yield what a model streams; it runs in a loop of its own, since only there a call can be broken off."""
        pieces: Queue[Any] = Queue()
        call = Call(watch)
        stream = model.astream(self._asked(prompt), {"callbacks": [call]})
        running = asyncio.run_coroutine_threadsafe(_pump(stream, pieces.put), _loop())
        try:
            with model_call(self.name, watch):
                yield from self._until_stopped(pieces, call, watch, in_form=in_form)
        finally:
            running.cancel()

    def _until_stopped(self, pieces: "Queue[Any]", call: Call, watch: Watch, *, in_form: bool) -> Iterator[Any]:
        while not watch.stopped:
            piece = _next(pieces, watch, in_form=in_form)
            if piece is _END:
                if call.declined:
                    raise declined()
                return
            if piece is not None:
                yield piece


_END = object()


def _next(pieces: "Queue[Any]", watch: Watch, *, in_form: bool) -> Any:
    """Return the next piece, None where there is none yet."""
    if watch.remaining <= 0:
        raise ChatModelFailed("The chat model took too long.", Trouble.SLOW)
    try:
        piece = pieces.get(timeout=min(_POLL, watch.remaining))
    except Empty:
        return None
    if isinstance(piece, Exception):
        raise failed(piece, in_form=in_form) from piece
    return piece


async def _pump(stream: AsyncIterator[Any], put: Callable[[Any], None]) -> None:
    try:
        async for piece in stream:
            put(piece)
        put(_END)
    except Exception as error:  # noqa: BLE001 - each provider has its own errors; ``failures`` tells them apart
        put(_END if type(error).__name__ in _LONG_ENOUGH else error)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the loop in which all models run: a provider's connections belong to the loop that opened them."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop
