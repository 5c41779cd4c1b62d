"""Faults that a person is told of by an id only; the rest is in the log under that id."""

import logging
from uuid import uuid4

logger = logging.getLogger(__name__)


def record(what: str) -> str:
    """Log the exception being handled with its traceback and return the id it is logged under."""
    incident_id = uuid4().hex[:8]
    logger.exception("%s failed (id %s)", what, incident_id)
    return incident_id
