"""Every text that the web shows, in both languages: one table, the same fields for each."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.locale import Texts


@dataclass(frozen=True)
class Starter:
    """A question offered on the first screen: the words on its button and the question asked."""

    label: str
    question: str


@dataclass(frozen=True)
class WebTexts:
    """The texts of one language; words in braces are filled in."""

    name: str
    intro: str
    disclaimer: str
    starters: tuple[Starter, ...]
    placeholder: str
    show_source: str
    close_panel: str
    new_chat: str
    theme: str
    send: str
    copy: str
    conversation: str
    earlier_chats: str
    search_chats: str
    your_account: str
    people: str
    remove: str
    keep: str
    close: str
    audit: str
    your_data: str
    about: str
    review: str
    chat_options: str
    panel_width: str
    helpful: str
    not_helpful: str
    failed: str
    empty_question: str
    long_question: str
    nearest: str
    suggestions: str
    download: str
    share: str
    edit: str
    edited: str
    publisher: str
    section: str
    page: str
    recognised: str
    date: str
    language: str
    languages: dict[Language, str]
    open_document: str
    cited_passage: str
    contents: str
    original: str
    quoted_here: str
    quote_lost: str
    not_found: str
    not_found_help: str
    to_chat: str
    other_language: str
    translation: str
    rate_citation: str
    rate_reason: str
    rate_reasons: dict[str, str]
    rate_comment: str
    rate_send: str
    rate_thanks: str
    rate_failed: str


TEXTS = Texts(WebTexts, "web")


def preferred(accept_language: str | None) -> Language:
    """Return the language of ours that an Accept-Language header (or one tag) ranks highest; English if none."""
    wishes: list[tuple[float, Language]] = []
    for part in (accept_language or "").split(","):
        tag, _, quality = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in set(Language):
            wishes.append((_quality(quality), Language(primary)))
    best = max(wishes, key=lambda wish: wish[0], default=(0.0, Language.EN))
    return best[1] if best[0] > 0 else Language.EN


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0
