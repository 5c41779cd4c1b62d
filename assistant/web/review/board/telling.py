"""Entries of the audit log as sentences: who, by role, did what, on what, and what was before and came after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from babel.dates import format_date, format_datetime

from assistant.domain import Document, Language
from assistant.people.person import Role
from assistant.review.ruling import RulingKind
from assistant.review.verdict import CitationVerdict, Verdict
from assistant.store import Database
from assistant.store.audit import COMMAND_LINE, SYSTEM, Actor, Entry, about
from assistant.store.audit.about import Asked
from assistant.web.account_texts import ACCOUNT_TEXTS
from assistant.web.port import Answers
from assistant.web.review.board.audit_texts import AUDIT_TEXTS
from assistant.web.review.board.period import LOCALES
from assistant.web.review.board.table_texts import TABLE_TEXTS
from assistant.web.review.board.texts import BOARD_TEXTS
from assistant.web.review.desk.terms import TERMS


@dataclass(frozen=True)
class Part:
    """Something that an entry tells besides its sentence: what it is called, and the words."""

    name: str
    text: str


@dataclass(frozen=True)
class Told:
    """An entry as a person reads it; ``href`` is where what it is about can be looked at, empty where nowhere."""

    moment: str
    at: str
    sentence: str
    parts: tuple[Part, ...]
    href: str


@dataclass(frozen=True)
class Telling:
    """Tells entries in a language, with what is known now of those who did something and of what they did it to."""

    language: Language
    roles: Mapping[str, Role]
    asked: Mapping[str, Asked]
    documents: Mapping[str, Document]

    def of(self, entry: Entry) -> Told:
        """Tell an entry."""
        texts = AUDIT_TEXTS[self.language]
        fills = {"subject": entry.subject, **_plain(entry.details)} | dict(self._fills(entry))
        try:
            did = texts.told[_case(entry)].format(**fills)
        except KeyError:  # of an earlier version, or one that went back
            did = ": ".join(filter(None, (texts.actions.get(entry.action, entry.action), entry.subject)))
        return Told(
            entry.at.isoformat(),
            str(format_datetime(entry.at, "medium", locale=LOCALES[self.language])),
            f"{self.who(Actor(entry.actor_id, entry.actor))} {did}.",
            tuple(self._parts(entry)),
            self._href(entry),
        )

    def who(self, actor: Actor) -> str:
        """Say who did something, by name and role."""
        texts = AUDIT_TEXTS[self.language]
        if actor.id in (COMMAND_LINE.id, SYSTEM.id):
            return texts.command_line if actor.id == COMMAND_LINE.id else texts.server
        role = self.roles.get(actor.id)
        return f"{actor.name} ({ACCOUNT_TEXTS[self.language].roles[role] if role else texts.no_account})"

    def _fills(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Yield what is filled in that an entry holds as a code or an id."""
        for name in ("before", "after"):
            if word := self._word(entry.action, entry.details.get(name)):
                yield name, word
        asked = self._asked(entry)
        yield "question", asked.question if asked else _noted(entry) or AUDIT_TEXTS[self.language].gone
        document = self.documents.get(_document_id(entry))
        yield "document", document.title if document else _document_id(entry)
        yield "table", TABLE_TEXTS[self.language].titles.get(entry.subject, entry.subject)
        periods = {each.value: words for each, words in BOARD_TEXTS[self.language].periods.items()}
        yield "period", periods.get(str(entry.details.get("period")), "")
        if moment := _moment(entry.details.get("older_than")):
            yield "older_than", str(format_date(moment, "long", locale=LOCALES[self.language]))

    def _word(self, action: str, value: Any) -> str:
        """Return the one word, or sentence, that a state before or after is called by."""
        terms = TERMS[self.language]
        if action == "user.role" and value in set(Role):
            return ACCOUNT_TEXTS[self.language].roles[Role(value)]
        told = value if isinstance(value, Mapping) else {}
        if told.get("verdict") in set(Verdict):
            return terms.verdicts[Verdict(told["verdict"])]
        if told.get("kind") in set(RulingKind):
            return terms.rulings[RulingKind(told["kind"])].rstrip(".")
        return value if isinstance(value, str) else ""

    def _parts(self, entry: Entry) -> Iterator[Part]:
        """Yield what does not go into the sentence: the words before and after, and what a verdict says in full."""
        texts, details = AUDIT_TEXTS[self.language], entry.details
        for name, label in (("before", texts.before), ("after", texts.after)):
            value = details.get(name)
            if isinstance(value, Mapping):
                yield from (Part(f"{label}: {what}", words) for what, words in self._said(value))
            elif entry.action != "user.role" and isinstance(value, str):
                yield Part(label, value)
        for change in _maps(details.get("places")):
            was = str(_map(change.get("place")).get("quote", ""))
            yield Part(texts.changed, f"“{was}” → {'“' + change['now'] + '”' if change.get('now') else texts.no_words}")

    def _said(self, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what a verdict or a decision says, each with what it is called."""
        texts, terms = AUDIT_TEXTS[self.language], TERMS[self.language]
        for number, said in _map(value.get("citations")).items():
            if said in set(CitationVerdict):
                yield texts.source.format(number=number), terms.citation_verdicts[CitationVerdict(said)]
        for name, called in (("places", texts.picked), ("barred", texts.barred)):
            yield from ((called, f"“{each.get('quote', '')}”") for each in _maps(value.get(name)))
        yield from ((texts.line, str(each.get("text", ""))) for each in _maps(value.get("lines")))
        yield from ((texts.asked_as, str(words)) for words in _map(value.get("questions")).values() if words)
        if value.get("note"):
            yield texts.noted, str(value["note"])

    def _asked(self, entry: Entry) -> Asked | None:
        return next(filter(None, map(self.asked.get, _keys(entry))), None)

    def _href(self, entry: Entry) -> str:
        if asked := self._asked(entry):
            return f"/review/{quote(asked.group_id, safe='')}"
        document_id = _document_id(entry)
        return f"/source/{quote(document_id, safe='')}" if document_id in self.documents else ""


def telling(
    database: Database, assistant: Answers, shown: Sequence[Entry], actors: Sequence[Actor], language: Language
) -> Telling:
    """Return what tells some entries, and names some actors, in a language."""
    people = {each.actor_id for each in shown} | {each.id for each in actors}
    keys = {key for each in shown for key in _keys(each)}
    documents = {each.id: each for each in assistant.documents()}
    return Telling(language, about.roles(database, people), about.questions(database, keys), documents)


def _case(entry: Entry) -> str:
    """Return the name of the sentence: that of the action, with what makes another sentence of it."""
    details = entry.details
    if entry.action in ("review.saved", "ruling.made") and details.get("before"):
        return f"{entry.action}_again"
    if entry.action == "chat.shared" and details.get("answer"):
        return "chat.shared_answer"
    if entry.action == "document.published" and details.get("replaces"):
        return "document.replaced"
    return "login_oidc" if entry.action == "login" and details.get("by") == "oidc" else entry.action


def _plain(details: Mapping[str, Any]) -> dict[str, str]:
    """Return what an entry tells in words or numbers of its own."""
    return {name: str(value) for name, value in details.items() if isinstance(value, str | int) and name != "id"}


def _keys(entry: Entry) -> tuple[str, ...]:
    """Return the ids that may be those of a question."""
    if entry.action.partition(".")[0] not in ("review", "ruling", "answer"):
        return ()
    return tuple(str(each) for each in (entry.details.get("group"), entry.subject) if each)


def _document_id(entry: Entry) -> str:
    """Return the id of the document that an entry is about; a sentence's is ``guide.nl 0123``."""
    of_sentence = entry.action.startswith("translation.")
    return entry.subject.rpartition(" ")[0].rpartition(".")[0] if of_sentence else entry.subject


def _noted(entry: Entry) -> str:
    """Return the question that a decision holds itself."""
    asked = (_map(entry.details.get(name)).get("asked") for name in ("after", "before"))
    return next((str(each) for each in asked if each), "")


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _maps(value: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple(each for each in value if isinstance(each, Mapping)) if isinstance(value, list) else ()
