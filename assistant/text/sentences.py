"""Where sentences begin and end."""

import re

import sentencex  # type: ignore[import-untyped]


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of a text, without the white space around them.

    A piece that begins with a lower-case letter goes on with the sentence before it: the splitter breaks after some
    abbreviations ("o.a.").
    """
    spans: list[tuple[int, int]] = []
    for piece in sentencex.get_sentence_boundaries(language, text):
        raw = text[piece["start_index"] : piece["end_index"]]
        words = raw.strip()
        if not words:
            continue
        start = piece["start_index"] + raw.index(words[0])
        end = start + len(words)
        if spans and words[0].islower():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def row_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the rows of a table."""
    return [row.span() for row in re.finditer(r"[^\n]+", text)]
