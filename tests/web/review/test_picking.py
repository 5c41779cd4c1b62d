"""Picking passages: what is offered, in which order it stands, and what a browser cannot make up."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.document import QUOTED
from assistant.domain import BlockKind, BlockRole, Document, Language, Passage, SearchResult
from assistant.review.verdict import Place
from assistant.store import reviews
from assistant.text.outline import all_units
from assistant.web.review.desk.picking import MOST, InService, as_it_stands, beside, prove, searched, value_of
from ingest.chunk import split
from tests.fakes import DUTCH, ENGLISH, INFLUENCE, SHARED, UNION, FakeAssistant, make_document
from tests.ingest.outline import corpus
from tests.web.review.conftest import Office
from tests.web.review.form import Form
from tests.web.review.test_judging import value

TEXTS = InService(FakeAssistant())
START = ENGLISH.text.index(UNION)
END = START + len(UNION)
BUYERS = "Look for companies that buy from the same supplier."


def place(words: str) -> Place:
    start = ENGLISH.text.index(words)
    return Place(ENGLISH.id, ENGLISH.version, f"{ENGLISH.id}/0", start, start + len(words), words)


def test_a_place_is_read_anew_from_its_document() -> None:
    assert prove(f"{ENGLISH.id}:{ENGLISH.version}:{START}:{END}", TEXTS) == place(UNION)


def test_what_may_be_picked_has_its_translation_beside_it() -> None:
    translated = beside(FakeAssistant(), Language.NL)
    assert [translated(ENGLISH.id, words) for words in ("Theory", UNION)] == ["Theorie", ""]


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "nonsense",
        f"{ENGLISH.id}:{ENGLISH.version}:{START}",
        f"{ENGLISH.id}:{ENGLISH.version}:{START}:{END}:{UNION}",
        f"{DUTCH.id}:{ENGLISH.version}:{START}:{END}",
        f"nowhere:{ENGLISH.version}:{START}:{END}",
        f"../{ENGLISH.id}:{ENGLISH.version}:{START}:{END}",
        f"{ENGLISH.id}:{'0' * 12}:{START}:{END}",
        f"{ENGLISH.id}:{ENGLISH.version}:{END}:{START}",
        f"{ENGLISH.id}:{ENGLISH.version}:{START}:{START}",
        f"{ENGLISH.id}:{ENGLISH.version}:{START}:999999",
        f"{ENGLISH.id}:{ENGLISH.version}:-1:{END}",
        f"{ENGLISH.id}:{ENGLISH.version}:²:{END}",
        f"{ENGLISH.id}:{ENGLISH.version}:0:{len(ENGLISH.text)}",
    ],
)
def test_a_place_that_there_is_not_is_refused(forged: str) -> None:
    assert prove(forged, TEXTS) is None


def test_what_is_not_guidance_is_refused() -> None:
    notice = make_document("notice", Language.EN, "Notice", [(BlockKind.PARAGRAPH, 0, "© SER, The Hague.")])
    assert notice.blocks[0].role is BlockRole.CREDIT

    class Library(FakeAssistant):
        def documents(self) -> tuple[Document, ...]:
            return (notice,)

    assert prove(f"notice:{notice.version}:0:17", InService(Library())) is None


def test_a_forged_place_is_left_out_and_said_so(office: Office) -> None:
    form = office.open("How?").fill(verdict="incomplete", found=[f"{DUTCH.id}:{ENGLISH.version}:0:9"])
    reply = form.save()
    text = Form(office.anna, form.path, reply).text
    assert (reply.status, "left out" in text, "Pick the passages" in text) == (422, True, True)


def test_an_earlier_place_is_found_where_its_words_stand_now() -> None:
    elsewhere = replace(place(UNION), version="earlier", start=1, end=1 + len(UNION))
    assert as_it_stands(elsewhere, TEXTS) == place(UNION)
    assert as_it_stands(replace(elsewhere, quote="Words that are gone."), TEXTS) is None


def test_searching_offers_sentences_and_list_items_and_no_headings(office: Office) -> None:
    page = office.open("How?").fill(words="influence").press("search").reply.text
    for words in (BUYERS, SHARED, "Joint influence makes change possible."):
        assert f"<span>{words}</span></label>" in page
    assert "<span>Theory</span>" not in page


class Shelf(FakeAssistant):
    """Documents that are found by their words alone: no search by meaning helps."""

    def __init__(self, *documents: Document) -> None:
        super().__init__()
        self.shelf = {each.id: (each, split(each, lambda text: len(text.split()))) for each in documents}

    def search(self, question: str, limit: int = 10) -> SearchResult:
        return SearchResult(question, Language.EN, ())

    def documents(self) -> tuple[Document, ...]:
        return tuple(document for document, _ in self.shelf.values())

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        return self.shelf[document_id][1]


WITH_TABLE = make_document(
    "table",
    Language.EN,
    "A table and a footnote",
    [
        (BlockKind.HEADING, 1, "Whom to ask (first)"),
        (BlockKind.TABLE, 0, "| who | when |\n| supplier(s) | [before] the audit |"),
        (BlockKind.PARAGRAPH, 0, "[1] See the footnote on home worker(s)."),
    ],
)


def typed(words: str) -> Iterator[str]:
    """Yield what somebody may type of a line: its first words, and words of its middle, with their brackets or not."""
    each = words.split()
    for part in (each[:6], each[len(each) // 2 :][:6]):
        yield " ".join(part)
        yield re.sub(r"[()\[\]]", "", " ".join(part))


@pytest.mark.parametrize("document", [*corpus().values(), WITH_TABLE], ids=lambda each: str(each.id))
def test_every_line_that_can_be_quoted_is_found_by_its_words(document: Document) -> None:
    shelf = Shelf(document)
    lines = [unit for unit in all_units(document) if document.blocks[unit.block].role in QUOTED]
    missed = []
    for line in lines:
        words = document.text[line.start : line.end]
        for sought in typed(words):
            found = (choice.text for offer in searched(sought, shelf, ()) for choice in offer.choices)
            if words not in found:
                missed.append((sought, words))
    assert (len(lines) > 2, missed) == (True, [])


def test_the_enter_key_in_the_search_box_searches(office: Office) -> None:
    form = office.open("How?").fill(words="influence", action="keep")
    assert f"<span>{BUYERS}</span>" in form.press("keep").reply.text


def test_a_document_is_looked_through_by_its_headings(office: Office) -> None:
    page = office.open("How?").fill(document="kledingmerk").press("look").reply.text
    offers = page.partition('class="offers"')[2]
    assert f"<span>{SHARED}</span></label>" in offers
    assert BUYERS not in offers


@pytest.mark.parametrize("words", ["\u200b", "x" * 5000, "<script>alert(1)</script>"])
def test_nothing_that_is_searched_for_breaks_the_page(office: Office, words: str) -> None:
    reply = office.open("How?").fill(words=words).press("search").reply
    assert (reply.status, "<script>alert" in reply.text) == (200, False)


def test_what_is_picked_is_moved_and_removed_with_all_else_kept(office: Office) -> None:
    form = office.open("How?").fill(verdict="wrong", note="Mine", citation_1="does_not")
    form = form.fill(found=[value(UNION), value(BUYERS), value(INFLUENCE)]).press("add")
    assert form.values["place"] == [value(UNION), value(BUYERS), value(INFLUENCE)]
    form = form.press("down 0").press("up 2").press("remove 0")
    assert form.values["place"] == [value(INFLUENCE), value(UNION)]
    kept = [form.values[name] for name in ("verdict", "note", "citation-1", "question-en")]
    assert kept == [["wrong"], ["Mine"], ["does_not"], ["How?"]]
    for nothing in ("up 0", "down 9", "remove x", "fly 0"):
        assert form.press(nothing).values["place"] == [value(INFLUENCE), value(UNION)]


def test_what_is_picked_is_shown_as_the_answer_that_readers_will_see(office: Office) -> None:
    text = office.open("How?").fill(found=[value(UNION)]).press("add").text
    shown = text.partition("This is what a reader will see.")[2]
    assert "Checked by the SER on" in shown
    assert f"{UNION}[1]" in shown


def test_a_quote_of_the_answer_is_used_in_the_corrected_one_by_a_tick(office: Office) -> None:
    form = office.open("How?")
    assert f'name="found" value="{value(INFLUENCE)}"' in form.reply.text
    form.fill(verdict="incomplete", found=value(INFLUENCE)).save()
    (kept,) = reviews.of_group(office.site.database, form.path.rpartition("/")[2])
    assert [value_of(each) for each in kept.places] == [value(INFLUENCE)]


def test_no_more_is_picked_than_an_answer_can_hold(office: Office) -> None:
    many = [f"{ENGLISH.id}:{ENGLISH.version}:{START}:{END - number}" for number in range(MOST + 5)]
    assert len(office.open("How?").fill(found=many).press("add").values["place"]) == MOST
