"""What is looked for in the documents, and how much it matters."""

from enum import StrEnum


class Check(StrEnum):
    """What is looked for."""

    UNREADABLE = "unreadable"
    LITTLE_TEXT = "little-text"
    GARBLED_TEXT = "garbled-text"
    INVISIBLE_TEXT = "invisible-text"
    SCANNED_PAGES = "scanned-pages"
    RECOGNISED_PAGES = "recognised-pages"
    COMPARISON = "comparison"
    LEFT_OUT = "left-out"
    SPEAKS_TO_MACHINE = "speaks-to-machine"
    NO_HEADINGS = "no-headings"
    LONG_SECTION = "long-section"
    LONG_PARAGRAPH = "long-paragraph"
    WRONG_LANGUAGE = "wrong-language"
    MIXED_LANGUAGES = "mixed-languages"
    NOT_IN_MANIFEST = "not-in-manifest"
    MISSING_FIELDS = "missing-fields"
    ORIGINAL_WITHDRAWN = "original-withdrawn"
    UNDECLARED_TRANSLATION = "undeclared-translation"
    TRANSLATION_SAME_LANGUAGE = "translation-same-language"
    TRANSLATION_DIFFERS = "translation-differs"
    DUPLICATE_DOCUMENT = "duplicate-document"
    DUPLICATE_TEXT = "duplicate-text"
    DEAD_REFERENCE = "dead-reference"
    NO_NUMBERS = "no-numbers"
    BROKEN_REFERENCE = "broken-reference"
    DEAD_LINK = "dead-link"
    UNPLACED_QUESTION = "unplaced-question"
    UNTRANSLATED = "untranslated"
    DOUBTFUL_TRANSLATION = "doubtful-translation"


class Severity(StrEnum):
    """A problem makes answers wrong or impossible; advice makes them better."""

    PROBLEM = "problem"
    ADVICE = "advice"


PROBLEMS = {
    Check.UNREADABLE,
    Check.LITTLE_TEXT,
    Check.GARBLED_TEXT,
    Check.INVISIBLE_TEXT,
    Check.SCANNED_PAGES,
    Check.COMPARISON,
    Check.SPEAKS_TO_MACHINE,
    Check.NO_HEADINGS,
    Check.WRONG_LANGUAGE,
    Check.ORIGINAL_WITHDRAWN,
    Check.DUPLICATE_DOCUMENT,
    Check.BROKEN_REFERENCE,
}
