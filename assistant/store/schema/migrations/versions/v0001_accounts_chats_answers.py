"""Users and how they log in, chats, answers, feedback and the audit log."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")

REFUSE_IN_SQLITE = """
CREATE TRIGGER audit_keeps_{event} BEFORE {event} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END
"""
REFUSE_IN_POSTGRESQL = (
    """
CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log can only be added to'; END $$
""",
    """
CREATE TRIGGER audit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()
""",
)


def upgrade() -> None:
    """Make the first tables."""
    _accounts()
    _chats()
    _answers()
    _audit()


def _accounts() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False, server_default=""),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("key", name="uq_users_key"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, nullable=False),
        _user("sessions"),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text, nullable=False),
        _user("tokens"),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
    )
    op.create_table(
        "attempts",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_attempts"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_index("ix_tokens_user_id", "tokens", ["user_id"])


def _chats() -> None:
    op.create_table(
        "chats",
        sa.Column("id", sa.Text, nullable=False),
        _user("chats"),
        sa.Column("title", sa.Text, nullable=False, server_default=""),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chats"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Text, nullable=False),
        _chat("messages", nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("is_error", sa.Boolean, nullable=False),
        sa.Column("run_id", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("ix_chats_user_id_updated_at", "chats", ["user_id", "updated_at"])
    op.create_index("ix_messages_chat_id", "messages", ["chat_id"])
    op.create_index("ix_messages_run_id", "messages", ["run_id"])


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Text, nullable=False),
        _user("answers"),
        _chat("answers"),
        sa.Column("message_id", sa.Text),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("question", "standalone", "language", "status")),
        sa.Column("composer", sa.Text, nullable=False),
        sa.Column("model", sa.Text),
        sa.Column("corpus_version", sa.Text, nullable=False),
        sa.Column("prompt_version", sa.Text, nullable=False),
        sa.Column("record", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    for column in ("user_id", "chat_id", "message_id", "created_at"):
        op.create_index(f"ix_answers_{column}", "answers", [column])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Text, nullable=False),
        _user("feedback"),
        _chat("feedback"),
        sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id", ondelete="CASCADE", name="fk_feedback_answer_id")),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("citation", sa.Integer, nullable=False),
        sa.Column("value", sa.SmallInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("user_id", "target", "citation", name="uq_feedback_user_id_target_citation"),
    )
    for column in ("user_id", "chat_id", "answer_id", "target"):
        op.create_index(f"ix_feedback_{column}", "feedback", [column])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in REFUSE_IN_POSTGRESQL:
            op.execute(statement)
    else:
        for event in ("UPDATE", "DELETE"):
            op.execute(REFUSE_IN_SQLITE.format(event=event))


def _user(table: str) -> "sa.Column[str]":
    key = sa.ForeignKey("users.id", ondelete="CASCADE", name=f"fk_{table}_user_id")
    return sa.Column("user_id", sa.Text, key, nullable=False)


def _chat(table: str, *, nullable: bool = True) -> "sa.Column[str]":
    key = sa.ForeignKey("chats.id", ondelete="CASCADE", name=f"fk_{table}_chat_id")
    return sa.Column("chat_id", sa.Text, key, nullable=nullable)
