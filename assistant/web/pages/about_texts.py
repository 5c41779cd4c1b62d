"""The texts of the page about this assistant, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class AboutTexts:
    """The texts of one language; words in braces are filled in."""

    lead: str
    knows: str
    knows_only: str
    no_documents: str
    ask_in: str
    ask_in_one: str
    answers: str
    answers_literally: str
    answers_written: str
    answers_proof: str
    not_done: str
    not_done_list: tuple[str, ...]
    stored: str
    log_without_words: str
    log_with_words: str
    cookie: str
    ask: str
    ask_contact: str
    ask_administrator: str
    report: str


ABOUT_TEXTS = Texts(AboutTexts, "about")
