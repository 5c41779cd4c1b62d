"""Whether the answer holds the facts that were expected."""

import re
import unicodedata

from assistant.review.case import Case
from evals.cases.output import Output
from evals.metrics.score import Score, undefined

_MARKERS = re.compile(r"\[\d+\]|[*_`>#]")
_PLAIN = str.maketrans("‘’“”–—\u2010\u2011", "''\"\"----", "\u00ad")


def fact_recall(case: Case, output: Output) -> Score:
    """Share of the expected facts of which the answer holds some wording; a refusal holds none."""
    if not case.facts:
        return undefined("the case expects no facts")
    text = normalised(output.answer.text) if output.answers else ""
    missing = [fact[0] for fact in case.facts if not any(holds(text, wording) for wording in fact)]
    found = len(case.facts) - len(missing)
    return Score(
        found / len(case.facts), f"{found} of {len(case.facts)} facts; missing: {'; '.join(missing) or 'none'}"
    )


def normalised(text: str) -> str:
    """Drop what typography and Markdown add: case, citation markers, emphasis, kinds of quotes and dashes."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    return " ".join(_MARKERS.sub(" ", plain).casefold().split())


def holds(text: str, wording: str) -> bool:
    """Tell whether a normalised text holds a wording; parts of words count, parts of numbers do not."""
    pattern = re.escape(normalised(wording))
    if wording[:1].isdigit():
        pattern = r"(?<!\d)(?<!\d[.,])" + pattern
    if wording[-1:].isdigit():
        pattern += r"(?![.,]?\d)"
    return re.search(pattern, text) is not None
