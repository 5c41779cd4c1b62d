"""A chat model from a script."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.output_parsers import JsonOutputParser
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import Field

USED = UsageMetadata(input_tokens=100, output_tokens=20, total_tokens=120)

Reply = str | Exception | Callable[[str], str] | Sequence[str | Exception]


class ScriptedChatModel(BaseChatModel):
    """Gives its replies in turn and raises those that are exceptions; ``prompts`` holds what it was asked.

    A reply that is a list comes piece by piece, ``pause`` seconds between them; one that is a function is called with
    the prompt. ``broken_off`` counts the replies that nobody waited for; ``is_done`` tells that one has come whole.
    """

    replies: Sequence[Any]
    prompts: list[str] = Field(default_factory=list)
    pause: float = 0.0
    broken_off: int = 0
    is_done: bool = False

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def with_structured_output(self, schema: Any, **kwargs: Any) -> Runnable[LanguageModelInput, Any]:
        """Return the model with its text parsed as JSON as it comes, which is what the providers do."""
        return self | JsonOutputParser()

    def _next(self, messages: list[BaseMessage]) -> Reply:
        self.prompts.append("\n".join(str(message.text) for message in messages))
        reply: Reply = self.replies[len(self.prompts) - 1]
        return reply(self.prompts[-1]) if callable(reply) else reply

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        reply = self._next(messages)
        if isinstance(reply, Exception):
            raise reply
        return ChatResult(generations=[ChatGeneration(message=AIMessage(str(reply)))])

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        reply = self._next(messages)
        pieces: Sequence[Any] = [reply] if isinstance(reply, str | Exception) else [*reply]  # type: ignore[misc]
        try:
            for piece in pieces:
                await asyncio.sleep(self.pause)
                if isinstance(piece, Exception):
                    raise piece
                yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
        except (asyncio.CancelledError, GeneratorExit):
            self.broken_off += 1
            raise
        self.is_done = True
        yield ChatGenerationChunk(message=AIMessageChunk(content="", usage_metadata=USED))
