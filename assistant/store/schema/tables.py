"""The tables of the database. A change here goes with a new migration; a test compares the two."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    UniqueConstraint,
    false,
)

from assistant.store.schema.columns import Moment, Record, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of(table: str, *, optional: bool = False, index: bool = True) -> Column[str]:
    """Return a column that refers to a table's row and goes with it."""
    name = f"{table.removesuffix('s')}_id"
    return Column(name, Words, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=optional, index=index)


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
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Words, primary_key=True),
    _of("users"),
    Column("expires_at", Moment, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Words, primary_key=True),
    _of("users"),
    Column("label", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_used_at", Moment),
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
    _of("users", index=False),
    Column("title", Words, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index("ix_chats_user_id_updated_at", "user_id", "updated_at"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Words, primary_key=True),
    _of("chats"),
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
    _of("users"),
    _of("chats", optional=True),
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
    # What is counted over all answers is found here, without reading their records and without sorting.
    Index("ix_answers_counted", "created_at", "language", "status", "composer", "sampled", "group_id"),
    Index("ix_answers_endings", "language", "status", "composer", "created_at"),
    Index("ix_answers_grouped", "group_id", "created_at", "status"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Words, primary_key=True),
    _of("users"),
    _of("chats", optional=True),
    _of("answers", optional=True),
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
    Column("actor", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("details", Record, nullable=False),
)

# Like questions that were given the same answer: one review serves them all.
question_groups = Table(
    "question_groups",
    metadata,
    Column("id", Words, primary_key=True),
    Column("digest", Words, nullable=False),
    Column("question", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("status", Words, nullable=False),
    Column("composer", Words, nullable=False),
    # The newest answer, which is the one to be reviewed.
    Column("answer_id", Words, nullable=False),
    Column("vector", LargeBinary),
    Column("model", Words, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("size", Integer, nullable=False),
    Column("negative", Integer, nullable=False),
    Column("sampled", Integer, nullable=False),
    Column("state", Words, nullable=False),
    Column("verdict", Words, nullable=False, server_default=""),
    # Why it should be looked at, gravest first; ``risk`` is what they weigh.
    Column("reasons", Words, nullable=False),
    Column("risk", Integer, nullable=False),
    Index("ix_question_groups_digest", "digest", "last_at"),
    # The queue is read in its order, and what is filtered by stands here too, so that rows are read only to be shown.
    Index(
        "ix_question_groups_queue",
        *("risk", "last_at", "id", "state", "language", "status", "composer", "verdict", "sampled"),
    ),
    Index("ix_question_groups_sample", "sampled", "id", "state"),
    Index("ix_question_groups_refusals", "status", "size"),
)

# What a group's answer is about: documents, purposes, passages.
group_topics = Table(
    "group_topics",
    metadata,
    Column("group_id", Words, ForeignKey("question_groups.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("value", Words, primary_key=True),
    Index("ix_group_topics_kind_value_group_id", "kind", "value", "group_id"),
)

# Every verdict as it was given. Reviewers who leave, and answers that are no longer kept, leave theirs behind.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Words, primary_key=True),
    Column("group_id", Words, ForeignKey("question_groups.id", ondelete="CASCADE"), nullable=False),
    Column("answer_id", Words, nullable=False),
    Column("reviewer_id", Words, nullable=False, index=True),
    Column("reviewer", Words, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("verdict", Words, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    # The newest of its reviewer that was not taken back.
    Column("standing", Boolean, nullable=False),
    Column("undone", Boolean, nullable=False),
    # Chosen by the form, so that what is sent twice is kept once.
    Column("submission", Words, nullable=False, unique=True),
    Column("body", Record, nullable=False),
    # The answer as it was judged, without who asked.
    Column("record", Record, nullable=False),
    UniqueConstraint("group_id", "reviewer_id", "revision"),
)

# What a verdict makes of a question from now on.
rulings = Table(
    "rulings",
    metadata,
    Column("group_id", Words, ForeignKey("question_groups.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Words, nullable=False),
    Column("in_use", Boolean, nullable=False, index=True),
    Column("checked_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("body", Record, nullable=False),
    # What changed in the documents since, which took it out of use; empty where nothing did.
    Column("changes", Record, nullable=False),
)

# What reviewers corrected in translations; the newest of a unit is in force.
translations = Table(
    "translations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("checked", Boolean, nullable=False),
    *(Column("reviewer", Words, nullable=False), Column("at", Moment, nullable=False)),
    Index("ix_translations_document_id_language", "document_id", "language"),
)
