from collections.abc import Iterator

import pytest

from assistant.answering.written.drafts import LONGEST_REPLY, Draft, Quote, drafts_from_lines, drafts_from_values

ONE = Draft("It takes time.", (Quote(2, "Trust takes time"),))

IN_JSON = '{"quotes": [{"passage": 2, "words": "Trust takes time"}], "sentence": "It takes time."}'
FORMS = {
    "as asked": "QUOTE 2: Trust takes time\nSENTENCE: It takes time.\n",
    "in Dutch": "CITAAT 2: Trust takes time\nZIN: It takes time.\n",
    "in quotation marks": "QUOTE 2: “Trust takes time”\nSENTENCE: It takes time.\n",
    "with emphasis": "**QUOTE 2:** *Trust takes time*\n**SENTENCE:** It takes time.\n",
    "with brackets and bullets": "- Quote [2]: Trust takes time\n- Sentence: It takes time.\n",
    "with the word passage": "Quote (passage 2): Trust takes time\nSentence 1: It takes time.\n",
    "over two lines": "QUOTE 2: Trust\ntakes time\n\nSENTENCE: It takes time.\n",
    "without a last line break": "QUOTE 2: Trust takes time\nSENTENCE: It takes time.",
    "with Windows line breaks": "QUOTE 2: Trust takes time\r\nSENTENCE: It takes time.\r\n",
    "after prose": "Sure, here you are.\n\nQUOTE 2: Trust takes time\nSENTENCE: It takes time.\nThat is all.",
    "as JSON": f'{{"sentences": [{IN_JSON}]}}',
    "as bare JSON": f"x {IN_JSON} y",
}


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("form", FORMS)
def test_a_reply_is_read_whatever_its_form_and_its_pieces(form: str, size: int) -> None:
    text = FORMS[form]
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert list(drafts_from_lines(pieces)) == [ONE]


@pytest.mark.parametrize(
    "text",
    [
        "QUOTE 2: Trust takes time\nSENTENCE: It takes",
        "QUOTE 2: Trust takes ti",
        "SENTENCE",
        "",
        '{"sentences": [{"quotes": [{"passage": 2, "words": "Trust takes time"}], "sentence": "It ta',
        '{"sentences": 7}',
        "{" * 5_000,
    ],
)
def test_what_is_cut_off_is_left_out(text: str) -> None:
    assert list(drafts_from_lines([text])) == []


def test_a_sentence_is_given_when_its_line_ends() -> None:
    def pieces() -> Iterator[str]:
        yield "QUOTE 2: Trust takes time\nSENTENCE: It takes time."
        yield "\n"
        raise AssertionError("the sentence was complete before")

    assert next(drafts_from_lines(pieces())) == ONE


def test_an_endless_reply_is_not_read_to_its_end() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "x" * 100

    assert list(drafts_from_lines(endless())) == []
    assert taken == LONGEST_REPLY // 100 + 1


def test_a_number_that_is_no_number_is_none() -> None:
    (draft,) = drafts_from_lines(["QUOTE: Trust takes time\nQUOTE 12345678: x\nSENTENCE: It takes time.\n"])
    assert [quote.passage for quote in draft.quotes] == [0, 1234]


def test_values_are_given_when_the_next_begins() -> None:
    def values() -> Iterator[dict[str, object]]:
        item = {"quotes": [{"passage": 2, "words": "Trust takes time"}], "sentence": "It takes time."}
        yield {"sentences": [{"quotes": []}]}
        yield {"sentences": [item | {"sentence": "It ta"}]}
        yield {"sentences": [item, {}]}
        raise AssertionError("the sentence was complete before")

    assert next(drafts_from_values(values())) == ONE


def test_the_last_value_is_given_at_the_end_unless_it_is_cut_off() -> None:
    item = {"quotes": [{"passage": 2, "words": "Trust takes time"}], "sentence": "It takes time."}
    assert list(drafts_from_values([{}, {"sentences": [item]}])) == [ONE]
    assert list(drafts_from_values([{"sentences": [item | {"sentence": "It takes ti"}]}])) == []
