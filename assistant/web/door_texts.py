"""The texts for who comes to a door that is shut, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class DoorTexts:
    """The texts of one language."""

    no_page: str
    no_page_help: str
    only_here: str
    only_here_why: str
    only_here_help: str
    in_a_tab: str
    in_a_tab_link: str


DOOR_TEXTS = Texts(DoorTexts, "door")
