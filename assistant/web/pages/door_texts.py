"""The texts for who comes to a door that is shut, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class DoorTexts:
    """The texts of one language."""

    no_page: str
    no_page_help: str


DOOR_TEXTS = {
    Language.EN: DoorTexts(
        no_page="This page is not here",
        no_page_help="Check the address, or go on in the chat.",
    ),
    Language.NL: DoorTexts(
        no_page="Deze pagina is er niet",
        no_page_help="Controleer het adres, of ga verder in de chat.",
    ),
}
