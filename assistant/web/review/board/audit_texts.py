"""The texts of the audit log, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class AuditTexts:
    """The texts of one language; ``actions`` says what was done, by the name that it is kept under.

    ``told`` says it as the rest of a sentence, with what it was done to.
    """

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
    command_line: str
    server: str
    no_account: str
    gone: str
    look: str
    changed: str
    no_words: str
    source: str
    picked: str
    barred: str
    line: str
    asked_as: str
    noted: str
    actions: dict[str, str]
    told: dict[str, str]


AUDIT_TEXTS = Texts(AuditTexts, "audit")
