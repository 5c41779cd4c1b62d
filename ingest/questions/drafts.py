"""Questions that places of a document answer, drafted by a chat model: in batches, each checked before it is kept.

A draft is no known question until somebody who keeps the documents says so. After every batch the drafts are written:
a run that is broken off goes on where it was.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.prompts import load_prompt
from assistant.document import QUOTED
from assistant.domain import Block, BlockKind, Document, Language
from assistant.search.injection import instructs
from assistant.search.known import BETWEEN, Row
from assistant.text.fence import fenced
from assistant.text.language import is_in
from assistant.text.lexicon import words
from assistant.text.plain import plain, visible
from ingest.asking import Ask, Batch, Estimate, batches, estimated, numbered, read_numbered

PROMPT = "corpus/questions"
EACH = 3  # questions that are asked for each place
BATCH = 8  # places
LEAST_SAID = 8  # words that a place must have to answer something
ANCHOR = 8  # words that name a place, more where these stand elsewhere as well
SHORTEST, LONGEST = 3, 30  # words of a question
CHARACTERS = 200  # of a question
REPLY = 170  # characters of a drafted pair, about
_ASKED_ABOUT = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


class Fault(StrEnum):
    """Why a draft is not kept."""

    LANGUAGE = "language"
    LENGTH = "length"
    TWICE = "twice"
    INSTRUCTS = "instructs"


@dataclass(frozen=True, slots=True)
class Draft:
    """A known question in the making; ``says`` is the place that answers it, for whoever decides."""

    row: Row
    says: str
    keep: str = ""


@dataclass(frozen=True)
class Task:
    """A document to draft questions for; ``done`` are its anchors with questions, ``asked`` all questions there are."""

    document: Document
    done: frozenset[str]
    asked: frozenset[str]

    @property
    def places(self) -> dict[str, str]:
        """What can answer a question and has none, by its anchor, in reading order."""
        found = (_anchored(self.document, block) for block in self.document.blocks if _answers(self.document, block))
        return {anchor: text for anchor, text in found if anchor and anchor not in self.done}


def estimate(task: Task) -> Estimate:
    """Tell what drafting for a document would take."""
    found = list(_batches(task))
    got = sum(len(batch.units) for batch in found) * EACH * REPLY
    return estimated(found, (asked(task, batch) for batch in found), got)


def draft(task: Task, ask: Ask, keep: Callable[[Sequence[Draft]], None]) -> tuple[int, Counter[Fault]]:
    """Draft questions; return how many are good, and how many are not and why. ``keep`` is handed those of a batch.

    Raises:
        ChatModelFailed: when the model gives no reply; what was kept stays.
    """
    taken, faults, made = set(task.asked), Counter[Fault](), 0
    for batch in _batches(task):
        good: list[Draft] = []
        for anchor, pair in _pairs(batch, ask(asked(task, batch))):
            if fault := _fault(pair, taken):
                faults[fault] += 1
                continue
            taken.update(map(folded, pair.values()))
            row = Row(task.document.id, anchor, pair[Language.EN], pair[Language.NL])
            good.append(Draft(row, batch.units[anchor]))
        keep(good)
        made += len(good)
    return made, faults


def asked(task: Task, batch: Batch) -> str:
    """Return what a model is asked for a batch."""
    return load_prompt(PROMPT, task.document.language).fill(
        title=fenced(task.document.title),
        before=fenced(visible(batch.before)),
        places=fenced(numbered(map(visible, batch.units.values()))),
        each=str(EACH),
    )


def folded(question: str) -> str:
    """Return what two wordings have in common that ask in the same words."""
    return " ".join(words(question))


def _batches(task: Task) -> Iterator[Batch]:
    texts = [" ".join(task.document.text[each.body_start : each.end].split()) for each in task.document.blocks]
    return batches(task.places, texts, BATCH)


def _pairs(batch: Batch, reply: str) -> Iterator[tuple[str, dict[Language, str]]]:
    """Yield the anchors and questions of lines "number: English | Dutch"; any other line says nothing."""
    anchors = list(batch.units)
    for number, line in read_numbered(reply):
        cells = [plain(cell) for cell in line.split(BETWEEN.strip())]
        if len(cells) == len(Language) and 0 < number <= len(anchors):
            yield anchors[number - 1], dict(zip(Language, cells, strict=True))


def _fault(pair: dict[Language, str], taken: set[str]) -> Fault | None:
    texts = pair.values()
    if any(not SHORTEST <= len(text.split()) <= LONGEST or len(text) > CHARACTERS for text in texts):
        return Fault.LENGTH
    if any(instructs(text) for text in texts):
        return Fault.INSTRUCTS
    if not all(is_in(text, language) for language, text in pair.items()):
        return Fault.LANGUAGE
    return Fault.TWICE if any(folded(text) in taken for text in texts) else None


def _answers(document: Document, block: Block) -> bool:
    said = document.text[block.body_start : block.end].split()
    return block.kind in _ASKED_ABOUT and block.role in QUOTED and len(said) >= LEAST_SAID


def _anchored(document: Document, block: Block) -> tuple[str, str]:
    """Return the words that name a block's place, empty where none do, and all that it says."""
    text = document.text[block.body_start : block.end]
    ends = [place for place, character in enumerate(text) if character == " "] + [len(text)]
    for end in ends[ANCHOR - 1 :]:
        anchor = text[:end]
        if " ".join(anchor.split()) != anchor or BETWEEN in anchor:
            break
        if document.text.count(anchor) == 1:
            return anchor, " ".join(text.split())
    return "", ""
