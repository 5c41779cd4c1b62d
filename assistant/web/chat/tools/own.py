"""A reader's own file, quoted: each quote says that it is the file's, and on which page it stands there."""

from assistant.domain import Answer, Citation, Language
from assistant.web.chat.render import escape
from assistant.web.files.texts import FILE_TEXTS


def words_of(answer: Answer, name: str, language: Language) -> str:
    """Return the message in Markdown; only words that stand in the file are shown as the file's."""
    texts = FILE_TEXTS[language]
    shown = escape(name)
    if not answer.status.answers or not answer.citations:
        return texts.silent.format(name=shown)
    lines = [f"- “{escape(each.quote)}” — *{_place(each, language)}*" for each in answer.citations]
    return "\n".join([texts.says.format(name=shown), "", *lines])


def _place(citation: Citation, language: Language) -> str:
    texts = FILE_TEXTS[language]
    return texts.place.format(page=citation.page) if citation.page else texts.whole
