"""A site where people are logged in, with some answers that wait for a verdict."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from assistant.people.person import Role
from assistant.store.review.queue import Queued
from tests.stores import address, database, postgresql_server
from tests.web.conftest import Site
from tests.web.review.form import Form, listed, opened

__all__ = ["address", "database", "postgresql_server"]


@dataclass(frozen=True)
class Office:
    """A site with a reader, Rik, and a reviewer, Anna."""

    site: Site
    anna: TestClient
    rik: TestClient

    def asked(self, *questions: str) -> tuple[Queued, ...]:
        """Let Rik ask, and return the queue."""
        for question in questions:
            self.site.answer("Rik", question)
        self.site.intake.run()
        return listed(self.site.database)

    def open(self, question: str) -> Form:
        """Let Rik ask, and Anna open the answer."""
        self.asked(question)
        group = next(each for each in listed(self.site.database, state=()) if each.question == question)
        return opened(self.anna, group.id)

    def reviewer(self, name: str) -> TestClient:
        """Return the browser of another reviewer."""
        return self.site.logged_in(name, Role.REVIEWER)


@pytest.fixture
def office(site: Callable[..., Site]) -> Office:
    made = site(accounts="password", review_sample=0)
    return Office(made, made.logged_in("Anna", Role.REVIEWER), made.logged_in("Rik"))
