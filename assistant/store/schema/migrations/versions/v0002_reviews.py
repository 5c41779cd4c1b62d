"""Answers grouped for review, reviewers' verdicts, and what these make of a question."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Add to the answers which group they are in, and the tables of reviewing."""
    op.add_column("answers", sa.Column("group_id", sa.Text))
    op.add_column("answers", sa.Column("sampled", sa.Boolean, nullable=False, server_default=sa.false()))
    counted = ["created_at", "language", "status", "composer", "sampled", "group_id"]
    op.create_index("ix_answers_counted", "answers", counted)
    op.create_index("ix_answers_endings", "answers", ["language", "status", "composer", "created_at"])
    op.create_index("ix_answers_grouped", "answers", ["group_id", "created_at", "status"])
    op.drop_index("ix_answers_created_at", "answers")  # ``ix_answers_counted`` begins with it
    _groups()
    _reviews()
    _rulings()


def _groups() -> None:
    texts = ("digest", "question", "language", "status", "composer", "answer_id", "model", "state", "reasons")
    op.create_table(
        "question_groups",
        sa.Column("id", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("vector", sa.LargeBinary),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("size", "negative", "sampled", "risk")),
        sa.Column("verdict", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_question_groups"),
    )
    op.create_index("ix_question_groups_digest", "question_groups", ["digest", "last_at"])
    listed = ["risk", "last_at", "id", "state", "language", "status", "composer", "verdict", "sampled"]
    op.create_index("ix_question_groups_queue", "question_groups", listed)
    op.create_index("ix_question_groups_sample", "question_groups", ["sampled", "id", "state"])
    op.create_index("ix_question_groups_refusals", "question_groups", ["status", "size"])
    op.create_table(
        "group_topics",
        _group("group_topics"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "kind", "value", name="pk_group_topics"),
    )
    op.create_index("ix_group_topics_kind_value_group_id", "group_topics", ["kind", "value", "group_id"])


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Text, nullable=False),
        _group("reviews"),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("answer_id", "reviewer_id", "reviewer", "verdict")),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("standing", sa.Boolean, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
        sa.Column("submission", sa.Text, nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("record", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint("submission", name="uq_reviews_submission"),
        sa.UniqueConstraint("group_id", "reviewer_id", "revision", name="uq_reviews_group_id_reviewer_id_revision"),
    )
    for column in ("reviewer_id", "at"):
        op.create_index(f"ix_reviews_{column}", "reviews", [column])


def _rulings() -> None:
    op.create_table(
        "rulings",
        _group("rulings"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("in_use", sa.Boolean, nullable=False),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.PrimaryKeyConstraint("group_id", name="pk_rulings"),
    )
    op.create_index("ix_rulings_in_use", "rulings", ["in_use"])


def _group(table: str) -> "sa.Column[str]":
    key = sa.ForeignKey("question_groups.id", ondelete="CASCADE", name=f"fk_{table}_group_id")
    return sa.Column("group_id", sa.Text, key, nullable=False)
