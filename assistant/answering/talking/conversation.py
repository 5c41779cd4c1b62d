"""A question in its conversation: taken by itself or joined to the one before it, whichever has the better evidence.

Both are compared with the questions that are known. A question alone that is as surely about the documents as both
together are known to be answered stands by itself; what is small talk, or about something else, does too. Anything else
goes on from the question before it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Turn
from assistant.question.followup import item_of_last_answer, said_before, standalone
from assistant.question.understand import QuestionEncoder, Rewrite, Understood, understand
from assistant.search.groups import ON_TOPIC, Group
from assistant.search.ports import Resemblance

KNOWN_ALONE = 0.3  # the chance of being answered by the documents that a question alone must have to stand by itself
ELSEWHERE = 0.6  # the chance of another subject; what goes on from a question on the subject never has as much
TALK = 0.75  # likeness to small talk from which on something is no question
ASKED_TOO = 0.7  # likeness to a known question from which on it is one in a conversation, however like small talk
REWORDED = 0.6  # likeness to a wish for the last answer in another form, from which on it is one
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
    alone = understand(question, encoder)
    if not history:
        return alone
    like = index.resembles(alone.query.encoded.vector)
    if not like.chances.keys() & set(ON_TOPIC):  # no questions are known to compare with: its words tell
        return understand(question, encoder, history, rewrite)
    before = [] if _is_talk(like) else last_question(history, encoder, index)
    if not before:
        return alone
    item = item_of_last_answer(question, history)
    joined = _together(_said_before(before, like), understand(item, encoder) if item else alone, encoder)
    if not item and _stands_alone(like, index.resembles(joined.query.encoded.vector, follow_up=joined.query.follow_up)):
        return alone
    if rewrite and (written := understand(question, encoder, history, rewrite)).text != alone.text:
        return written
    return replace(
        joined,
        language=alone.language,
        shown=said_before(question, history),
        follows=True,
        added="" if item else alone.text,
    )


def _said_before(before: Sequence[Turn], like: Resemblance) -> str:
    """Return the question that one goes on from; "why?" alone has no words, and goes back to what that went on from."""
    last = before[-1].content
    return standalone(last, before[:-1]).text if small_talk_kind(like) in GO_ON else last


def _together(before: str, alone: Understood, encoder: QuestionEncoder) -> Understood:
    """Return a question with the one that it goes on from."""
    both = understand(f"{before} {alone.text}", encoder)
    query = replace(both.query, follow_up=alone.query.encoded.vector)
    return replace(both, language=alone.language, spoken=alone.spoken, query=query)


def _is_talk(like: Resemblance) -> bool:
    """Tell whether something is no question to the documents, whatever was asked before."""
    if like.chances.get(Group.OFF_TOPIC, 0.0) >= ELSEWHERE:
        return True
    kind = small_talk_kind(like)
    if kind in GO_ON or max(like.chances, key=lambda each: like.chances[each], default="") is not Group.SMALL_TALK:
        return False
    if kind.startswith("rework"):
        return like.likeness[Group.SMALL_TALK] >= REWORDED
    return like.likeness[Group.SMALL_TALK] >= TALK and like.likeness[Group.KNOWN] < ASKED_TOO


def _stands_alone(alone: Resemblance, joined: Resemblance) -> bool:
    known, gap = (alone.chances.get(group, 0.0) for group in (Group.KNOWN, Group.GAP))
    return known >= KNOWN_ALONE and known + gap >= joined.chances.get(Group.KNOWN, 0.0)


def small_talk_kind(like: Resemblance) -> str:
    """Return the kind of small talk that something is most like, empty where none is known."""
    likest = like.likest.get(Group.SMALL_TALK)
    return likest.note if likest else ""


def last_question(history: Sequence[Turn], encoder: QuestionEncoder, index: Compares) -> tuple[Turn, ...]:
    """Return the turns up to the last one that asked the documents something, none where nobody did."""
    for place in range(len(history) - 1, -1, -1):
        if history[place].role == "user" and history[place].content.strip():
            like = index.resembles(understand(history[place].content, encoder).query.encoded.vector)
            if max(like.chances.get(each, 0.0) for each in (Group.SMALL_TALK, Group.OFF_TOPIC)) < 0.5:
                return tuple(history[: place + 1])
    return ()
