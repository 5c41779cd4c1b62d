"""What the README says that a server takes is what it takes, within bounds."""

import re

import pytest

from assistant.answer import Assistant
from assistant.settings import PROJECT, Settings
from evals.bench.questions import QUESTIONS
from evals.bench.server import measure_start


def said(pattern: str) -> float:
    [found] = re.findall(pattern, " ".join((PROJECT / "README.md").read_text(encoding="utf-8").split()))
    return float(found)


def test_a_start_and_the_first_run_take_what_the_readme_says(
    settings: Settings, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ASSISTANT_MODEL_DIR", "ASSISTANT_CHAT_PER_MINUTE", "DATABASE_URL"):
        monkeypatch.setenv(name, "")  # which is as it was again after the measurement
    seconds, megabytes = measure_start(settings, [question for _, question in QUESTIONS])
    assert megabytes / 1000 == pytest.approx(said(r"holds about ([0-9.]+) GB of memory"), rel=0.2)
    assert seconds <= 1.6 * said(r"a start takes about ([0-9]+) seconds of a processor")
