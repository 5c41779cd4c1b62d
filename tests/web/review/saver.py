"""A process that saves verdicts one after another until it is killed."""

from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from uuid import uuid4

from assistant.people.person import Origin, Person, Role
from assistant.review.verdict import Verdict
from assistant.store import open_database
from assistant.store.review import queue
from assistant.store.review.queue import Wanted
from assistant.web.review.desk.forms import FilledIn
from assistant.web.review.desk.saving import save
from assistant.web.review.desk.subject import find_subject


def start_saving(address: str) -> BaseProcess:
    """Start the process."""
    process = get_context("spawn").Process(target=save_on, args=(address,))
    process.start()
    return process


def save_on(address: str) -> None:
    """Judge what is in the queue, in turn right and wrong, for ever."""
    database = open_database(address)
    person = Person("anna", "Anna", Role.REVIEWER, Origin.PASSWORD)
    verdicts = [Verdict.RIGHT, Verdict.WRONG]
    while True:
        for group in queue.page(database, Wanted(state=())).groups:
            subject = find_subject(database, group.id)
            if subject is not None:
                filled = FilledIn(uuid4().hex, len(subject.reviews), subject.answer.answer_id, verdicts[0])
                save(database, subject, filled, person)
        verdicts.reverse()
