"""People known by issuer and subject, tokens that end, sessions told apart, a chained audit log, named corpora."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from assistant.store.audit import chain
from assistant.store.schema.tables import audit

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
YEAR = timedelta(days=365)
NAMED = ("answers", "question_groups", "rulings")
QUEUE = ["risk", "last_at", "id", "state", "language", "status", "composer", "verdict", "sampled", "corpus"]

REFUSE_IN_SQLITE = """
CREATE TRIGGER audit_keeps_{event} BEFORE {event} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END
"""
# An INSERT OR REPLACE removes a row without a DELETE that a trigger would see.
REFUSE_TO_REPLACE = """
CREATE TRIGGER audit_keeps_INSERT BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END
"""
REFUSE_IN_POSTGRESQL = """
CREATE TRIGGER audit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()
"""


def upgrade() -> None:
    """Add what is missing, and chain what the audit log holds already."""
    _people()
    _audit()
    _corpora()


def _people() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column(
            "user_id",
            sa.Text,
            sa.ForeignKey("users.id", ondelete="CASCADE", name="fk_identities_user_id"),
            nullable=False,
        ),
        sa.Column("email", sa.Text, nullable=False, server_default=""),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
    )
    op.create_index("ix_identities_user_id", "identities", ["user_id"])
    op.add_column("users", sa.Column("seen_at", MOMENT))
    op.add_column("sessions", sa.Column("begun_at", MOMENT))
    op.add_column("sessions", sa.Column("browser", sa.Text, nullable=False, server_default=""))
    op.add_column("tokens", sa.Column("expires_at", MOMENT))
    # Who made a token before tokens ended has a year to make another.
    tokens = sa.table("tokens", sa.column("expires_at", MOMENT))
    op.execute(tokens.update().values(expires_at=datetime.now(UTC) + YEAR))
    users = sa.table("users", sa.column("seen_at", MOMENT), sa.column("origin", sa.Text))
    op.execute(users.update().values(seen_at=datetime.now(UTC)))


def _audit() -> None:
    _let_change()
    for name in ("actor_id", "previous", "hash"):
        op.add_column("audit", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    connection, last, before = op.get_bind(), 0, ""
    for number in connection.execute(sa.select(audit.c.id).order_by(audit.c.id)).scalars().all():
        row = connection.execute(sa.select(audit).where(audit.c.id == number)).mappings().one()
        made = chain.digest(before, row)
        connection.execute(sa.update(audit).where(audit.c.id == number).values(previous=before, hash=made))
        last, before = number, made
    head = sa.table("audit_head", *(sa.column(name) for name in ("id", "entry_id", "hash")))
    op.execute(head.insert().values(id=1, entry_id=last, hash=before))
    _let_nothing_change()


def _let_change() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_keeps ON audit")
    else:
        for event in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER audit_keeps_{event}")


def _let_nothing_change() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(REFUSE_IN_POSTGRESQL)
    else:
        for event in ("UPDATE", "DELETE"):
            op.execute(REFUSE_IN_SQLITE.format(event=event))
        op.execute(REFUSE_TO_REPLACE)


def _corpora() -> None:
    for table in NAMED:
        op.add_column(table, sa.Column("corpus", sa.Text, nullable=False, server_default=""))
    indexes = {
        "answers": {
            "counted": ["created_at", "language", "status", "composer", "sampled", "group_id", "corpus"],
            "grouped": ["group_id", "created_at", "status", "corpus"],
            "endings": ["corpus", "language", "status", "composer", "created_at"],
        },
        "question_groups": {
            "queue": QUEUE,
            "sample": ["sampled", "id", "state", "corpus"],
            "refusals": ["status", "size", "corpus"],
        },
    }
    for table, named in indexes.items():
        for name, columns in named.items():
            op.drop_index(f"ix_{table}_{name}", table)
            op.create_index(f"ix_{table}_{name}", table, columns)
