"""Chats that are shared by a link, pinned, or about some documents only."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and the table: no chat is pinned, limited or shared yet."""
    op.add_column("chats", sa.Column("pinned", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("chats", sa.Column("scope", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "shares",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("chat_id", sa.Text, nullable=False),
        sa.Column("answer_id", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shares"),
        *(
            sa.ForeignKeyConstraint([f"{each}_id"], [f"{each}s.id"], ondelete="CASCADE", name=f"fk_shares_{each}_id")
            for each in ("user", "chat", "answer")
        ),
    )
    for each in ("user", "chat", "answer"):
        op.create_index(f"ix_shares_{each}_id", "shares", [f"{each}_id"])


def downgrade() -> None:
    """Take the table and the columns away."""
    op.drop_table("shares")
    op.drop_column("chats", "scope")
    op.drop_column("chats", "pinned")
