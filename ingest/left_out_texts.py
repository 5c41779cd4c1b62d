"""What the report of what is not quoted calls each reason, in both languages."""

from assistant.domain import BlockRole, Language
from ingest.readers.omissions import Why

KINDS: dict[str, dict[Language, str]] = {
    Why.INVISIBLE.value: {
        Language.EN: "words that nobody can see (white, tiny, or on a layer that is off)",
        Language.NL: "woorden die niemand kan zien (wit, piepklein of op een laag die uit staat)",
    },
    Why.HIDDEN.value: {
        Language.EN: "hidden text that no click opens",
        Language.NL: "verborgen tekst die je met geen klik opent",
    },
    Why.STRUCK.value: {Language.EN: "struck out or deleted", Language.NL: "doorgehaald of verwijderd"},
    Why.SCANNED.value: {
        Language.EN: "pages that are pictures, by their numbers",
        Language.NL: "pagina's die een afbeelding zijn, met hun nummer",
    },
    Why.UNPLACED.value: {
        Language.EN: "text set crosswise beside the text",
        Language.NL: "tekst die dwars naast de tekst staat",
    },
    Why.OBJECT.value: {
        Language.EN: "objects and what is said of pictures",
        Language.NL: "objecten en wat er over afbeeldingen staat",
    },
    Why.MENU.value: {
        Language.EN: "menus and what stands around the text",
        Language.NL: "menu's en wat om de tekst staat",
    },
    Why.CONTROL.value: {Language.EN: "buttons and fields", Language.NL: "knoppen en velden"},
    Why.PROMPT.value: {Language.EN: "prompts of empty fields", Language.NL: "invulteksten van lege velden"},
    Why.COMMENT.value: {Language.EN: "comments of reviewers", Language.NL: "opmerkingen van beoordelaars"},
    Why.RUNNING_HEAD.value: {
        Language.EN: "heads, feet and numbers of pages",
        Language.NL: "kop- en voetregels en paginanummers",
    },
    BlockRole.COVER.value: {Language.EN: "cover", Language.NL: "omslag"},
    BlockRole.COLOPHON.value: {Language.EN: "colophon", Language.NL: "colofon"},
    BlockRole.CREDIT.value: {Language.EN: "credits of pictures", Language.NL: "bronvermelding van beeld"},
    BlockRole.POINTER.value: {
        Language.EN: "tables of contents and lines that lead elsewhere",
        Language.NL: "inhoudsopgaven en regels die verwijzen",
    },
}
