"""The texts about versions and translations on a document's page, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.proof.versions import Standing


@dataclass(frozen=True)
class SourceTexts:
    """The texts of one language."""

    standings: dict[Standing, str]
    to_newest: str
    version_lost: str
    in_language: dict[Language, str]


SOURCE_TEXTS = {
    Language.EN: SourceTexts(
        standings={
            Standing.CURRENT: "",
            Standing.OUTDATED: "This is an earlier version of the document, as an answer quoted it. "
            "There is a newer version.",
            Standing.WITHDRAWN: "This document has been withdrawn: the assistant no longer uses it. "
            "Its text stays here so that earlier answers can be checked.",
            Standing.REMOVED: "This document is no longer in the collection: the assistant no longer uses it. "
            "Its text stays here so that earlier answers can be checked.",
        },
        to_newest="Read the newest version",
        version_lost="The version that the answer quoted has not been kept, so nothing is highlighted.",
        in_language={Language.EN: "Read this in English", Language.NL: "Read this in Dutch"},
    ),
    Language.NL: SourceTexts(
        standings={
            Standing.CURRENT: "",
            Standing.OUTDATED: "Dit is een eerdere versie van het document, zoals een antwoord die citeerde. "
            "Er is een nieuwere versie.",
            Standing.WITHDRAWN: "Dit document is ingetrokken: de assistent gebruikt het niet meer. "
            "De tekst blijft hier staan, zodat je eerdere antwoorden kunt nagaan.",
            Standing.REMOVED: "Dit document zit niet meer in de collectie: de assistent gebruikt het niet meer. "
            "De tekst blijft hier staan, zodat je eerdere antwoorden kunt nagaan.",
        },
        to_newest="Lees de nieuwste versie",
        version_lost="De versie die het antwoord citeerde is niet bewaard, dus er is niets gemarkeerd.",
        in_language={Language.EN: "Lees dit in het Engels", Language.NL: "Lees dit in het Nederlands"},
    ),
}
