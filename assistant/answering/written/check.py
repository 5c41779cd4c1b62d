"""The second step of the proof, one call for an answer: do the quotes of each sentence say what the sentence says?

Asked is a model that is told only to judge, or an entailment model. It is given the question, since "yes, that is
allowed" says nothing without it, and the sentences by number, and gives verdicts by number, which are heard as they
come. Only a line that is a verdict and nothing else is one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.answering.phrases import phrase
from assistant.answering.prompts import Prompt
from assistant.answering.written.asking import Asked
from assistant.answering.written.breaker import Breaker
from assistant.answering.written.drafts import lines_of
from assistant.answering.written.prove import Candidate
from assistant.domain import Language
from assistant.proof.literal import Slice
from assistant.text.fence import fenced
from assistant.text.plain import visible
from assistant.watch import Watch

PROMPT = "check"
NONE_GIVEN = "–"

_VERDICT = re.compile(
    r"[\W_]*(?:(?:sentence|zin)\s+)?(\d{1,3})[\s*_.)\]]*[:.)][\s*_]*(yes|no|ja|nee)[\s*_.!]*", re.IGNORECASE
)

Entails = Callable[[str, str, Language], bool]
"""An entailment model: does a text say what a sentence, in a language, says?"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the sentence of a number is confirmed."""

    number: int
    is_confirmed: bool


class Opinion(Protocol):
    """What gives verdicts on all sentences of an answer at once; each has its place among them, from 1."""

    @property
    def breaker(self) -> Breaker:
        """What lets it rest when it fails."""

    def prompt(self, language: Language) -> Prompt | None:
        """Return what it is asked in a language, None where it is no chat model."""

    def verdicts(self, sentences: Sequence[Candidate], asked: Asked, watch: Watch) -> Iterator[Verdict]:
        """Yield verdicts on sentences of what was asked for, as they come. Raises ChatModelFailed."""


class Replies(Protocol):
    """A chat model."""

    def text(self, prompt: str, watch: Watch) -> Iterator[str]:
        """Yield its reply piece by piece."""


@dataclass(frozen=True)
class ModelOpinion:
    """The opinion of a chat model."""

    model: Replies
    prompts: Mapping[tuple[str, Language], Prompt]
    breaker: Breaker = field(default_factory=Breaker)

    def prompt(self, language: Language) -> Prompt:
        """Return what it is asked in a language."""
        return self.prompts[PROMPT, language]

    def verdicts(self, sentences: Sequence[Candidate], asked: Asked, watch: Watch) -> Iterator[Verdict]:
        """Yield the verdicts of its reply, line by line; it is shown all passages where one is about them."""
        language = asked.language
        shown = [fenced(_shown(number, each, language)) for number, each in enumerate(sentences, start=1)]
        of_all = any(each.is_open and each.unsaid for each in sentences)
        prompt = self.prompt(language).fill(
            question=fenced(f"{phrase('check_question', language)}: {_one_line(asked.question)}"),
            sentences="\n\n".join(shown),
            last=str(len(shown)),
            passages=asked.material.fenced(language) if of_all else NONE_GIVEN,
        )
        yield from read_verdicts(self.model.text(prompt, watch))


@dataclass(frozen=True)
class EntailmentOpinion:
    """The opinion of an entailment model, which is asked sentence by sentence."""

    entails: Entails
    breaker: Breaker = field(default_factory=Breaker)

    def prompt(self, language: Language) -> None:
        """Return nothing: it is not asked in words."""

    def verdicts(self, sentences: Sequence[Candidate], asked: Asked, watch: Watch) -> Iterator[Verdict]:
        """Yield a verdict on each sentence that has quotes: whether they, with their headings, say it."""
        for number, each in enumerate(sentences, start=1):
            if each.is_open and each.quotes:
                together = " ".join([*each.quotes[0].passage.heading_path, *(quote.text for quote in each.quotes)])
                yield Verdict(number, self.entails(" ".join(together.split()), each.text, asked.language))


def read_verdicts(pieces: Iterable[str]) -> Iterator[Verdict]:
    """Yield the first verdict on each number, as soon as its line has ended."""
    given: set[int] = set()
    for line in lines_of(pieces):
        found = _VERDICT.fullmatch(line.strip())
        if found and int(found[1]) not in given:
            given.add(int(found[1]))
            yield Verdict(int(found[1]), found[2].lower() in ("yes", "ja"))


def _shown(number: int, candidate: Candidate, language: Language) -> str:
    marker = "- " if candidate.listed else ""
    lines = [f"{number}: {marker}{candidate.text}"]
    if candidate.is_literal:
        lines.append(phrase("check_literal", language))
    else:
        word = phrase("check_quote", language)
        lines += [f"{word} ({_place(quote)}): {_one_line(quote.text)}" for quote in candidate.quotes]
    if candidate.hints:
        named = "; ".join(dict.fromkeys(phrase(f"check_{hint}", language) for hint in candidate.hints))
        lines.append(f"{phrase('check_hint', language)}: {named}")
    return "\n".join(lines)


def _place(quote: Slice) -> str:
    return _one_line(" › ".join([quote.passage.title, *quote.passage.heading_path]))


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
