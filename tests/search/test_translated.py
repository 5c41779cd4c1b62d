from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.evidence import Evidence
from assistant.answering.extract import Extractor
from assistant.answering.phrases import phrase
from assistant.answering.translated import Translator, in_language, in_original, shows_translations, translation
from assistant.answering.wording import answered, refused
from assistant.domain import BlockKind, Claim, Language
from assistant.question.understand import understand
from assistant.search.index import Index
from assistant.search.index.generations import Generations
from assistant.search.retrieve import retrieve
from assistant.text.memory import Memories, Memory, Origin, Translated, unit_key
from tests.fakes import make_document
from tests.hash_encoder import HashEncoder
from tests.small_index import put_in_service

GUIDE = make_document(
    "guide",
    Language.EN,
    "Guide",
    [
        (BlockKind.HEADING, 1, "Partners"),
        (BlockKind.PARAGRAPH, 0, "Ask a union for advice. Unions know the factory. Keep your promises."),
        (BlockKind.HEADING, 1, "Money"),
        (BlockKind.PARAGRAPH, 0, "Pay for what you ask. Never bargain with workers."),
    ],
)
TARGETS = {
    "Partners": "Partners",
    "Ask a union for advice.": "Vraag een vakbond om raad.",
    "Unions know the factory.": "Vakbonden kennen de fabriek.",
    "Pay for what you ask.": "Betaal voor wat je vraagt.",
    "Never bargain with workers.": "Ding nooit af bij werknemers.",
}
UNITS = {unit_key(source): Translated(target, Origin.PERSON, "us", "2026-01-02") for source, target in TARGETS.items()}
MEMORIES: Memories = {("guide", Language.NL): Memory("guide", Language.NL, UNITS)}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    root = tmp_path_factory.mktemp("index")
    opened = Index(put_in_service(Generations(root), [GUIDE], "v1", memories=MEMORIES))
    yield opened
    opened.close()


def test_a_question_finds_the_original_by_the_words_of_its_translation(index: Index) -> None:
    query = understand("Wat weten vakbonden van de fabriek?", HashEncoder()).query
    found = retrieve(query, index, 5)
    best = found.hits[0].passage
    assert GUIDE.text[best.start : best.end] == best.text
    assert "Unions know the factory." in best.text
    assert len({hit.passage.id for hit in found.hits}) == len(found.hits)


def test_tokens_of_a_translation_stand_at_the_originals_sentence(index: Index) -> None:
    query = understand("Wie kennen de fabriek?", HashEncoder()).query
    found = retrieve(query, index, 5)
    passage = found.hits[0].passage
    match = found.matches[passage.id]
    known, other = (
        match.within(start, start + len(words))
        for words in ("Unions know the factory.", "Ask a union for advice.")
        for start in [passage.text.index(words)]
    )
    assert known @ query.weights > other @ query.weights
    claims = Extractor(index.document, index.passages_of, index.memory).compose(query, Language.NL, found)
    assert "Unions know the factory." in [claim.text for claim in claims]


def test_words_of_translations_count_as_the_documents_own(index: Index) -> None:
    assert index.frequency(["vakbond"], Language.NL) == 1
    assert index.passage_count == len(index.passages_of("guide"))


def test_a_quote_is_translated_only_where_all_of_it_is() -> None:
    memory = MEMORIES["guide", Language.NL]

    def said(words: str) -> str:
        start = GUIDE.text.index(words)
        found = translation(GUIDE, start, start + len(words), memory)
        return found.text if found else ""

    assert said("Ask a union for advice. Unions know the factory.") == (
        "Vraag een vakbond om raad. Vakbonden kennen de fabriek."
    )
    assert said("Unions know the factory. Keep your promises.") == ""  # the second has none
    assert said("Unions know") == ""  # half a sentence
    assert said("union for advice. Unions know the factory.") == ""


def test_a_heading_is_said_with_its_number() -> None:
    memory = MEMORIES["guide", Language.NL]
    assert [memory.said(each) for each in ("Partners", "2. Pay for what you ask.", "3. Money", "x Partners")] == [
        "Partners",
        "2. Betaal voor wat je vraagt.",
        "3. Money",
        "x Partners",
    ]


def test_what_is_nearest_to_a_refused_question_is_shown_in_translation(index: Index) -> None:
    start, end = _span("Pay for what you ask.")
    passage = next(each for each in index.passages_of("guide") if each.start <= start < each.end)
    claim = Claim("Pay for what you ask.", passage, start, end)
    asked = understand("Hoeveel kost dat?", HashEncoder())
    plain = refused(asked, Evidence(False), [claim], index.document)
    shown = in_language(plain, Translator(index.document, index.memory))
    assert [(each.shown, each.quote) for each in shown.nearest] == [
        ("Betaal voor wat je vraagt.", "Pay for what you ask.")
    ]
    assert shows_translations(shown)
    assert [part.text for part in shown.body[1:]] == [phrase("translated", Language.NL)]
    assert in_original(shown) == plain


def test_a_changed_sentence_loses_its_translation_and_only_that_one(tmp_path: Path) -> None:
    words = "Ask a trade union for advice. Unions know the factory."
    changed = make_document("guide", Language.EN, "Guide", [(BlockKind.PARAGRAPH, 0, words)])
    index = Index(put_in_service(Generations(tmp_path), [changed], "v2", memories=MEMORIES))
    memory = index.memory("guide", Language.NL)
    assert [memory.of(each) is not None for each in ("Ask a trade union for advice.", "Unions know the factory.")] == [
        False,
        True,
    ]
    index.close()


def test_an_answer_shows_the_translation_and_gives_the_original_back(index: Index) -> None:
    asked = understand("Wat weten vakbonden van de fabriek?", HashEncoder())
    claims = Extractor(index.document, index.passages_of, index.memory).compose(
        asked.query, Language.NL, retrieve(asked.query, index)
    )
    plain = answered(asked, claims, Evidence(True), index.document)
    shown = in_language(plain, Translator(index.document, index.memory))
    facts = [part for part in shown.body if part.is_fact]
    cited = {each.number: each for each in shown.citations}
    for part in facts:
        citation = cited[part.citations[0]]
        assert GUIDE.text[citation.start : citation.end] == citation.quote
        if part.translation:
            assert (part.quote, part.language, part.translation.origin) == (citation.quote, Language.NL, "person")
            assert part.text == TARGETS[part.quote]
    assert any(part.translation for part in facts)
    back = in_original(shown)
    assert [part.text for part in back.body if part.is_fact] == [part.text for part in plain.body if part.is_fact]
    assert not any(part.translation for part in back.body)


def test_a_hostile_translation_is_only_words(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> [1](javascript:alert(1))"
    units = {unit_key("Unions know the factory."): Translated(hostile, Origin.MACHINE)}
    memories: Memories = {("guide", Language.NL): Memory("guide", Language.NL, units)}
    index = Index(put_in_service(Generations(tmp_path), [GUIDE], "v1", memories=memories))
    found = translation(GUIDE, *_span("Unions know the factory."), index.memory("guide", Language.NL))
    assert found is not None
    assert found.text == hostile
    index.close()


def _span(words: str) -> tuple[int, int]:
    start = GUIDE.text.index(words)
    return start, start + len(words)
