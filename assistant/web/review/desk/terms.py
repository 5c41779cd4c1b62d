"""What things are called on the pages for reviewers, in both languages."""

from dataclasses import dataclass

from assistant.domain import AnswerStatus, Fate, Language
from assistant.review.risk import Reason
from assistant.review.ruling import RulingKind
from assistant.review.verdict import CitationVerdict, State, Verdict


@dataclass(frozen=True)
class Terms:
    """The terms of one language."""

    verdicts: dict[Verdict, str]
    citation_verdicts: dict[CitationVerdict, str]
    states: dict[State, str]
    statuses: dict[AnswerStatus, str]
    reasons: dict[Reason, str]
    rulings: dict[RulingKind, str]
    fates: dict[Fate, str]
    composers: dict[str, str]
    fallbacks: dict[str, str]
    reader_reasons: dict[str, str]


ENGLISH = Terms(
    verdicts={
        Verdict.RIGHT: "Right",
        Verdict.INCOMPLETE: "Incomplete",
        Verdict.WRONG: "Wrong",
        Verdict.SHOULD_REFUSE: "Should have refused",
        Verdict.SHOULD_ANSWER: "Should have answered",
    },
    citation_verdicts={
        CitationVerdict.SUPPORTS: "Supports",
        CitationVerdict.PARTLY: "Partly",
        CitationVerdict.DOES_NOT: "Does not",
        CitationVerdict.OUTDATED: "Outdated",
    },
    states={
        State.OPEN: "To do",
        State.REVIEWED: "Reviewed",
        State.DISPUTED: "Reviewers disagree",
        State.CHANGED: "Document changed",
    },
    statuses={
        AnswerStatus.ANSWERED: "Answered",
        AnswerStatus.PARTIAL: "Partly answered",
        AnswerStatus.NO_EVIDENCE: "Refused: not in the documents",
        AnswerStatus.OFF_TOPIC: "Refused: off topic",
        AnswerStatus.ASSISTANT: "About the assistant",
        AnswerStatus.ERROR: "Failed",
    },
    reasons={
        Reason.CHANGED: "document changed",
        Reason.DISPUTED: "reviewers disagree",
        Reason.NEGATIVE: "reader dissatisfied",
        Reason.CITATION: "source called wrong",
        Reason.WRONG_REFUSAL: "refusal looks wrong",
        Reason.WEAK: "weak evidence",
        Reason.BRIEF: "partner brief",
        Reason.PARTIAL: "answered in part",
        Reason.DROPPED: "sentences dropped",
        Reason.WRITTEN: "written by a model",
        Reason.FIRST: "first of its kind",
        Reason.UNREVIEWED: "passage never reviewed",
        Reason.OFTEN: "asked often",
    },
    rulings={
        RulingKind.ANSWER: "This question gets a checked answer.",
        RulingKind.REFUSE: "This question is refused.",
        RulingKind.BAR: "These quotes are no longer given for this question.",
        RulingKind.KEEP: "Answering stays as it is; the quoted words are watched for changes.",
    },
    fates={
        Fate.PROVEN: "proven",
        Fate.CORRECTED: "shown with another quote",
        Fate.REPLACED: "replaced by its quote",
        Fate.DROPPED: "dropped",
    },
    composers={
        "extract": "the documents' own words",
        "generate": "a chat model, each sentence proven",
        "verified": "a checked answer",
        "guide": "the partner guide",
    },
    fallbacks={
        "unproven": "no sentence of the chat model could be proven",
        "nothing": "the chat model wrote nothing",
        "incomplete": "the chat model left out something that was asked for",
        "stopped": "the reader stopped it",
        "slow": "the chat model was too slow",
    },
    reader_reasons={
        "unsupported": "does not support the answer",
        "outdated": "outdated",
        "unclear": "unclear",
        "other": "something else",
    },
)

DUTCH = Terms(
    verdicts={
        Verdict.RIGHT: "Goed",
        Verdict.INCOMPLETE: "Onvolledig",
        Verdict.WRONG: "Fout",
        Verdict.SHOULD_REFUSE: "Had moeten weigeren",
        Verdict.SHOULD_ANSWER: "Had moeten antwoorden",
    },
    citation_verdicts={
        CitationVerdict.SUPPORTS: "Onderbouwt",
        CitationVerdict.PARTLY: "Deels",
        CitationVerdict.DOES_NOT: "Niet",
        CitationVerdict.OUTDATED: "Verouderd",
    },
    states={
        State.OPEN: "Te doen",
        State.REVIEWED: "Beoordeeld",
        State.DISPUTED: "Beoordelaars oneens",
        State.CHANGED: "Document gewijzigd",
    },
    statuses={
        AnswerStatus.ANSWERED: "Beantwoord",
        AnswerStatus.PARTIAL: "Deels beantwoord",
        AnswerStatus.NO_EVIDENCE: "Geweigerd: niet in de documenten",
        AnswerStatus.OFF_TOPIC: "Geweigerd: ander onderwerp",
        AnswerStatus.ASSISTANT: "Over de assistent",
        AnswerStatus.ERROR: "Mislukt",
    },
    reasons={
        Reason.CHANGED: "document gewijzigd",
        Reason.DISPUTED: "beoordelaars oneens",
        Reason.NEGATIVE: "lezer ontevreden",
        Reason.CITATION: "bron fout genoemd",
        Reason.WRONG_REFUSAL: "weigering lijkt onterecht",
        Reason.WEAK: "zwak bewijs",
        Reason.BRIEF: "partneroverzicht",
        Reason.PARTIAL: "deels beantwoord",
        Reason.DROPPED: "zinnen geschrapt",
        Reason.WRITTEN: "door een model geschreven",
        Reason.FIRST: "eerste in zijn soort",
        Reason.UNREVIEWED: "passage nooit beoordeeld",
        Reason.OFTEN: "vaak gevraagd",
    },
    rulings={
        RulingKind.ANSWER: "Deze vraag krijgt een gecontroleerd antwoord.",
        RulingKind.REFUSE: "Deze vraag wordt geweigerd.",
        RulingKind.BAR: "Deze citaten worden bij deze vraag niet meer gegeven.",
        RulingKind.KEEP: "Het antwoorden blijft zoals het is; wijzigen de geciteerde woorden, dan komt de vraag terug.",
    },
    fates={
        Fate.PROVEN: "bewezen",
        Fate.CORRECTED: "getoond met een ander citaat",
        Fate.REPLACED: "vervangen door het citaat",
        Fate.DROPPED: "geschrapt",
    },
    composers={
        "extract": "de letterlijke tekst van de documenten",
        "generate": "een taalmodel, elke zin bewezen",
        "verified": "een gecontroleerd antwoord",
        "guide": "de partnergids",
    },
    fallbacks={
        "unproven": "geen zin van het taalmodel kon worden bewezen",
        "nothing": "het taalmodel schreef niets",
        "incomplete": "het taalmodel liet iets weg waarnaar gevraagd werd",
        "stopped": "de lezer brak het af",
        "slow": "het taalmodel was te traag",
    },
    reader_reasons={
        "unsupported": "onderbouwt het antwoord niet",
        "outdated": "verouderd",
        "unclear": "onduidelijk",
        "other": "iets anders",
    },
)

TERMS = {Language.EN: ENGLISH, Language.NL: DUTCH}
