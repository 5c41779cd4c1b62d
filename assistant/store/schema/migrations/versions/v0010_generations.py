"""The register of generations."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "generations",
        sa.Column("corpus", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "digest")),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("corpus", "number", name="pk_generations"),
    )
    op.create_table(
        "generation_lock",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("corpus", "holder")),
        sa.Column("until", moment, nullable=False),
        sa.PrimaryKeyConstraint("corpus", name="pk_generation_lock"),
    )
    op.create_table(
        "generation_replicas",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("corpus", "name")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("number", "ready")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("generation", "fault")),
        sa.Column("seen_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("corpus", "name", name="pk_generation_replicas"),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("generation_replicas", "generation_lock", "generations"):
        op.drop_table(table)
