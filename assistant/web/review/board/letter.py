"""What people asked and no document answers, as a text for whoever writes the documents."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.domain import Language
from assistant.locale import message
from assistant.store.review.statistics import Missing
from assistant.store.review.wordings import Wording
from assistant.web.review.board.texts import BOARD_TEXTS

Wordings = Mapping[str, Sequence[Wording]]


def letter(missing: Sequence[Missing], wordings: Wordings, since: str, until: str, language: Language) -> str:
    """Return the text of an e-mail: each question with how often it was asked, and the words that people used."""
    head = [message("letter.subject", language), "", message("letter.lead", language, since=since, until=until), ""]
    return "\n".join([*head, *questions(missing, wordings, language), message("letter.end", language), ""])


def questions(missing: Sequence[Missing], wordings: Wordings, language: Language) -> Iterator[str]:
    """Yield the lines about questions, most asked first."""
    if not missing:
        yield message("letter.none", language)
        yield ""
    texts = BOARD_TEXTS[language]
    for number, each in enumerate(missing, start=1):
        times = texts.asked.of(each.asked)
        yield f"{number}. {_line(each.question)} ({times}; {texts.statuses[each.status]})"
        for other in others(each, wordings):
            yield f"   - {_line(other.question)} ({texts.asked.of(other.asked)})"
        yield ""


def others(missing: Missing, wordings: Wordings) -> list[Wording]:
    """Return the other words in which a question was put."""
    return [each for each in wordings.get(missing.group_id, ()) if _line(each.question) != _line(missing.question)]


def _line(words: str) -> str:
    """Return words on one line: what people typed is no layout."""
    return " ".join(words.split())
