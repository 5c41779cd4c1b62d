"""Keeps documents in this process, with the real readers and a quick model: for tests of the pages about documents."""

from pathlib import Path

from pydantic import TypeAdapter

from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.locale.reasons import told
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from assistant.text.language import detect_language
from assistant.web.documents.port import Draft, Progress, Refused, Report, Row, Stated
from ingest.desk import CorpusDesk
from ingest.keeping import Found, Given
from ingest.sync import ingest
from tests.hash_encoder import HashEncoder


class KeepsHere:
    """What the pages need, on folders of its own."""

    def __init__(self, folder: Path) -> None:
        corpus = folder / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        self.desk = CorpusDesk(
            corpus, Generations(folder / "index"), Archive(folder / "archive.sqlite"), detect_language
        )

    def rows(self, language: Language = Language.EN) -> tuple[Row, ...]:
        """Return the documents."""
        if not any(self.desk.corpus_dir.iterdir()):
            return ()
        return TypeAdapter(tuple[Row, ...]).validate_python([row.to_json(language) for row in self.desk.listing()])

    def look(self, file: Path, stated: Stated, language: Language) -> Draft:
        """Read a file."""
        return TypeAdapter(Draft).validate_python(self.desk.draft(self._look(file, stated, language)).to_json(language))

    def publish(self, file: Path, stated: Stated, language: Language) -> Row:
        """Put a file in the folder."""
        try:
            added = self.desk.keeper.add(self._look(file, stated, language))
        except AssistantError as error:
            raise Refused(told(error, language)) from None
        return TypeAdapter(Row).validate_python(added.model_dump(mode="json"))

    def withdraw(self, document_id: str, language: Language) -> None:
        """Take a document out of service."""
        self._give_status(document_id, language, withdrawn=True)

    def reinstate(self, document_id: str, language: Language) -> None:
        """Put a withdrawn document back."""
        self._give_status(document_id, language, withdrawn=False)

    def ingest(self, progress: Progress, language: Language) -> Report:
        """Bring the index in line with the folder."""
        desk = self.desk
        report = ingest(
            desk.corpus_dir,
            desk.generations,
            desk.archive,
            "hash",
            detect_language=detect_language,
            load_encoder=HashEncoder,
            progress=progress,
        )
        return TypeAdapter(Report).validate_python(report.to_json(language))

    def close(self) -> None:
        """Leave all as it is."""

    def _look(self, file: Path, stated: Stated, language: Language) -> Found:
        given = Given(stated.title, stated.publisher, stated.language, stated.url, stated.date, stated.kind)
        try:
            return self.desk.keeper.look(file, given, stated.replaces)
        except AssistantError as error:
            raise Refused(told(error, language)) from None

    def _give_status(self, document_id: str, language: Language, *, withdrawn: bool) -> None:
        keeper = self.desk.keeper
        try:
            keeper.withdraw(document_id) if withdrawn else keeper.reinstate(document_id)
        except AssistantError as error:
            raise Refused(told(error, language)) from None
