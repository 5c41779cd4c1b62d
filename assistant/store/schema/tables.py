"""The tables of the database. A change here goes with a new migration; a test compares the two."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    UniqueConstraint,
    false,
)

from assistant.store.schema.columns import Moment, Record, Words
from assistant.store.schema.metadata import corpus, metadata, reference

users = Table(
    "users",
    metadata,
    Column("id", Words, primary_key=True),
    Column("key", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("password_hash", Words, nullable=False, server_default=""),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    # When a proxy or a provider last let them in; none where that is nobody's business.
    Column("seen_at", Moment),
    # The language that they chose; empty where they did not.
    Column("language", Words, nullable=False, server_default=""),
)

# Whom a provider knows. Name and e-mail address are labels: they change, and may go to somebody else.
identities = Table(
    "identities",
    metadata,
    Column("issuer", Words, primary_key=True),
    Column("subject", Words, primary_key=True),
    reference("users"),
    # Verified; empty where it is not.
    Column("email", Words, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Words, primary_key=True),
    reference("users"),
    Column("expires_at", Moment, nullable=False),
    Column("begun_at", Moment),
    Column("browser", Words, nullable=False, server_default=""),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Words, primary_key=True),
    reference("users"),
    Column("label", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    # One without an end has ended.
    Column("expires_at", Moment),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", Words, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("id", Words, primary_key=True),
    reference("users", index=False),
    Column("title", Words, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("pinned", Boolean, nullable=False, server_default=false()),
    # The ids of the documents that its questions are looked up in, with a space between them; empty: all.
    Column("scope", Words, nullable=False, server_default=""),
    # Where its partner guide is, so that any server goes on with it; none where there is none.
    Column("guide", Record),
    Index("ix_chats_user_id_updated_at", "user_id", "updated_at"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Words, primary_key=True),
    reference("chats"),
    Column("kind", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("content", Words, nullable=False),
    Column("is_error", Boolean, nullable=False),
    # What Chainlit groups the replies to one question by, and rates instead of them.
    Column("run_id", Words, index=True),
    Column("created_at", Moment, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Words, primary_key=True),
    reference("users"),
    reference("chats", optional=True),
    Column("message_id", Words, index=True),
    Column("channel", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("question", Words, nullable=False),
    Column("standalone", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("status", Words, nullable=False),
    Column("composer", Words, nullable=False),
    Column("model", Words),
    Column("corpus_version", Words, nullable=False),
    Column("prompt_version", Words, nullable=False),
    Column("record", Record, nullable=False),
    # The like questions with the same answer that it is reviewed with; none until it has been taken in for review.
    Column("group_id", Words),
    # Whether chance chose it for the sample that quality is estimated from.
    Column("sampled", Boolean, nullable=False, server_default=false()),
    corpus(),
    # What is counted over all answers is found here, without reading their records and without sorting.
    Index("ix_answers_counted", "created_at", "language", "status", "composer", "sampled", "group_id", "corpus"),
    Index("ix_answers_endings", "corpus", "language", "status", "composer", "created_at"),
    Index("ix_answers_grouped", "group_id", "created_at", "status", "corpus"),
)

# A chat as it was at a moment, or one answer, that others may read by a link; taken back, its row is gone.
shares = Table(
    "shares",
    metadata,
    Column("id", Words, primary_key=True),
    reference("users"),
    reference("chats"),
    reference("answers", optional=True),
    Column("created_at", Moment, nullable=False),
)

# What an answer took of chat models, apart from its record, so that it is summed up without reading that.
model_use = Table(
    "model_use",
    metadata,
    Column("answer_id", Words, ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("model", Words, nullable=False),
    *(Column(name, Integer, nullable=False) for name in ("calls", "tokens_in", "tokens_out")),
    Column("first_ms", Float),
    Column("cost", Float, nullable=False),
    corpus(),
    Index("ix_model_use_corpus_created_at", "corpus", "created_at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Words, primary_key=True),
    reference("users"),
    reference("chats", optional=True),
    reference("answers", optional=True),
    # The answer rated, or the message where it is no answer.
    Column("target", Words, nullable=False, index=True),
    # The number of the citation rated; 0 for the whole.
    Column("citation", Integer, nullable=False),
    Column("value", SmallInteger, nullable=False),
    Column("reason", Words, nullable=False),
    Column("comment", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("user_id", "target", "citation"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    # Who did it, and the name they had then; entries from before there were ids have the name alone.
    Column("actor_id", Words, nullable=False, server_default=""),
    *(Column(name, Words, nullable=False) for name in ("actor", "action", "subject")),
    Column("details", Record, nullable=False),
    # The hash of the entry before it, and its own, which is made with that; see ``chain``.
    *(Column(name, Words, nullable=False, server_default="") for name in ("previous", "hash")),
)

# The last entry of the audit log. Whoever adds one holds this row, so that each has one predecessor.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("entry_id", Integer, nullable=False),
    Column("hash", Words, nullable=False),
)

# What servers on the database have in common and nobody else may know: each is made once, by the first that needs it.
keys = Table(
    "keys",
    metadata,
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)
