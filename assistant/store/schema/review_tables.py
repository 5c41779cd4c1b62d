"""The tables of the review: questions and their verdicts, what these decide, and corrected translations."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint, false

from assistant.store.schema.columns import Moment, Record, Words
from assistant.store.schema.metadata import corpus, metadata

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
    *(Column(name, Moment, nullable=False) for name in ("first_at", "last_at")),
    *(Column(name, Integer, nullable=False) for name in ("size", "negative", "sampled")),
    Column("state", Words, nullable=False),
    Column("verdict", Words, nullable=False, server_default=""),
    # Why it should be looked at, gravest first; ``risk`` is what they weigh.
    Column("reasons", Words, nullable=False),
    Column("risk", Integer, nullable=False),
    corpus(),
    Index("ix_question_groups_digest", "digest", "last_at"),
    # The queue is read in its order, and what is filtered by stands here too, so that rows are read only to be shown.
    Index(
        "ix_question_groups_queue",
        *("risk", "last_at", "id", "state", "language", "status", "composer", "verdict", "sampled", "corpus"),
    ),
    Index("ix_question_groups_sample", "sampled", "id", "state", "corpus"),
    Index("ix_question_groups_refusals", "status", "size", "corpus"),
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
    corpus(),
)

# How often the rulings of a corpus were changed: servers know by it whether what they hold ready still holds. Their
# clocks would not tell, since no two are alike.
editions = Table(
    "editions",
    metadata,
    Column("corpus", Words, primary_key=True),
    Column("number", Integer, nullable=False),
)

# What reviewers corrected in translations; the newest of a unit that was not taken back is in force.
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
    # What tells the reviewer from others; entries from before have the name alone.
    Column("reviewer_id", Words, nullable=False, server_default=""),
    Column("undone", Boolean, nullable=False, server_default=false()),
    corpus(),
    Index("ix_translations_corpus_document_id_language", "corpus", "document_id", "language"),
)
