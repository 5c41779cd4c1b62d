"""Fit how far meanings must agree: on the dev pairs, on sentences made half supported, and on translated sentences."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

from assistant.domain import Language
from assistant.models.banks import bank
from assistant.proof.support import supports
from assistant.proof.support.alignment import align
from assistant.proof.support.meaning import MeaningModel, figures
from assistant.proof.support.reading import PassageEncoder, read, unmarked
from assistant.text.glossary import Glossary
from evals.studies.support.pairs import Pair, PairKind

UNCOVERED = frozenset({PairKind.WRONG_CLAIM, PairKind.HALF})  # what the other checks are not meant to see
PASSED = 0.05  # the share of unsupported sentences of the dev split that may pass: a dropped one is still quoted
SEED = 1
_FREEDOM = 0.02  # few pairs, and figures that say nearly the same
_OWN, _MADE = 2.0, 0.3  # how much a written pair counts, and one that was made
_BANK = 0.4
_STEP = 0.0001
_JOIN = {Language.EN: ", and ", Language.NL: ", en "}
_TAIL = 4  # words


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence beside a quote, whether it is supported, and how much it counts."""

    sentence: str
    sentence_language: Language
    quote: str
    quote_language: Language
    supported: bool
    weight: float


def calibrate(pairs: Sequence[Pair], encoder: PassageEncoder, glossary: Glossary, model: str) -> MeaningModel:
    """Fit the model on the dev split; the border is the lowest that ``PASSED`` of its unsupported sentences reach."""
    dev = [pair for pair in pairs if pair.split == "dev"]
    samples = [*_written(dev), *_made(dev), *_translated()]
    values = np.array([_figures(sample, encoder, glossary) for sample in samples])
    supported = np.array([sample.supported for sample in samples])
    weights = np.array([sample.weight for sample in samples])
    scaler = StandardScaler().fit(values)
    fitted = LogisticRegression(C=_FREEDOM, class_weight="balanced").fit(
        scaler.transform(values), supported, sample_weight=weights
    )
    slopes = fitted.coef_[0] / scaler.scale_
    bias = float(fitted.intercept_[0] - slopes @ scaler.mean_)
    found = MeaningModel(model, tuple(round(float(value), 4) for value in slopes), round(bias, 4), border=0.0)
    return replace(found, border=_border([pair for pair in dev if not pair.supported], encoder, glossary, found))


def _border(unsupported: Sequence[Pair], encoder: PassageEncoder, glossary: Glossary, model: MeaningModel) -> float:
    scores = []
    for pair in unsupported:
        languages = pair.sentence_language, pair.quote_language
        found = supports(pair.sentence, languages[0], pair.quote, languages[1], encoder, glossary=glossary, model=model)
        scores.append(found.score if found.supported else 0.0)
    allowed = int(PASSED * len(scores))
    return round(sorted(scores, reverse=True)[allowed] + _STEP, 4)


def _written(dev: Sequence[Pair]) -> Iterator[Sample]:
    for pair in dev:
        if pair.supported or pair.kind in UNCOVERED:
            yield _sample(pair, pair.sentence, supported=pair.supported, weight=_OWN)


def _made(dev: Sequence[Pair]) -> Iterator[Sample]:
    """Yield supported sentences with something added that another quote supports, and those others by themselves."""
    choose = random.Random(SEED)
    supported = [pair for pair in dev if pair.supported]
    for pair in supported:
        others = [
            other.sentence
            for other in supported
            if other.quote != pair.quote
            and (other.sentence_language, other.document) == (pair.sentence_language, pair.document)
        ]
        whole, part, alone = choose.sample(others, 3)
        begun = pair.sentence.rstrip(".")
        joined = begun + _JOIN[pair.sentence_language] + whole[0].lower() + whole[1:]
        longer = f"{begun} {' '.join(part.rstrip('.').split()[-_TAIL:])}."
        for sentence in (joined, longer, alone):
            yield _sample(pair, sentence, supported=False, weight=_MADE)


def _translated() -> Iterator[Sample]:
    sentences = bank("sentences.tsv")
    for english, dutch in zip(sentences[Language.EN], sentences[Language.NL], strict=True):
        yield Sample(english, Language.EN, dutch, Language.NL, True, _BANK)
        yield Sample(dutch, Language.NL, english, Language.EN, True, _BANK)


def _sample(pair: Pair, sentence: str, *, supported: bool, weight: float) -> Sample:
    return Sample(sentence, pair.sentence_language, pair.quote, pair.quote_language, supported, weight)


def _figures(sample: Sample, encoder: PassageEncoder, glossary: Glossary) -> NDArray[np.float64]:
    sentence = read(unmarked(sample.sentence), sample.sentence_language, encoder)
    return figures(align(sentence, read(unmarked(sample.quote), sample.quote_language, encoder), glossary))
