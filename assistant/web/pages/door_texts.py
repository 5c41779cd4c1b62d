"""The texts for who comes to a door that is shut, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class DoorTexts:
    """The texts of one language."""

    no_page: str
    no_page_help: str
    only_here: str
    only_here_why: str
    only_here_help: str


DOOR_TEXTS = {
    Language.EN: DoorTexts(
        no_page="This page is not here",
        no_page_help="Check the address, or go on in the chat.",
        only_here="This assistant is for its own machine only",
        only_here_why="You came through a proxy or under another name. Without accounts everyone would be its owner.",
        only_here_help="Do you run it, and is it for others too? Then set ASSISTANT_PUBLIC_URL to the address in your "
        "browser, ASSISTANT_TRUSTED_PROXIES to the address of the proxy, and ASSISTANT_ACCOUNTS to who may come in.",
    ),
    Language.NL: DoorTexts(
        no_page="Deze pagina is er niet",
        no_page_help="Controleer het adres, of ga verder in de chat.",
        only_here="Deze assistent is er alleen voor de eigen computer",
        only_here_why="Je kwam via een proxy of onder een andere naam. Zonder accounts zou iedereen de eigenaar zijn.",
        only_here_help="Beheer je hem, en is hij er ook voor anderen? Zet dan ASSISTANT_PUBLIC_URL op het adres in je "
        "browser, ASSISTANT_TRUSTED_PROXIES op het adres van de proxy, en ASSISTANT_ACCOUNTS op wie er binnen mag.",
    ),
}
