"""Prompts: ``assistant/prompts/NAME.LANGUAGE.md``, with named variables as ``$name``."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from string import Template

from assistant.domain import Language
from assistant.errors import PromptError

FOLDER = Path(__file__).parents[1] / "prompts"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as it stands in its file."""

    file: str
    text: str

    @property
    def digest(self) -> str:
        """The fingerprint of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def variables(self) -> frozenset[str]:
        """The names of its variables."""
        return frozenset(Template(self.text).get_identifiers())

    def fill(self, **values: str) -> str:
        """Return the text with its variables filled in; a ``$`` inside a value stays what it is.

        Raises:
            PromptError: where a variable has no value, or a value no variable.
        """
        if wrong := self.variables.symmetric_difference(values):
            known = ", ".join(f"${name}" for name in sorted(values))
            raise PromptError(f"{self.file}: {', '.join(sorted(wrong))} missing or unknown; its variables are {known}.")
        return Template(self.text).substitute(values)


def load_prompt(name: str, language: Language, folder: Path = FOLDER) -> Prompt:
    """Read a prompt.

    Raises:
        PromptError: where it cannot be read, or a ``$`` in it begins no variable.
    """
    path = folder / f"{name}.{language.value}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path} cannot be read: {error}") from None
    if not Template(text).is_valid():
        raise PromptError(f"{path}: a $ begins no variable; write $$ for a dollar.")
    return Prompt(path.name, text)


def load_prompts(names: Iterable[str], folder: Path = FOLDER) -> dict[tuple[str, Language], Prompt]:
    """Read prompts in every language, by name and language; raises as ``load_prompt``."""
    return {(name, language): load_prompt(name, language, folder) for name in names for language in Language}
