"""What somebody is told who asks too much, or when too many ask, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class LimitTexts:
    """The texts of one language."""

    too_many: str
    busy: str
    tries: str


LIMIT_TEXTS = {
    Language.EN: LimitTexts(
        too_many="That is a lot at once. Wait a minute and try again.",
        busy="Many people are asking at this moment. Try again in a minute.",
        tries="Too many wrong passwords. Wait a minute and try again.",
    ),
    Language.NL: LimitTexts(
        too_many="Dat is veel tegelijk. Wacht een minuut en probeer het opnieuw.",
        busy="Er stellen op dit moment veel mensen een vraag. Probeer het over een minuut opnieuw.",
        tries="Te veel verkeerde wachtwoorden. Wacht een minuut en probeer het opnieuw.",
    ),
}
