"""Every text that the web shows, in both languages: one table, the same fields for each."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class Starter:
    """A question offered on the first screen: the words on its button and the question asked."""

    label: str
    question: str


@dataclass(frozen=True)
class Texts:
    """The texts of one language; words in braces are filled in."""

    name: str
    intro: str
    disclaimer: str
    starters: tuple[Starter, ...]
    placeholder: str
    show_source: str
    close_panel: str
    new_chat: str
    theme: str
    send: str
    copy: str
    conversation: str
    earlier_chats: str
    search_chats: str
    your_account: str
    your_data: str
    about: str
    review: str
    chat_options: str
    panel_width: str
    helpful: str
    not_helpful: str
    failed: str
    empty_question: str
    long_question: str
    nearest: str
    suggestions: str
    download: str
    edit: str
    edited: str
    publisher: str
    section: str
    page: str
    date: str
    language: str
    languages: dict[Language, str]
    open_document: str
    cited_passage: str
    contents: str
    original: str
    quoted_here: str
    quote_lost: str
    not_found: str
    not_found_help: str
    to_chat: str
    other_language: str
    translation: str
    rate_citation: str
    rate_reason: str
    rate_reasons: dict[str, str]
    rate_comment: str
    rate_send: str
    rate_thanks: str
    rate_failed: str


ENGLISH = Texts(
    name="SER dialogue assistant",
    intro="Ask about meaningful stakeholder dialogue: with whom to work together, for which purpose, and how. "
    "The answers come word for word from documents of the Social and Economic Council (SER); "
    "each number opens the passage that proves it.",
    disclaimer="Answers quote SER documents. They are not legal advice.",
    starters=(
        Starter("Purposes of collaboration", "For which purposes can I collaborate with others in a dialogue?"),
        Starter("Reaching factory workers", "How do I reach factory workers to hear about their working conditions?"),
        Starter("Tips for collaboration", "What are tips for successful collaboration?"),
        Starter("More influence", "How can I increase my influence together with others?"),
    ),
    placeholder="Ask a question about stakeholder dialogue",
    show_source="Show source {number}",
    close_panel="Close the source",
    new_chat="New chat",
    theme="Light or dark",
    send="Send the question",
    copy="Copy the answer",
    conversation="Conversation",
    earlier_chats="Earlier chats",
    search_chats="Search the earlier chats",
    your_account="Your account",
    your_data="What is kept of you",
    about="About this assistant",
    review="Review answers",
    chat_options="Rename or delete this chat: {title}",
    panel_width="Width of the source",
    helpful="Helpful",
    not_helpful="Not helpful",
    failed="Something went wrong on our side and there is no answer. Try again in a moment. "
    "If it keeps happening, give the administrator this code: {id}",
    empty_question="Type a question first.",
    long_question="This question is too long. Keep it under 4,000 characters.",
    nearest="Nearest passages (not an answer)",
    suggestions="You could go on with",
    download="Download this answer",
    edit="Change this question and ask it again",
    edited="The changed question",
    publisher="Publisher",
    section="Section",
    page="Page",
    date="Date",
    language="Language",
    languages={Language.EN: "English", Language.NL: "Dutch"},
    open_document="Open in the document",
    cited_passage="Cited passage",
    contents="Contents",
    original="At the publisher",
    quoted_here="Go to the quote",
    quote_lost="The quote's position does not fit this version of the document, so nothing is highlighted.",
    not_found="This document is not here",
    not_found_help="It may have been removed or renamed since the answer was given.",
    to_chat="To the chat",
    other_language="Nederlands",
    translation="Translation by the chat model, not the text of the document",
    rate_citation="Something wrong with this source?",
    rate_reason="What is wrong?",
    rate_reasons={
        "unsupported": "This passage does not support what the answer says",
        "outdated": "This passage is outdated",
        "unclear": "This passage is unclear",
        "other": "Something else",
    },
    rate_comment="Explain it, if you like",
    rate_send="Send",
    rate_thanks="Thank you. The SER looks at it when checking the answers.",
    rate_failed="That did not get through. Try again in a moment.",
)

DUTCH = Texts(
    name="SER-dialoogassistent",
    intro="Stel je vraag over betekenisvolle stakeholderdialoog: met wie je samenwerkt, met welk doel en hoe. "
    "De antwoorden komen woord voor woord uit documenten van de Sociaal-Economische Raad (SER); "
    "elk nummer opent de passage die het bewijst.",
    disclaimer="Antwoorden citeren documenten van de SER. Ze zijn geen juridisch advies.",
    starters=(
        Starter("Doelen van samenwerking", "Voor welke doelen kan ik in een dialoog met anderen samenwerken?"),
        Starter("Casus kledingmerk", "Hoe pakte het kledingmerk de stakeholderdialoog aan?"),
        Starter("Pilots van de SER", "Welke pilots voert de SER uit?"),
        Starter("Meer invloed", "Hoe vergroot ik samen met anderen mijn invloed?"),
    ),
    placeholder="Stel een vraag over stakeholderdialoog",
    show_source="Toon bron {number}",
    close_panel="Sluit de bron",
    new_chat="Nieuwe chat",
    theme="Licht of donker",
    send="Verstuur de vraag",
    copy="Kopieer het antwoord",
    conversation="Gesprek",
    earlier_chats="Eerdere chats",
    search_chats="Zoek in eerdere chats",
    your_account="Je account",
    your_data="Wat er van je bewaard wordt",
    about="Over deze assistent",
    review="Antwoorden beoordelen",
    chat_options="Hernoem of verwijder deze chat: {title}",
    panel_width="Breedte van de bron",
    helpful="Nuttig",
    not_helpful="Niet nuttig",
    failed="Er ging bij ons iets mis en er is geen antwoord. Probeer het zo nog eens. "
    "Blijft het misgaan, geef dan deze code door aan de beheerder: {id}",
    empty_question="Typ eerst een vraag.",
    long_question="Deze vraag is te lang. Houd het onder de 4.000 tekens.",
    nearest="Dichtstbijzijnde passages (geen antwoord)",
    suggestions="Hiermee kun je verder",
    download="Download dit antwoord",
    edit="Deze vraag wijzigen en opnieuw stellen",
    edited="De gewijzigde vraag",
    publisher="Uitgever",
    section="Onderdeel",
    page="Pagina",
    date="Datum",
    language="Taal",
    languages={Language.EN: "Engels", Language.NL: "Nederlands"},
    open_document="Open in het document",
    cited_passage="Geciteerde passage",
    contents="Inhoud",
    original="Bij de uitgever",
    quoted_here="Naar het citaat",
    quote_lost="De plaats van het citaat past niet bij deze versie van het document, dus er is niets gemarkeerd.",
    not_found="Dit document is er niet",
    not_found_help="Misschien is het verwijderd of hernoemd nadat je het antwoord kreeg.",
    to_chat="Naar de chat",
    other_language="English",
    translation="Vertaling door het taalmodel, niet de tekst van het document",
    rate_citation="Klopt er iets niet aan deze bron?",
    rate_reason="Wat klopt er niet?",
    rate_reasons={
        "unsupported": "Deze passage onderbouwt niet wat het antwoord zegt",
        "outdated": "Deze passage is verouderd",
        "unclear": "Deze passage is onduidelijk",
        "other": "Iets anders",
    },
    rate_comment="Licht het toe, als je wilt",
    rate_send="Versturen",
    rate_thanks="Dank je wel. De SER kijkt ernaar bij het controleren van de antwoorden.",
    rate_failed="Dat kwam niet aan. Probeer het zo nog eens.",
)

TEXTS = {Language.EN: ENGLISH, Language.NL: DUTCH}


def preferred(accept_language: str | None) -> Language:
    """Return the language of ours that an Accept-Language header (or one tag) ranks highest; English if none."""
    wishes: list[tuple[float, Language]] = []
    for part in (accept_language or "").split(","):
        tag, _, quality = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in set(Language):
            wishes.append((_quality(quality), Language(primary)))
    best = max(wishes, key=lambda wish: wish[0], default=(0.0, Language.EN))
    return best[1] if best[0] > 0 else Language.EN


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0
