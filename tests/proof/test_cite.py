"""The citation of a claim: its page, and both pages where it stands on two."""

import pytest

from assistant.domain import Claim, Document, Language, Passage
from assistant.proof.cite import citation

TEXT = "One sentence that goes on\nfrom one page to the next. Another."


@pytest.mark.parametrize(("end", "pages"), [(25, "4"), (26, "4"), (27, "4–5"), (50, "4–5")])
def test_a_quote_over_two_pages_names_both(end: int, pages: str) -> None:
    document = Document("d", "D", Language.EN, TEXT, (), pages=(0, 0, 0, 0, TEXT.index("from")))
    passage = Passage("d:1", "d", "D", Language.EN, (), 0, len(TEXT), TEXT)
    assert citation(1, Claim("x", passage, 0, end), {"d": document}.get).pages == pages
