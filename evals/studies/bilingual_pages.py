"""Sections of pages that exist in English and Dutch, matched by page and place."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.text.language import detect_language
from evals.studies.docbook import Section, read_sections

_PROSE_CHARACTERS = 200
_TRANSLATED_SHARE = 0.8
_GENERATED_ANCHOR = re.compile(r"id[mp]?\d+|")


@dataclass(frozen=True, slots=True)
class Pair:
    """One section in both languages."""

    id: str
    versions: dict[Language, Section]

    @property
    def language(self) -> Language:
        """The language that the section is indexed in: as good as random, always the same."""
        return tuple(Language)[sha256(self.id.encode()).digest()[0] % 2]

    @property
    def is_translated(self) -> bool:
        """Whether both versions hold real prose in their own language."""
        return all(_is_prose(section, language) for language, section in self.versions.items())


@dataclass(frozen=True, slots=True)
class Aligned:
    """The sections with prose in both languages; ``skipped`` names pages whose versions differ in structure."""

    pairs: tuple[Pair, ...]
    skipped: tuple[str, ...]


def align(folder_en: Path, folder_nl: Path, package: str) -> Aligned:
    """Match the pages of two folders; the Debian package is named when one of them has none."""
    english, dutch = _pages(folder_en, package), _pages(folder_nl, package)
    pairs: list[Pair] = []
    skipped: list[str] = []
    for name in sorted(english.keys() & dutch.keys()):
        first, second = read_sections(english[name]), read_sections(dutch[name])
        if [_shape(section) for section in first] != [_shape(section) for section in second]:
            skipped.append(name)
            continue
        for position, (here, there) in enumerate(zip(first, second, strict=True)):
            key = f"{name}-{_shape(here).anchor or position}"
            pairs.append(Pair(key, {Language.EN: here, Language.NL: there}))
    return Aligned(tuple(pair for pair in pairs if pair.is_translated), tuple(skipped))


def _pages(folder: Path, package: str) -> dict[str, Path]:
    pages = {path.name.split(".")[0]: path for path in sorted(folder.glob("*.html"))}
    if not pages:
        raise AssistantError(
            f"No HTML pages in {folder}. Run: sudo apt-get install {package}; or pass the folder that holds them."
        )
    return pages


@dataclass(frozen=True, slots=True)
class _Shape:
    level: int
    anchor: str


def _shape(section: Section) -> _Shape:
    """Return what the versions of a section share; anchors made up by DocBook differ."""
    anchor = "" if _GENERATED_ANCHOR.fullmatch(section.anchor) else section.anchor
    return _Shape(section.level, anchor)


def _is_prose(section: Section, language: Language) -> bool:
    size = sum(map(len, section.prose))
    own = sum(len(text) for text in section.prose if detect_language(text, default=language) is language)
    return size >= _PROSE_CHARACTERS and own >= _TRANSLATED_SHARE * size
