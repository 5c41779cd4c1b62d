"""A period that is divided into bins: bin ``i`` begins at ``edges[i]`` and ends before ``edges[i + 1]``."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Label, case, literal

Edges = Sequence[datetime]


def within(moment: Column[datetime], edges: Edges) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of what lies in a period."""
    return moment >= edges[0], moment < edges[-1]


def bin_of(moment: Column[datetime], edges: Edges) -> Label[int]:
    """Return the number of the bin that a moment of the period is in."""
    inner = [(moment < edge, literal(number)) for number, edge in enumerate(edges[1:-1])]
    last = literal(len(edges) - 2)
    return (case(*inner, else_=last) if inner else last).label("bin")
