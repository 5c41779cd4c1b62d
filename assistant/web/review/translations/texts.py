"""The texts of the pages about translations, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class TranslationTexts:
    """The texts of one language; words in braces are filled in."""

    title: str
    lead: str
    document: str
    into: str
    translated: str
    checked: str
    original: str
    translation: str
    save: str
    check: str
    states: dict[str, str]
    lacking: str
    wrong: str
    only_open: str
    everything: str
    nothing: str
    undo: str
    agree: str
    differ: str
    agreement: str
    lost: str
    lost_title: str
    lost_lead: str
    lost_note: str


TRANSLATION_TEXTS = Texts(TranslationTexts, "translations")
