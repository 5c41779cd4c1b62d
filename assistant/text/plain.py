"""A chat model's words without anything but words: no markup, link, image, HTML, citation mark or hidden character."""

import re
import unicodedata

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark")
_WORDS = {"text", "text_special", "code_inline"}
_ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|javascript:|data:[\w/]+[;,])\S*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>?", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]|【[^】]*】)")
_REFERENCE = re.compile(r"!?\[([^\[\]]*)\](?:\[[^\[\]]*\]|\((?:[^()]|\([^()]*\))*\)?)?")
_EMPHASIS = re.compile(r"\*+|`+|~~|(?<!\w)_+|_+(?!\w)")


def visible(text: str) -> str:
    """Return a text without hidden characters, composed; its white space stays."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if char.isspace() or unicodedata.category(char)[0] != "C")


def plain(text: str) -> str:
    """Return the words of a text that may hold Markdown or HTML, on one line."""
    words: list[str] = []
    for token in _MARKDOWN.parseInline(_MARK.sub("", visible(text)))[0].children or ():
        words.append(token.content if token.type in _WORDS else " " if token.type.endswith("break") else "")
    # once more by pattern: what was escaped or broken for the parser must not come to life in another one
    bare = _EMPHASIS.sub("", _TAG.sub("", _ADDRESS.sub("", _REFERENCE.sub(r"\1", "".join(words)))))
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(bare.split()))
