"""What somebody tells in their own words, as a situation."""

from collections.abc import Iterable

from assistant.domain import Language
from assistant.partner.interview.groups import groups_meant
from assistant.partner.interview.situation import Situation
from assistant.partner.lookup import Lookup, sentences_of
from assistant.partner.purposes import Purpose, closest_purposes
from assistant.partner.wording import question_start, situation_patterns, step_wordings
from assistant.text.language import detect_language
from assistant.text.mentions import territory_name
from assistant.text.places import named_places, set_in
from assistant.text.sentences import sentence_spans

HAVE = 0.65  # how well a sentence must meet what there may be already for that to be there
MEANT = {"have": 0.6, "sure": 0.5}
"""How well the answer to a question must meet an option of it to be taken for that; elsewhere no option is."""
AS_WELL = 0.9  # of the best option; another one that is meant too


def is_situation(text: str) -> bool:
    """Tell whether somebody clearly tells of their own company's situation and a wish, rather than only asks."""
    language = detect_language(text)
    sentences = [text[start:end] for start, end in sentence_spans(text, language)]
    tells = any(not question_start(language).match(sentence) for sentence in sentences)
    return tells and all(pattern.search(text) for pattern in situation_patterns(language))


def situation_from(text: str, lookup: Lookup, purposes: Iterable[Purpose], language: Language) -> Situation:
    """Return the situation that a text tells of; what it does not tell stays empty."""
    codes = set_in(text)
    where = [territory_name(code, language) for code in codes] or named_places(text)[:1]
    return Situation(
        purposes=tuple(purpose.text for purpose in closest_purposes(lookup, tuple(purposes), text)),
        whom=groups_meant(text, lookup),
        where=", ".join(where),
        have=_there(text, lookup),
        about=text,
    )


def options_meant(step: str, text: str, lookup: Lookup) -> tuple[str, ...]:
    """Return the keys of the options that the answer to a step clearly names, none when it names none."""
    if step == "whom":
        return groups_meant(text, lookup)
    scores = _scores(step, text, lookup) if step in MEANT else {}
    best = max(scores.values(), default=0.0)
    return tuple(key for key, score in scores.items() if best >= MEANT[step] and score >= AS_WELL * best)


def _there(text: str, lookup: Lookup) -> tuple[str, ...]:
    """Return what a text clearly says that there is already."""
    found = [_scores("have", sentence, lookup) for sentence in sentences_of(text)]
    best = {key: max(each[key] for each in found) for key in found[0]} if found else {}
    return tuple(key for key, score in best.items() if score >= HAVE)


def _scores(step: str, text: str, lookup: Lookup) -> dict[str, float]:
    options = next(wording.options for wording in step_wordings() if wording.name == step)
    return {option.key: lookup.met(option.words, text) for option in options}
