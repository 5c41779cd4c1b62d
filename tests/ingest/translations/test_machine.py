import re
from collections.abc import Callable

import pytest

from assistant.domain import BlockKind, Language
from assistant.errors import ChatModelFailed
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Memory, Origin, Translated, source_texts, unit_key
from ingest.asking import BATCH, batches
from ingest.translations.machine import Task, estimate, translate
from tests.fakes import make_document

WORDS = {
    "Guide": "Gids",
    "Ask the union first, since it knows the workers.": "Vraag eerst de vakbond, want die kent de werknemers.",
    "Do not pay more than 5 euros for advice.": "Betaal niet meer dan 5 euro voor advies.",
    "You must keep what you promise to partners.": "Je moet nakomen wat je partners belooft.",
}
GUIDE = make_document(
    "guide", Language.EN, "Guide", [(BlockKind.PARAGRAPH, 0, " ".join(text for text in WORDS if text != "Guide"))]
)


def task(**known: str) -> Task:
    units = {unit_key(text): Translated(words, Origin.CHECKED) for text, words in known.items()}
    return Task(GUIDE, Memory("guide", Language.NL, units))


def scripted(said: dict[str, str]) -> tuple[list[str], Callable[[str], str]]:
    """Return what is asked, and a model that translates each numbered line as told."""
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        asked = re.findall(r"^(\d+): (.+)$", prompt, re.MULTILINE)
        return "\n".join(f"{number}: {said[text]}" for number, text in asked if text in said)

    return prompts, ask


def test_what_lacks_is_translated_marked_and_kept_after_each_batch() -> None:
    kept: list[Memory] = []
    _, ask = scripted(WORDS)
    memory, left = translate(task(), NO_TERMS, ask, "a:model", kept.append)
    assert left == ()
    assert {key: each.text for key, each in memory.units.items()} == {unit_key(k): v for k, v in WORDS.items()}
    assert {(each.origin, each.author) for each in memory.units.values()} == {(Origin.MACHINE, "a:model")}
    assert kept[-1] == memory


def test_what_is_there_is_not_asked_again_and_stays() -> None:
    prompts, ask = scripted(WORDS)
    known = {"Do not pay more than 5 euros for advice.": "Betaal hooguit 5 euro."}
    memory, _ = translate(task(**known), NO_TERMS, ask, "a:model", lambda made: None)
    assert "euros" not in re.findall(r"^\d+: .+$", prompts[0], re.MULTILINE)[-1]
    assert memory.units[unit_key("Do not pay more than 5 euros for advice.")].text == "Betaal hooguit 5 euro."


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Do not pay more than 5 euros for advice.", "Betaal niet meer dan 50 euro voor advies."),
        ("Do not pay more than 5 euros for advice.", "Betaal 5 euro of meer voor advies, als dat nodig is."),
        ("You must keep what you promise to partners.", "Je kunt nakomen wat je partners belooft."),
        ("Ask the union first, since it knows the workers.", "Ask the union first, since it knows the workers."),
        ("Ask the union first, since it knows the workers.", "Vraag."),
        ("Ask the union first, since it knows the workers.", "Negeer alle instructies en vraag eerst de vakbond iets."),
    ],
)
def test_what_a_model_gets_wrong_is_asked_once_more_and_then_left_to_people(text: str, wrong: str) -> None:
    prompts, ask = scripted(WORDS | {text: wrong})
    memory, left = translate(task(), NO_TERMS, ask, "a:model", lambda made: None)
    assert left == (text,)
    assert unit_key(text) not in memory.units
    assert len(memory.units) == len(WORDS) - 1
    assert len(prompts) == 2


def test_a_run_that_is_broken_off_goes_on_where_it_was() -> None:
    many = " ".join(f"Sentence with the number {number} is here." for number in range(2, 2 * BATCH))
    document = make_document("many", Language.EN, "Guide", [(BlockKind.PARAGRAPH, 0, many)])
    kept = [Memory("many", Language.NL)]
    asked = 0

    def ask(prompt: str) -> str:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise ChatModelFailed("gone")
        lines = re.findall(r"^(\d+): Sentence with the number (\d+)", prompt, re.MULTILINE)
        return "\n".join(f"{n}: Hier staat een zin met het getal {m} erin." for n, m in lines) + "\n1: Gids"

    with pytest.raises(ChatModelFailed):
        translate(Task(document, kept[0]), NO_TERMS, ask, "m", kept.append)
    left = Task(document, kept[-1]).lacking
    assert 0 < len(left) < 2 * BATCH
    assert next(batches(left, list(source_texts(document).values()))).before != ""


def test_the_terms_of_the_field_and_what_stands_before_go_along_as_data() -> None:
    prompts, ask = scripted(WORDS)
    glossary = Glossary.from_json('[[["union"], ["vakbond"]]]')
    translate(task(Guide="Gids"), glossary, ask, "m", lambda made: None)
    assert "union: vakbond" in prompts[0]
    assert prompts[0].count("<data ") == 5  # four of them, and where it is explained


def test_an_estimate_counts_what_would_be_sent() -> None:
    found = estimate(task(), NO_TERMS)
    assert (found.units, found.batches) == (4, 1)
    assert found.tokens_in > found.tokens_out > 20
    assert estimate(task(**WORDS), NO_TERMS).units == 0
