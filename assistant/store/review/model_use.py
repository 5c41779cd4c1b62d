"""What the answers of a period took of chat models."""

from dataclasses import dataclass

from sqlalchemy import func, select

from assistant.store.database import Database
from assistant.store.review.period import Edges, bin_of, within
from assistant.store.schema.tables import model_use


@dataclass(frozen=True, slots=True)
class Used:
    """What the answers of a bin took of a model; ``first_ms`` is how long their first sentence took on average, None
    where none of them has one of the model's.
    """

    bin: int
    model: str
    answers: int
    calls: int
    tokens_in: int
    tokens_out: int
    first_ms: float | None
    cost: float

    @property
    def tokens(self) -> int:
        """Tokens sent and received."""
        return self.tokens_in + self.tokens_out


def used(database: Database, edges: Edges) -> tuple[Used, ...]:
    """Sum up by bin and model."""
    column = model_use.c
    sums = [
        func.sum(each).label(each.name) for each in (column.calls, column.tokens_in, column.tokens_out, column.cost)
    ]
    wanted = (
        select(bin_of(column.created_at, edges), column.model, func.count().label("answers"))
        .add_columns(*sums, func.avg(column.first_ms).label("first_ms"))
        .where(column.corpus == database.corpus, *within(column.created_at, edges))
        .group_by("bin", column.model)
        .order_by("bin", column.model)
    )
    with database.read() as connection:
        return tuple(
            Used(
                row.bin,
                row.model,
                row.answers,
                int(row.calls),
                int(row.tokens_in),
                int(row.tokens_out),
                row.first_ms,
                float(row.cost),
            )
            for row in connection.execute(wanted)
        )
