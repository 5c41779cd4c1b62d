"""Is there enough evidence to answer, or should the answer be an honest no?"""

from assistant.domain import AnswerStatus
from assistant.retrieve import Retrieved
from assistant.understand import Understood

ON_TOPIC = 0.78


def assess(asked: Understood, found: Retrieved) -> AnswerStatus:
    """Decide from how well the best passages meet the question's words."""
    if not found.hits:
        return AnswerStatus.OFF_TOPIC
    return AnswerStatus.ANSWERED if found.hits[0].score >= ON_TOPIC else AnswerStatus.OFF_TOPIC
