"""What a chat model is asked to write: an answer, the last answer in another form, or a brief of one page."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answering.written.passages import Material
from assistant.domain import Language
from assistant.text.fence import fenced

FORMS = ("forms/lines", "forms/lines-unsaid", "forms/fields", "forms/fields-unsaid", "forms/page")
PROMPTS = (*FORMS, "answer", "rework", "brief", "followup", "translate", "check")


@dataclass(frozen=True, slots=True)
class Rework:
    """What is asked of the last answer, the answer as it was shown, and the language that it is wanted in."""

    request: str
    answer: str
    language: Language


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be written, in which language, and from what; ``on_a_page`` is a brief whose sentences have labels."""

    question: str
    language: Language
    material: Material
    rework: Rework | None = None
    on_a_page: bool = False

    @property
    def prompt(self) -> str:
        """The name of the prompt."""
        return "brief" if self.on_a_page else "rework" if self.rework else "answer"

    def form(self, *, structured: bool) -> tuple[str, ...]:
        """Return the names of the parts of the reply's form; a page is never given as values, and only what answers a
        question may say what is not said."""
        if self.on_a_page:
            return ("forms/page",)
        form = "forms/fields" if structured else "forms/lines"
        return (form, f"{form}-unsaid") if self.rework is None else (form,)

    def values(self) -> Mapping[str, str]:
        """Return what the prompt is filled with, besides its form."""
        given = {"question": fenced(self.question), "passages": self.material.fenced(self.language)}
        if self.rework is None:
            return given
        return given | {"request": fenced(self.rework.request), "answer": fenced(self.rework.answer)}
