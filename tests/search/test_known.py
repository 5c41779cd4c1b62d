from pathlib import Path

import pytest

from assistant.domain import Block, BlockKind, Document, Language
from assistant.errors import CorpusError
from assistant.search.groups import Group
from assistant.search.known import KnownQuestions
from ingest.chunk import split
from tests.hash_encoder import HashEncoder

TEXT = "Ask a local union.\n\nTrust takes time."
DOCUMENT = Document(
    "guide",
    "Guide",
    Language.EN,
    TEXT,
    (Block(BlockKind.PARAGRAPH, 0, 18), Block(BlockKind.PARAGRAPH, 20, len(TEXT))),
)
HEADER = "document,anchor,en,nl\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "questions.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_row_is_read_with_either_separator(tmp_path: Path, separator: str) -> None:
    text = (HEADER + "guide,Trust takes,How long?,Hoe lang?\n").replace(",", separator)
    (row,) = KnownQuestions.load(written(tmp_path, text)).rows
    assert (row.document, row.anchor, row.en, row.nl) == ("guide", "Trust takes", "How long?", "Hoe lang?")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id,words\n", "line 1: the header"),
        (HEADER + "guide,Trust\n", "line 2: cells: 2"),
        (HEADER + "guide,Trust,,\n", "line 2: a document, an anchor and a question"),
        (HEADER + ",Trust,How?,Hoe?\n", "line 2: a document, an anchor and a question"),
        (HEADER + f"guide,Trust,{'x' * 2_500},Hoe?\n", "line 2: a cell longer"),
        (HEADER + 'guide,"Trust,How?,Hoe?\n', "line 2: "),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(CorpusError, match=fault):
        KnownQuestions.load(written(tmp_path, text))


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(CorpusError, match="UTF-8"):
        KnownQuestions.load(path)


def test_what_is_written_for_an_index_is_read_back(tmp_path: Path) -> None:
    known = KnownQuestions.load(written(tmp_path, HEADER + "guide,Trust takes,How long?,\n"))
    assert KnownQuestions.from_json(known.to_json()) == known


def test_a_question_is_placed_at_its_anchor_and_left_out_where_that_is_gone(tmp_path: Path) -> None:
    rows = HEADER + "guide,Trust takes,How long?,\nguide,Gone words,Why?,Waarom?\nother,Trust takes,Who?,Wie?\n"
    passages = split(DOCUMENT, HashEncoder().count_tokens)
    (known,) = KnownQuestions.load(written(tmp_path, rows)).samples({"guide": DOCUMENT}.get, lambda _: passages)
    assert (known.text, known.language) == ("How long?", Language.EN)
    assert TEXT[known.places[0].start :].startswith("Trust takes")
    assert known.places[0].passage_id in {passage.id for passage in passages}


def test_several_anchors_are_the_answer_together_and_one_that_is_gone_takes_the_row_out(tmp_path: Path) -> None:
    rows = HEADER + "guide,Ask a local | Trust takes,How?,\nguide,Ask a local | Gone words,Why?,\n"
    passages = split(DOCUMENT, HashEncoder().count_tokens)
    (known,) = KnownQuestions.load(written(tmp_path, rows)).samples({"guide": DOCUMENT}.get, lambda _: passages)
    assert [TEXT[place.start :][:5] for place in known.places] == ["Ask a", "Trust"]


def test_a_gap_says_in_both_languages_what_the_documents_do_not(tmp_path: Path) -> None:
    (tmp_path / "gaps.csv").write_text(
        "en,nl,missing_en,missing_nl\nWhat does it cost?,Wat kost het?,what it costs,wat het kost\n", encoding="utf-8"
    )
    known = KnownQuestions.load(written(tmp_path, HEADER))
    assert KnownQuestions.from_json(known.to_json()) == known
    english, dutch = known.samples(lambda _: None, lambda _: ())
    assert (english.group, english.text, dutch.text) == (Group.GAP, "What does it cost?", "Wat kost het?")
    assert english.note == "what it costs\nwat het kost"


def test_a_gap_without_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "gaps.csv").write_text("en,nl,missing_en,missing_nl\nWhat?,Wat?,,\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"gaps.csv, line 2: the question and what is not said"):
        KnownQuestions.load(written(tmp_path, HEADER))


def test_a_follow_up_is_held_with_the_question_before_it(tmp_path: Path) -> None:
    (tmp_path / "follow_ups.csv").write_text(
        "document,anchor,en_before,en,nl_before,nl\nguide,Trust takes,Who helps us?,How long?,,\n", encoding="utf-8"
    )
    known = KnownQuestions.load(written(tmp_path, HEADER))
    assert KnownQuestions.from_json(known.to_json()) == known
    passages = split(DOCUMENT, HashEncoder().count_tokens)
    (later,) = known.samples({"guide": DOCUMENT}.get, lambda _: passages)
    assert (later.text, later.follows) == ("Who helps us? How long?", True)


def test_a_follow_up_without_the_question_before_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "follow_ups.csv").write_text(
        "document,anchor,en_before,en,nl_before,nl\nguide,Trust takes,,How long?,,\n", encoding="utf-8"
    )
    with pytest.raises(CorpusError, match=r"follow_ups.csv, line 2: a question is needed with the one before it"):
        KnownQuestions.load(written(tmp_path, HEADER))
