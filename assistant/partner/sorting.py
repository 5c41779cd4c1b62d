"""Sort what is written for a purpose: which partners and why, what to arrange, what to beware of, what to do next."""

import re
from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from assistant.partner.lookup import Lookup, Quotable, Scores
from assistant.partner.names import tools
from assistant.partner.purposes import Purpose
from assistant.partner.runs import Run, leads_in, leans_back, paragraphs
from assistant.partner.wording import Words, prompt

CLEAR = 1.0  # standard deviations by which a sentence must stand out in another kind not to be about partners
MARGIN = {"steps": 0.8, "arrange": 0.45, "beware": 0.45}  # and by how much more than in that one
LONGEST = 5  # sentences that are quoted as one
LIST_MARGIN = 1.0  # how much further a list must stand out in another kind not to be about partners
STANDS_OUT = 1.25  # times the next best, for a condition that is the one that is meant
FITS = 0.8  # of the best; other conditions that are meant as well


class Kind(StrEnum):
    """What a sentence of the advice is about."""

    PARTNERS = "partners"
    ARRANGE = "arrange"
    BEWARE = "beware"
    STEPS = "steps"


Prominence = dict[tuple[str, int], dict[Kind, float]]
"""How far a sentence stands out in each kind, by its place."""


def prominence(lookup: Lookup, scope: Sequence[Quotable]) -> Prominence:
    """Return how far each sentence of a scope stands out in each kind."""
    figures: dict[Kind, Scores] = {kind: lookup.prominence(prompt(kind), scope) for kind in Kind}
    figures[Kind.PARTNERS] = np.maximum(figures[Kind.PARTNERS], lookup.prominence(prompt("reasons"), scope))
    return {item.place: {kind: float(figures[kind][place]) for kind in Kind} for place, item in enumerate(scope)}


def sort_advice(
    lookup: Lookup, purpose: Purpose, prominent: Prominence, told: Sequence[Words]
) -> list[tuple[Kind, Run]]:
    """Return what the documents advise for a purpose, in reading order, by kind.

    A list stays whole, but where its items begin with a question ("Want to speak with workers?") and what was ``told``
    clearly answers one, only those items are kept.
    """
    found: list[tuple[Kind, Run]] = []
    listed: list[Quotable] = []
    for paragraph in paragraphs(lookup.quotables(purpose.advice)):
        if paragraph[0].listed:
            listed += paragraph
            continue
        found += _sorted_list(lookup, listed, prominent, told)
        found += _sorted_paragraph(paragraph, prominent)
        listed = []
    return found + _sorted_list(lookup, listed, prominent, told)


def _sorted_paragraph(paragraph: Sequence[Quotable], prominent: Prominence) -> list[tuple[Kind, Run]]:
    """Sort sentences; one that leans on the one before goes with it, and a clear one takes that one along."""
    found: list[tuple[Kind, list[Quotable]]] = []
    for item in paragraph:
        if leads_in(item):
            break
        kind = _kind(item, prominent)
        last = found[-1][0] if found else None
        if last is None or (kind is not last and not leans_back(item)) or (refers(item) and last is not Kind.STEPS):
            found.append((kind, [item]))
        elif last is Kind.PARTNERS and kind is not last and len(found[-1][1]) == 1:
            found[-1] = (kind, [*found[-1][1], item])
        else:
            found[-1][1].append(item)
    return [(kind, Run(tuple(items[:LONGEST]))) for kind, items in found]


def refers(item: Quotable) -> bool:
    """Tell whether a sentence refers to a tool, not just in brackets."""
    outside = re.sub(r"\([^)]*\)", "", item.text)
    return any(title in outside for title in tools(item))


def _kind(item: Quotable, prominent: Prominence) -> Kind:
    figures = prominent[item.place]
    kind = max(figures, key=lambda each: figures[each])
    if refers(item):
        return Kind.STEPS
    clear = figures[kind] >= CLEAR and figures[kind] - figures[Kind.PARTNERS] >= MARGIN.get(kind, 0.0)
    return kind if clear else Kind.PARTNERS


def _sorted_list(
    lookup: Lookup,
    items: Sequence[Quotable],
    prominent: Prominence,
    told: Sequence[Words],
) -> list[tuple[Kind, Run]]:
    if not items:
        return []
    means = {kind: float(np.mean([prominent[item.place][kind] for item in items])) for kind in Kind}
    best = max(means, key=lambda each: means[each])
    kind = best if means[best] > means[Kind.PARTNERS] + LIST_MARGIN else Kind.PARTNERS
    return [(kind, Run((item,))) for item in _meant(lookup, items, told)]


def _meant(lookup: Lookup, items: Sequence[Quotable], told: Sequence[Words]) -> Sequence[Quotable]:
    """Return the items whose opening question is answered by what was told, all of them when none stands out."""
    if len(items) < 2 or not all("?" in item.text[:-1] for item in items):
        return items
    for words in told:
        scores = lookup.scores(words, items)
        first, second = sorted(scores, reverse=True)[:2]
        if first >= STANDS_OUT * second:
            return [item for item, score in zip(items, scores, strict=True) if score >= FITS * first]
    return items
