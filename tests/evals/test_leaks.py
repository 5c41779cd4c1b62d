"""Rules and lists have no more words of the test split to themselves than of the dev split. The test split is read by
program only: no failure shows a word of it.
"""

import json
from pathlib import Path

from assistant.settings import PROJECT
from evals.cases.case import load_cases, split_of
from evals.cases.leaks import NATURAL, RULES, by_chance, shared_with

LIKELY = 0.01


def test_rules_share_no_more_with_the_test_split_than_chance_explains() -> None:
    test, dev = shared_with("test"), shared_with("dev")
    files = {name: len(words) for name, words in test.words.items()}
    assert by_chance(test, dev) >= LIKELY, files


def test_a_rule_that_was_made_for_test_cases_would_be_found(tmp_path: Path) -> None:
    questions = [case.question for case in load_cases() if split_of(case.id) == "test"]
    with (NATURAL / "test.jsonl").open(encoding="utf-8") as lines:
        questions += [json.loads(line)["question"] for line in lines]
    rule = tmp_path / "rule.toml"
    rule.write_text(" ".join(questions[::5]), encoding="utf-8")
    test, dev = shared_with("test", [rule]), shared_with("dev", [rule])
    assert by_chance(test, dev) < LIKELY, (test.count, dev.count)


def test_every_list_is_looked_at() -> None:
    assert all(list(PROJECT.glob(pattern)) for pattern in RULES)
