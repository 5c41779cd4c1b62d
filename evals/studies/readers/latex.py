"""A document as LaTeX."""

import re

from assistant.domain import BlockKind, Document
from evals.studies.readers.outline import Item, Part, parts

_BABEL = {"en": "british", "nl": "dutch"}
_COMMANDS = {1: "section", 2: "subsection", 3: "subsubsection"}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "•": r"\textbullet{}",
    '"': r"\textquotedbl{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{sign: rf"\{sign}" for sign in "#$%&_{}"},
}
_TYPABLE = re.compile(r"[^\x20-\x7e\u00a1-\u00ff\u2013-\u2022\u20ac\u2026]")


def latex(document: Document, columns: int = 1) -> str:
    """Return the document as LaTeX source; characters beyond Western Europe become a question mark."""
    option = "twocolumn" if columns == 2 else "onecolumn"
    body = "\n\n".join(map(_set, parts(document)))
    return (
        rf"\documentclass[10pt,a4paper,{option}]{{article}}"
        "\n"
        r"\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{textcomp,lmodern}"
        rf"\usepackage[{_BABEL[document.language]}]{{babel}}"
        "\n"
        r"\setcounter{secnumdepth}{0}\pagestyle{headings}\sloppy"
        "\n\\begin{document}\n"
        f"{body}\n\\end{{document}}\n"
    )


def _set(part: Part) -> str:
    if part.kind is BlockKind.LIST_ITEM:
        return "\\begin{itemize}\n" + "\n".join(map(_item, part.items)) + "\n\\end{itemize}"
    words = r"\\ ".join(map(_escaped, part.lines))
    if part.kind is BlockKind.HEADING:
        return rf"\{_COMMANDS.get(part.level, 'paragraph')}{{{words}}}"
    return words


def _item(item: Item) -> str:
    label = "" if item.number is None else f"[{item.number}.]"
    return rf"\item{label} {_escaped(item.words)}"


def _escaped(text: str) -> str:
    return _TYPABLE.sub("?", "".join(_SPECIAL.get(character, character) for character in text))
