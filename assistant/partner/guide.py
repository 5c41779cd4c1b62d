"""The partner guide: understands a situation and returns the brief for it, every line proven."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from babel.lists import format_list

from assistant.answering.ports import AnswerIndex, InService
from assistant.answering.translated import Translator, in_language
from assistant.answering.written.writer import Writer
from assistant.domain import Answer, Language
from assistant.partner.answered import as_answer, list_answer, page_words, told_of
from assistant.partner.brief import Brief, Line
from assistant.partner.drafting.draft import Draft
from assistant.partner.drafting.filled import filled
from assistant.partner.drafting.numbering import Numbering
from assistant.partner.interview.advised import Advised
from assistant.partner.interview.likely import Likely
from assistant.partner.interview.shown import in_words
from assistant.partner.interview.situation import Situation
from assistant.partner.interview.told import options_meant, situation_from
from assistant.partner.lookup import Found, Lookup, sentences_of
from assistant.partner.missing import not_mentioned
from assistant.partner.page.compose import Composer
from assistant.partner.page.weighing import Weighing
from assistant.partner.purposes import Purpose, chosen_purposes, find_purposes, weighed
from assistant.partner.summary import summarise
from assistant.partner.wording import text
from assistant.question.understand import QuestionEncoder
from assistant.text.memory import Corrections, NoCorrections

UNDERSTOOD = ("purposes", "whom", "where", "have")  # of what is told
LONGEST = 450  # words of a page


@dataclass(frozen=True)
class PartnerGuide:
    """Composes briefs from the index in service."""

    index: InService
    encoder: QuestionEncoder
    writer: Writer | None = None
    corrections: Corrections = field(default_factory=NoCorrections)
    likely: Likely | None = None
    advised: Advised | None = None
    _found: list[Found] = field(default_factory=list, repr=False, compare=False)
    _listed: dict[tuple[Found, Language], tuple[Purpose, ...]] = field(default_factory=dict, repr=False, compare=False)

    def prepare(self, language: Language) -> None:
        """Look up beforehand what is looked up for every brief, once for each generation of the index."""
        index = self.index.get()
        if not any(reading.index is index for reading in self._found):
            told = Situation(about=text("intro", language))  # so that all lines that advise are embedded once
            replace(self, writer=None).brief(told, language)

    def purposes(self, language: Language) -> tuple[Purpose, ...]:
        """Return the purposes of collaboration that the documents list, in a language where they have it."""
        return self._purposes(self._lookup(self.index.get(), language), language)

    def purposes_of(self, passages: Collection[str]) -> frozenset[str]:
        """Return the numbers of the purposes that some passages, by their ids, are written for."""
        wanted = set(passages)
        held = ((each.number, {passage.id for passage in each.passages}) for each in self.purposes(Language.EN))
        return frozenset(str(number) for number, own in held if own & wanted)

    def purposes_answer(self, language: Language) -> Answer:
        """Return the purposes with the sentence that explains each, as an answer with citations."""
        index = self.index.get()
        numbering = Numbering(index)
        rows = []
        for purpose in self.purposes(language):
            claims = [purpose.item.claim()] + ([purpose.explanation.claim()] if purpose.explanation else [])
            rows.append([(claim.text, number) for claim in claims if (number := numbering.number(claim))])
        listed = list_answer(rows, tuple(numbering.citations), language, index.version)
        return in_language(listed, self._translator(index))

    def understand(self, words: str, language: Language) -> Situation:
        """Return the situation that somebody tells of in their own words."""
        lookup = self._lookup(self.index.get(), language)
        return situation_from(words, lookup, self._purposes(lookup, language), language)

    def meant(self, step: str, words: str, language: Language) -> tuple[str, ...]:
        """Return the answers to a step that words of one's own clearly name, none when they name none."""
        lookup = self._lookup(self.index.get(), language)
        if step == "purposes":
            return tuple(purpose.text for purpose in chosen_purposes(lookup, self._purposes(lookup, language), [words]))
        return options_meant(step, words, lookup)

    def changed(self, before: Situation, after: Situation, language: Language) -> Situation:
        """Return a situation with an answer changed by hand: what was told of the answer before leaves no trace."""
        lookup = self._lookup(self.index.get(), language)
        purposes = self._purposes(lookup, language)
        changed = [name for name in UNDERSTOOD if getattr(before, name) != getattr(after, name)]

        def tells(sentence: str) -> bool:
            told = situation_from(sentence, lookup, purposes, language)
            return any(getattr(told, name) for name in changed)

        sentences = sentences_of(after.about)
        kept = [each for each in sentences if not (changed and tells(each))]
        return after if kept == [*sentences] else replace(after, about=" ".join(kept))

    def brief(self, situation: Situation, language: Language) -> Brief:
        """Return what the documents say for a situation.

        Raises:
            IndexUnavailable: when there is no index.
        """
        index = self.index.get()
        lookup = self._lookup(index, language)
        purposes = self._purposes(lookup, language)
        chosen = chosen_purposes(lookup, purposes, situation.purposes)
        draft = Composer(Weighing(lookup, language, situation, purposes, chosen)).compose()
        numbering = Numbering(index)
        brief = Brief(
            brief_id=str(uuid.uuid4()),
            language=language,
            title=text("title", language),
            intro=text("intro", language),
            situation=situation,
            asked=tuple(in_words(situation, chosen, language)),
            missing=tuple(_missing(situation, language, lookup, purposes)),
            change=_change(situation, language, lookup, purposes, chosen),
            general=(),
            sections=(),
            citations=(),
            corpus_version=index.version,
        )
        translator = self._translator(index)
        page = filled(brief, draft, numbering)
        while page_words(in_language(as_answer(page), translator)) > LONGEST and draft.drop():
            numbering = Numbering(index)
            page = filled(brief, draft, numbering)
        return self._written(page, draft, numbering) if self.writer and told_of(page) else page

    def brief_answer(self, situation: Situation, language: Language) -> Answer:
        """Return a brief as an answer in a language, what the documents say in another one translated.

        Raises:
            IndexUnavailable: when there is no index.
        """
        return in_language(as_answer(self.brief(situation, language)), self._translator(self.index.get()))

    def retold(self, situation: Situation, told_in: Language, language: Language) -> Situation:
        """Return a situation with the purposes that were chosen in one language as they are called in another."""
        lookup = self._lookup(self.index.get(), told_in)
        chosen = chosen_purposes(lookup, self._purposes(lookup, told_in), situation.purposes)
        called = {purpose.number: purpose.text for purpose in self.purposes(language)}
        return replace(situation, purposes=tuple(called.get(each.number, each.text) for each in chosen))

    def _purposes(self, lookup: Lookup, language: Language) -> tuple[Purpose, ...]:
        translator, key = self._translator(lookup.index), (lookup.memory, language)
        if key not in self._listed:
            self._listed[key] = find_purposes(lookup, language)
        listed = self._listed[key]
        return tuple(replace(each, translated=translator.said(each.item.claim(), language)) for each in listed)

    def _translator(self, index: AnswerIndex) -> Translator:
        return Translator.of_index(index, self.corrections)

    def _written(self, brief: Brief, draft: Draft, numbering: Numbering) -> Brief:
        """Return a brief with what the chat model adds: a summary, and translations beside quotes in another language.

        Where the model fails the brief is as it was.
        """
        assert self.writer is not None
        language = brief.language
        writing = self.writer.begin(kept=self._translator(self.index.get()).of)
        proven = summarise(writing, told_of(brief), draft, language, numbering.document)
        numbered = [(claims[0], numbering.numbers(claims)) for claims in proven]
        lines = tuple(Line(first.text, numbers, part=first.part) for first, numbers in numbered if numbers)
        citations = writing.translate(numbering.citations, language)
        intro = f"{brief.intro} {text('intro_summary', language)}" if lines else brief.intro
        signed = writing.sign(as_answer(replace(brief, summary=lines, citations=citations)))
        return replace(
            brief,
            intro=intro,
            summary=lines,
            citations=citations,
            model=signed.model,
            prompt_version=signed.prompt_version,
            checks=signed.checks,
        )

    def _lookup(self, index: AnswerIndex, language: Language) -> Lookup:
        """Return a lookup that leaves out each document of which another language's version is the reader's."""
        documents = {document.id: document for document in index.documents()}
        pairs = [(each.id, each.translation_of) for each in documents.values() if each.translation_of in documents]
        both = pairs + [(original, translation) for translation, original in pairs]
        left_out = {
            one
            for one, other in both
            if documents[one].language is not language and documents[other].language is language
        }
        return Lookup(self._read(index), frozenset(left_out))

    def _read(self, index: AnswerIndex) -> Found:
        """Return what was read of a generation."""
        if not self._found or self._found[0].index is not index:
            self._found[:] = [Found(index, self.encoder, self.likely, self.advised)]
            self._listed.clear()
        return self._found[0]


def _missing(situation: Situation, language: Language, lookup: Lookup, purposes: Sequence[Purpose]) -> Iterator[str]:
    """Yield what the documents do not cover."""
    if not purposes:
        yield text("no_purposes", language)
    names = not_mentioned(situation, language, lookup)
    if names:
        listed = format_list(names, locale=language.value)
        yield f"{text('not_mentioned', language, names=listed)} {text('general_only', language)}"


def _change(
    situation: Situation, language: Language, lookup: Lookup, purposes: Sequence[Purpose], chosen: Sequence[Purpose]
) -> str:
    """Return what would change the brief if it were told: what is not known yet, else another purpose."""
    unknown = [name for name in ("purposes", "whom", "where") if not getattr(situation, name)]
    if unknown:
        listed = format_list([text(f"unknown_{name}", language) for name in unknown], locale=language.value)
        return text("change_unknown", language, what=listed)
    weights = zip(weighed(lookup, purposes, situation.about), purposes, strict=True)
    others = sorted((-weight, each.number, each.text) for weight, each in weights if each not in chosen)
    return text("change_other", language, purpose=others[0][2]) if others else ""
