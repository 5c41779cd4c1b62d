"""What the chat says when the line or the server was gone for a while, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class LineTexts:
    """The texts of one language."""

    broken_off: str
    restarted: str


LINE_TEXTS = {
    Language.EN: LineTexts(
        broken_off="The answer to your last question was broken off. Ask it again.",
        restarted="The server has started again and no longer knows what was said above. Ask your question once more.",
    ),
    Language.NL: LineTexts(
        broken_off="Het antwoord op je laatste vraag is afgebroken. Stel de vraag nog eens.",
        restarted="De server is opnieuw gestart en weet niet meer wat hierboven is gezegd. Stel je vraag nog eens.",
    ),
}
