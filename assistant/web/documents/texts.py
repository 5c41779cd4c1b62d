"""The texts of the pages about documents, in both languages."""

from dataclasses import dataclass

from assistant.locale import Counted, Texts


@dataclass(frozen=True)
class DocumentsTexts:
    """The texts of one language; words in braces are filled in, and some are found by a code."""

    title: str
    lead: str
    add: str
    file: str
    file_hint: str
    look: str
    none: str
    name: str
    status: str
    statuses: dict[str, str]
    act: dict[str, str]
    act_of: dict[str, str]
    back: str
    draft: str
    draft_lead: str
    open_file: str
    about: str
    field_title: str
    field_language: str
    field_date: str
    field_date_hint: str
    field_publisher: str
    field_url: str
    field_kind: str
    field_replaces: str
    replaces_none: str
    again: str
    publish: str
    discard: str
    text: str
    text_hint: str
    findings: str
    findings_none: str
    changes: str
    changes_new: str
    changes_none: str
    change: dict[str, str]
    changes_more: Counted
    page: str
    state: dict[str, str]
    progress: str
    reload: str
    not_taken: Counted
    done: dict[str, str]
    faults: dict[str, str]


DOCUMENTS_TEXTS = Texts(DocumentsTexts, "documents")
