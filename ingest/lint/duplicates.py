"""Checks for text that stands in more than one document: copies grow apart, and would be quoted twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.domain import Document
from assistant.text.lexicon import words
from ingest.lint.finding import Finding, about
from ingest.lint.folder import texts
from ingest.lint.kinds import Check
from ingest.lint.translations import may_be_translations

FEWEST_WORDS = 12
RUN = 3  # words in a row that are compared
ALIKE = 0.7  # share of the shorter text's runs that the other one has
MOSTLY = 0.5  # share of a document's words from which it counts as a copy as a whole
NAMED = 3  # other documents that a message names


@dataclass(frozen=True, slots=True)
class _Text:
    """A block with its runs of words; ``document`` is its document's position."""

    document: int
    start: int
    end: int
    count: int
    runs: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Match:
    """Two texts of different documents that are alike; ``share`` is 1.0 for the same words."""

    first: int
    second: int
    share: float


def check_duplicates(documents: Sequence[Document]) -> Iterator[Finding]:
    """Find documents, and pieces of them, that stand in another document too."""
    pieces = [piece for position, document in enumerate(documents) for piece in _pieces(position, document)]
    matches = [match for match in _matches(pieces) if not _linked(documents, pieces, match)]
    copies = _copies(pieces, matches)
    for (one, other), share in sorted(copies.items()):
        yield about(documents[other], Check.DUPLICATE_DOCUMENT, others=documents[one].path, percent=round(100 * share))
    loose = [match for match in matches if _pair(pieces, match) not in copies]
    yield from _shared_pieces(documents, pieces, loose)


def _pieces(position: int, document: Document) -> Iterator[_Text]:
    for block in texts(document):
        found = words(document.text[block.body_start : block.end])
        if len(found) >= FEWEST_WORDS:
            runs = frozenset(hash(tuple(found[index : index + RUN])) for index in range(len(found) - RUN + 1))
            yield _Text(position, block.start, block.end, len(found), runs)


def _matches(pieces: Sequence[_Text]) -> Iterator[_Match]:
    """Yield the pairs that are alike. A pair shares at least one of the rarest runs of the shorter text.

    That is so since only ``1 - ALIKE`` of its runs may be missing from the other one; so few texts need comparing.
    """
    frequency = Counter(run for piece in pieces for run in piece.runs)
    holders: dict[int, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        for run in piece.runs:
            if frequency[run] > 1:
                holders[run].append(index)
    for index, piece in enumerate(pieces):
        telling = sorted(piece.runs, key=lambda run: frequency[run])[: int((1 - ALIKE) * len(piece.runs)) + 1]
        candidates = {other for run in telling for other in holders.get(run, ())}
        for other in sorted(candidates):
            longer = pieces[other]
            if longer.document == piece.document or (len(longer.runs), other) < (len(piece.runs), index):
                continue
            share = len(piece.runs & longer.runs) / len(piece.runs)
            if share >= ALIKE:
                yield _Match(min(index, other), max(index, other), share)


def _linked(documents: Sequence[Document], pieces: Sequence[_Text], match: _Match) -> bool:
    one, other = _pair(pieces, match)
    return may_be_translations(documents[one], documents[other])


def _pair(pieces: Sequence[_Text], match: _Match) -> tuple[int, int]:
    return pieces[match.first].document, pieces[match.second].document


def _copies(pieces: Sequence[_Text], matches: Sequence[_Match]) -> dict[tuple[int, int], float]:
    """Return the pairs of documents of which one is for the most part in the other, with that part."""
    totals: Counter[int] = Counter()
    for piece in pieces:
        totals[piece.document] += piece.count
    shared: dict[tuple[int, int], dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for match in matches:
        for index in (match.first, match.second):
            shared[_pair(pieces, match)][pieces[index].document].add(index)
    shares = {
        pair: max(sum(pieces[index].count for index in found) / totals[position] for position, found in sides.items())
        for pair, sides in shared.items()
    }
    return {pair: share for pair, share in shares.items() if share >= MOSTLY}


def _shared_pieces(
    documents: Sequence[Document], pieces: Sequence[_Text], matches: Sequence[_Match]
) -> Iterator[Finding]:
    """Yield a finding for each run of neighbouring texts that the same other documents have, where they stand first."""
    repeats = {match.second for match in matches}
    others: dict[int, set[int]] = defaultdict(set)
    shares: dict[int, float] = defaultdict(lambda: 1.0)
    for match in matches:
        if match.first not in repeats:
            others[match.first].add(pieces[match.second].document)
            shares[match.first] = min(shares[match.first], match.share)
    ordered = sorted(others)
    for _, group in groupby(
        range(len(ordered)), key=lambda rank: (ordered[rank] - rank, sorted(others[ordered[rank]]))
    ):
        run = [ordered[rank] for rank in group]
        first, last = pieces[run[0]], pieces[run[-1]]
        yield about(
            documents[first.document],
            Check.DUPLICATE_TEXT,
            (first.start, last.end),
            words=sum(pieces[index].count for index in run),
            percent=round(100 * min(shares[index] for index in run)),
            others=_listed([documents[position].path for position in sorted(others[run[0]])]),
        )


def _listed(paths: Sequence[str]) -> str:
    more = f" (+{len(paths) - NAMED})" if len(paths) > NAMED else ""
    return ", ".join(paths[:NAMED]) + more
