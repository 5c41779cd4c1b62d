"""Several questions in one: each is answered by itself, under its own words, and one that stays open is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Evidence, Lack
from assistant.answering.phrases import phrase
from assistant.answering.talking.conversation import Compares
from assistant.answering.wording import DocumentById, Page, finished, lead_in, says_missing, says_what
from assistant.domain import Answer, Claim, Language, Turn
from assistant.question.understand import QuestionEncoder, Understood, questions_of, understand
from assistant.search.groups import ON_TOPIC, Group
from assistant.search.ports import Resemblance

LEVEL = 2  # of the headings that questions are

SAYS = 0.5  # the chance of asking something, whatever it is about, that a question by itself must have

LookUp = Callable[[Understood], tuple[Sequence[Claim], Evidence]]


@dataclass(frozen=True)
class Reply:
    """One of the questions, what answers it, and what is missing."""

    asked: Understood
    claims: Sequence[Claim]
    evidence: Evidence

    @property
    def answers(self) -> bool:
        """Whether it is answered, maybe with a doubt; what it lacks leaves it open."""
        doubted = all(each.kind == Lack.WORDS for each in self.evidence.missing)
        return bool(self.claims) and self.evidence.answers and doubted


def one_by_one(asked: Understood, encoder: QuestionEncoder, index: Compares, look_up: LookUp) -> Sequence[Reply]:
    """Return what there is on each of the questions in a question, nothing where it asks one.

    "Why do they matter?" behind another says too little by itself: it belongs to that one. So do two that have one
    answer.
    """
    texts = questions_of(asked.text, asked.language)
    if "?" in asked.text and not asked.text.endswith("?"):
        texts = texts[:-1]  # what stands behind a question is no second one, nor hides that the first is refused
    parts = [
        replace(understand(text, encoder, [Turn("user", before)] if before else []), added=text)
        for before, text in zip(("", *texts), texts, strict=False)
    ]
    telling = [part for part in parts if _says_enough(index.resembles(part.query.encoded.vector))]
    if sum(not part.follows for part in telling) < 2:
        return []
    replies = [Reply(part, *look_up(part)) for part in telling]
    places = {(each.claims[0].passage.document_id, each.claims[0].start) for each in replies if each.answers}
    is_open = any(not each.answers for each in replies)
    return replies if len(places) > 1 or (places and is_open) else []


def _says_enough(like: Resemblance) -> bool:
    return sum(like.chances.get(group, 0.0) for group in (*ON_TOPIC, Group.OFF_TOPIC)) >= SAYS


def together(asked: Understood, replies: Sequence[Reply], document: DocumentById) -> Answer:
    """Return the answer that holds all of them, each under its question."""
    page = Page(document, asked.language)
    page.say(lead_in(asked.language, [claim for each in replies for claim in each.claims]))
    for reply in replies:
        page.heading(_capital(reply.asked.added), LEVEL)
        if not reply.answers:
            page.note(_says_open(reply.evidence, asked.language))
            continue
        if reply.evidence.missing:
            page.note(says_missing(reply.evidence, asked.language))
        for claim in reply.claims:
            page.add([claim])
    missing = tuple(dict.fromkeys(lack for each in replies for lack in each.evidence.missing))
    sure = [each.evidence.confidence for each in replies if each.answers and each.evidence.confidence is not None]
    return finished(page, asked, Evidence(True, missing, min(sure, default=None)))


def _says_open(evidence: Evidence, language: Language) -> str:
    lacks = "" if evidence.off_topic else says_what(evidence.missing, language)
    return f"{phrase('open_part', language)} {lacks}".strip()


def _capital(text: str) -> str:
    """Return a question as a heading: with a capital, and a question mark at its end."""
    return f"{text[:1].upper()}{text[1:].rstrip(' ?.,;')}?"
