"""Everything that can go wrong, as one tree. A message says what is wrong and what to do.

AssistantError
├── ConfigurationError      a setting is wrong
├── CorpusError             the corpus folder or its manifest is wrong
│   └── ReaderError         one document cannot be read; the others go on
├── IndexUnavailable        there is no usable index; the message says how to make one
│   └── IndexMismatch       the index was made with another embedding model
├── DataFolderInUse         another process holds the data folder
├── ModelUnavailable        the embedding model cannot be loaded or assembled
├── ChatModelFailed         a chat model was asked and gave no reply
├── PromptError             a prompt file is missing or names other variables than it is given
└── QuestionError           a question cannot be taken (empty, far too long)
"""


class AssistantError(Exception):
    """Base of all errors that a person is shown by their message alone, without a traceback."""


class ConfigurationError(AssistantError):
    """A setting is wrong."""


class CorpusError(AssistantError):
    """The corpus folder or its manifest is wrong."""


class ReaderError(CorpusError):
    """One document cannot be read; the others go on."""


class IndexUnavailable(AssistantError):
    """There is no usable index."""


class IndexMismatch(IndexUnavailable):
    """The index was made with another embedding model or by another version of the program."""


class DataFolderInUse(AssistantError):
    """Another process holds the data folder."""


class ModelUnavailable(AssistantError):
    """The embedding model cannot be loaded or assembled."""


class ChatModelFailed(AssistantError):
    """A chat model was asked and gave no reply."""


class PromptError(AssistantError):
    """A prompt file is missing or names other variables than it is given."""


class QuestionError(AssistantError):
    """A question cannot be taken."""
