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
    scope_all: str
    scope_one: str
    scope_some: str
    scope_title: str
    scope_help: str
    scope_use: str
    scope_cancel: str
    scope_read: str
    scope_read_one: str
    scope_search: str
    scope_failed: str
    pin: str
    pinned: str
    pinned_now: str
    unpinned_now: str
    pin_failed: str
    share_chat: str
    went_on: str
    show_it: str
    was_removed: str


TOOL_TEXTS = Texts(ToolTexts, "tools")
