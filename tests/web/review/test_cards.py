"""One card a passage, with all of its sentences that an answer quotes."""

from assistant.domain import Language
from assistant.proof.provenance import recall, record
from assistant.web.chat.render import panel
from assistant.web.review.desk.cards import Cited, cards_of
from tests.fakes import INFLUENCE, UNION, FakeAssistant


def test_the_sentences_of_one_passage_stand_on_one_card() -> None:
    assistant = FakeAssistant()
    recalled = recall(record(assistant.ask("How?"), assistant.passage, assistant.document))
    cited = [
        (each.passage_id, Cited(panel(each, recalled.passages.get(each.passage_id), "", Language.EN), None, None, None))
        for each in recalled.answer.citations
    ]
    (card,) = cards_of(cited)
    assert [each.panel.number for each in card.cited] == [1, 2]
    assert [(each.text, each.numbers) for each in card.pieces if each.numbers] == [(INFLUENCE, (1,)), (UNION, (2,))]
    assert len(cards_of([("a", cited[0][1]), ("b", cited[1][1])])) == 2
