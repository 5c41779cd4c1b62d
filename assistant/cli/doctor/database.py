"""The check of the database, for ``doctor``."""

from assistant.cli.doctor.check import Check, Level
from assistant.errors import AssistantError
from assistant.settings import Settings


def check_database(settings: Settings) -> Check:
    """Check that the database can be reached and is not of a newer version; nothing is made or changed."""
    name = "database"
    from assistant.store import schema  # loads SQLAlchemy
    from assistant.store.connection import engines

    if not settings.database_url and not (settings.data_dir / "assistant.db").exists():
        return Check(name, Level.OK, f"none yet; the first start makes one in {settings.data_dir}")
    try:
        found = schema.found(engines.create_engine_of(settings.database_address))
    except AssistantError as error:
        return Check(name, Level.PROBLEM, str(error))
    if found > schema.HEAD:
        advice = "Use the version of ser-assistant that made it, or a newer one."
        return Check(name, Level.PROBLEM, f"schema {found}, which is newer than {schema.HEAD} of this version", advice)
    older = "" if found == schema.HEAD else f"; the next start brings it to {schema.HEAD}"
    return Check(name, Level.OK, f"schema {found or 'none'}{older}")
