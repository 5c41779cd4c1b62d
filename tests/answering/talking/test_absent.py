"""A question about a case without something, and an answer that supposes it."""

import pytest

from assistant.answering.talking.absent import supposed
from assistant.domain import Claim, Language, Passage
from assistant.text.glossary import Glossary, Term

EN, NL = Language.EN, Language.NL
TERMS = Glossary((Term(("trade union", "union"), ("vakbond",)),))


def said(text: str, language: Language = EN) -> Claim:
    return Claim(text, Passage("p", "d", "Guide", language, (), 0, len(text), text), 0, len(text))


@pytest.mark.parametrize(
    ("question", "language", "claims", "expected"),
    [
        ("and what if there is no union?", EN, [said("Contact a local trade union.")], "union"),
        ("And if there are no unions in the region?", EN, [said("Unions know the region.")], "unions"),
        ("en als er geen vakbond is?", NL, [said("Contact a local trade union.")], "vakbond"),
        ("en wat als we geen vakbond kennen?", NL, [said("Neem contact op met een vakbond.", NL)], "vakbond"),
        ("and what if there is no union?", EN, [said("Where there is no trade union, contact an NGO.")], ""),
        ("and what if there is no union?", EN, [said("A union may exclude critical NGOs.")], "union"),
        ("and what if there is no union?", EN, [said("Local NGOs may help.")], ""),
        ("and what if there is a union?", EN, [said("Contact a local trade union.")], ""),
        ("Why is there no union?", EN, [said("Contact a local trade union.")], ""),
    ],
)
def test_what_is_denied_and_supposed_is_told(
    question: str, language: Language, claims: list[Claim], expected: str
) -> None:
    assert supposed(question, language, claims, TERMS) == expected
