from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.models import banks

NAMES = sorted(path.name for path in Path(banks.__file__).parent.glob("*.tsv"))


@pytest.mark.parametrize("name", NAMES)
def test_a_bank_has_an_english_and_a_dutch_text_a_line(name: str) -> None:
    texts = banks.bank(name)
    assert len(texts[Language.EN]) == len(texts[Language.NL]) >= 100
    assert [text for side in texts.values() for text in side if text != text.strip() or not text] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", list(Language))
def test_a_bank_has_no_text_twice(name: str, language: Language) -> None:
    texts = banks.bank(name)[language]
    assert sorted(set(texts)) == sorted(texts)


def test_the_banks_are_the_questions_and_the_sentences() -> None:
    assert NAMES == ["questions.tsv", "sentences.tsv"]
