"""The texts of the element, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class EmbedTexts:
    """The texts of one language."""

    open: str
    close: str
    title: str
    tab: str


EMBED_TEXTS = Texts(EmbedTexts, "embed")
