"""What went wrong between us and a chat model, in a word: each provider has its own errors."""

from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, LLMResult

from assistant.errors import ChatModelFailed, Trouble
from assistant.watch import Watch

_SHOWN = 200  # characters of a provider's words
_STATUS = {
    401: Trouble.KEY,
    402: Trouble.QUOTA,
    403: Trouble.KEY,
    404: Trouble.MODEL,
    408: Trouble.SLOW,
    429: Trouble.QUOTA,
    504: Trouble.SLOW,
}
_UNFIT = frozenset({400, 422, 501})  # a request that the server cannot make anything of
_DECLINED = frozenset({"refusal", "content_filter"})


class Call(BaseCallbackHandler):
    """Counts the tokens of a call on a watch, and notes whether the model declined to reply."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.declined = False

    def on_llm_end(self, response: LLMResult, **kwargs: Any) -> None:
        """Read what the call used, once it is over."""
        for generations in response.generations:
            for each in generations:
                if isinstance(each, ChatGeneration):
                    self._count(each.message)
                    self.declined = self.declined or _is_declined(each.message)

    def _count(self, message: BaseMessage) -> None:
        used = message.usage_metadata if isinstance(message, AIMessage) else None
        self._watch.tokens_in += used["input_tokens"] if used else 0
        self._watch.tokens_out += used["output_tokens"] if used else 0


def failed(error: Exception, *, in_form: bool = False) -> ChatModelFailed:
    """Return a provider's error as ours; ``in_form`` says that values of a schema were asked for."""
    unfit = in_form and _status(error) in _UNFIT
    return ChatModelFailed(f"The chat model gave no reply: {short(error)}", Trouble.FORM if unfit else _trouble(error))


def declined() -> ChatModelFailed:
    """Return that a model would not reply."""
    return ChatModelFailed("The chat model declined to reply.", Trouble.DECLINED)


def short(error: Exception) -> str:
    """Return an error on one line."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}"


def _is_declined(message: BaseMessage) -> bool:
    ended = {message.response_metadata.get(name) for name in ("finish_reason", "stop_reason")}
    return bool(ended & _DECLINED or message.additional_kwargs.get("refusal"))


def _status(error: BaseException) -> int | None:
    found = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return found if isinstance(found, int) else None


def _trouble(error: BaseException) -> Trouble:
    if (status := _status(error)) in _STATUS:
        return _STATUS[status]
    kind = type(error).__name__
    if "Refusal" in kind:
        return Trouble.DECLINED
    if "Timeout" in kind:
        return Trouble.SLOW
    if isinstance(error, ConnectionError) or any(word in kind for word in ("Connect", "RemoteProtocol", "ReadError")):
        return Trouble.UNREACHABLE
    return _trouble(error.__cause__) if error.__cause__ else Trouble.OTHER
