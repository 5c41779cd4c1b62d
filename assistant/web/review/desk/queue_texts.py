"""The texts of the review queue, and the keys of both pages, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.web.review.desk.queue import Tab


@dataclass(frozen=True)
class Key:
    """Keys and what they do."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True)
class QueueTexts:
    """The texts of one language; words in braces are filled in."""

    review: str
    lead: str
    tabs: dict[Tab, str]
    tab_hints: dict[Tab, str]
    parts: str
    words: str
    filters: str
    asked_in: str
    status: str
    document: str
    purpose: str
    verdict: str
    person: str
    since: str
    until: str
    any: str
    show: str
    clear: str
    question: str
    once: str
    times: str
    last: str
    reasons: str
    negative: str
    own: str
    in_sample: str
    empty: dict[Tab, str]
    empty_narrow: str
    pages: str
    page: str
    earlier: str
    later: str
    first_one: str
    all_done: str
    shortcuts: str
    close: str
    keys: tuple[Key, ...]
    typing: str


ENGLISH = QueueTexts(
    review="Review",
    lead="Answers that most need a look come first. Like questions that got the same answer are judged together.",
    tabs={Tab.TO_DO: "To do", Tab.SAMPLE: "Sample", Tab.REVIEWED: "Reviewed", Tab.ALL: "All"},
    tab_hints={
        Tab.TO_DO: "",
        Tab.SAMPLE: "Chosen by chance, in the order of chance. Only from these can be told how good the answers are as "
        "a whole: judge them as they come, also the dull ones.",
        Tab.REVIEWED: "",
        Tab.ALL: "",
    },
    parts="Parts of the queue",
    words="Search the questions",
    filters="Filters",
    asked_in="Language",
    status="Outcome",
    document="Document",
    purpose="Purpose",
    verdict="Verdict",
    person="Reviewer",
    since="Asked from",
    until="Asked until",
    any="Any",
    show="Show",
    clear="Clear filters",
    question="Question",
    once="asked once",
    times="asked {number} times",
    last="last on {date}",
    reasons="Why it is here:",
    negative="dissatisfied readers: {number}",
    own="You have judged this",
    in_sample="in the sample",
    empty={
        Tab.TO_DO: "Nothing waits for a verdict. Well done.",
        Tab.SAMPLE: "Everything that chance chose has been judged.",
        Tab.REVIEWED: "Nothing has been reviewed yet.",
        Tab.ALL: "Nobody has asked anything yet.",
    },
    empty_narrow="No question fits these filters under this tab. Look under another tab, or clear the filters.",
    pages="Pages",
    page="Page {number}",
    earlier="Previous page",
    later="Next page",
    first_one="Judge the first",
    all_done="There is nothing after this: you have judged all that was listed.",
    shortcuts="Keys",
    close="Close",
    keys=(
        Key(("j", "↓"), "Next question"),
        Key(("k", "↑"), "Previous question"),
        Key(("Enter",), "Open it"),
        Key(("/",), "Search"),
        Key(("?",), "Show these keys"),
    ),
    typing="While you type in a field, all keys do what they always do.",
)

DUTCH = QueueTexts(
    review="Beoordelen",
    lead="Wat het hardst een oordeel nodig heeft, staat bovenaan. Vragen die op elkaar lijken en hetzelfde antwoord "
    "kregen, beoordeel je in één keer.",
    tabs={Tab.TO_DO: "Te doen", Tab.SAMPLE: "Steekproef", Tab.REVIEWED: "Beoordeeld", Tab.ALL: "Alles"},
    tab_hints={
        Tab.TO_DO: "",
        Tab.SAMPLE: "Door het toeval gekozen, in toevallige volgorde. Alleen hieruit blijkt hoe goed de antwoorden "
        "over het geheel zijn: beoordeel ze zoals ze komen, ook de saaie.",
        Tab.REVIEWED: "",
        Tab.ALL: "",
    },
    parts="Delen van de lijst",
    words="Zoek in de vragen",
    filters="Filters",
    asked_in="Taal",
    status="Uitkomst",
    document="Document",
    purpose="Doel",
    verdict="Oordeel",
    person="Beoordelaar",
    since="Gevraagd vanaf",
    until="Gevraagd tot en met",
    any="Alle",
    show="Toon",
    clear="Wis de filters",
    question="Vraag",
    once="één keer gevraagd",
    times="{number} keer gevraagd",
    last="laatst op {date}",
    reasons="Waarom dit hier staat:",
    negative="ontevreden lezers: {number}",
    own="Jij hebt dit beoordeeld",
    in_sample="in de steekproef",
    empty={
        Tab.TO_DO: "Er wacht niets op een oordeel. Goed gedaan.",
        Tab.SAMPLE: "Alles wat het toeval koos, is beoordeeld.",
        Tab.REVIEWED: "Er is nog niets beoordeeld.",
        Tab.ALL: "Nog niemand heeft iets gevraagd.",
    },
    empty_narrow="Geen vraag past bij deze filters op dit tabblad. Kijk op een ander tabblad, of wis de filters.",
    pages="Pagina's",
    page="Pagina {number}",
    earlier="Vorige pagina",
    later="Volgende pagina",
    first_one="Beoordeel de eerste",
    all_done="Hierna komt niets meer: je hebt alles beoordeeld wat er stond.",
    shortcuts="Toetsen",
    close="Sluiten",
    keys=(
        Key(("j", "↓"), "Volgende vraag"),
        Key(("k", "↑"), "Vorige vraag"),
        Key(("Enter",), "Open de vraag"),
        Key(("/",), "Zoeken"),
        Key(("?",), "Toon deze toetsen"),
    ),
    typing="Zolang je in een veld typt, doen alle toetsen wat ze altijd doen.",
)

QUEUE_TEXTS = {Language.EN: ENGLISH, Language.NL: DUTCH}
