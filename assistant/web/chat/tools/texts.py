"""What the chat says around its answers, in both languages; the scripts of the page have these texts too."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class ToolTexts:
    """The texts of one language; words in braces are filled in."""

    copied: str
    not_copied: str
    sources: str
    counted: str
    too_long: str
    stopped: str
    again: str


TOOL_TEXTS = Texts(ToolTexts, "tools")
