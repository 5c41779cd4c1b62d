"""The texts of the audit log, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class AuditTexts:
    """The texts of one language; ``actions`` says what was done, by the name that it is kept under."""

    title: str
    lead: str
    at: str
    actor: str
    action: str
    subject: str
    before: str
    after: str
    details: str
    anyone: str
    anything: str
    since: str
    until: str
    show: str
    download_csv: str
    download_jsonl: str
    nothing: str
    older: str
    newest: str
    actions: dict[str, str]


AUDIT_TEXTS = Texts(AuditTexts, "audit")
