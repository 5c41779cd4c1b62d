"""What was told, as it is shown again."""

from collections.abc import Iterator, Sequence

from assistant.domain import Language
from assistant.partner.interview.situation import Situation
from assistant.partner.purposes import Purpose
from assistant.partner.wording import answer_words, text


def in_words(situation: Situation, chosen: Sequence[Purpose], language: Language) -> Iterator[tuple[str, str]]:
    """Yield what was understood of a situation, with its label."""
    told = {
        "purposes": "; ".join(purpose.text for purpose in chosen),
        "whom": "; ".join(answer_words("whom", value)[language] for value in situation.whom),
        "where": answer_words("where", situation.where)[language],
        "have": "; ".join(answer_words("have", value)[language] for value in situation.have),
        "sure": answer_words("sure", situation.sure)[language],
    }
    for name, answer in told.items():
        if answer:
            yield text(f"situation_{name}", language), answer
