"""The check of the limits, for ``doctor``: whether servers on one database count together."""

from assistant.cli.doctor.check import Check, Level
from assistant.errors import AssistantError
from assistant.settings import Settings


def check_limits(settings: Settings) -> Check:
    """Check that the shared store of the limits answers, where there is one, and say where one is wanting."""
    name = "limits"
    from assistant.web.edge.limits.counts import Counts

    if not settings.limits_url:
        if not settings.database_url:
            return Check(name, Level.OK, "counted in the one process that there is")
        advice = "Where there are several servers, set ASSISTANT_LIMITS_URL to a Redis or Valkey that they share."
        return Check(name, Level.WARNING, "each server counts by itself: N of them allow N times as much", advice)
    try:
        fault = Counts(settings.limits_url).check()
    except AssistantError as error:
        return Check(name, Level.PROBLEM, str(error))
    if fault:
        advice = "Check ASSISTANT_LIMITS_URL, and that it runs; until then each server counts by itself."
        return Check(name, Level.WARNING, f"the shared store does not answer ({fault})", advice)
    return Check(name, Level.OK, "counted for all servers together")
