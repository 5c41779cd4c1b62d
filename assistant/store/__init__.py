"""What is kept: users, chats, answers with their proof, feedback and the audit log, in one SQL database.

The only package that knows SQLAlchemy. Each module holds the functions over one subject; the first argument is the
database.
"""

from assistant.store.database import Database, open_database

__all__ = ["Database", "open_database"]
