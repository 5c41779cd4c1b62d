"""The texts of the audit log, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


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


AUDIT_TEXTS = {
    Language.EN: AuditTexts(
        title="Audit log",
        lead="Who did what and when. The database refuses to change or remove an entry.",
        at="When (UTC)",
        actor="Who",
        action="What",
        subject="Of what",
        before="Before",
        after="After",
        details="Details",
        anyone="Everyone",
        anything="Everything",
        since="From",
        until="Up to and including",
        show="Show",
        download_csv="Download (CSV)",
        download_jsonl="Download (JSON Lines)",
        nothing="Nothing of the kind was done.",
        older="Older",
        newest="Newest",
        actions={
            "answer.exported": "took an answer's record along",
            "audit.exported": "took the audit log along",
            "chat.removed": "removed a chat",
            "dashboard.exported": "took a table of the dashboard along",
            "data.expired": "removed what was kept long enough",
            "data.exported": "took their own data along",
            "data.removed": "removed their own data",
            "login": "logged in",
            "login.locked": "locked a login",
            "login.slowed": "slowed down who guesses a password",
            "review.saved": "gave a verdict",
            "review.undone": "took a verdict back",
            "ruling.made": "put a decision into use",
            "ruling.outdated": "took a decision out of use",
            "ruling.withdrawn": "withdrew a decision",
            "token.created": "made a token",
            "token.revoked": "withdrew a token",
            "user.added": "added a person",
            "user.disabled": "shut a person out",
            "user.enabled": "let a person in again",
            "user.password": "gave another password",
            "user.removed": "removed a person",
            "user.role": "gave another role",
        },
    ),
    Language.NL: AuditTexts(
        title="Logboek",
        lead="Wie deed wat en wanneer. De database weigert een regel te veranderen of te verwijderen.",
        at="Wanneer (UTC)",
        actor="Wie",
        action="Wat",
        subject="Waarvan",
        before="Ervoor",
        after="Erna",
        details="Bijzonderheden",
        anyone="Iedereen",
        anything="Alles",
        since="Vanaf",
        until="Tot en met",
        show="Toon",
        download_csv="Download (CSV)",
        download_jsonl="Download (JSON Lines)",
        nothing="Zoiets is niet gedaan.",
        older="Ouder",
        newest="Nieuwste",
        actions={
            "answer.exported": "nam de gegevens van een antwoord mee",
            "audit.exported": "nam het logboek mee",
            "chat.removed": "verwijderde een chat",
            "dashboard.exported": "downloadde een tabel van het dashboard",
            "data.expired": "verwijderde wat lang genoeg bewaard was",
            "data.exported": "nam de eigen gegevens mee",
            "data.removed": "verwijderde de eigen gegevens",
            "login": "logde in",
            "login.locked": "blokkeerde een login",
            "login.slowed": "vertraagde wie een wachtwoord raadt",
            "review.saved": "gaf een oordeel",
            "review.undone": "nam een oordeel terug",
            "ruling.made": "nam een besluit in gebruik",
            "ruling.outdated": "nam een besluit uit gebruik",
            "ruling.withdrawn": "trok een besluit in",
            "token.created": "maakte een token",
            "token.revoked": "trok een token in",
            "user.added": "voegde iemand toe",
            "user.disabled": "sloot iemand buiten",
            "user.enabled": "liet iemand weer toe",
            "user.password": "gaf een ander wachtwoord",
            "user.removed": "verwijderde iemand",
            "user.role": "gaf een andere rol",
        },
    ),
}
