"""What the chat shows of an answer: our structure only, the documents' words as they are."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from assistant.body import Part, PartKind, said
from assistant.domain import Answer, AnswerStatus, Language, Passage
from assistant.web.chat import render
from assistant.web.pages.same_place import source_address
from tests.fakes import DUTCH, ENGLISH, INFLUENCE, UNION, FakeAssistant, cite

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![picture](https://evil.example/p.png)",
    "[click](https://evil.example)",
    "[click][ref] and [ref]: https://evil.example",
    "<https://evil.example>",
    "# not a heading",
    "> not a quote",
    "1. not a list",
    "+ not a list",
    "---",
    "===",
    "*not* **bold** _at_ __all__ ~~struck~~",
    "`code` ```fence```",
    "| a | b |",
    "a \\ b \\[1\\]",
    "&copy; &#60;b&#62;",
    ":::danger and :note[x]{y}",
    "footnote[^1]",
]


def plain_answer(*body: Part, **changes: object) -> Answer:
    answer = Answer("a", "q", Language.EN, AnswerStatus.ANSWERED, body)
    return replace(answer, **changes)  # type: ignore[arg-type]


def item(words: str, *numbers: int) -> Part:
    return Part(PartKind.ITEM, words, Language.EN, numbers)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_document_never_become_markup(words: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(render.escape(words))
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html.replace(render.BREAK, "") == f"<p>{escaped}</p>\n"


@pytest.mark.parametrize("words", HOSTILE)
def test_escaped_words_can_be_read_back(words: str) -> None:
    assert render.plain(render.escape(words)) == words


@pytest.mark.parametrize("address", ["https://evil.example/x", "http://a.b", "www.evil.example"])
def test_an_address_is_broken_up_so_that_the_chat_makes_no_link_of_it(address: str) -> None:
    escaped = render.escape(address)
    assert address not in escaped
    assert render.plain(escaped) == address


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u0000", "\u001b", "\ufeff"])
def test_invisible_signs_that_reorder_or_disturb_are_dropped(sign: str) -> None:
    assert render.escape(f"left{sign}right") == "leftright"


def test_an_answer_keeps_its_lines_its_list_and_its_citations() -> None:
    answer = FakeAssistant().ask("How?")
    assert render.markdown(answer) == f"The documents say:\n\n- {INFLUENCE} [1]\n- {UNION} [2]"


def test_a_number_in_a_documents_words_is_not_a_citation() -> None:
    words = "The council says so [1], see also [2]."
    citation = replace(cite(ENGLISH, UNION, 1, ()), quote=words)
    answer = plain_answer(item(words, 1), citations=(citation,))
    assert render.markdown(answer) == r"- The council says so \[1\], see also \[2\]. [1]"


def test_a_number_without_a_citation_stays_plain() -> None:
    assert render.markdown(plain_answer(*said("As said [3].", Language.EN))) == r"As said \[3\]."


def test_a_line_after_a_list_does_not_join_its_last_item() -> None:
    assert render.markdown(plain_answer(item("one"), *said("after", Language.EN))) == "- one\n\nafter"


def test_a_list_item_cannot_open_a_heading() -> None:
    assert render.markdown(plain_answer(item("# loud"))) == r"- \# loud"


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("kind", PartKind)
def test_whatever_a_part_is_its_words_are_words(kind: PartKind, words: str) -> None:
    part = Part(kind, words, Language.EN, level=1, lead=words, marker=words if kind is PartKind.ITEM else "")
    for each in (part, replace(part, text=f"{words} too", joined=True)):
        html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(render.markdown(plain_answer(each)))
        assert not set(re.findall(r"<(\w+)", html)) - {"p", "strong", "h2", "ul", "li"}


def test_a_heading_stands_below_the_title_of_the_page() -> None:
    heading = Part(PartKind.HEADING, "Partners", Language.EN, (1,), level=2)
    assert render.markdown(plain_answer(heading)) == "### Partners [1]"


def test_a_refusal_shows_the_nearest_passages_under_their_own_heading() -> None:
    answer = FakeAssistant().ask("unknown thing")
    shown = render.markdown(answer)
    assert shown.startswith(
        "The documents do not say this.\n\n**Nearest passages (not an answer)**\n\n"
        f"- {INFLUENCE} [1] — Increasing influence"
    )
    assert [panel.number for panel in render.shown_citations(answer)] == [1]


def test_nearest_passages_are_numbered_on_after_the_citations() -> None:
    citation = cite(ENGLISH, UNION, 1, ())
    answer = plain_answer(item("x", 1), citations=(citation,), nearest=(citation, citation))
    assert [each.number for each in render.shown_citations(answer)] == [1, 2, 3]


def test_the_panel_holds_the_passage_around_the_exact_quote() -> None:
    citation = cite(ENGLISH, INFLUENCE, 1, ("Increasing influence", "Theory"))
    passage = FakeAssistant().passage(citation.passage_id)
    panel = render.panel(citation, passage, ENGLISH.date, Language.NL)
    assert passage is not None
    assert panel.before + panel.quote + panel.after == passage.text.strip()
    assert (panel.section, panel.language_name) == ("Increasing influence › Theory", "Engels")
    assert panel.href == f"/source/partners?start={citation.start}&end={citation.end}#quote"


def test_a_quote_that_is_not_in_its_passage_is_shown_alone() -> None:
    citation = cite(ENGLISH, INFLUENCE, 1, ())
    elsewhere = Passage("p", "partners", "t", Language.EN, (), 5, 20, "something else")
    panel = render.panel(citation, elsewhere, "", Language.EN)
    assert (panel.before, panel.quote, panel.after) == ("", INFLUENCE, "")


def test_a_document_id_cannot_leave_its_place_in_the_address() -> None:
    citation = replace(cite(DUTCH, "Elementen", 1, ()), document_id="../a?b#c")
    assert source_address(citation) == "/source/..%2Fa%3Fb%23c?start=0&end=9#quote"
