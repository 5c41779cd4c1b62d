"""Checks of the models that the settings name, and of the processor that runs them."""

import platform
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.cli.doctor.check import Check, Level
from assistant.errors import ChatModelFailed, ConfigurationError, ModelUnavailable, Trouble
from assistant.models.extra import missing_libraries
from assistant.settings import Settings

CPU_FLAGS = Path("/proc/cpuinfo")
CHAT_QUESTION = "Reply with one word: ready"
CHAT_ADVICE = {
    Trouble.KEY: "Check the key in the provider's variable (OPENAI_API_KEY, ANTHROPIC_API_KEY, MISTRAL_API_KEY).",
    Trouble.QUOTA: "The provider's limit is reached, or the account is empty: wait, or raise it there.",
    Trouble.MODEL: "Correct the model's name in ASSISTANT_CHAT_MODEL, or the address in ASSISTANT_CHAT_BASE_URL.",
    Trouble.UNREACHABLE: "Check ASSISTANT_CHAT_BASE_URL, that the server runs, and the network.",
    Trouble.SLOW: "Take a quicker model, or raise ASSISTANT_CHAT_TIMEOUT.",
    Trouble.RESTING: "Try again in a minute.",
    Trouble.DECLINED: "Its provider would not have it reply: take another model.",
    Trouble.FORM: "It has no structured output: set ASSISTANT_CHAT_FORM=lines.",
    Trouble.OTHER: "See the message; ASSISTANT_CHAT_OPTIONS may hold an option that the provider does not know.",
}
QUICK = {"avx2", "avx_vnni", "avx512_vnni", "asimddp", "i8mm"}
ASSEMBLED = "multilingual-e5-small-q4-*"  # what earlier versions made of the bundled model
OTHER_MODELS = {  # settings, and the values that need no library of the extra
    "embedding_model": ("bundled",),
    "reranker_model": ("",),
}


def check_model(settings: Settings) -> Check:
    """Check that the embedding model is there, or can be had."""
    name, model = "embedding model", settings.embedding_model
    if model != "bundled":
        if Path(model).is_dir():
            return Check(name, Level.OK, f"the folder {model}")
        return Check(name, Level.WARNING, f"{model}, from the model hub", "Its first use needs a network.")
    from assistant.models.bundled.weights import HUB_NAME, read_weights  # loads numpy

    try:
        read_weights()
    except ModelUnavailable as error:
        advice = (
            "It comes with make install on Linux (x86-64, aarch64) and macOS (arm64). Elsewhere run "
            f"make install-models and set ASSISTANT_EMBEDDING_MODEL={HUB_NAME}; its first use needs a network."
        )
        return Check(name, Level.PROBLEM, f"{platform.system()} {platform.machine()}: {error}", advice)
    if left := sorted(str(folder) for folder in settings.models.glob(ASSEMBLED) if folder.is_dir()):
        return Check(
            name, Level.WARNING, f"bundled, whole; no longer used: {', '.join(left)}", "Delete what is not used."
        )
    return Check(name, Level.OK, "bundled, whole")


def check_other_models(settings: Settings, missing: Sequence[str] | None = None) -> Check:
    """Check that what other models than the bundled one need is installed, where a setting names one."""
    name, missing = "other models", missing_libraries() if missing is None else missing
    users = [
        f"ASSISTANT_{setting.upper()}"
        for setting, without in OTHER_MODELS.items()
        if getattr(settings, setting) not in without
    ]
    if settings.check_model not in ("", "none") and ":" not in settings.check_model:  # an entailment model
        users.append("ASSISTANT_CHECK_MODEL")
    if not missing:
        return Check(name, Level.OK, "their libraries are installed")
    if not users:
        return Check(name, Level.OK, "none is set, and their libraries are not installed (make install-models)")
    finding = f"{', '.join(users)} need {', '.join(missing)}, not installed"
    return Check(name, Level.PROBLEM, finding, "Run make install-models, or take these settings away.")


def check_chat_model(settings: Settings) -> Check:
    """Check that the chat model replies in time, with one small question; without one nothing is asked."""
    name = "chat model"
    if not settings.chat_model:
        return Check(name, Level.OK, "none is set: answers are the documents' own words")
    from assistant.models.chat_model import chat_model_of  # loads LangChain's providers
    from assistant.watch import watch_for

    started = time.perf_counter()
    try:
        model = chat_model_of(settings)
        reply = model.reply(CHAT_QUESTION, watch_for(settings.chat_timeout))
    except ConfigurationError as error:
        return Check(name, Level.PROBLEM, str(error))
    except ChatModelFailed as error:
        advice = f"{CHAT_ADVICE[error.trouble]} Until then answers are the documents' own words."
        return Check(name, Level.PROBLEM, f"{settings.chat_model}: {error}", advice)
    if not reply.strip():
        return Check(name, Level.WARNING, f"{settings.chat_model} gave an empty reply", "Try another model.")
    form = "structured output" if model.structured else "plain lines"
    return Check(name, Level.OK, f"{settings.chat_model} replied in {time.perf_counter() - started:.1f} s; {form}")


def check_processor(flags: Path = CPU_FLAGS, machine: str = platform.machine()) -> Check:
    """Tell whether the processor has what makes embedding quick."""
    try:
        found = sorted(QUICK & set(flags.read_text(encoding="utf-8", errors="replace").split()))
    except OSError:
        return Check("processor", Level.OK, f"{machine}; what it can do is not known")
    if found or machine not in ("x86_64", "AMD64"):
        return Check("processor", Level.OK, ", ".join([machine, *found]))
    return Check("processor", Level.WARNING, "no AVX2: embedding takes several times as long", "Nothing else is lost.")
