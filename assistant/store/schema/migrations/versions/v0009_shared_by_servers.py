"""What servers on one database share: how often rulings were changed, and keys that none of them keeps on its disk."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables; whatever was decided before has not changed since."""
    op.create_table(
        "editions",
        sa.Column("corpus", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("corpus", name="pk_editions"),
    )
    op.create_table(
        "keys",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_keys"),
    )


def downgrade() -> None:
    """Take them away; a login that is on its way begins anew."""
    op.drop_table("keys")
    op.drop_table("editions")
