"""Chat models by name: the one module that knows LangChain's providers."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import cache
from queue import Empty, Queue
from threading import Thread
from typing import Any

import httpx
from langchain.chat_models import init_chat_model
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import BaseChatModel
from langchain_core.outputs import ChatGeneration, LLMResult
from langchain_core.runnables import Runnable
from langchain_core.utils import secret_from_env

from assistant.errors import ChatModelFailed, ConfigurationError, Trouble
from assistant.settings import Settings
from assistant.watch import Watch

TIMEOUT = 60.0  # seconds
RETRIES = 2

_EXTRAS = {"openai": "openai", "anthropic": "anthropic", "mistralai": "mistral", "ollama": "ollama"}
_TALKATIVE = ("anthropic", "httpcore", "httpx", "openai")  # at level debug they log what is sent
_LONG_ENOUGH = {"LengthFinishReasonError"}  # a reply that reached its limit is a reply
_SHOWN = 200
_POLL = 0.05  # seconds between two looks at the stop button
_STATUS = {
    401: Trouble.KEY,
    402: Trouble.QUOTA,
    403: Trouble.KEY,
    404: Trouble.MODEL,
    408: Trouble.SLOW,
    429: Trouble.QUOTA,
    504: Trouble.SLOW,
}


def open_chat_model(
    name: str,
    base_url: str = "",
    *,
    timeout: float = TIMEOUT,
    retries: int = RETRIES,
    options: Mapping[str, Any] | None = None,
) -> BaseChatModel:
    """Open the chat model ``provider:model``; keys come from the provider's usual environment variables.

    Raises:
        ConfigurationError: where the name has another form, or the provider is unknown, not installed or without a key.
    """
    provider, _, model = (part.strip() for part in name.partition(":"))
    if not provider or not model:
        raise ConfigurationError(
            f"{name!r} is not of the form provider:model. Providers are, among others, {', '.join(_EXTRAS)}."
        )
    chosen = _options(provider, base_url, timeout, retries) | dict(options or {})
    try:
        opened: BaseChatModel = init_chat_model(model, model_provider=provider, **chosen)
    except ImportError as error:
        raise ConfigurationError(
            f"{name!r} needs a package that is not installed. {_remedy(provider, error)}"
        ) from None
    except Exception as error:  # noqa: BLE001 - each provider has its own errors for a missing key or a wrong address
        raise ConfigurationError(f"The chat model {name!r} cannot be opened: {_short(error)}") from None
    return opened


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
        raise _failed(error) from error


class ChatModel:
    """A chat model whose reply is read as it comes, within a time, until somebody stops it.

    ``structured`` says that it is to give values of a schema: that its provider is known to have structured output.
    """

    def __init__(self, name: str, model: BaseChatModel, *, structured: bool | None = None) -> None:
        self.name = name
        self.structured = bool((model.profile or {}).get("structured_output")) if structured is None else structured
        self._model = model
        for library in _TALKATIVE:
            logging.getLogger(library).setLevel(logging.INFO)

    def text(self, prompt: str, watch: Watch) -> Iterator[str]:
        """Yield the reply piece by piece; closing the iterator closes the connection.

        Raises:
            ChatModelFailed: where it fails, is refused, or takes too long.
        """
        for piece in _received(self._model, prompt, watch):
            yield str(piece.text)

    def values(self, prompt: str, schema: Mapping[str, Any], watch: Watch) -> Iterator[Mapping[str, Any]]:
        """Yield the reply as values of a JSON schema, each time as far as they are known; else as ``text``."""
        yield from _received(self._model.with_structured_output(dict(schema)), prompt, watch)

    def reply(self, prompt: str, watch: Watch) -> str:
        """Return the whole reply; else as ``text``."""
        return "".join(self.text(prompt, watch))


class _Usage(BaseCallbackHandler):
    """Counts the tokens of a call."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def on_llm_end(self, response: LLMResult, **kwargs: Any) -> None:
        for generations in response.generations:
            for each in generations:
                used = each.message.usage_metadata if isinstance(each, ChatGeneration) else None  # type: ignore[attr-defined]
                self._watch.tokens_in += used["input_tokens"] if used else 0
                self._watch.tokens_out += used["output_tokens"] if used else 0


_END = object()


def _received(model: Runnable[Any, Any], prompt: str, watch: Watch) -> Iterator[Any]:
    """Yield what a model streams; it runs in a loop of its own, since only there a call can be broken off."""
    pieces: Queue[Any] = Queue()
    stream = model.astream(prompt, {"callbacks": [_Usage(watch)]})
    running = asyncio.run_coroutine_threadsafe(_pump(stream, pieces.put), _loop())
    try:
        while not watch.stopped:
            piece = _next(pieces, watch)
            if piece is _END:
                return
            if piece is not None:
                yield piece
    finally:
        running.cancel()


def _next(pieces: "Queue[Any]", watch: Watch) -> Any:
    """Return the next piece, None where there is none yet."""
    if watch.remaining <= 0:
        raise ChatModelFailed("The chat model took too long.", Trouble.SLOW)
    try:
        piece = pieces.get(timeout=min(_POLL, watch.remaining))
    except Empty:
        return None
    if isinstance(piece, Exception):
        raise _failed(piece) from piece
    return piece


async def _pump(stream: AsyncIterator[Any], put: Callable[[Any], None]) -> None:
    try:
        async for piece in stream:
            put(piece)
        put(_END)
    except Exception as error:  # noqa: BLE001 - each provider has its own errors; they are told apart in ``_failed``
        put(_END if type(error).__name__ in _LONG_ENOUGH else error)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the loop in which all models run: a provider's connections belong to the loop that opened them."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop


def _failed(error: Exception) -> ChatModelFailed:
    return ChatModelFailed(f"The chat model gave no reply: {_short(error)}", _trouble(error))


def _trouble(error: BaseException) -> Trouble:
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    if status in _STATUS:
        return _STATUS[status]
    kind = type(error).__name__
    if "Timeout" in kind:
        return Trouble.SLOW
    if isinstance(error, ConnectionError) or any(word in kind for word in ("Connect", "RemoteProtocol", "ReadError")):
        return Trouble.UNREACHABLE
    return _trouble(error.__cause__) if error.__cause__ else Trouble.OTHER


def _options(provider: str, base_url: str, timeout: float, retries: int) -> dict[str, Any]:
    address: dict[str, Any] = {"base_url": base_url} if base_url else {}
    if provider == "ollama":  # it silently ignores the options of the others, and retries nothing
        transport = httpx.AsyncHTTPTransport(retries=retries)
        return address | {"client_kwargs": {"timeout": timeout}, "async_client_kwargs": {"transport": transport}}
    if provider == "openai" and base_url:  # a server of one's own may want no key, and counts only when asked to
        key = secret_from_env("OPENAI_API_KEY", default="none")()
        address |= {"api_key": key, "stream_usage": True}
    return address | {"timeout": timeout, "max_retries": retries}


def _remedy(provider: str, error: ImportError) -> str:
    extra = _EXTRAS.get(provider)
    if extra is None:
        return _short(error)
    return f"Install it: make install-{extra}"


def _short(error: Exception) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}"
