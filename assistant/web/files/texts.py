"""What is said of a reader's own file, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class FileTexts:
    """The texts of one language; words in braces are filled in."""

    add: str
    reading: str
    wait: str
    added: str
    remove: str
    removed: str
    says: str
    near: str
    silent: str
    place: str
    section: str
    paragraph: str
    whole: str
    wrong_kind: str
    too_large: str
    unreadable: str
    full: str
    failed: str


FILE_TEXTS = Texts(FileTexts, "files")
