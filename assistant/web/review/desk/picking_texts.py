"""The texts about picking the passages of a corrected answer, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class PickingTexts:
    """The texts of one language; words in braces are filled in."""

    passages: str
    passages_hint: str
    chosen: str
    none_chosen: str
    up: str
    down: str
    remove: str
    words: str
    search: str
    in_document: str
    choose: str
    look: str
    found: str
    found_none: str
    add: str
    preview: str
    preview_hint: str


ENGLISH = PickingTexts(
    passages="The right passages",
    passages_hint="They become the corrected answer, word for word, in this order. What is ticked is added "
    "when you save, too.",
    chosen="Picked passages",
    none_chosen="Nothing is picked yet. Tick sentences at the sources, or find them here.",
    up="Move up",
    down="Move down",
    remove="Remove",
    words="Search all documents",
    search="Search",
    in_document="Look in a document",
    choose="Choose a document",
    look="Open",
    found="Tick what is right",
    found_none="Nothing found.",
    add="Add what is ticked",
    preview="The corrected answer",
    preview_hint="This is what a reader will see.",
)

DUTCH = PickingTexts(
    passages="De juiste passages",
    passages_hint="Ze worden woord voor woord het verbeterde antwoord, in deze volgorde. Wat is "
    "aangevinkt, gaat bij het opslaan vanzelf mee.",
    chosen="Gekozen passages",
    none_chosen="Er is nog niets gekozen. Vink zinnen aan bij de bronnen, of zoek ze hier.",
    up="Omhoog",
    down="Omlaag",
    remove="Verwijder",
    words="Zoek in alle documenten",
    search="Zoek",
    in_document="Kijk in een document",
    choose="Kies een document",
    look="Open",
    found="Vink aan wat klopt",
    found_none="Niets gevonden.",
    add="Voeg toe wat is aangevinkt",
    preview="Het verbeterde antwoord",
    preview_hint="Dit krijgt een lezer te zien.",
)

PICKING_TEXTS = {Language.EN: ENGLISH, Language.NL: DUTCH}
