"""The texts about what became of a verdict, and about the verdicts of others, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class OutcomeTexts:
    """The texts of one language; words in braces are filled in."""

    saved: str
    undo: str
    take_back: str
    undone: str
    not_undone: str
    conflict: str
    conflict_hint: str
    not_saved: str
    faults: dict[str, str]
    lost: str
    verdicts: str
    by_you: str
    disagree: str
    third: str
    you_third: str
    replaced: str
    taken_back: str
    earlier: str
    picked: str
    noted: str
    revision: str


ENGLISH = OutcomeTexts(
    saved="Saved: {verdict} – “{question}”",
    undo="Undo",
    take_back="Take back my verdict",
    undone="Your verdict has been taken back.",
    not_undone="That verdict could not be taken back: it does not stand any more.",
    conflict="Not saved yet: somebody judged this while you were at it",
    conflict_hint="What you filled in is kept. Look at the other verdict; save again if you stand by yours. Both "
    "verdicts are then kept.",
    not_saved="Not saved yet",
    faults={
        "verdict_needed": "Choose a verdict on the answer as a whole.",
        "right_with_refused_citation": "You call the answer right, but one of its sources does not support it or is "
        "outdated. Change one of the two.",
        "refused_already": "This answer already is a refusal. Was it right, or should it have answered?",
        "answered_already": "This is an answer already, no refusal. Is it incomplete or wrong?",
        "places_needed": "Pick the passages that make the answer right.",
    },
    lost="Passages left out because their words are not in the documents in service: {number}.",
    verdicts="Verdicts",
    by_you="you",
    disagree="Reviewers disagree",
    third="Until a third reviewer decides, neither verdict is in use.",
    you_third="Your verdict decides.",
    replaced="replaced",
    taken_back="taken back",
    earlier="Earlier verdicts ({number})",
    picked="Picked:",
    noted="Note:",
    revision="Saving replaces your own earlier verdict.",
)

DUTCH = OutcomeTexts(
    saved="Opgeslagen: {verdict} – “{question}”",
    undo="Maak ongedaan",
    take_back="Neem mijn oordeel terug",
    undone="Je oordeel is teruggenomen.",
    not_undone="Dat oordeel kon niet worden teruggenomen: het geldt al niet meer.",
    conflict="Nog niet opgeslagen: iemand beoordeelde dit terwijl je bezig was",
    conflict_hint="Wat je invulde, staat er nog. Bekijk het andere oordeel; sla opnieuw op als je bij het jouwe "
    "blijft. Dan worden beide oordelen bewaard.",
    not_saved="Nog niet opgeslagen",
    faults={
        "verdict_needed": "Kies een oordeel over het antwoord als geheel.",
        "right_with_refused_citation": "Je noemt het antwoord goed, maar een van de bronnen onderbouwt het niet of is "
        "verouderd. Pas een van de twee aan.",
        "refused_already": "Dit antwoord is al een weigering. Was die terecht, of had er geantwoord moeten worden?",
        "answered_already": "Dit is al een antwoord, geen weigering. Is het onvolledig of fout?",
        "places_needed": "Kies de passages die het antwoord goed maken.",
    },
    lost="Weggelaten passages, omdat hun woorden niet in de documenten in gebruik staan: {number}.",
    verdicts="Oordelen",
    by_you="jij",
    disagree="Beoordelaars zijn het oneens",
    third="Tot een derde beoordelaar beslist, is geen van beide oordelen in gebruik.",
    you_third="Jouw oordeel geeft de doorslag.",
    replaced="vervangen",
    taken_back="teruggenomen",
    earlier="Eerdere oordelen ({number})",
    picked="Gekozen:",
    noted="Notitie:",
    revision="Als je opslaat, vervang je je eigen eerdere oordeel.",
)

OUTCOME_TEXTS = {Language.EN: ENGLISH, Language.NL: DUTCH}
