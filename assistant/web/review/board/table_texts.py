"""What the dashboard's tables and their columns are called, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class TableTexts:
    """The texts of one language: the tables' titles and the columns' heads."""

    titles: dict[str, str]
    columns: dict[str, str]


TABLE_TEXTS = {
    Language.EN: TableTexts(
        titles={
            "quality": "Right answers over time",
            "verdicts": "Verdicts on the sample",
            "answers": "Endings over time",
            "refusals": "Endings by language",
            "missing": "Missing guidance",
            "documents": "Documents",
            "feedback": "Feedback over time",
            "decisions": "Decisions",
        },
        columns={
            "from": "From",
            "language": "Language",
            "share": "Right",
            "low": "At least",
            "high": "At most",
            "sampled": "In the sample",
            "reviewed": "Reviewed",
            "status": "Ended as",
            "answers": "Answers",
            "of_all": "Share",
            "question": "Question",
            "asked": "Asked",
            "last_at": "Last asked",
            "verdict": "Verdict",
            "document": "Document",
            "title": "Title",
            "kind": "Kind",
            "opinions": "Opinions",
            "decision": "Decision",
            "state": "State",
            "questions": "Questions",
        },
    ),
    Language.NL: TableTexts(
        titles={
            "quality": "Goede antwoorden door de tijd",
            "verdicts": "Oordelen over de steekproef",
            "answers": "Afloop door de tijd",
            "refusals": "Afloop per taal",
            "missing": "Ontbrekende informatie",
            "documents": "Documenten",
            "feedback": "Feedback door de tijd",
            "decisions": "Besluiten",
        },
        columns={
            "from": "Vanaf",
            "language": "Taal",
            "share": "Goed",
            "low": "Minstens",
            "high": "Hoogstens",
            "sampled": "In de steekproef",
            "reviewed": "Beoordeeld",
            "status": "Afloop",
            "answers": "Antwoorden",
            "of_all": "Aandeel",
            "question": "Vraag",
            "asked": "Gevraagd",
            "last_at": "Laatst gevraagd",
            "verdict": "Oordeel",
            "document": "Document",
            "title": "Titel",
            "kind": "Soort",
            "opinions": "Oordelen",
            "decision": "Besluit",
            "state": "Stand",
            "questions": "Vragen",
        },
    ),
}
