"""The real partner guide over a small document, with the embedding model for tests; made when first used."""

from functools import cached_property
from pathlib import Path

from assistant.domain import Answer, Language
from assistant.partner.guide import PartnerGuide
from assistant.partner.interview.situation import Situation
from assistant.partner.purposes import Purpose
from assistant.search.index import Index
from tests.hash_encoder import HashEncoder
from tests.partner.water import ENGLISH
from tests.small_index import small_index


class SmallGuide:
    """A guide for a server that is started for tests: most of them never ask for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _index(self) -> Index:
        return small_index(self._folder, [ENGLISH])

    @cached_property
    def _guide(self) -> PartnerGuide:
        return PartnerGuide(self, HashEncoder())

    def get(self) -> Index:
        """Return the index in service."""
        return self._index

    def made(self, version: str) -> Index:
        """Return it: there is one version."""
        return self._index

    def prepare(self, language: Language) -> None:
        """Do nothing beforehand."""

    def purposes(self, language: Language) -> tuple[Purpose, ...]:
        """Return the purposes of the small document."""
        return self._guide.purposes(language)

    def purposes_answer(self, language: Language) -> Answer:
        """Return the purposes of the small document."""
        return self._guide.purposes_answer(language)

    def understand(self, words: str, language: Language) -> Situation:
        """Return the situation that somebody tells of."""
        return self._guide.understand(words, language)

    def meant(self, step: str, words: str, language: Language) -> tuple[str, ...]:
        """Return the answers to a step that own words name."""
        return self._guide.meant(step, words, language)

    def changed(self, before: Situation, after: Situation, language: Language) -> Situation:
        """Return a situation with an answer changed."""
        return self._guide.changed(before, after, language)

    def brief_answer(self, situation: Situation, language: Language) -> Answer:
        """Return what the small document says; Atlantis breaks it."""
        if situation.where == "Atlantis":
            raise RuntimeError("the secret inside")
        return self._guide.brief_answer(situation, language)

    def retold(self, situation: Situation, told_in: Language, language: Language) -> Situation:
        """Return a situation with the purposes as they are called in another language."""
        return self._guide.retold(situation, told_in, language)
