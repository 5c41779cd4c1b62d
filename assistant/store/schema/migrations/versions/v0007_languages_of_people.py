"""The language that a person chose; whose correction of a translation it was, and whether it was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns: nobody has chosen, nothing was taken back; of earlier corrections only the name is known."""
    op.add_column("users", sa.Column("language", sa.Text, nullable=False, server_default=""))
    op.add_column("translations", sa.Column("reviewer_id", sa.Text, nullable=False, server_default=""))
    op.add_column("translations", sa.Column("undone", sa.Boolean, nullable=False, server_default=sa.false()))
