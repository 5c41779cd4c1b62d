"""Corrected translations belong to a named corpus, as verdicts and decisions do."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Name the corpus; what was corrected before goes to the first that comes with a name."""
    op.add_column("translations", sa.Column("corpus", sa.Text, nullable=False, server_default=""))
    op.drop_index("ix_translations_document_id_language", "translations")
    op.create_index(
        "ix_translations_corpus_document_id_language", "translations", ["corpus", "document_id", "language"]
    )
