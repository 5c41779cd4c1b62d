"""Everything that can go wrong, as one tree. A message says what is wrong and what to do.

AssistantError
├── ConfigurationError      a setting is wrong
├── CorpusError             the corpus folder or its manifest is wrong
│   └── ReaderError         one document cannot be read; the others go on
├── IndexUnavailable        there is no usable index; the message says how to make one
│   └── IndexMismatch       the index was made with another embedding model
├── DepotUnavailable        the store of generations that machines share does not answer
├── GenerationBroken        a generation there is not whole, or not what was named
├── DataFolderInUse         another process holds the data folder
├── ModelUnavailable        the embedding model cannot be loaded or assembled
├── ChatModelFailed         a chat model was asked and gave no reply
├── PromptError             a prompt file is missing or names other variables than it is given
├── StoreUnavailable        the database cannot be opened or is of a newer version
├── AccountError            a name or password cannot be taken, or there is no such user
├── ReviewConflict          another reviewer has judged the same meanwhile
└── QuestionError           a question cannot be taken (empty, far too long)
    └── UnknownDocument     it is asked of a document that is not there
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something cannot be taken in: the key of a text in the catalogues, and what is filled in there.

    ``assistant.locale.reasons`` puts it into words, in the language of who reads it.
    """

    key: str
    values: Mapping[str, "ReasonValue"] = field(default_factory=dict)


ReasonValue = str | int | Reason | tuple[Reason, ...]
"""What a reason fills in: words of the file itself, a number, or other reasons."""


class AssistantError(Exception):
    """Base of all errors that a person is shown by their message alone, without a traceback.

    ``reason`` is the same in the texts of the catalogues; whatever a page can show has one.
    """

    def __init__(self, message: str = "", reason: Reason | None = None) -> None:
        super().__init__(message)
        self.reason = reason


class ConfigurationError(AssistantError):
    """A setting is wrong."""


class CorpusError(AssistantError):
    """The corpus folder or its manifest is wrong."""

    reason: Reason

    def __init__(self, message: str, reason: Reason) -> None:
        super().__init__(message, reason)


class ReaderError(CorpusError):
    """One document cannot be read; the others go on."""


class IndexUnavailable(AssistantError):
    """There is no usable index."""


class IndexMismatch(IndexUnavailable):
    """The index was made with another embedding model or by another version of the program."""


class DepotUnavailable(AssistantError):
    """The store of generations that machines share does not answer."""


class GenerationBroken(AssistantError):
    """A generation in the store is not whole, or not what was named."""


class DataFolderInUse(AssistantError):
    """Another process holds the data folder."""


class ModelUnavailable(AssistantError):
    """The embedding model cannot be loaded or assembled."""


class Trouble(StrEnum):
    """Why a chat model gave no reply."""

    KEY = "key"
    QUOTA = "quota"
    MODEL = "model"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    RESTING = "resting"
    DECLINED = "declined"
    FORM = "form"
    OTHER = "other"


class ChatModelFailed(AssistantError):
    """A chat model was asked and gave no reply."""

    def __init__(self, message: str, trouble: Trouble = Trouble.OTHER) -> None:
        super().__init__(message)
        self.trouble = trouble


class PromptError(AssistantError):
    """A prompt file is missing or names other variables than it is given."""


class StoreUnavailable(AssistantError):
    """The database cannot be opened or is of a newer version."""


class AccountError(AssistantError):
    """A name or password cannot be taken, or there is no such user; ``code`` names the fault for a page's own words."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class ReviewConflict(AssistantError):
    """Another reviewer has judged the same since the page was opened."""


class QuestionError(AssistantError):
    """A question cannot be taken."""


class UnknownDocument(QuestionError):
    """A question is asked of documents that are not in service."""

    def __init__(self, documents: Sequence[str]) -> None:
        named = ", ".join(repr(each) for each in documents)
        super().__init__(f"There is no document {named}. `ser-assistant corpus` lists the documents with their ids.")
        self.documents = tuple(documents)
