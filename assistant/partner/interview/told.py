"""What somebody tells in their own words, as a situation."""

from collections.abc import Iterable

from assistant.domain import Language
from assistant.partner.interview.situation import Situation
from assistant.partner.lookup import Lookup
from assistant.partner.purposes import Purpose, closest_purposes
from assistant.partner.wording import question_start, situation_patterns, step_wordings
from assistant.text.language import detect_language
from assistant.text.mentions import territories, territory_name
from assistant.text.sentences import sentence_spans

MEANT = {"whom": 0.5, "have": 0.6, "sure": 0.5}
"""How well a text must meet an option of a step for it to be taken as the answer; of other steps none is."""
AS_WELL = 0.9  # of the best option; another one that is meant too


def is_situation(text: str) -> bool:
    """Tell whether somebody clearly tells of their own company's situation and a wish, rather than only asks."""
    language = detect_language(text)
    sentences = [text[start:end] for start, end in sentence_spans(text, language)]
    tells = any(not question_start(language).match(sentence) for sentence in sentences)
    return tells and all(pattern.search(text) for pattern in situation_patterns(language))


def situation_from(text: str, lookup: Lookup, purposes: Iterable[Purpose], language: Language) -> Situation:
    """Return the situation that a text tells of; what it does not tell stays empty."""
    places = sorted(territories(text))
    return Situation(
        purposes=tuple(purpose.text for purpose in closest_purposes(lookup, tuple(purposes), text)),
        whom=options_meant("whom", text, lookup),
        where=", ".join(territory_name(code, language) for code in places),
        have=options_meant("have", text, lookup),
        about=text,
    )


def options_meant(step: str, text: str, lookup: Lookup) -> tuple[str, ...]:
    """Return the keys of the options of a step that a text clearly names, none when it names none."""
    options = next(wording.options for wording in step_wordings() if wording.name == step) if step in MEANT else ()
    scores = {option.key: lookup.met(option.words, text) for option in options}
    best = max(scores.values(), default=0.0)
    return tuple(key for key, score in scores.items() if best >= MEANT[step] and score >= AS_WELL * best)
