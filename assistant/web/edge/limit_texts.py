"""What somebody is told who asks too much, when too many ask, or when nothing can be kept, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class LimitTexts:
    """The texts of one language."""

    too_many: str
    busy: str
    tries: str
    away: str
    not_kept: str


LIMIT_TEXTS = {
    Language.EN: LimitTexts(
        too_many="That is a lot at once. Wait a minute and try again.",
        busy="Many people are asking at this moment. Try again in a minute.",
        tries="Too many wrong passwords. Wait a minute and try again.",
        away="What is kept here cannot be reached at this moment: chats, accounts and reviews. Try again in a minute.",
        not_kept="This answer was not kept: you will not find it among your earlier chats, and it cannot be rated.",
    ),
    Language.NL: LimitTexts(
        too_many="Dat is veel tegelijk. Wacht een minuut en probeer het opnieuw.",
        busy="Er stellen op dit moment veel mensen een vraag. Probeer het over een minuut opnieuw.",
        tries="Te veel verkeerde wachtwoorden. Wacht een minuut en probeer het opnieuw.",
        away="Wat hier bewaard wordt is op dit moment niet bereikbaar: chats, accounts en beoordelingen. Probeer het "
        "over een minuut opnieuw.",
        not_kept="Dit antwoord is niet bewaard: je vindt het niet terug bij je eerdere chats en je kunt het niet "
        "beoordelen.",
    ),
}
