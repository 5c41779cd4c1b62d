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
    "no_evidence": {
        Language.EN: "I could not find an answer to this in the SER documents I know, so I would rather not guess. "
        "The passages closest to your question are listed below; they may not answer it.",
        Language.NL: "Ik kan hierop geen antwoord vinden in de SER-documenten die ik ken, en ga niet gokken. "
        "Hieronder staan de passages die het dichtst bij je vraag liggen; ze geven misschien geen antwoord.",
    },
    "off_topic": {
        Language.EN: "I can help you with questions about meaningful stakeholder dialogue: with whom to partner, for "
        "which purpose, and how. Your question seems to be about something else. Try asking, for example, how to reach "
        "workers in your supply chain.",
        Language.NL: "Ik help je met vragen over de betekenisvolle stakeholderdialoog: met wie je samenwerkt, met welk "
        "doel en hoe. Je vraag lijkt over iets anders te gaan. Vraag bijvoorbeeld hoe je werknemers in je keten "
        "bereikt.",
    },
    "empty_question": {
        Language.EN: "The question is empty. Type a question in English or Dutch.",
        Language.NL: "De vraag is leeg. Stel een vraag in het Nederlands of het Engels.",
    },
    "long_question": {
        Language.EN: "The question has {length} characters; at most {limit} fit. Ask it in fewer words.",
        Language.NL: "De vraag telt {length} tekens; er passen er hooguit {limit}. Stel haar in minder woorden.",
    },
}


def phrase(name: str, language: Language, **values: object) -> str:
    """Return a phrase in a language, its variables filled in."""
    return _PHRASES[name][language].format(**values)


def phrase_names() -> tuple[str, ...]:
    """Return the names of all phrases."""
    return tuple(_PHRASES)
