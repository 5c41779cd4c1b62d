"""What answers took of chat models."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table; answers from before it count nothing."""
    op.create_table(
        "model_use",
        sa.Column("answer_id", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("calls", "tokens_in", "tokens_out")),
        sa.Column("first_ms", sa.Float),
        sa.Column("cost", sa.Float, nullable=False),
        sa.Column("corpus", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("answer_id", name="pk_model_use"),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name="fk_model_use_answer_id", ondelete="CASCADE"),
    )
    op.create_index("ix_model_use_corpus_created_at", "model_use", ["corpus", "created_at"])
