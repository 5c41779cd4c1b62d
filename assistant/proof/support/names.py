"""Names: whoever and whatever a sentence names must be named in its quote, in either language."""

from collections.abc import Iterator

from assistant.proof.support.alignment import TRANSLATED, Alignment
from assistant.proof.support.reading import Reading, Word
from assistant.proof.support.vocabulary import peoples
from assistant.text import mentions

_SAME_NAME = {True: 0.75, False: 0.66}  # similarity of a name and its translation, within a language and across


def wrong_names(aligned: Alignment) -> bool:
    """Tell whether the sentence has a name that its quote has not."""
    return any(not _is_named(number, aligned) for number in named_words(aligned.sentence))


def wrong_places(aligned: Alignment) -> bool:
    """Tell whether the sentence is about a country, people or continent that its quote does not mention."""
    return not places(aligned.sentence) <= places(aligned.quote)


def places(reading: Reading) -> set[str]:
    """Return the codes of the countries, peoples and continents that a text mentions."""
    found = mentions.territories(reading.text)
    for word in reading.words:
        match = peoples().match(word.text)
        if match and match.lastgroup:
            found.add(match.lastgroup.removeprefix("_"))
    return found


def named_words(reading: Reading) -> Iterator[int]:
    """Yield the words written as names, those that begin a sentence only where another name follows."""
    words = reading.words
    for number, word in enumerate(words):
        if not _is_capitalised(word) or peoples().match(word.text):
            continue
        followed = number + 1 < len(words) and _goes_on(reading, word, words[number + 1])
        if not word.begins or word.is_acronym or (word.content and followed):
            yield number


def _goes_on(reading: Reading, word: Word, following: Word) -> bool:
    """Tell whether a name may go on with the next word: "Fair Wear", and not "Yes, Fair"."""
    return _is_capitalised(following) and reading.text[word.end : following.start].isspace()


def _is_named(number: int, aligned: Alignment) -> bool:
    word = aligned.sentence.words[number]
    if mentions.territories(word.written):
        return True
    within = aligned.sentence.language is aligned.quote.language
    least = TRANSLATED if word.is_acronym else _SAME_NAME[within]
    return any(
        one_name(word, other) or aligned.similarity[number, there] >= least
        for there, other in enumerate(aligned.quote.words)
    )


def one_name(word: Word, other: Word) -> bool:
    """Tell whether two words are one name, plurals, genitives and parts of compounds included."""
    mine, theirs = (each.text.lstrip("&").removesuffix("'s").removesuffix("’s") for each in (word, other))
    return mine == theirs or mine.rstrip("s") == theirs.rstrip("s") or mine in theirs.split("-")


def _is_capitalised(word: Word) -> bool:
    return word.written.lstrip("&")[:1].isupper()
