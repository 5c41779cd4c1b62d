"""What the assistant itself says around the documents' words, in both languages."""

from assistant.domain import Language

_PHRASES: dict[str, dict[Language, str]] = {
    "lead_in": {
        Language.EN: "This is what the SER guidance says:",
        Language.NL: "Dit zegt de SER hierover:",
    },
    "lead_in_other": {
        Language.EN: "The SER guidance on this is in Dutch. These are its own words:",
        Language.NL: "De SER schrijft hierover in het Engels. Dit is de letterlijke tekst:",
    },
    "lead_in_mixed": {
        Language.EN: "This is what the SER guidance says, partly in Dutch:",
        Language.NL: "Dit zegt de SER hierover, deels in het Engels:",
    },
    "lead_in_theirs": {
        Language.EN: "This is what the documents say:",
        Language.NL: "Dit staat hierover in de documenten:",
    },
    "lead_in_other_theirs": {
        Language.EN: "The documents on this are in Dutch. These are their own words:",
        Language.NL: "De documenten hierover zijn in het Engels. Dit is de letterlijke tekst:",
    },
    "lead_in_mixed_theirs": {
        Language.EN: "This is what the documents say, partly in Dutch:",
        Language.NL: "Dit staat hierover in de documenten, deels in het Engels:",
    },
    "checked": {
        Language.EN: "✓ Checked by the SER on {date}.",
        Language.NL: "✓ Gecontroleerd door de SER op {date}.",
    },
    "languages": {
        Language.EN: "I speak English and Dutch, so I answer in English. Ik spreek ook Nederlands.",
        Language.NL: "Ik spreek Nederlands en Engels, dus ik antwoord in het Nederlands. I speak English as well.",
    },
    "no_evidence": {
        Language.EN: "I cannot answer this from the documents I know, and I would rather not guess.",
        Language.NL: "Dit kan ik niet beantwoorden met de documenten die ik ken, en ik ga niet gokken.",
    },
    "partial": {
        Language.EN: "This answers a part of your question.",
        Language.NL: "Dit beantwoordt een deel van je vraag.",
    },
    "in_general": {
        Language.EN: "The above is what they say in general.",
        Language.NL: "Hierboven staat wat ze in het algemeen zeggen.",
    },
    "missing_mention": {
        Language.EN: "The documents do not mention {names}.",
        Language.NL: "De documenten noemen {names} niet.",
    },
    "missing_number": {
        Language.EN: "The documents do not give the number you ask for.",
        Language.NL: "De documenten geven het aantal waar je naar vraagt niet.",
    },
    "missing_money": {
        Language.EN: "The documents give no amount of money for this.",
        Language.NL: "De documenten noemen hiervoor geen bedrag.",
    },
    "missing_percentage": {
        Language.EN: "The documents give no percentage for this.",
        Language.NL: "De documenten noemen hiervoor geen percentage.",
    },
    "missing_duration": {
        Language.EN: "The documents do not say how long this takes.",
        Language.NL: "De documenten zeggen niet hoe lang dit duurt.",
    },
    "missing_date": {
        Language.EN: "The documents give no date for this.",
        Language.NL: "De documenten noemen hiervoor geen datum.",
    },
    "missing_name": {
        Language.EN: "The documents do not give the name you ask for.",
        Language.NL: "De documenten noemen de naam waar je naar vraagt niet.",
    },
    "missing_place": {
        Language.EN: "The documents do not name the place you ask for.",
        Language.NL: "De documenten noemen de plaats waar je naar vraagt niet.",
    },
    "missing_words": {
        Language.EN: "No sentence in them answers it.",
        Language.NL: "Geen enkele zin erin beantwoordt je vraag.",
    },
    "missing_rejected": {
        Language.EN: "The SER rejected an earlier answer to this question, and I have no other.",
        Language.NL: "De SER heeft een eerder antwoord op deze vraag afgekeurd, en een ander heb ik niet.",
    },
    "see_nearest": {
        Language.EN: "The passages closest to your question are below; they may still help you on.",
        Language.NL: "Hieronder staan de passages die het dichtst bij je vraag liggen; misschien helpen ze je verder.",
    },
    "off_topic": {
        Language.EN: "I can help you with questions about meaningful stakeholder dialogue: with whom to partner, for "
        "which purpose, and how. Your question seems to be about something else. Try asking, for example, how to reach "
        "workers in your supply chain.",
        Language.NL: "Ik help je met vragen over betekenisvolle stakeholderdialoog: met wie je samenwerkt, met welk "
        "doel en hoe. Je vraag lijkt over iets anders te gaan. Vraag bijvoorbeeld hoe je werknemers in je keten "
        "bereikt.",
    },
    "model_failed": {
        Language.EN: "The chat model is not available right now, so this is the text of the documents itself.",
        Language.NL: "Het taalmodel is nu niet beschikbaar. Daarom zie je hier de tekst van de documenten zelf.",
    },
    "model_unproven": {
        Language.EN: "What the chat model wrote cannot be proven with the documents, so this is their own text.",
        Language.NL: "Wat het taalmodel schreef, is niet met de documenten te bewijzen. Daarom zie je hier hun eigen "
        "tekst.",
    },
    "model_stopped": {
        Language.EN: "The answer was stopped here.",
        Language.NL: "Het antwoord is hier gestopt.",
    },
}


def phrase(name: str, language: Language, **values: object) -> str:
    """Return a phrase in a language, its variables filled in."""
    return _PHRASES[name][language].format(**values)


def phrase_names() -> tuple[str, ...]:
    """Return the names of all phrases."""
    return tuple(_PHRASES)
