"""What reviewers corrected in translations, and checked."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the table of corrections: each as it was given, the newest of a unit in force."""
    op.create_table(
        "translations",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("document_id", "language", "unit", "text")),
        sa.Column("checked", sa.Boolean, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_translations"),
    )
    op.create_index("ix_translations_document_id_language", "translations", ["document_id", "language"])
