"""What the tables have in common: how their keys are called, and the columns that several of them have."""

from sqlalchemy import Column, ForeignKey, MetaData

from assistant.store.schema.columns import Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def reference(table: str, *, optional: bool = False, index: bool = True) -> Column[str]:
    """Return a column that refers to a table's row and goes with it."""
    name = f"{table.removesuffix('s')}_id"
    return Column(name, Words, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=optional, index=index)


def corpus() -> Column[str]:
    """Return a column that names the corpus that a row is about."""
    return Column("corpus", Words, nullable=False, server_default="")
