"""What a recorded model says to a prompt: its reply to the question, or its verdicts on sentences.

Quotes get the numbers that their passages have in the prompt; the name of the model asked for is the kind of replies.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evals.studies.written.recorded import Recorded

NOT_GIVEN = 99  # the number of no passage
_PASSAGE = re.compile(r"^Passage (\d+) \(.*?(?=^</data )", re.MULTILINE | re.DOTALL)
_QUOTE = re.compile(r"^(QUOTE|CITAAT) \d+: (.*)$", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+): (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Replay:
    """Plays recorded replies."""

    recorded: Sequence[Recorded]

    def reply(self, kind: str, prompt: str) -> str:
        """Return what a kind of model says; nothing to what was not recorded."""
        if verdicts := self._verdicts(prompt):
            return verdicts
        found = next((each for each in self.recorded if each.kind == kind and _asks(each.question, prompt)), None)
        return numbered_anew(found.reply, prompt) if found else ""

    def _verdicts(self, prompt: str) -> str:
        """Return a line for every sentence in a prompt; what was not recorded is not confirmed."""
        lines = [(number, _plain(words)) for number, words in _NUMBERED.findall(prompt)]
        if not any(words in self._confirmed for _, words in lines):
            return ""
        return "".join(f"{number}: {'yes' if self._confirmed.get(words) else 'no'}\n" for number, words in lines)

    @cached_property
    def _confirmed(self) -> Mapping[str, bool]:
        return {_plain(each.text): each.confirmed for reply in self.recorded for each in reply.sentences}


def numbered_anew(reply: str, prompt: str) -> str:
    """Return a reply whose quotes have the numbers of the prompt's passages that hold them."""
    passages = [(match[1], _plain(match[0])) for match in _PASSAGE.finditer(prompt)]

    def renumbered(match: re.Match[str]) -> str:
        words = _plain(match[2])
        number = next((number for number, text in passages if words in text), NOT_GIVEN)
        return f"{match[1]} {number}: {match[2]}"

    return _QUOTE.sub(renumbered, reply)


def _asks(question: str, prompt: str) -> bool:
    return re.search(rf"^{re.escape(question)}$", prompt, re.MULTILINE) is not None


def _plain(text: str) -> str:
    return " ".join(text.removeprefix("- ").split())
