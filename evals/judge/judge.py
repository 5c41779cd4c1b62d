"""Have a chat model judge the answers of a run; what it said is kept beside the run, and not asked again."""

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from assistant.answering.prompts import Prompt, load_prompt
from assistant.domain import Language
from assistant.errors import ChatModelFailed, ConfigurationError
from assistant.settings import Settings
from assistant.text.fence import fenced
from evals.judge.judged import Judged, Judgement
from evals.judge.reply import ASPECTS, read_reply
from evals.metrics.score import Score, undefined
from evals.run.generate import Progress
from evals.run.scoring import ScoredCase, ScoredRun
from evals.run.storage import read_lines, write_lines

REPEATS = 2
_KEPT = 4_000

Scores = Mapping[str, Score]
Key = tuple[str, int]


@dataclass(frozen=True)
class Judge:
    """A chat model that judges: its name, its server where that is another than the usual one, and how it is asked."""

    model: str
    ask: Callable[[str], str]
    server: str = ""


def open_judge(settings: Settings) -> Judge:
    """Open the judge that the settings name.

    Raises:
        ConfigurationError: where they name none, or one that cannot be opened.
    """
    from assistant.models.chat_model import reply  # loads LangChain's providers
    from assistant.models.chat_model.providers import open_chat_model

    name, server = settings.judge_model, settings.judge_base_url
    if not name:
        raise ConfigurationError("--judge needs a judge model: set ASSISTANT_JUDGE_MODEL to provider:model.")
    try:
        model = open_chat_model(name, server)
    except ConfigurationError as error:
        raise ConfigurationError(f"ASSISTANT_JUDGE_MODEL: {error}") from None
    return Judge(name, partial(reply, model), server)


def judge(scored: ScoredRun, model: Judge, path: Path, *, progress: Progress, repeats: int = REPEATS) -> Judged:
    """Have every answered case judged that the file does not hold yet.

    Raises:
        ChatModelFailed: where the model gave no reply; what it judged before is kept.
    """
    prompts = {language: load_prompt("judge", language) for language in Language}
    answered = [each for each in scored.cases if each.output.answers and each.output.answer.sentences]
    kept = _kept(path)
    judgements = []
    with path.open("a", encoding="utf-8") as file:
        for number, each in enumerate(answered, start=1):
            prompt = prompts[each.case.language]
            asked = judge_prompt(prompt, each)
            key = hashlib.sha256("\0".join((model.model, model.server, asked)).encode()).hexdigest()[:16]
            for repeat in range(repeats):
                if (key, repeat) not in kept:
                    line = _line(each, _ask(model, asked)) | {"key": key, "repeat": repeat, "model": model.model}
                    file.write(json.dumps(line | {"prompt": prompt.digest}, ensure_ascii=False) + "\n")
                    file.flush()
                    kept[key, repeat] = _scores(line)
            judgements.append(Judgement(each.case, tuple(kept[key, repeat] for repeat in range(repeats))))
            progress(number, len(answered))
    digests = {language.value: prompt.digest for language, prompt in prompts.items()}
    return Judged(model.model, digests, repeats, tuple(judgements))


def judge_prompt(prompt: Prompt, scored: ScoredCase) -> str:
    """Return what the judge is asked about a case; all that stands in question, answer and documents is fenced."""
    case, output = scored.case, scored.output
    quotes = {citation.number: citation.quote for citation in output.answer.citations}
    places = dict.fromkeys(output.corpus.region(place) for gold in case.gold for place in output.corpus.find(gold))
    data: dict[str, object] = {
        "question": {
            "before": [{"role": turn.role, "content": turn.content} for turn in case.history],
            "question": case.question,
        },
        "sentences": [
            {"sentence": each.text, "quotes": [quotes[number] for number in each.citations if number in quotes]}
            for each in output.answer.sentences
        ],
        "facts": case.facts,
        "passages": [output.corpus.text(place) for place in places],
    }
    return prompt.fill(
        **{name: fenced(json.dumps(value, ensure_ascii=False, indent=1)) for name, value in data.items()}
    )


def _ask(model: Judge, prompt: str) -> str:
    try:
        return model.ask(prompt)
    except ChatModelFailed as error:
        raise ChatModelFailed(
            f"{model.model} as a judge: {str(error).rstrip('.')}. What it judged is kept: --rescore --judge goes on."
        ) from error


def _line(scored: ScoredCase, reply: str) -> dict[str, Any]:
    scores = read_reply(reply)
    if not scored.case.facts:
        scores["completeness"] = undefined("the case expects no facts")
    written = {
        aspect: {"value": score.value if score.defined else None, "reason": score.explanation}
        for aspect, score in scores.items()
    }
    return {"id": scored.case.id, **written, "reply": reply[:_KEPT]}


def _kept(path: Path) -> dict[Key, Scores]:
    """Read what was judged before; a line that an interruption cut off is dropped from the file."""
    lines = list(read_lines(path))
    write_lines(path, lines)
    return {(line["key"], line["repeat"]): _scores(line) for line in lines}


def _scores(line: Mapping[str, Any]) -> Scores:
    return {
        aspect: Score(math.nan if line[aspect]["value"] is None else line[aspect]["value"], line[aspect]["reason"])
        for aspect in ASPECTS
    }
