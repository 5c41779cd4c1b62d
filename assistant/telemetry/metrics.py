"""Figures of a server, counted as things happen, for Prometheus to fetch; nothing in them says who or what."""

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

from assistant.domain import Answer

REGISTRY = CollectorRegistry()
"""Our own: what libraries count on theirs is not shown."""

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

ANSWERS = Counter("ser_answers", "Answers given.", ["status", "language", "channel"], registry=REGISTRY)
STEPS = Histogram(
    "ser_step_seconds", "How long a step of an answer took.", ["step"], buckets=_SECONDS, registry=REGISTRY
)
NOT_KEPT = Counter("ser_answers_not_kept", "Answers that could not be kept.", registry=REGISTRY)
MODEL_CALLS = Counter("ser_model_calls", "Calls of chat models.", ["model"], registry=REGISTRY)
MODEL_TOKENS = Counter("ser_model_tokens", "Tokens of chat models.", ["model", "direction"], registry=REGISTRY)
MODEL_COST = Counter(
    "ser_model_cost", "What chat models cost, in the currency of the prices.", ["model"], registry=REGISTRY
)
MODEL_FAILURES = Counter(
    "ser_model_failures", "Answers that went on without the chat model.", ["model", "trouble"], registry=REGISTRY
)
REQUESTS = Counter("ser_requests", "Requests by how they ended.", ["method", "status"], registry=REGISTRY)
REFUSED = Counter("ser_refused", "What was refused since it was too much.", ["reason"], registry=REGISTRY)
INCIDENTS = Counter("ser_incidents", "Faults that somebody was told of by an id.", registry=REGISTRY)
ProcessCollector(registry=REGISTRY)


def count_answer(answer: Answer, channel: str) -> None:
    """Count an answer, the time of its steps, and what it took of a chat model."""
    ANSWERS.labels(answer.status.value, answer.language.value, channel).inc()
    for step, milliseconds in answer.timings_ms.items():
        STEPS.labels(step).observe(milliseconds / 1000)
    if not answer.model:
        return
    if answer.fallback:
        MODEL_FAILURES.labels(answer.model, answer.fallback).inc()
    if used := answer.usage:
        MODEL_CALLS.labels(answer.model).inc(used.calls)
        MODEL_TOKENS.labels(answer.model, "in").inc(used.tokens_in)
        MODEL_TOKENS.labels(answer.model, "out").inc(used.tokens_out)
        MODEL_COST.labels(answer.model).inc(used.cost)
