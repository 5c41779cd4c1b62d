from assistant.domain import Language
from assistant.text.glossary import Glossary
from ingest.sync import ingest
from tests.hash_encoder import HashEncoder
from tests.ingest.desk import NOT_TEXT, PARTNERS, Desk, counts, language_of, no_model


def test_a_first_ingest_adds_every_document(desk: Desk) -> None:
    report = desk.ingest()
    assert (counts(report), report.embedded, report.total, report.failed) == ((2, 0, 0, 0), 3, 3, ())
    assert report.corpus_version == desk.index().version
    assert [document.id for document in desk.index().documents()] == ["partners", "trust"]


def test_the_report_as_json_has_the_keys_of_the_design(desk: Desk) -> None:
    desk.write("bad.txt", NOT_TEXT)
    report = desk.ingest().to_json(Language.EN)
    assert list(report) == [
        "documents",
        "passages",
        "corpus_version",
        "seconds",
        "translations",
        "set_aside",
        "reviews",
    ]
    assert list(report["documents"]) == [
        "added",
        "updated",
        "renamed",
        "unchanged",
        "removed",
        "withdrawn",
        "failed",
    ]
    assert report["documents"]["failed"][0].keys() == {"path", "error"}
    assert report["passages"] == {"embedded": 3, "total": 3}


def test_a_repeated_ingest_embeds_nothing_and_does_not_load_the_model(desk: Desk) -> None:
    first = desk.ingest()
    again = desk.ingest(no_model)
    assert (counts(again), again.embedded, again.total) == ((0, 0, 2, 0), 0, 3)
    assert again.corpus_version == first.corpus_version


def test_unchanged_passages_of_a_changed_document_are_not_embedded_again(desk: Desk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("a local union", "the local union"))
    encoder = HashEncoder()
    report = desk.ingest(lambda: encoder)
    assert (counts(report), report.embedded, report.total) == ((0, 1, 1, 0), 1, 3)
    assert [text.splitlines()[-1] for text in encoder.encoded] == ["Ask the local union."]


def test_a_passage_that_moved_is_still_a_slice_of_its_document(desk: Desk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("Others help.", "Others are of great help."))
    desk.ingest()
    document = desk.index().document("partners")
    assert document is not None
    passages = desk.index().passages_of("partners")
    assert [document.text[passage.start : passage.end] for passage in passages] == [p.text for p in passages]
    assert "Ask a local union." in passages[-1].text


def test_a_removed_file_leaves_the_index(desk: Desk) -> None:
    desk.ingest()
    (desk.corpus / "trust.txt").unlink()
    report = desk.ingest(no_model)
    assert (counts(report), report.embedded, report.total) == ((0, 0, 1, 1), 0, 2)
    assert desk.index().document("trust") is None
    assert desk.index().matching("honest", Language.EN, 5) == []


def test_a_corrected_title_reaches_passages_and_their_vectors(desk: Desk) -> None:
    desk.ingest()
    desk.write("manifest.toml", '[[document]]\nid = "trust"\nfile = "trust.txt"\ntitle = "Reliance"\n')
    report = desk.ingest()
    assert (counts(report), report.embedded) == ((0, 1, 1, 0), 1)
    assert [passage.title for passage in desk.index().passages_of("trust")] == ["Reliance"]


def test_a_corrected_language_moves_the_passages_to_that_language(desk: Desk) -> None:
    desk.ingest()
    desk.write("manifest.toml", '[[document]]\nid = "trust"\nfile = "trust.txt"\nlanguage = "nl"\n')
    desk.ingest()
    index = desk.index()
    assert [passage.language for passage in index.passages_of("trust")] == [Language.NL]
    assert index.matching("honest", Language.EN, 5) == []
    assert len(index.nearest(HashEncoder().question("honest", Language.NL).vector, Language.NL, 5)) == 1


def test_another_embedding_model_embeds_everything_anew(desk: Desk) -> None:
    desk.ingest()
    report = desk.ingest(model="other")
    assert (report.embedded, report.total, desk.index().model) == (3, 3, "other")


def test_progress_counts_up_to_what_is_embedded(desk: Desk) -> None:
    seen: list[tuple[int, int]] = []
    ingest(
        desk.corpus,
        desk.generations,
        desk.archive,
        "hash",
        detect_language=language_of,
        load_encoder=HashEncoder,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen[-1] == (3, 3)


def test_an_edited_glossary_is_a_new_version_without_embedding(desk: Desk) -> None:
    desk.write("glossary.csv", "en,nl\ntrust,vertrouwen\n")
    first = desk.ingest()
    desk.write("glossary.csv", "en,nl\ntrust,vertrouwen\nunion,vakbond\n")
    report = desk.ingest(no_model)
    assert (counts(report), report.embedded, report.failed) == ((0, 0, 2, 0), 0, ())
    assert report.corpus_version == desk.index().version != first.corpus_version
    assert desk.index().glossary.translated("unions", Language.EN, Language.NL) == ["vakbond"]


def test_another_layout_of_the_same_glossary_is_the_same_version(desk: Desk) -> None:
    desk.write("glossary.csv", "en,nl\ntrust,vertrouwen\n")
    version = desk.ingest().corpus_version
    desk.write("glossary.csv", 'en;nl\r\n\r\n"trust"; vertrouwen\r\n')
    assert desk.ingest(no_model).corpus_version == version


def test_a_removed_glossary_leaves_the_index(desk: Desk) -> None:
    without = desk.ingest().corpus_version
    desk.write("glossary.csv", "en,nl\ntrust,vertrouwen\n")
    desk.ingest()
    (desk.corpus / "glossary.csv").unlink()
    assert desk.ingest(no_model).corpus_version == without
    assert desk.index().glossary == Glossary()


def test_known_questions_come_along_and_are_embedded_once(desk: Desk) -> None:
    desk.write("questions.csv", "document,anchor,en,nl\npartners,Ask a local,Who helps?,Wie helpt?\n")
    report = desk.ingest()
    assert (counts(report), report.total, report.failed) == ((2, 0, 0, 0), 3, ())
    assert [row.en for row in desk.index().questions.rows] == ["Who helps?"]
    again = desk.ingest(no_model)
    assert again.corpus_version == report.corpus_version


def test_questions_that_cannot_be_read_leave_the_last_ones_in_use(desk: Desk) -> None:
    desk.write("questions.csv", "document,anchor,en,nl\npartners,Ask a local,Who helps?,Wie helpt?\n")
    desk.ingest()
    desk.write("questions.csv", "what,is,this\n")
    report = desk.ingest(no_model)
    assert [failure.path for failure in report.failed] == ["questions.csv"]
    assert [row.en for row in desk.index().questions.rows] == ["Who helps?"]
