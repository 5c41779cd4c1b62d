"""The words' scores are those of FTS5's own function, for whatever is asked."""

import sqlite3
from collections.abc import Iterator
from random import Random

import pytest

from assistant.search import words
from assistant.search.words import Words

TEXTS = (
    "trust worker trust",
    "worker union worker worker",
    "multi-stakehold multi stakehold dialoog",
    "stakehold multi multi-stakehold",
    "een 😀 uber strasse smørrebrød łodz σοφοσ 対話 x² o'neil o neil",
    "",
    "union",
)


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """Two thousand passages, of which few words are in most, and some are long."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE lexical USING fts5(stems)")
    random = Random(1)
    made = (
        " ".join(random.choices("abcdefghij", [2**n for n in range(10)], k=random.choice((3, 40, 300))))
        for _ in range(2_000)
    )
    connection.executemany("INSERT INTO lexical (stems) VALUES (?)", ((text,) for text in (*TEXTS, *made)))
    connection.execute("DELETE FROM lexical WHERE rowid = 6")
    yield connection
    connection.close()


def own(connection: sqlite3.Connection, stems: list[str]) -> list[tuple[int, float]]:
    """Return what FTS5 gives."""
    query = " OR ".join('"' + stem.replace('"', '""') + '"' for stem in dict.fromkeys(stems))
    wanted = "SELECT rowid, -bm25(lexical) AS score FROM lexical WHERE lexical MATCH ?"
    return connection.execute(wanted, (query,)).fetchall()


@pytest.mark.parametrize(
    "stems",
    [["a"], ["j"], ["a", "j"], ["b", "c", "b", "none"], list("abcdefghij"), ["trust", "worker"], ["multi-stakehold"],
     ["multi-stakehold", "multi", "worker"], ["o'neil"], ["een", "uber"], ["smørrebrød"], ["łodz", "σοφοσ"], ["対話"],
     ["x²", "x2", "😀"], ["none"], ['"'], ["NEAR(a b)"],
     ["stakehold-multi-multi-stakehold"], ["j j"]],
)  # fmt: skip
@pytest.mark.parametrize("limit", [1, 15, 5_000])
def test_scores_are_those_of_fts5(database: sqlite3.Connection, stems: list[str], limit: int) -> None:
    found = Words(database, "lexical").best(stems, limit)
    best, wanted = ranked(found)[:limit], ranked(own(database, stems))[:limit]
    assert [row for row, _ in best] == [row for row, _ in wanted]
    assert [score for _, score in best] == pytest.approx([score for _, score in wanted], rel=1e-12)


def ranked(found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return what was found, best first; what differs by a rounding only is alike."""
    return sorted(found, key=lambda each: (-float(f"{each[1]:.10g}"), each[0]))


def test_no_more_is_held_than_there_is_room_for(database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "HELD", 2_500)
    scored = Words(database, "lexical")
    for stem in "abcdefghij":
        scored.best([stem], 5)
    assert sum(len(each.rows) for each in scored._held.values()) <= 2_500
    assert scored.best(["a"], 1) == Words(database, "lexical").best(["a"], 1)


def test_an_index_without_passages_has_nothing() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE lexical USING fts5(stems)")
    assert Words(connection, "lexical").best(["a", ""], 5) == []
    connection.close()
