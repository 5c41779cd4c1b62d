"""Prompts and their replies as files, and a chat model that knows what stands in them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import ChatModelFailed, ConfigurationError, Trouble
from assistant.watch import Watch

LEGEND = """How to answer
=============
Each line of roundN.jsonl is one prompt, {"id": ..., "prompt": ...}. Stand in for the chat model: read that prompt alone
and write the reply that it asks for, to the letter of its form, without knowing anything else. Write one line for
each to repliesN.jsonl beside it: {"id": ..., "reply": ...}, the reply as one string with line breaks as \\n.
"""


def id_of(prompt: str) -> str:
    """Return the name of a prompt, made from its words."""
    return hashlib.sha256(prompt.encode()).hexdigest()[:16]


@dataclass
class StandIn:
    """A chat model whose replies are known by prompt; what it is asked besides is kept in ``asked``."""

    replies: Mapping[str, str]
    name: str = "stand-in:person"
    structured: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def text(self, prompt: str, watch: Watch) -> Iterator[str]:
        """Yield its reply line by line; raises ChatModelFailed where none is known."""
        key = id_of(prompt)
        if key not in self.replies:
            self.asked[key] = prompt
            raise ChatModelFailed("Nobody has replied to this yet.", Trouble.OTHER)
        self.used.add(key)
        yield from self.replies[key].splitlines(keepends=True)

    def values(self, prompt: str, schema: Mapping[str, Any], watch: Watch) -> Iterator[Mapping[str, Any]]:
        """Yield nothing: it is asked for lines."""
        yield from ()

    def reply(self, prompt: str, watch: Watch) -> str:
        """Return the whole reply."""
        return "".join(self.text(prompt, watch))


def read_replies(folder: Path) -> dict[str, str]:
    """Return all replies of a folder by the id of their prompt.

    Raises:
        ConfigurationError: naming the file, the line and its fault.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.glob("replies*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                if line.strip():
                    values = json.loads(line)
                    found[str(values["id"])] = str(values["reply"])
            except (ValueError, KeyError, TypeError) as error:
                raise ConfigurationError(f'{path}, line {number} is no {{"id", "reply"}}: {error!r}') from None
    return found


def write_round(folder: Path, asked: Mapping[str, str]) -> Path:
    """Write the prompts of the next round, and beside them how to answer."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README").write_text(LEGEND, encoding="utf-8")
    number = 1 + len(list(folder.glob("replies*.jsonl")))
    path = folder / f"round{number}.jsonl"
    path.write_text("".join(_lines(asked)), encoding="utf-8")
    return path


def _lines(asked: Mapping[str, str]) -> Iterable[str]:
    return (json.dumps({"id": key, "prompt": prompt}, ensure_ascii=False) + "\n" for key, prompt in asked.items())
