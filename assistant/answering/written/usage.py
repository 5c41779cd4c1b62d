"""What an answer took of chat models: for the log, and for the answer's record."""

import logging
from collections import Counter

from assistant.domain import Answer, Usage
from assistant.watch import Watch

MILLION = 1_000_000

Prices = tuple[float, float]
"""What a million tokens sent and received cost."""

logger = logging.getLogger(__name__)


def usage_of(all_calls: Watch, checks: Watch, prices: Prices, check_prices: Prices, first: float | None) -> Usage:
    """Return what all calls of an answer took, those of the check among them, which has prices of its own."""
    written = (all_calls.tokens_in - checks.tokens_in, all_calls.tokens_out - checks.tokens_out)
    judged = (checks.tokens_in, checks.tokens_out)
    cost = _cost(written, prices) + _cost(judged, check_prices)
    first_ms = None if first is None else round(first * 1000, 2)
    return Usage(all_calls.calls, all_calls.tokens_in, all_calls.tokens_out, first_ms, cost)


def log(name: str, answer: Answer) -> None:
    """Log what a model had to do with an answer; nothing of its words."""
    fates = Counter(check.outcome.value for check in answer.checks)
    used = answer.usage or Usage()
    logger.info(
        "%s for answer %s: %s; %d calls, %d tokens sent, %d received%s%s; %s",
        name,
        answer.answer_id,
        ", ".join(f"{count} {fate}" for fate, count in fates.items()) or "no sentence",
        used.calls,
        used.tokens_in,
        used.tokens_out,
        f", first sentence after {used.first_ms / 1000:.1f} s" if used.first_ms is not None else "",
        f", cost {used.cost:.6f}" if used.cost else "",
        answer.fallback or "complete",
    )


def _cost(tokens: tuple[int, int], prices: Prices) -> float:
    return sum(count * price for count, price in zip(tokens, prices, strict=True)) / MILLION
