"""How Alembic runs the migrations: on the connection that ``schema.migrate`` hands over."""

from alembic import context

from assistant.store.schema import tables  # each brings its own

context.configure(
    connection=context.config.attributes["connection"], target_metadata=tables.users.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
