import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.errors import ReaderError
from ingest.readers import plain
from tests.ingest.outline import read, shape

PROSE = "This is a paragraph of the guide, with a full stop."


@pytest.mark.parametrize(
    "data",
    [
        "Coöperatie\n\nEén zin over cafés – en meer.".encode(encoding)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_any_usual_encoding_is_read(data: bytes) -> None:
    assert read(data).text == "Coöperatie\n\nEén zin over cafés – en meer."


def test_lines_in_different_encodings_are_read_each_by_its_own() -> None:
    assert read("één\n".encode() + "twéé".encode("cp1252")).text == "één twéé"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_any_newline_ends_a_line(newline: str) -> None:
    assert shape(read(f"Title{newline}{newline}{PROSE}")) == ["h1 Title", f"p {PROSE}"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "holds no words"),
        (b" \n\t\n", "holds no words"),
        (b"-----\n***", "holds no words"),
        (b"\x00\x01\x02\x03" * 50, "not text"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 4, "not text"),
        (b"\xff\xfea", "not valid UTF-16"),
        (b"[Home](#)\n\n[About](#)\n", "nothing but links"),
    ],
)
def test_what_is_not_text_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(ReaderError, match=message) as refusal:
        read(data)
    assert str(refusal.value).endswith(".")


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(ReaderError, match="larger than 20 MB"):
        plain.read(b"a" * (20 * 1024 * 1024 + 1), Language.EN)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(ReaderError):
        assert read(data).blocks
