"""What each check tells an author, in both languages: what was found, and what to do about it."""

from dataclasses import dataclass

from assistant.domain import Language
from ingest.left_out_texts import KINDS
from ingest.lint.kinds import Check
from ingest.readers.omissions import Why


@dataclass(frozen=True, slots=True)
class Message:
    """The words of one finding; those in braces are filled in."""

    what: str
    advice: str


Value = str | int | Language | Why | tuple[str, ...]  # a tuple holds keys of the manifest

FIELD_NAMES = {
    "title": {Language.EN: "title", Language.NL: "title (titel)"},
    "publisher": {Language.EN: "publisher", Language.NL: "publisher (uitgever)"},
    "date": {Language.EN: "date", Language.NL: "date (datum)"},
    "url": {Language.EN: "url (web address)", Language.NL: "url (webadres)"},
    "language": {Language.EN: "language", Language.NL: "language (taal)"},
}
_LANGUAGE_NAMES = {
    Language.EN: {Language.EN: "English", Language.NL: "Engels"},
    Language.NL: {Language.EN: "Dutch", Language.NL: "Nederlands"},
}

MESSAGES: dict[Check, dict[Language, Message]] = {
    Check.UNREADABLE: {
        Language.EN: Message("This document cannot be taken in: {error}", "Do what it says, then check again."),
        Language.NL: Message(
            "Dit document kan niet worden opgenomen: {error}", "Doe wat er staat en controleer daarna opnieuw."
        ),
    },
    Check.LITTLE_TEXT: {
        Language.EN: Message(
            "Only {words} words could be read from this document.",
            "Compare with `ser-assistant document`. Is the text part of a picture or a scan? Then use the original, or "
            "run text recognition first.",
        ),
        Language.NL: Message(
            "Uit dit document zijn maar {words} woorden te lezen.",
            "Vergelijk met `ser-assistant document`. Staat de tekst in een afbeelding of scan? Neem dan het origineel, "
            "of laat er eerst tekstherkenning op los.",
        ),
    },
    Check.GARBLED_TEXT: {
        Language.EN: Message(
            "Some characters came through damaged ({count} times).",
            "Save the file again as UTF-8, or export the PDF again with its fonts embedded.",
        ),
        Language.NL: Message(
            "Er zijn tekens beschadigd overgekomen ({count} keer).",
            "Sla het bestand opnieuw op als UTF-8, of exporteer de pdf opnieuw met ingesloten lettertypen.",
        ),
    },
    Check.INVISIBLE_TEXT: {
        Language.EN: Message(
            "{words} words stand in this document that nobody can see: “{first}”. They were left out.",
            "Look where they come from. If they are meant to be read, make them visible; else remove them.",
        ),
        Language.NL: Message(
            "In dit document staan {words} woorden die niemand kan zien: ‘{first}’. Ze zijn weggelaten.",
            "Kijk waar ze vandaan komen. Horen ze gelezen te worden, maak ze dan zichtbaar; haal ze anders weg.",
        ),
    },
    Check.SCANNED_PAGES: {
        Language.EN: Message(
            "These pages are pictures without text, so nothing of them is read: {pages}.",
            "Have their text recognised (OCR) in your PDF program, or use the original.",
        ),
        Language.NL: Message(
            "Deze pagina's zijn afbeeldingen zonder tekst; er wordt niets van gelezen: {pages}.",
            "Laat je pdf-programma de tekst herkennen (OCR), of neem het origineel.",
        ),
    },
    Check.COMPARISON: {
        Language.EN: Message(
            "{percent}% of this document is struck out, for example “{first}”: it compares two versions.",
            "Use the text as it is in force, without the marks of what changed.",
        ),
        Language.NL: Message(
            "{percent}% van dit document is doorgehaald, bijvoorbeeld ‘{first}’: het vergelijkt twee versies.",
            "Neem de tekst zoals die nu geldt, zonder de wijzigingen zichtbaar.",
        ),
    },
    Check.LEFT_OUT: {
        Language.EN: Message(
            "Left out of this document ({kind}, {count} ×): {words} words, for example “{first}”.",
            "See all of it with `ser-assistant corpus show ID --left-out`. If it is guidance, put it in plain text.",
        ),
        Language.NL: Message(
            "Weggelaten uit dit document ({kind}, {count} ×): {words} woorden, bijvoorbeeld ‘{first}’.",
            "Bekijk alles met `ser-assistant corpus show ID --left-out`. Hoort het bij de tekst, zet het dan in gewone "
            "tekst.",
        ),
    },
    Check.NO_HEADINGS: {
        Language.EN: Message(
            "This document has no headings over its {words} words.",
            "Put a heading over each part (in Word with the styles Heading 1 and Heading 2). Readers see under which "
            "heading a quote stands, and passages are found by it.",
        ),
        Language.NL: Message(
            "Dit document heeft geen kopjes boven zijn {words} woorden.",
            "Zet boven elk onderdeel een kop (in Word met de stijlen Kop 1 en Kop 2). Lezers zien onder welke kop een "
            "citaat staat, en passages worden er beter door gevonden.",
        ),
    },
    Check.LONG_SECTION: {
        Language.EN: Message(
            "{words} words stand under one heading.", "Divide this part with subheadings that say what each is about."
        ),
        Language.NL: Message(
            "Onder één kop staan {words} woorden.",
            "Verdeel dit onderdeel met tussenkopjes die zeggen waar het over gaat.",
        ),
    },
    Check.LONG_PARAGRAPH: {
        Language.EN: Message(
            "This paragraph has {words} words.",
            "Split it where a new thought begins, or turn an enumeration into a list. Long paragraphs are cut between "
            "two sentences.",
        ),
        Language.NL: Message(
            "Deze alinea heeft {words} woorden.",
            "Splits de alinea waar een nieuwe gedachte begint, of maak van een opsomming een lijst. Lange alinea's "
            "worden tussen twee zinnen doorgeknipt.",
        ),
    },
    Check.WRONG_LANGUAGE: {
        Language.EN: Message(
            "This document is registered as {stated}, but most of it is in {other}.",
            "Correct `language` in manifest.toml.",
        ),
        Language.NL: Message(
            "Dit document staat te boek als {stated}, maar is grotendeels in het {other}.",
            "Verbeter `language` in manifest.toml.",
        ),
    },
    Check.MIXED_LANGUAGES: {
        Language.EN: Message(
            "{words} words in {other} stand in this {stated} document.",
            "Was this left untranslated? Then translate it. A quotation may stay; a part of its own is found better "
            "as a document of its own.",
        ),
        Language.NL: Message(
            "In dit document in het {stated} staan {words} woorden in het {other}.",
            "Is dit vergeten te vertalen? Vertaal het dan. Een citaat mag blijven staan; een zelfstandig onderdeel "
            "wordt beter gevonden als eigen document.",
        ),
    },
    Check.NOT_IN_MANIFEST: {
        Language.EN: Message(
            "manifest.toml does not list this document; its title and language were guessed.",
            'Add a [[document]] with id = "{id}" and its file, title, publisher, language, url and date.',
        ),
        Language.NL: Message(
            "Dit document staat niet in manifest.toml; titel en taal zijn geraden.",
            'Voeg een [[document]] toe met id = "{id}" en met file, title, publisher, language, url en date.',
        ),
    },
    Check.MISSING_FIELDS: {
        Language.EN: Message(
            "Not known of this document: {fields}.",
            'Fill this in under id = "{id}" in manifest.toml. Readers see it with each quote.',
        ),
        Language.NL: Message(
            "Niet bekend van dit document: {fields}.",
            'Vul dit aan onder id = "{id}" in manifest.toml. Lezers zien het bij elk citaat.',
        ),
    },
    Check.UNPLACED_QUESTION: {
        Language.EN: Message(
            "The question “{question}” points at words that are not in {document}: “{anchor}”.",
            "Did the text change? Copy the words anew from the place that answers it, or take the row out.",
        ),
        Language.NL: Message(
            "De vraag “{question}” verwijst naar woorden die niet in {document} staan: “{anchor}”.",
            "Is de tekst gewijzigd? Neem de woorden opnieuw over van de plek met het antwoord, of haal de regel weg.",
        ),
    },
    Check.ORIGINAL_WITHDRAWN: {
        Language.EN: Message(
            "This is a translation of {original}, which was withdrawn; the translation is still in service.",
            'Withdraw it as well (status = "withdrawn"), or remove `translation_of` if it stands by itself.',
        ),
        Language.NL: Message(
            "Dit is een vertaling van {original}. Dat is ingetrokken, maar de vertaling is nog in gebruik.",
            'Trek de vertaling ook in (status = "withdrawn"), of haal `translation_of` weg als ze op zichzelf staat.',
        ),
    },
    Check.UNDECLARED_TRANSLATION: {
        Language.EN: Message(
            "By its name this is a translation of {original}, but manifest.toml does not say so.",
            'If it is, add translation_of = "{original_id}", so that the same guidance is not quoted twice.',
        ),
        Language.NL: Message(
            "Aan de naam te zien is dit een vertaling van {original}, maar dat staat niet in manifest.toml.",
            'Klopt dat, voeg dan translation_of = "{original_id}" toe. Dan wordt hetzelfde advies niet twee keer '
            "geciteerd.",
        ),
    },
    Check.TRANSLATION_SAME_LANGUAGE: {
        Language.EN: Message(
            "This is registered as a translation of {original}, but both are in the same language.",
            "Correct `translation_of` or `language` in manifest.toml.",
        ),
        Language.NL: Message(
            "Dit staat te boek als vertaling van {original}, maar beide zijn in dezelfde taal.",
            "Verbeter `translation_of` of `language` in manifest.toml.",
        ),
    },
    Check.TRANSLATION_DIFFERS: {
        Language.EN: Message(
            "This translation has {own} headings, {original} has {other}.",
            "Check that both are of the same edition and nothing was left out.",
        ),
        Language.NL: Message(
            "Deze vertaling heeft {own} kopjes, {original} heeft er {other}.",
            "Kijk na of het om dezelfde versie gaat en of er niets is weggevallen.",
        ),
    },
    Check.DUPLICATE_DOCUMENT: {
        Language.EN: Message(
            "This document is for {percent}% the same as {others}.",
            'Keep the current one and withdraw the other (status = "withdrawn"). If one is a translation, say so with '
            "`translation_of`.",
        ),
        Language.NL: Message(
            "Dit document is voor {percent}% gelijk aan {others}.",
            'Houd het actuele document en trek het andere in (status = "withdrawn"). Is het een vertaling, zeg dat dan '
            "met `translation_of`.",
        ),
    },
    Check.DUPLICATE_TEXT: {
        Language.EN: Message(
            "These {words} words stand in {others} as well ({percent}% the same).",
            "Keep the text in one place and refer to it from the other: copies grow apart.",
        ),
        Language.NL: Message(
            "Deze {words} woorden staan ook in {others} ({percent}% gelijk).",
            "Houd de tekst op één plek en verwijs er vanuit de andere naar: kopieën gaan uiteenlopen.",
        ),
    },
    Check.DEAD_REFERENCE: {
        Language.EN: Message(
            "“{reference}” is not to be found in this document.",
            "Correct the reference. If it means another document, name that document.",
        ),
        Language.NL: Message(
            "‘{reference}’ is niet te vinden in dit document.",
            "Verbeter de verwijzing. Gaat het om een ander document, noem dat dan.",
        ),
    },
    Check.NO_NUMBERS: {
        Language.EN: Message(
            "The text refers to numbered parts ({references}), but no heading has a number.",
            "Refer by the heading's words instead, or type the numbers in the headings.",
        ),
        Language.NL: Message(
            "De tekst verwijst naar genummerde onderdelen ({references}), maar geen enkele kop heeft een nummer.",
            "Verwijs liever met de woorden van de kop, of typ de nummers in de koppen.",
        ),
    },
    Check.BROKEN_REFERENCE: {
        Language.EN: Message(
            "The word processor left an error here instead of a reference.",
            "Restore the cross-reference in the original, update its fields, and save the document anew.",
        ),
        Language.NL: Message(
            "De tekstverwerker heeft hier een foutmelding achtergelaten in plaats van een verwijzing.",
            "Herstel de kruisverwijzing in het origineel, werk de velden bij en sla het document opnieuw op.",
        ),
    },
    Check.DEAD_LINK: {
        Language.EN: Message("A link leads nowhere: {target}.", "Correct the link or take it out, keeping its words."),
        Language.NL: Message(
            "Een link leidt nergens heen: {target}.", "Verbeter de link of haal hem weg; de woorden kunnen blijven."
        ),
    },
}


def in_words(value: Value, language: Language) -> str | int:
    """Say a value in a language."""
    if isinstance(value, Language):
        return _LANGUAGE_NAMES[value][language]
    if isinstance(value, Why):
        return KINDS[value.value][language]
    if isinstance(value, tuple):
        return ", ".join(FIELD_NAMES[key][language] for key in value)
    return value
