from dataclasses import replace

import pytest

from assistant.domain import Claim, Document
from assistant.proof.verify import verify_quoted
from ingest.chunk import split
from tests.fakes import DUTCH, ENGLISH
from tests.hash_encoder import HashEncoder

PASSAGE = split(ENGLISH, HashEncoder().count_tokens)[0]
QUOTE = "A single company often has little influence in its supply chain."
START = ENGLISH.text.index(QUOTE)
CLAIM = Claim(QUOTE, PASSAGE, START, START + len(QUOTE))
COLOPHON = ENGLISH.text.index("©")
LIST = ENGLISH.text.index("- Look"), ENGLISH.text.index("NGO.") + 4


def documents(document_id: str) -> Document | None:
    return {ENGLISH.id: ENGLISH, DUTCH.id: DUTCH}.get(document_id)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(CLAIM, id="word for word"),
        pytest.param(replace(CLAIM, text=QUOTE.replace(" ", "\n")), id="other line breaks"),
        pytest.param(replace(CLAIM, text=QUOTE[:8], end=START + 8), id="a part"),
        pytest.param(
            Claim(
                "Look for companies that buy from the same supplier. Contact a local trade union or NGO.",
                PASSAGE,
                *LIST,
            ),
            id="without list markers",
        ),
    ],
)
def test_what_the_document_says_is_proven(claim: Claim) -> None:
    assert verify_quoted(claim, documents).proven


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        pytest.param(replace(CLAIM, text=QUOTE.replace("little", "great")), "words", id="another word"),
        pytest.param(replace(CLAIM, text=QUOTE.replace("often ", "")), "words", id="a word less"),
        pytest.param(replace(CLAIM, text=QUOTE + " Always"), "words", id="a word more"),
        pytest.param(replace(CLAIM, text=""), "words", id="nothing said"),
        pytest.param(replace(CLAIM, start=START + 2), "words", id="a shifted start"),
        pytest.param(replace(CLAIM, end=CLAIM.end + 9), "words", id="a shifted end"),
        pytest.param(replace(CLAIM, end=START), "not in the passage", id="an empty quote"),
        pytest.param(replace(CLAIM, start=CLAIM.end, end=START), "not in the passage", id="a reversed quote"),
        pytest.param(replace(CLAIM, start=-5), "not in the passage", id="a negative start"),
        pytest.param(replace(CLAIM, end=len(ENGLISH.text) + 5), "not in the passage", id="beyond the document"),
        pytest.param(
            replace(CLAIM, passage=replace(PASSAGE, document_id=DUTCH.id)), "not a slice", id="another document"
        ),
        pytest.param(
            replace(CLAIM, passage=replace(PASSAGE, document_id="gone")), "not in the index", id="no document"
        ),
        pytest.param(replace(CLAIM, passage=replace(PASSAGE, text="Made up.")), "not a slice", id="a made-up passage"),
        pytest.param(
            Claim(
                ENGLISH.text[COLOPHON : COLOPHON + 16],
                replace(PASSAGE, start=COLOPHON, end=COLOPHON + 16, text=ENGLISH.text[COLOPHON : COLOPHON + 16]),
                COLOPHON,
                COLOPHON + 16,
            ),
            "not something that is quoted",
            id="a credit",
        ),
    ],
)
def test_what_the_document_does_not_say_is_not_proven(claim: Claim, reason: str) -> None:
    verdict = verify_quoted(claim, documents)
    assert (verdict.proven, reason in verdict.reason) == (False, True)
