"""Small files that readers got wrong: each gives what it should, or is refused by name."""

import pytest

from assistant.errors import ReaderError
from tests.ingest.probes import odd, office, pages, plain, shared, web, words
from tests.ingest.probes.case import Case, faults, reading_of

CASES = (*shared.CASES, *web.CASES, *words.CASES, *plain.CASES, *pages.CASES, *office.CASES, *odd.CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.kind}: {case.name}" for case in CASES])
def test_a_small_file_gives_what_it_should(case: Case) -> None:
    if case.refused:
        with pytest.raises(ReaderError, match=case.refused):
            reading_of(case)
    else:
        assert faults(case, reading_of(case)) == []


def test_there_are_four_files_of_each_kind_and_two_languages() -> None:
    kinds = {case.kind for case in CASES}
    assert len(CASES) >= 73
    for kind in kinds:
        of_kind = [case for case in CASES if case.kind == kind]
        assert len(of_kind) >= 4, kind
        assert len({case.language for case in of_kind}) == 2, kind
