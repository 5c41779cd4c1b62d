"""Where the partner guide of a chat is, kept with the chat."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column: no guide is under way."""
    op.add_column("chats", sa.Column("guide", sa.JSON().with_variant(JSONB(), "postgresql")))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("chats", "guide")
