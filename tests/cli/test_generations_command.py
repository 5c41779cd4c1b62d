"""The commands over generations, in both languages, over a store that two generations were published to."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.test_cli import Run, run
from tests.fakes import DUTCH, ENGLISH
from tests.search.travel.machines import Machines

__all__ = ["run"]


def test_operators_read_of_generations_in_their_language(run: Run, tmp_path: Path) -> None:
    machines = Machines(tmp_path)
    machines.depot.make()
    first, second = machines.publish([ENGLISH], "v1"), machines.publish([DUTCH], "v2")
    machines.server("a").look()

    def said(words: Sequence[str], language: str) -> str:
        result = run("generations", *words, "--language", language, open_generations=lambda settings: machines.overview)
        return result.stdout + result.stderr

    for language, made, served, refusal, named in (
        ("en", "made", "server a: serves {}, up to date", "is in service", "is named"),
        ("nl", "gemaakt op", "server a: dient {}, is bij", "is in gebruik", "is aangewezen"),
    ):
        listed = said(["list"], language)
        assert f"* {second.name}:" in listed
        assert made in listed
        assert served.format(second.name) in listed
        assert refusal in said(["remove", second.name], language)
        assert named in said(["rollback"], language)
        machines.overview.roll_back(second.name)
        machines.server("a").look()
    assert "is verwijderd" in said(["remove", first.name], "nl")


@pytest.mark.parametrize(("language", "words"), [("en", "No other generation"), ("nl", "nooit een andere generatie")])
def test_where_nothing_was_named_a_rollback_says_so(run: Run, tmp_path: Path, language: str, words: str) -> None:
    machines = Machines(tmp_path)
    machines.depot.make()
    result = run("generations", "rollback", "--language", language, open_generations=lambda settings: machines.overview)
    assert (result.exit_code, words in " ".join(result.stderr.split())) == (1, True)
