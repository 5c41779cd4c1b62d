"""What is said of a question that cannot be taken."""

from assistant.domain import Language

EMPTY = {
    Language.EN: "The question is empty. Type a question in English or Dutch.",
    Language.NL: "De vraag is leeg. Stel een vraag in het Nederlands of het Engels.",
}
LONG = {
    Language.EN: "The question has {length} characters; at most {limit} fit. Ask it in fewer words.",
    Language.NL: "De vraag telt {length} tekens; er passen er hooguit {limit}. Stel haar in minder woorden.",
}
