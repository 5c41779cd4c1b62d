"""What stands in a Word file and is not to be read: prompts of empty fields, and words that nobody can see."""

from lxml import etree

from ingest.readers.docx.names import W, child, is_on, value, whole
from ingest.readers.omissions import Why

_DELETED = (W + "del", W + "moveFrom")
_TINY = 4  # half points
_WHITE = ("FFFFFF", "FEFEFE")
_CLEAR = ("", "AUTO", *_WHITE)
_BOXES = (W + "txbxContent",)


def is_prompt(control: etree._Element) -> bool:
    """Tell whether a content control is empty and shows what to fill in."""
    return bool(is_on(child(control, "sdtPr", "showingPlcHdr")))


def why_unread(element: etree._Element) -> Why | None:
    """Tell why an element as a whole is not to be read: it was deleted, or is an empty field; None where it is."""
    if element.tag in _DELETED:
        return Why.STRUCK
    return Why.PROMPT if element.tag == W + "sdt" and is_prompt(element) else None


def is_invisible(run: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether a run is set white on white, or too small to be seen."""
    size = value(child(run, "rPr", "sz"))
    if size and 0 < whole(size, _TINY + 1) <= _TINY:
        return True
    colour = child(run, "rPr", "color")
    if value(colour).upper() not in _WHITE and value(colour, "themeColor") != "background1":
        return False
    return not _is_shaded(run, paragraph)


def text_in(element: etree._Element) -> str:
    """Return all words of an element, deleted ones too."""
    return " ".join(
        "".join(text.text or "" for text in part.iter(W + "t", W + "delText")) for part in _paragraphs(element)
    )


def _paragraphs(element: etree._Element) -> list[etree._Element]:
    return list(element.iter(W + "p")) or [element]


def _is_shaded(run: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether something may lie behind a run that white shows on: where in doubt, it does."""
    if value(child(run, "rPr", "highlight")) not in ("", "none", "white"):
        return True
    shades = [child(run, "rPr", "shd"), child(paragraph, "pPr", "shd")]
    for outer in paragraph.iterancestors():
        if outer.tag in _BOXES:
            return True
        if outer.tag == W + "tc":
            shades.append(child(outer, "tcPr", "shd"))
        if outer.tag == W + "tbl" and child(outer, "tblPr", "tblStyle") is not None:
            return True
    fills = [value(shade, "fill").upper() for shade in shades if shade is not None]
    return any(fill not in _CLEAR for fill in fills) or any(
        value(shade, "themeFill") not in ("", "background1") for shade in shades if shade is not None
    )
