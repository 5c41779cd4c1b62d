"""The texts of the page on which an answer is judged, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.review.verdict import Verdict
from assistant.web.review.desk.queue_texts import Key


@dataclass(frozen=True)
class JudgingTexts:
    """The texts of one language; words in braces are filled in."""

    to_queue: str
    question: str
    conversation: str
    reader: str
    assistant: str
    wordings: str
    answer: str
    proven_legend: str
    on: str
    dropped: str
    fallback: str
    feedback: str
    positive: str
    dissatisfied: str
    of_citation: str
    details: str
    made_by: str
    model: str
    corpus: str
    prompts: str
    scores: str
    unused: str
    unused_hint: str
    nearest: str
    sources: str
    no_sources: str
    score: str
    not_in_service: str
    citation_question: str
    use_quote: str
    used: str
    changed: str
    changed_hint: str
    before: str
    now: str
    nothing_now: str
    gone: str
    in_use: str
    in_use_since: str
    your_verdict: str
    whole: str
    does: dict[Verdict, str]
    does_brief: str
    stale: str
    alone: str
    alone_hint: str
    question_in: dict[Language, str]
    other_hint: dict[Language, str]
    note: str
    note_hint: str
    save: str
    save_again: str
    skip: str
    keys: tuple[Key, ...]


ENGLISH = JudgingTexts(
    to_queue="To the queue",
    question="Question",
    conversation="The conversation before it",
    reader="Reader",
    assistant="Assistant",
    wordings="Also asked as",
    answer="Answer",
    proven_legend="Sentences with a number are proven by that source; the rest is the assistant's own.",
    on="Given on {date}.",
    dropped="Sentences that the chat model wrote, and what became of them",
    fallback="Why the chat model's sentences are not the answer:",
    feedback="What readers said",
    positive="Satisfied",
    dissatisfied="Dissatisfied",
    of_citation="About source {number}",
    details="How the answer was made",
    made_by="Made from",
    model="Chat model",
    corpus="Version of the documents",
    prompts="Version of the prompts",
    scores="Score of the best passage",
    unused="Found, but not used ({number})",
    unused_hint="Is the right answer here? Tick it.",
    nearest="Nearest passages, shown beside the refusal",
    sources="Sources",
    no_sources="This answer cites nothing.",
    score="score {number}",
    not_in_service="These words are not in the documents in service any more.",
    citation_question="Does source {number} support its sentence?",
    use_quote="Use in the corrected answer",
    used="In the corrected answer",
    changed="A document has changed",
    changed_hint="The verdict below rested on words that are no longer there. It is out of use until somebody judges "
    "this again.",
    before="Before",
    now="Now",
    nothing_now="Nothing like it stands in the document any more.",
    gone="The document is no longer in service.",
    in_use="In use now",
    in_use_since="Decided on {date}.",
    your_verdict="Your verdict",
    whole="The answer as a whole",
    does={
        Verdict.RIGHT: "Given from now on as a checked answer. A refusal, or an answer to a part, stays as it is.",
        Verdict.INCOMPLETE: "The passages that you pick become the checked answer.",
        Verdict.WRONG: "Its quotes are no longer given for this question; the passages that you pick are.",
        Verdict.SHOULD_REFUSE: "Refused from now on, until new passages are found.",
        Verdict.SHOULD_ANSWER: "The passages that you pick become the checked answer.",
    },
    does_brief="A verdict on a partner brief is kept and counted; the brief is made anew each time.",
    stale="Some quotes of this answer are not in the documents in service any more: called right, it cannot be given "
    "again.",
    alone="The question, so that it stands alone",
    alone_hint="Whoever asks this again, in these or other words, gets the checked answer. One wording a language is "
    "enough.",
    question_in={Language.EN: "In English", Language.NL: "In Dutch"},
    other_hint={
        Language.EN: "Fill this in too, so that the answer is found by who asks in English.",
        Language.NL: "Fill this in too, so that the answer is found by who asks in Dutch.",
    },
    note="Note",
    note_hint="For other reviewers. Readers never see it.",
    save="Save",
    save_again="Save all the same",
    skip="Skip",
    keys=(
        Key(("1", "…", "5"), "Verdict on the whole"),
        Key(("s", "p", "d", "o"), "Focused source: supports, partly, does not, outdated"),
        Key(("j", "k"), "Next or previous source"),
        Key(("Ctrl", "Enter"), "Save"),
        Key(("n",), "Skip to the next question"),
        Key(("u",), "Undo what was just saved"),
        Key(("/",), "Search passages"),
        Key(("?",), "Show these keys"),
    ),
)

DUTCH = JudgingTexts(
    to_queue="Naar de lijst",
    question="Vraag",
    conversation="Het gesprek ervoor",
    reader="Lezer",
    assistant="Assistent",
    wordings="Ook zo gevraagd",
    answer="Antwoord",
    proven_legend="Zinnen met een nummer worden door die bron bewezen; de rest zegt de assistent zelf.",
    on="Gegeven op {date}.",
    dropped="Zinnen die het taalmodel schreef, en wat ermee gebeurde",
    fallback="Waarom de zinnen van het taalmodel niet het antwoord zijn:",
    feedback="Wat lezers ervan vonden",
    positive="Tevreden",
    dissatisfied="Ontevreden",
    of_citation="Over bron {number}",
    details="Hoe het antwoord is gemaakt",
    made_by="Gemaakt uit",
    model="Taalmodel",
    corpus="Versie van de documenten",
    prompts="Versie van de prompts",
    scores="Score van de beste passage",
    unused="Gevonden, niet gebruikt ({number})",
    unused_hint="Staat het goede antwoord hiertussen? Vink het aan.",
    nearest="Dichtstbijzijnde passages, getoond bij de weigering",
    sources="Bronnen",
    no_sources="Dit antwoord citeert niets.",
    score="score {number}",
    not_in_service="Deze woorden staan niet meer in de documenten die in gebruik zijn.",
    citation_question="Onderbouwt bron {number} de zin?",
    use_quote="Neem op in het verbeterde antwoord",
    used="In het verbeterde antwoord",
    changed="Een document is gewijzigd",
    changed_hint="Het oordeel hieronder berustte op woorden die er niet meer staan. Het is buiten gebruik tot iemand "
    "dit opnieuw beoordeelt.",
    before="Eerst",
    now="Nu",
    nothing_now="Er staat niets meer in het document wat erop lijkt.",
    gone="Het document is niet meer in gebruik.",
    in_use="Nu in gebruik",
    in_use_since="Besloten op {date}.",
    your_verdict="Jouw oordeel",
    whole="Het antwoord als geheel",
    does={
        Verdict.RIGHT: "Wordt voortaan als gecontroleerd antwoord gegeven. Een weigering of een antwoord op een deel "
        "blijft zoals het is.",
        Verdict.INCOMPLETE: "De passages die je kiest, worden het gecontroleerde antwoord.",
        Verdict.WRONG: "De citaten komen bij deze vraag niet meer terug; de passages die je kiest wel.",
        Verdict.SHOULD_REFUSE: "Wordt voortaan geweigerd, tot er nieuwe passages worden gevonden.",
        Verdict.SHOULD_ANSWER: "De passages die je kiest, worden het gecontroleerde antwoord.",
    },
    does_brief="Een oordeel over een partneroverzicht wordt bewaard en telt mee; het overzicht wordt elke keer opnieuw "
    "gemaakt.",
    stale="Sommige citaten van dit antwoord staan niet meer in de documenten die in gebruik zijn: noem je het goed, "
    "dan kan het toch niet opnieuw gegeven worden.",
    alone="De vraag, zo dat die op zichzelf staat",
    alone_hint="Wie dit nog eens vraagt, in deze of andere woorden, krijgt het gecontroleerde antwoord. Eén "
    "formulering per taal is genoeg.",
    question_in={Language.EN: "In het Engels", Language.NL: "In het Nederlands"},
    other_hint={
        Language.EN: "Vul deze ook in, dan vindt ook wie het in het Engels vraagt het antwoord.",
        Language.NL: "Vul deze ook in, dan vindt ook wie het in het Nederlands vraagt het antwoord.",
    },
    note="Notitie",
    note_hint="Voor andere beoordelaars. Lezers zien dit nooit.",
    save="Opslaan",
    save_again="Toch opslaan",
    skip="Sla over",
    keys=(
        Key(("1", "…", "5"), "Oordeel over het geheel"),
        Key(("s", "p", "d", "o"), "Gekozen bron: onderbouwt, deels, niet, verouderd"),
        Key(("j", "k"), "Volgende of vorige bron"),
        Key(("Ctrl", "Enter"), "Opslaan"),
        Key(("n",), "Sla over, naar de volgende vraag"),
        Key(("u",), "Maak ongedaan wat net is opgeslagen"),
        Key(("/",), "Zoek passages"),
        Key(("?",), "Toon deze toetsen"),
    ),
)

JUDGING_TEXTS = {Language.EN: ENGLISH, Language.NL: DUTCH}
