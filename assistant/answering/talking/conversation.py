"""A question in its conversation: taken by itself or joined to the one before it, whichever has the better evidence.

What says enough is never joined. What points back or says little is compared with the questions that are known: it may
be complete all the same ("What is the weather?"), else it goes on from the question before it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language, Turn
from assistant.question.followup import standalone
from assistant.question.understand import QuestionEncoder, Rewrite, Understood, clean, understand
from assistant.search.groups import Group
from assistant.search.ports import Resemblance
from assistant.text.language import detect_language

COMPLETE = {Group.KNOWN: 0.6, Group.GAP: 0.6, Group.OFF_TOPIC: 0.0, Group.SMALL_TALK: 0.85}
"""How like a question of its group one must be to stand alone though it could go on from the last."""
CLEARLY = {Group.OFF_TOPIC: 0.8}
"""The chance of its group that it must have besides; what goes on from a question on the subject never has as much."""
REWORDED = 0.65  # likeness to a wish for the last answer in another form, from which on it is one
REWORKS = ("rework", "more_examples", "why")
GO_ON = frozenset({"more_examples", "why"})
"""Kinds of small talk that ask on about what was asked before."""


class Compares(Protocol):
    """What tells which questions one is like."""

    def resembles(self, vector: NDArray[np.float32], *, follow_up: NDArray[np.float32] | None = None) -> Resemblance:
        """Return what a question, by its vector, is like among the questions that are known."""


def understood(
    question: str, encoder: QuestionEncoder, history: Sequence[Turn], index: Compares, rewrite: Rewrite | None
) -> Understood:
    """Return what is asked, standing alone; what is complete by itself is not rewritten."""

    def rewritten(text: str, turns: Sequence[Turn], language: Language) -> str:
        like = index.resembles(encoder.question(text, detect_language(text)).vector)
        return "" if rewrite is None or _is_complete(like) else rewrite(text, turns, language)

    joined = understand(question, encoder, history, rewritten if rewrite else None)
    if not history:
        return joined
    alone = joined if joined.text == clean(question) else understand(question, encoder)
    like = index.resembles(alone.query.encoded.vector)
    if joined.text == alone.text and small_talk_kind(like) not in GO_ON:
        return joined
    if _is_complete(like):
        return alone
    if joined.text == alone.text or joined.follows:
        before = last_question(history, encoder, index)
        joined = _together(_said_before(before, like), alone, encoder) if before else alone
    shown = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    return replace(joined, shown=shown)


def _said_before(before: Sequence[Turn], like: Resemblance) -> str:
    """Return the question that one goes on from; "why?" alone has no words, and goes back to what that went on from."""
    last = before[-1].content
    return standalone(last, before[:-1]).text if small_talk_kind(like) in GO_ON else last


def _together(before: str, alone: Understood, encoder: QuestionEncoder) -> Understood:
    """Return a question with the one that it goes on from."""
    both = understand(f"{before} {alone.text}", encoder)
    query = replace(both.query, follow_up=alone.query.encoded.vector)
    return replace(both, language=alone.language, spoken=alone.spoken, query=query)


def _is_complete(like: Resemblance) -> bool:
    group = max(like.chances, key=lambda each: like.chances[each], default=Group.GAP)
    kind = small_talk_kind(like) if group is Group.SMALL_TALK else ""
    if kind in GO_ON or like.chances.get(group, 0.0) < CLEARLY.get(group, 0.0):
        return False
    return like.likeness.get(group, -1.0) >= (REWORDED if kind.startswith("rework") else COMPLETE[group])


def small_talk_kind(like: Resemblance) -> str:
    """Return the kind of small talk that something is most like, empty where none is known."""
    likest = like.likest.get(Group.SMALL_TALK)
    return likest.note if likest else ""


def last_question(history: Sequence[Turn], encoder: QuestionEncoder, index: Compares) -> tuple[Turn, ...]:
    """Return the turns up to the last one that asked the documents something, none where nobody did."""
    for place in range(len(history) - 1, -1, -1):
        if history[place].role == "user" and history[place].content.strip():
            like = index.resembles(understand(history[place].content, encoder).query.encoded.vector)
            if like.chances.get(Group.SMALL_TALK, 0.0) < 0.5:
                return tuple(history[: place + 1])
    return ()
