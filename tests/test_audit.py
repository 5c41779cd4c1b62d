"""Advisories pass only with a reason and until a day; what was not looked at does not count as good."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.audit import EXCEPTIONS, Exempt, Found, exceptions_of, faults, found_in

TODAY = date(2026, 11, 30)
EXEMPT = Exempt("CVE-1", "chromadb", "We run no server.", TODAY + timedelta(days=1))


def hole(package: str = "chromadb", *names: str) -> Found:
    return Found(package, "1.0", frozenset(names or ("GHSA-1", "CVE-1")), ("1.1",))


@pytest.mark.parametrize(
    ("found", "exempt", "said"),
    [
        ([], [EXEMPT], []),
        ([hole()], [EXEMPT], []),
        ([hole()], [], ["chromadb 1.0: CVE-1, GHSA-1, fixed in 1.1"]),
        ([hole("chromadb", "CVE-2")], [EXEMPT], ["chromadb 1.0: CVE-2, fixed in 1.1"]),
        ([hole("chainlit")], [EXEMPT], ["chainlit 1.0: CVE-1, GHSA-1, fixed in 1.1"]),
        (
            [hole()],
            [Exempt("CVE-1", "chromadb", "We run no server.", TODAY)],
            ["CVE-1: the exception ended on 2026-11-30; look at it again"],
        ),
    ],
)
def test_only_what_was_let_pass_and_is_not_over_passes(
    found: list[Found], exempt: list[Exempt], said: list[str]
) -> None:
    assert faults(found, exempt, TODAY) == said


def test_a_library_that_was_skipped_is_not_taken_for_good() -> None:
    report: dict[str, Any] = {"dependencies": [{"name": "idna", "skip_reason": "Dependency not found"}]}
    with pytest.raises(ValueError, match="not audited: idna"):
        found_in(report)


def test_a_report_is_read_under_all_names_of_an_advisory() -> None:
    vulnerable = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.0"]}
    report = {"dependencies": [{"name": "a", "version": "1.0", "vulns": [vulnerable]}]}
    assert found_in(report) == (Found("a", "1.0", frozenset({"PYSEC-1", "CVE-1"}), ("2.0",)),)


@pytest.mark.parametrize("missing", ['reason = ""\nuntil = 2027-01-01', 'reason = "x"\nuntil = "never"'])
def test_an_exception_without_a_reason_or_an_end_is_refused(missing: str) -> None:
    with pytest.raises(ValueError, match="CVE-1 needs a reason"):
        exceptions_of(f'[[exception]]\nid = "CVE-1"\npackage = "a"\n{missing}')


def test_the_exceptions_of_this_project_can_be_read() -> None:
    assert exceptions_of(EXCEPTIONS.read_text(encoding="utf-8"))
