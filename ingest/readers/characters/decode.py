"""From bytes to characters, whatever the file's encoding."""

import codecs
import re

from assistant.locale.reasons import reader_error
from ingest.readers.characters.letters import likeliest, repaired

LARGEST = 20 * 1024 * 1024
_HEAD = 4096
_MOSTLY = 0.7
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NEWLINES = re.compile(r"\r\n|[\r\x0b\x1c-\x1e\x85\u2028\u2029]")


def decode(data: bytes) -> str:
    r"""Decode a text file: by its byte order mark, else UTF-16, UTF-8 or an old code page; newlines become ``\n``.

    Raises:
        ReaderError: the file is empty, larger than 20 MB, or not text.
    """
    return decode_printed(data).replace("\f", "\n")


def decode_printed(data: bytes) -> str:
    """Decode a text file as ``decode`` does, with its form feeds.

    Raises:
        ReaderError: the file is empty, larger than 20 MB, or not text.
    """
    if len(data) > LARGEST:
        raise reader_error("file.long_text")
    text = _NEWLINES.sub("\n", repaired(_characters(data)))
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise reader_error("file.no_text")
    if not any(character.isalnum() for character in text):
        raise reader_error("file.no_words")
    return text


def _characters(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise reader_error("file.encoding", encoding=encoding.upper()) from None
    encoding = _unmarked_utf16(data[:_HEAD])
    if encoding:
        return data.decode(encoding, errors="replace")
    return _mixed(data)


def _unmarked_utf16(head: bytes) -> str:
    """Return the encoding of text in which every other byte is zero: UTF-16 of Western languages."""
    halves = {"utf-16-be": head[0::2], "utf-16-le": head[1::2]}
    zeros = {encoding: half.count(0) / max(len(half), 1) for encoding, half in halves.items()}
    likely = max(zeros, key=lambda encoding: zeros[encoding])
    return likely if zeros[likely] > _MOSTLY and min(zeros.values()) < 1 - _MOSTLY else ""


def _mixed(data: bytes) -> str:
    """Decode line by line: files put together from several hold more than one encoding."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        lines = data.split(b"\n")
    others = [line for line in lines if not _is_utf8(line)]
    legacy = likeliest(b"\n".join(others))
    return "\n".join(line.decode("utf-8" if _is_utf8(line) else legacy, "replace") for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
