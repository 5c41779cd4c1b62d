"""Picking passages: what is offered, in which order it stands, and what a browser cannot make up."""

from dataclasses import replace

import pytest

from assistant.domain import BlockKind, BlockRole, Document, Language
from assistant.review.verdict import Place
from assistant.store import reviews
from assistant.web.review.desk.picking import MOST, InService, as_it_stands, beside, prove, value_of
from tests.fakes import DUTCH, ENGLISH, INFLUENCE, SHARED, UNION, FakeAssistant, make_document
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
    assert f"{UNION} [1]" in shown


def test_a_quote_of_the_answer_is_used_in_the_corrected_one_by_a_tick(office: Office) -> None:
    form = office.open("How?")
    assert f'name="found" value="{value(INFLUENCE)}"' in form.reply.text
    form.fill(verdict="incomplete", found=value(INFLUENCE)).save()
    (kept,) = reviews.of_group(office.site.database, form.path.rpartition("/")[2])
    assert [value_of(each) for each in kept.places] == [value(INFLUENCE)]


def test_no_more_is_picked_than_an_answer_can_hold(office: Office) -> None:
    many = [f"{ENGLISH.id}:{ENGLISH.version}:{START}:{END - number}" for number in range(MOST + 5)]
    assert len(office.open("How?").fill(found=many).press("add").values["place"]) == MOST
