"""Somebody stands in for the chat model: prompts and replies are files, and what is shown is scored."""

from collections import Counter
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.errors import ChatModelFailed, ConfigurationError
from assistant.watch import watch_for
from evals.natural.case import Kind, load
from evals.studies.stand_in.chosen import OF_EACH, chosen
from evals.studies.stand_in.replies import StandIn, id_of, read_replies, write_round


def test_questions_of_every_kind_are_chosen_in_both_languages() -> None:
    counts = Counter((case.kind, case.language) for case in chosen(load("dev")))
    assert counts == {(kind, language): OF_EACH[kind] for kind in Kind for language in Language}
    assert counts.total() == 66


def test_who_chooses_again_chooses_the_same() -> None:
    cases = load("dev")
    assert [case.id for case in chosen(cases)] == [case.id for case in chosen(reversed(cases))]


def test_a_prompt_without_a_reply_is_kept_and_one_with_a_reply_is_answered(tmp_path: Path) -> None:
    person = StandIn({id_of("Known?"): "Yes.\nIt is."})
    assert person.reply("Known?", watch_for(1)) == "Yes.\nIt is."
    with pytest.raises(ChatModelFailed):
        person.reply("New?", watch_for(1))
    assert (list(person.asked.values()), person.used) == (["New?"], {id_of("Known?")})
    path = write_round(tmp_path, person.asked)
    assert (path.name, id_of("New?") in path.read_text(), (tmp_path / "README").exists()) == (
        "round1.jsonl",
        True,
        True,
    )


def test_each_round_goes_on_from_the_replies_of_all_before(tmp_path: Path) -> None:
    (tmp_path / "replies1.jsonl").write_text('{"id": "a", "reply": "1"}\n\n')
    (tmp_path / "replies2.jsonl").write_text('{"id": "b", "reply": "2"}\n')
    assert read_replies(tmp_path) == {"a": "1", "b": "2"}
    assert write_round(tmp_path, {}).name == "round3.jsonl"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}', '"reply"'])
def test_a_line_that_is_no_reply_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "replies1.jsonl").write_text(f'{{"id": "a", "reply": ""}}\n{line}\n')
    with pytest.raises(ConfigurationError, match=r"replies1\.jsonl, line 2"):
        read_replies(tmp_path)
