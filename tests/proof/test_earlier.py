"""Answers that were kept before they had a body: read into parts, they read as they did."""

from typing import Any

import pytest

from assistant.body import Part, PartKind
from assistant.domain import STRUCTURED, Language
from assistant.proof import earlier
from assistant.proof.provenance import read_answer

EN, NL = Language.EN, Language.NL
SAID, HEADING, SENTENCE, ITEM = PartKind.SAID, PartKind.HEADING, PartKind.SENTENCE, PartKind.ITEM


def kept(text: str, *sentences: tuple[str, tuple[int, ...]], composer: str = "extract") -> dict[str, Any]:
    """Return a record of an answer as version 1.0 kept it; the second citation is in Dutch."""
    quotes = {1: "Ask a union.", 2: "Vraag het de Unie FNV.", 3: "One [1]\ntwo."}
    citations = [
        {"number": number, "passage_id": "p", "document_id": "d", "title": "T", "publisher": "SER", "page": None}
        | {
            "language": "nl" if number == 2 else "en",
            "heading_path": [],
            "url": "",
            "quote": quote,
            "start": 0,
            "end": 9,
        }
        for number, quote in quotes.items()
    ]
    return {
        "answer_id": "a",
        "question": "Whom?",
        "language": "en",
        "status": "answered",
        "text": text,
        "sentences": [{"text": words, "citations": list(numbers)} for words, numbers in sentences],
        "citations": citations,
        "nearest": [],
        "retrieved": [],
        "composer": composer,
    }


UNION, FNV, TWO = ("Ask a union.", (1,)), ("Vraag het de Unie FNV.", (2,)), ("One [1] two.", (3,))
WRITTEN = ("Unions in the country know.", (2, 1))
RECORDS = [
    pytest.param(
        kept("They say:\n\nAsk a union. [1] Vraag het de Unie FNV. [2]\n\nNo more.", UNION, FNV),
        [
            Part(SAID, "They say:", EN),
            Part(SENTENCE, "Ask a union.", EN, (1,)),
            Part(SENTENCE, "Vraag het de Unie FNV.", NL, (2,), joined=True),
            Part(SAID, "No more.", EN),
        ],
        id="paragraph",
    ),
    pytest.param(
        kept("They say:\n\n- Ask a union. [1] – Vraag het de Unie FNV. [2]\n- One [1] two. [3]", UNION, FNV, TWO),
        [
            Part(SAID, "They say:", EN),
            Part(ITEM, "Ask a union.", EN, (1,)),
            Part(ITEM, "Vraag het de Unie FNV.", NL, (2,), joined=True),
            Part(ITEM, "One [1] two.", EN, (3,)),
        ],
        id="list with an explanation, and a document's own number",
    ),
    pytest.param(
        kept("Unions in the country know. [2] [1]\n\nStopped.", WRITTEN, composer="generate"),
        [
            Part(SENTENCE, "Unions in the country know.", EN, (2, 1), quote="Vraag het de Unie FNV."),
            Part(SAID, "Stopped.", EN),
        ],
        id="written",
    ),
    pytest.param(
        kept(
            "# Brief\n\nAll quotes.\n\n## You\n\n- **Where**: Peru (1)\n\n### Ask a union. [1]\n\n"
            "- **FNV**: Vraag het de Unie FNV. [2]\n- **FNV** [2]",
            FNV,
            ("FNV", (2,)),
            composer="guide",
        ),
        [
            Part(HEADING, "Brief", EN, level=1),
            Part(SAID, "All quotes.", EN),
            Part(HEADING, "You", EN, level=2),
            Part(ITEM, "Peru (1)", EN, lead="Where"),
            Part(HEADING, "Ask a union.", EN, (1,), level=3),
            Part(ITEM, "Vraag het de Unie FNV.", NL, (2,), lead="FNV"),
            Part(ITEM, "FNV", NL, (2,), lead="FNV"),
        ],
        id="brief",
    ),
    pytest.param(
        kept("- **Ask a union.** [1] – Vraag het de Unie FNV. [2]", UNION, FNV, composer="guide_list"),
        [
            Part(ITEM, "Ask a union.", EN, (1,), lead="Ask a union."),
            Part(ITEM, "Vraag het de Unie FNV.", NL, (2,), joined=True),
        ],
        id="list of names",
    ),
    pytest.param(
        kept("# Loud **words** [9] and - a dash"),
        [Part(SAID, "# Loud **words** [9] and - a dash", EN)],
        id="signs in an answer that had no headings",
    ),
    pytest.param(
        kept("Some say Ask a union. [1] Or not. [2]", UNION, ("This is nowhere.", (2,))),
        [
            Part(SAID, "Some say", EN),
            Part(SENTENCE, "Ask a union.", EN, (1,), joined=True),
            Part(SAID, "Or not.", NL, (2,), joined=True),
        ],
        id="own words beside a sentence, and a sentence that is lost",
    ),
    pytest.param(kept(""), [], id="nothing"),
]


@pytest.mark.parametrize(("record", "body"), RECORDS)
def test_a_record_without_a_body_is_read_into_parts(record: dict[str, Any], body: list[Part]) -> None:
    answer = read_answer(record)
    assert list(answer.body) == body
    assert answer.text == record["text"]


def test_the_composers_that_had_headings_are_those_of_the_guide() -> None:
    assert set(earlier.STRUCTURED) == STRUCTURED
