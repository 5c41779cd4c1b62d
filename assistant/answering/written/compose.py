"""Compose an answer that a chat model writes, and go on with the documents' own words where that is not enough."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from math import inf

from assistant.answering.events import Proven
from assistant.answering.evidence import CERTAIN, Evidence, Lack
from assistant.answering.phrases import phrase
from assistant.answering.wording import Page, finished, quote_all, refused, says_missing
from assistant.answering.written.asking import Asked
from assistant.answering.written.passages import Material, Supply, material
from assistant.answering.written.writer import Writing
from assistant.domain import Answer, Claim, Composer, Missing
from assistant.errors import Trouble
from assistant.question.understand import Understood
from assistant.search.retrieve import Retrieved

NOTHING, UNPROVEN, INCOMPLETE, STOPPED = "nothing", "unproven", "incomplete", "stopped"


@dataclass(frozen=True)
class Assignment:
    """What is to be written about; ``claims`` answer it without a model, and ``evidence`` is ``assess`` of them."""

    asked: Understood
    found: Retrieved
    claims: Sequence[Claim]
    evidence: Evidence
    assess: Callable[[Sequence[Claim]], Evidence]
    index: Supply

    def lacks(self, written: Sequence[Claim]) -> frozenset[Missing]:
        """Return what was asked for that some claims lack and the documents hold."""
        return frozenset(self.assess(written).missing).difference(self.evidence.missing)


def write(writing: Writing, assignment: Assignment) -> Generator[Proven, None, Answer]:
    """Yield each proven sentence as it comes, and return the answer."""
    asked = assignment.asked
    page = Page(assignment.index.document, asked.language)
    written: list[Claim] = []
    said: tuple[Missing, ...] = ()
    for proven in writing.write(Asked(asked.text, asked.language, _given(writing, assignment))):
        if not written and writing.unsaid:
            said = _unsaid(writing)
            yield page.begin(says_missing(Evidence(True, said), asked.language))
        written += proven
        yield page.add(proven, flowing=True)
    evidence = _evidence(assignment.evidence, _unsaid(writing))
    incomplete = assignment.lacks(written) and not writing.unsaid
    fallback = _fallback(writing, written) or (INCOMPLETE if incomplete else "")
    if not written and not _extract_stands(writing, assignment.evidence):
        return replace(refused(asked, evidence, assignment.claims, assignment.index.document), fallback=fallback)
    _close(page, writing, assignment, fallback, written)
    rest = replace(evidence, missing=tuple(each for each in evidence.missing if each not in said))
    if rest.missing and (writing.unsaid or not fallback):
        page.note(says_missing(rest, asked.language))
    answer = finished(page, asked, evidence)
    return replace(
        answer,
        composer=Composer.WRITTEN if written else Composer.EXTRACT,
        fallback=fallback,
        citations=writing.translate(answer.citations, asked.language),
    )


def _given(writing: Writing, assignment: Assignment) -> Material:
    """Return what is to be written from."""
    found, index, context = assignment.found, assignment.index, writing.writer.context
    given = material(assignment.asked.query, assignment.claims, found, index, context)
    if assignment.evidence.answers:
        return given
    return replace(given, needed=inf)  # no quote stands in for a sentence that is not confirmed


def _close(page: Page, writing: Writing, assignment: Assignment, fallback: str, written: Sequence[Claim]) -> None:
    """Say how what was written was checked, and go on where it is not the whole answer."""
    language = assignment.asked.language
    if written and (how := _how_checked(writing)):
        page.note(phrase(how, language))
    if fallback == STOPPED and written:
        page.note(phrase("model_stopped", language))
    elif fallback:
        _go_on(page, assignment, fallback, written)


def _unsaid(writing: Writing) -> tuple[Missing, ...]:
    return tuple(Missing(Lack.UNSAID, what) for what in dict.fromkeys(writing.unsaid))


def _evidence(found: Evidence, unsaid: Sequence[Missing]) -> Evidence:
    """Return what was found to be missing, in the words of the model where the check agreed with them."""
    if not unsaid:
        return found
    sure = [each for each in found.missing if each.kind == Lack.MENTION]
    return replace(found, missing=(*unsaid, *sure))


def _extract_stands(writing: Writing, evidence: Evidence) -> bool:
    """Tell whether the documents' own words are an answer where the model wrote none.

    They are not where the evidence for them is too thin, or is in doubt and the model found none either.
    """
    if not evidence.answers:
        return False
    in_doubt = bool(evidence.missing) or (evidence.confidence or 1.0) < CERTAIN
    return not (in_doubt and (writing.declined or writing.unsaid))


def _fallback(writing: Writing, written: Sequence[Claim]) -> str:
    """Return in a word why what was written is not the whole answer; empty where it is."""
    if writing.watch.stopped:
        return STOPPED
    if writing.trouble or written:
        return writing.trouble
    return UNPROVEN if writing.checks and not writing.unsaid else NOTHING


def _how_checked(writing: Writing) -> str:
    """Return the name of what is said of the check, empty where a check that is no set of rules has decided."""
    judging = writing.judging
    if not judging.used_rules:
        return ""
    if not judging.trouble:
        return "checked_by_rules"
    return "check_slow" if judging.trouble == Trouble.SLOW else "check_failed"


def _go_on(page: Page, assignment: Assignment, fallback: str, written: Sequence[Claim]) -> None:
    """Add the documents' own words: after nothing all that answers, else what is not said yet."""
    language = assignment.asked.language
    if not written:
        if fallback != STOPPED:
            page.note(phrase(_happened(fallback), language))
        quote_all(page, assignment.claims)
        return
    rest = _rest(assignment, fallback, written)
    if rest:
        page.say(phrase("model_incomplete" if fallback == INCOMPLETE else "model_broken_off", language))
    for claim in rest:
        page.add([claim])


def _happened(fallback: str) -> str:
    if fallback in (Trouble.SLOW, Trouble.DECLINED) or fallback not in set(Trouble):
        return f"model_{fallback}"
    return "model_failed"


def _rest(assignment: Assignment, fallback: str, written: Sequence[Claim]) -> list[Claim]:
    """Return the claims that add what was written does not say: of an incomplete answer those that fill the gap."""
    quoted = [claim for claim in assignment.claims if not any(_same_place(claim, other) for other in written)]
    if fallback != INCOMPLETE:
        return quoted
    lacking = assignment.lacks([*written, *quoted])
    needed = list(quoted)
    for claim in reversed(quoted):
        others = [each for each in needed if each is not claim]
        if assignment.lacks([*written, *others]) <= lacking:
            needed = others
    return needed


def _same_place(one: Claim, other: Claim) -> bool:
    here = one.passage.document_id == other.passage.document_id
    return here and one.start < other.end and other.start < one.end
