"""A real chat model in a process of its own, and an assistant that it writes for."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from assistant.domain import Document
from assistant.models.chat_model import ChatModel
from assistant.models.chat_model.providers import open_chat_model
from assistant.settings import PROJECT

NAME = "openai:smollm2"
_WAIT = 60  # seconds; a busy machine is slow


@dataclass(frozen=True)
class ModelServer:
    """A server of the model, and what can be done to it."""

    address: str
    process: "subprocess.Popen[str]"

    @property
    def base_url(self) -> str:
        """The address of the OpenAI-compatible interface."""
        return f"{self.address}/v1"

    @property
    def is_writing(self) -> bool:
        """Whether it is working for somebody."""
        return any(slot["is_processing"] for slot in httpx.get(f"{self.address}/slots", timeout=_WAIT).json())

    def kill(self) -> None:
        """End it as kill -9 does."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(_WAIT)


@contextmanager
def serving(folder: Path) -> Iterator[ModelServer]:
    """Run a server for a while; its log is in the folder."""
    command = [sys.executable, "-m", "tests.answering.written.model_server"]
    with (
        (folder / "model.log").open("w") as log,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=PROJECT
        ) as process,
    ):
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, (folder / "model.log").read_text()
        try:
            yield ModelServer(address, process)
        finally:
            process.kill()


def chat(server: ModelServer, *, tokens: int, structured: bool = False, **body: Any) -> ChatModel:
    """Return the model as the assistant opens it, saying always the same."""
    options = {"temperature": 0, "max_tokens": tokens, "extra_body": body}
    model = open_chat_model(NAME, server.base_url, timeout=_WAIT, retries=1, options=options)
    return ChatModel(NAME, model, structured=structured)


def in_form(*documents: Document) -> str:
    """Return a grammar that keeps the model to the form, with real quotes; what its sentences say is its own."""
    texts = {document.text[block.body_start : block.end] for document in documents for block in document.blocks}
    quotes = " | ".join(f'"{text}"' for text in sorted(texts))
    return (
        f'root ::= (quote sentence){{3,4}}\nquote ::= "QUOTE " [1-5] ": " ({quotes}) "\\n"\n'
        'sentence ::= "SENTENCE: " [A-Z] [a-zA-Z0-9 ,]{20,100} ".\\n"\n'
    )


def soon(condition: Callable[[], bool]) -> bool:
    """Wait for what happens in another process."""
    deadline = time.monotonic() + _WAIT
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()
