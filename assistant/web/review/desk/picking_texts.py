"""The texts about picking the passages of a corrected answer, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class PickingTexts:
    """The texts of one language; words in braces are filled in."""

    passages: str
    passages_hint: str
    chosen: str
    none_chosen: str
    up: str
    down: str
    remove: str
    words: str
    search: str
    in_document: str
    choose: str
    look: str
    found: str
    found_none: str
    add: str
    preview: str
    preview_hint: str


PICKING_TEXTS = Texts(PickingTexts, "picking")
