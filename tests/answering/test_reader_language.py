"""Whoever asks in a language reads it: all that is shown of the shipped documents, over the real ones."""

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.domain import Answer, Composer, Language
from assistant.partner.interview.situation import Situation
from assistant.settings import PROJECT

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from assistant.settings import Settings

EVERY = 40  # known questions
SITUATIONS = [
    Situation(),
    Situation(purposes=("1",), whom=("workers",), where="Pakistan", have=("supplier",), sure="exploring"),
    Situation(purposes=("5", "7"), whom=("unions",), where="NL", have=("membership",), sure="decided"),
]


def foreign(answer: Answer) -> Iterator[str]:
    """Yield what is shown in another language than the answer's; names, of documents as well, are in none."""
    for part in answer.body if answer.composer != Composer.ITSELF else ():
        if part.language is not answer.language and part.text != part.lead:
            yield part.text
    for near in answer.nearest:
        if near.language is not answer.language and not (near.translation and near.section):
            yield near.quote


@pytest.mark.parametrize("language", Language)
def test_every_sentence_that_is_shown_is_in_the_language_of_the_question(
    assistant: "Assistant", language: Language
) -> None:
    with (PROJECT / "corpus" / "questions.csv").open(encoding="utf-8", newline="") as lines:
        asked = [row[language] for row in csv.DictReader(lines) if row.get(language)][::EVERY]
    answers = [assistant.ask(each, language=language) for each in [*asked, "Hoeveel euro kost een dialoog per dag?"]]
    assert any(each.status.answers for each in answers)
    assert any(each.nearest for each in answers)
    assert [words for answer in answers for words in foreign(answer)] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_partner_guide_is_in_the_language_of_its_reader(
    assistant: "Assistant", settings: "Settings", language: Language, situation: Situation
) -> None:
    from assistant.bootstrap import partner_guide

    guide = partner_guide(assistant, settings)
    brief = guide.brief_answer(situation, language)
    assert [words for answer in (brief, guide.purposes_answer(language)) for words in foreign(answer)] == []
    if language is Language.NL:
        named = [part.text for part in brief.body if part.text == part.lead]
        assert not {"Building trust", "Agreement on Sustainable Garments and Textile"} & set(named)
