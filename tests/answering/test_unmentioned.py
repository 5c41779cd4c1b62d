"""Names that no document has: a typing error is none, a code may be written with a sign or without."""

from collections.abc import Sequence

import pytest

from assistant.answering.unmentioned import describes_own_situation, unmentioned_names
from assistant.domain import Language
from assistant.question.understand import understand
from assistant.text.lexicon import content_stems
from tests.hash_encoder import HashEncoder

TEXT = "The convention C-190 and the code SA8000 are known. Amnesty and Greenpeace gave advice to Fair Wear in Gambia."


class Words:
    def frequency(self, stems: Sequence[str], language: Language) -> int:
        return int(set(stems) <= set(content_stems(TEXT, language)))


def missing(question: str) -> list[str]:
    return unmentioned_names(understand(question, HashEncoder()), Words(), [TEXT])


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What does the guide say about C190?", []),
        ("What does the guide say about C-190?", []),
        ("What does the guide say about SA-8000?", []),
        ("What does the guide say about C191?", ["C191"]),
        ("What did the people of Amnisty advise?", []),
        ("What did the people of Greanpeace advise?", []),
        ("What did the people of Greenpaece advise?", []),
        ("What did the people of Oxfam advise?", ["Oxfam"]),
        ("What is advised for Zambia?", ["Zambia"]),
    ],
)
def test_a_typing_error_is_never_called_missing(question: str, names: list[str]) -> None:
    assert missing(question) == names


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Who can help us?", True),
        ("Us, we buy shoes", True),
        ("Which rules hold in the US?", False),
        ("Wie kan ons helpen?", True),
    ],
)
def test_the_country_is_no_pronoun(question: str, own: bool) -> None:
    assert describes_own_situation(question) is own
