"""The texts of the page about this assistant, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class AboutTexts:
    """The texts of one language; words in braces are filled in."""

    lead: str
    knows: str
    knows_only: str
    no_documents: str
    answers: str
    answers_literally: str
    answers_written: str
    answers_proof: str
    not_done: str
    not_done_list: tuple[str, ...]
    stored: str
    log_without_words: str
    log_with_words: str
    cookie: str
    ask: str
    ask_contact: str
    ask_administrator: str
    report: str


ABOUT_TEXTS = {
    Language.EN: AboutTexts(
        lead="This assistant helps companies with meaningful stakeholder dialogue. It finds what the guidance of the "
        "Social and Economic Council (SER) says, and shows you the words that prove it.",
        knows="What it knows",
        knows_only="It knows these documents and nothing else. It does not search the internet.",
        no_documents="There are no documents yet.",
        answers="How it answers",
        answers_literally="An answer is made of sentences that stand in the documents word for word.",
        answers_written="The language model {model} writes the answer. A sentence is shown only when the passages that "
        "it names support it; where none does, you get the documents’ own words.",
        answers_proof="Each number opens the passage, with the quoted words highlighted. From there you open the whole "
        "document, in the language in which it was written.",
        not_done="What it does not do",
        not_done_list=(
            "It does not guess. What the documents do not say, it does not say either: it tells you so.",
            "It gives no advice of its own, and no legal advice.",
            "It does not rank partners. The partner guide names only organisations that the documents name.",
            "It does not know what has changed since a document was written: look at its date.",
            "It speaks English and Dutch, no other languages.",
        ),
        stored="What is stored",
        log_without_words="The server’s log does not hold the words of your questions.",
        log_with_words="The server’s log holds the words of your questions.",
        cookie="One cookie remembers who you are. There is nothing that follows you, and nothing of other sites.",
        ask="Whom to ask",
        ask_contact="For questions about this assistant:",
        ask_administrator="Ask the administrator of this assistant.",
        report="Is something wrong with an answer or a source? Say so with the answer: with the thumbs below it, or "
        "with “{rate_citation}” in the source’s panel. The SER looks at it when checking the answers.",
    ),
    Language.NL: AboutTexts(
        lead="Deze assistent helpt bedrijven bij betekenisvolle stakeholderdialoog. Hij zoekt op wat de "
        "Sociaal-Economische Raad (SER) erover schrijft, en laat je de woorden zien die het bewijzen.",
        knows="Wat hij weet",
        knows_only="Hij kent deze documenten en verder niets. Hij zoekt niet op internet.",
        no_documents="Er zijn nog geen documenten.",
        answers="Hoe hij antwoordt",
        answers_literally="Een antwoord bestaat uit zinnen die woord voor woord in de documenten staan.",
        answers_written="Het taalmodel {model} schrijft het antwoord. Je ziet een zin alleen als de passages die hij "
        "noemt hem onderbouwen; waar geen enkele dat doet, krijg je de documenten letterlijk.",
        answers_proof="Elk nummer opent de passage, met de geciteerde woorden gemarkeerd. Van daaruit open je het hele "
        "document, in de taal waarin het is geschreven.",
        not_done="Wat hij niet doet",
        not_done_list=(
            "Hij raadt niet. Wat de documenten niet zeggen, zegt hij ook niet: dat laat hij je weten.",
            "Hij geeft geen eigen advies, en geen juridisch advies.",
            "Hij zet partners niet op volgorde. De partnergids noemt alleen organisaties die de documenten noemen.",
            "Hij weet niet wat er is veranderd sinds een document werd geschreven: kijk naar de datum.",
            "Hij spreekt Nederlands en Engels, geen andere talen.",
        ),
        stored="Wat er bewaard wordt",
        log_without_words="In het logboek van de server staan de woorden van je vragen niet.",
        log_with_words="In het logboek van de server staan de woorden van je vragen.",
        cookie="Eén cookie onthoudt wie je bent. Er is niets dat je volgt, en niets van andere sites.",
        ask="Bij wie je terechtkunt",
        ask_contact="Voor vragen over deze assistent:",
        ask_administrator="Vraag het de beheerder van deze assistent.",
        report="Klopt er iets niet aan een antwoord of een bron? Meld het bij het antwoord: met de duimpjes eronder, "
        "of met ‘{rate_citation}’ in het paneel van de bron. De SER kijkt ernaar als hij de antwoorden controleert.",
    ),
}
