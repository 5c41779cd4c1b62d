"""The texts of the pages of a chat, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class ChatTexts:
    """The texts of one language; words in braces are filled in."""

    title: str
    go_on: str
    download: str
    share: str
    share_help: str
    share_visitors: str
    share_fixed: str
    share_what: str
    share_whole: str
    share_answer: str
    share_make: str
    links: str
    links_none: str
    link_of: str
    link_whole: str
    withdraw: str
    withdraw_one: str
    shared: str
    withdrawn: str
    pin: str
    unpin: str
    pin_help: str
    read_only: str
    left_out: str
    gone: str
    gone_help: str
    quoted_at: str
    your_links: str


CHAT_TEXTS = Texts(ChatTexts, "chats")
