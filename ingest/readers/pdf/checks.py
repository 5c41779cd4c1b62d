"""What a file must be before the PDF library is given it: a whole PDF, and not one that unpacks without end."""

import re
import zlib

from assistant.locale.reasons import reader_error

LARGEST = 200 * 1024 * 1024
_HEAD, _TAIL = 1024, 4096
_LARGEST_STREAM = 64 * 1024 * 1024
_HIGHEST_RATIO = 1032  # of deflate
_CHUNK = 1024 * 1024
_DICTIONARY = 2048
_OBJECT = re.compile(rb"\b\d+ \d+ obj\b|\bendstream\b")
_STREAM = re.compile(rb"stream\r?\n")
_DEFLATED = re.compile(rb"/(?:FlateDecode|Fl)\b")


def require_sound(data: bytes) -> None:
    """Refuse a file that is no PDF, is not there as a whole, is too large or unpacks to far more than a text.

    Raises:
        ReaderError: says what is wrong and what to do.
    """
    if not data.strip():
        raise reader_error("pdf.empty")
    if len(data) > LARGEST:
        raise reader_error("pdf.large")
    if b"%PDF-" not in data[:_HEAD]:
        raise reader_error("pdf.is_not")
    if not _is_complete(data):
        raise reader_error("pdf.cut_off")
    if any(_unpacks_without_end(data, found.start(), found.end()) for found in _STREAM.finditer(data)):
        raise reader_error("pdf.unpacks")


def _is_complete(data: bytes) -> bool:
    """Tell whether a file has its end: behind the last end mark nothing of a PDF may follow, whatever else does."""
    end = data.rfind(b"%%EOF")
    return end >= 0 and not (len(data) - end > _TAIL and _OBJECT.search(data, end))


def whole(data: bytes) -> bytes:
    """Return a file without what a mail program or server has put behind its end, which the PDF library trips over."""
    end = data.rfind(b"%%EOF") + len(b"%%EOF")
    return data[:end] + b"\n" if len(data) - end > _TAIL // 4 else data


def _unpacks_without_end(data: bytes, keyword: int, start: int) -> bool:
    """Tell whether a packed stream, unless it is a picture, unpacks to more than 64 MB; or is packed twice."""
    end = data.find(b"endstream", start)
    dictionary = data[max(0, keyword - _DICTIONARY) : keyword].rsplit(b" obj", 1)[-1]
    packed = len(_DEFLATED.findall(dictionary))
    if packed > 1:
        return True
    if end - start < _LARGEST_STREAM // _HIGHEST_RATIO or not packed or b"/Image" in dictionary:
        return False
    unpacker = zlib.decompressobj()
    size, rest = 0, data[start:end]
    try:
        while rest and size <= _LARGEST_STREAM and not unpacker.eof:
            size += len(unpacker.decompress(rest, _CHUNK))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return size > _LARGEST_STREAM
