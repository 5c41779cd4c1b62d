from pathlib import Path

from assistant.settings import PROJECT
from evals.studies.readers.as_pdf import write_corpus
from ingest.manifest import load_entries


def test_the_corpus_as_pdf_has_the_same_documents_under_the_same_ids(tmp_path: Path) -> None:
    write_corpus(PROJECT / "corpus", tmp_path, lambda document: document.id.encode())
    before, after = load_entries(PROJECT / "corpus"), load_entries(tmp_path)
    assert after.failed == ()
    assert [(entry.id, entry.title) for entry in after.entries] == [(e.id, e.title) for e in before.entries]
    assert [(tmp_path / entry.file).read_bytes().decode() for entry in after.entries] == [e.id for e in before.entries]
    assert {Path(entry.file).suffix for entry in after.entries} == {".pdf"}
