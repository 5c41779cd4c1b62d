"""What is shown of each thing that a chat model can get wrong, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.answering.phrases import phrase
from assistant.domain import Answer, Fate, Language
from tests.answering.written.conftest import QUESTION, Written
from tests.answering.written.replies import around, cut, fields, lines, misnumbered

EN, NL = Language.EN, Language.NL

UNION = {
    EN: "A local trade union knows the workers and can reach them safely.",
    NL: "Een lokale vakbond kent de werknemers en kan ze veilig bereiken.",
}
REACHES = {
    EN: "A local trade union can reach the workers safely.",
    NL: "Een lokale vakbond kan de werknemers veilig bereiken.",
}
TALKS = {
    EN: "In 2023 the company Hakro spoke with 40 workers in India.",
    NL: "In 2022 sprak het bedrijf Hakro met 25 werknemers in Pakistan.",
}
ABOUT_TALKS = {
    EN: "In which year and country did the company Hakro speak with workers?",
    NL: "In welk jaar en land sprak het bedrijf Hakro met werknemers?",
}
ABOUT_NGO = {
    EN: "Is an NGO a quick fix for problems in the supply chain?",
    NL: "Is een ngo een snelle oplossing voor problemen in de keten?",
}
NGO = {
    EN: "An NGO is not a quick fix for problems in the supply chain.",
    NL: "Een ngo is geen snelle oplossing voor problemen in de keten.",
}


@dataclass(frozen=True)
class Case:
    """A reply, the sentences that are shown of it in each language (None: the extractive answer), and the checks."""

    reply: Callable[[Language], Any]
    shown: dict[Language, str] | None
    checks: tuple[tuple[Fate, str], ...] = ()
    fallback: str = ""
    asked: dict[Language, str] = field(default_factory=lambda: QUESTION)


def said(quote: dict[Language, str], english: str, dutch: str) -> Callable[[Language], Any]:
    return lambda language: lines((quote[language], {EN: english, NL: dutch}[language]))


LONG = {EN: "Workers are reached by a union. ", NL: "Werknemers worden door een vakbond bereikt. "}
NO = {EN: "I'm sorry, but I can't help with that.", NL: "Het spijt me, maar daar kan ik niet bij helpen."}
CASES = {
    "what the quote says": Case(said(UNION, REACHES[EN], REACHES[NL]), REACHES, ((Fate.PROVEN, ""),)),
    "an invented number": Case(
        said(TALKS, TALKS[EN].replace("40", "400"), TALKS[NL].replace("25", "250")),
        TALKS,
        ((Fate.REPLACED, "number"),),
        asked=ABOUT_TALKS,
    ),
    "another year": Case(
        said(TALKS, TALKS[EN].replace("2023", "2024"), TALKS[NL].replace("2022", "2021")),
        TALKS,
        ((Fate.REPLACED, ""),),
        asked=ABOUT_TALKS,
    ),
    "an invented name": Case(
        said(TALKS, TALKS[EN].replace("Hakro", "Zara"), TALKS[NL].replace("Hakro", "Zara")),
        TALKS,
        ((Fate.REPLACED, "name"),),
        asked=ABOUT_TALKS,
    ),
    "a negation flipped": Case(
        said(
            NGO,
            "An NGO is a quick fix for problems in the supply chain.",
            "Een ngo is een snelle oplossing voor problemen in de keten.",
        ),
        NGO,
        ((Fate.REPLACED, "negation"),),
        asked=ABOUT_NGO,
    ),
    "the right quote under a wrong claim": Case(
        said(UNION, "A company has to pay its suppliers in advance.", "Een bedrijf moet leveranciers vooraf betalen."),
        UNION,
        ((Fate.REPLACED, ""),),
    ),
    "a quote from another passage": Case(
        lambda language: misnumbered(UNION[language], REACHES[language], held_by=NGO[language]),
        REACHES,
        ((Fate.CORRECTED, "quote"),),
    ),
    "a quote slightly altered": Case(
        lambda language: misnumbered(
            UNION[language].replace("the workers", "its workers").replace("kan ze", "kan hen"),
            REACHES[language],
            held_by=UNION[language],
        ),
        REACHES,
        ((Fate.CORRECTED, "quote"),),
    ),
    "a wrong claim under a quote that is not to the point": Case(
        said(NGO, "A company has to pay its suppliers in advance.", "Een bedrijf moet leveranciers vooraf betalen."),
        None,
        ((Fate.DROPPED, ""),),
        "unproven",
    ),
    "a passage that was not given": Case(
        lambda language: lines(("Unions are the law.", REACHES[language])), None, ((Fate.DROPPED, "quote"),), "unproven"
    ),
    "no quote": Case(lambda language: f"SENTENCE: {REACHES[language]}\n", None, ((Fate.DROPPED, "quote"),), "unproven"),
    "the wrong language": Case(
        lambda language: lines((UNION[language], REACHES[NL if language is EN else EN])),
        None,
        ((Fate.DROPPED, "language"),),
        "unproven",
    ),
    "prose around the JSON": Case(
        lambda language: around("Sure! Here it is:\n```json\n", fields((UNION[language], REACHES[language])), "\n```"),
        REACHES,
        ((Fate.PROVEN, ""),),
    ),
    "half a JSON": Case(
        lambda language: cut(fields((UNION[language], REACHES[language]), (NGO[language], NGO[language])), 12),
        REACHES,
        ((Fate.PROVEN, ""),),
    ),
    "prose around the lines": Case(
        lambda language: around(
            "Of course.\n\n", lines((UNION[language], f"**{REACHES[language]}** [1]")), "\nAnything else?"
        ),
        REACHES,
        ((Fate.PROVEN, ""),),
    ),
    "an answer of 50,000 characters": Case(
        lambda language: lines((UNION[language], LONG[language] * 1_600)),
        None,
        ((Fate.DROPPED, "length"),),
        "unproven",
    ),
    "a sentence of 2,000 characters": Case(
        lambda language: lines((UNION[language], LONG[language] * 60)), None, ((Fate.DROPPED, "length"),), "unproven"
    ),
    "the same sentence again and again": Case(
        lambda language: lines(*[(UNION[language], REACHES[language])] * 3),
        REACHES,
        ((Fate.PROVEN, ""), (Fate.DROPPED, "repeated"), (Fate.DROPPED, "repeated")),
    ),
    "a refusal": Case(lambda language: NO[language], None, (), "nothing"),
    "the word for no answer": Case(lambda language: "NONE", None, (), "nothing"),
    "nothing": Case(lambda language: "", None, (), "nothing"),
    "nonsense": Case(lambda language: "}{ \x00 <|im_end|> QUOTE: SENTENCE: \n[[[[" * 50, None, (), "nothing"),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", CASES)
def test_only_what_a_quote_proves_is_shown(
    extractive: Assistant, written: Written, name: str, language: Language
) -> None:
    case = CASES[name]
    own = extractive.ask(case.asked[language])
    answer = written(case.reply(language)).ask(case.asked[language])
    shown = [sentence.text for sentence in answer.sentences]
    assert shown == ([case.shown[language]] if case.shown else [sentence.text for sentence in own.sentences])
    assert [check.outcome for check in answer.checks] == [outcome for outcome, _ in case.checks]
    assert all(reason in check.reason for check, (_, reason) in zip(answer.checks, case.checks, strict=True))
    assert (answer.fallback, answer.composer) == (case.fallback, "generate" if case.shown else "extract")
    assert _is_proven(extractive, answer)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", [name for name, case in CASES.items() if not case.shown])
def test_a_line_says_that_these_are_the_documents_own_words(written: Written, name: str, language: Language) -> None:
    text = written(CASES[name].reply(language)).ask(QUESTION[language]).text
    happened = f"model_{CASES[name].fallback}"  # a proof did not fail where nothing was written to prove
    assert text.startswith(phrase(happened, language) + "\n\n" + phrase("lead_in", language))


FIELDS: dict[str, tuple[Callable[[Language], Any], dict[Language, str] | None]] = {
    "what the quote says": (lambda language: fields((UNION[language], REACHES[language])), REACHES),
    "a negation flipped": (
        lambda language: fields((NGO[language], NGO[language].replace(" not", "").replace("geen", "een"))),
        NGO,
    ),
    "half a JSON": (CASES["half a JSON"].reply, REACHES),
    "an empty list": (lambda language: fields(), None),
    "nonsense": (CASES["nonsense"].reply, None),
    "values of another form": (lambda language: '{"sentences": [1, {"sentence": 2}, {"quotes": "x"}]}', None),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", FIELDS)
def test_structured_output_is_held_to_the_same(written: Written, name: str, language: Language) -> None:
    reply, shown = FIELDS[name]
    asked = ABOUT_NGO if name == "a negation flipped" else QUESTION
    answer = written(reply(language), structured=True).ask(asked[language])
    if shown:
        assert [sentence.text for sentence in answer.sentences] == [shown[language]]
    else:
        assert (answer.composer, answer.fallback) == ("extract", "nothing")


def _is_proven(assistant: Assistant, answer: Answer) -> bool:
    """Tell whether every sentence shown has a citation that is the literal words of its document."""
    cited = {citation.number: citation for citation in answer.citations}
    documents = {document.id: document.text for document in assistant.documents()}
    literal = all(documents[each.document_id][each.start : each.end] == each.quote for each in cited.values())
    return literal and all(
        set(sentence.citations) <= set(cited) and sentence.citations for sentence in answer.sentences
    )
