"""Where the database of the index is: an address that can be read, or a sentence that does not repeat it."""

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from assistant.errors import ConfigurationError


def readable(address: str) -> str:
    """Return an address that can be read.

    Raises:
        ConfigurationError: where it cannot; what the library says of it may hold the password.
    """
    try:
        conninfo_to_dict(address)
    except ProgrammingError:
        raise ConfigurationError(
            "ASSISTANT_INDEX is not an address like postgresql://user:password@host/name. In a password % is written "
            "as %25, @ as %40, / as %2F and : as %3A."
        ) from None
    return address
