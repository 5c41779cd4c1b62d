from dataclasses import dataclass

import pytest

from assistant.domain import Hit, Language, Passage
from assistant.search.retrieve import Retrieved
from assistant.search.translations import one_of_each

EN, NL = Language.EN, Language.NL


@dataclass(frozen=True)
class Twins:
    """Documents whose ids differ in their last letters only are translations."""

    def __call__(self, document_id: str) -> str:
        return document_id.split("-")[0]


def found(*documents: str) -> Retrieved:
    hits = [
        Hit(Passage(f"{key}:{place}", key, key, Language(key[-2:]), (), 0, 4, "text"), 1.0 - place / 10)
        for place, key in enumerate(documents)
    ]
    return Retrieved(tuple(hits), {})


@pytest.mark.parametrize(
    ("documents", "language", "kept"),
    [
        (("guide-en", "guide-nl", "case-nl"), EN, ["guide-en", "case-nl"]),
        (("guide-en", "guide-nl", "case-nl"), NL, ["guide-nl", "case-nl"]),
        (("guide-en", "guide-en", "case-nl"), NL, ["guide-en", "guide-en", "case-nl"]),
        (("case-nl", "guide-en"), NL, ["case-nl", "guide-en"]),
        ((), NL, []),
    ],
    ids=["the reader's language", "the other reader's", "no translation found", "nothing to choose", "nothing"],
)
def test_the_same_guidance_is_quoted_from_one_translation(
    documents: tuple[str, ...], language: Language, kept: list[str]
) -> None:
    hits = one_of_each(found(*documents), language, Twins()).hits
    assert [hit.passage.document_id for hit in hits] == kept
