"""Faults that a person is told of by an id only; the rest is in the log under that id."""

import logging
from uuid import uuid4

from assistant.telemetry.metrics import INCIDENTS
from assistant.telemetry.request import request_id

logger = logging.getLogger(__name__)


def record(what: str) -> str:
    """Log the exception being handled with its traceback and return the id it is logged under, that of the request."""
    incident_id = request_id() or uuid4().hex[:12]
    INCIDENTS.inc()
    logger.exception("%s failed (id %s)", what, incident_id)
    return incident_id
