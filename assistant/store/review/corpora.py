"""What was kept before corpora had names, given to the first that comes with one."""

from sqlalchemy import select, update

from assistant.store.database import Database
from assistant.store.schema.review_tables import question_groups, rulings, translations
from assistant.store.schema.tables import answers

NAMED = (answers, question_groups, rulings, translations)


def adopt(database: Database) -> None:
    """Let what belongs to no corpus belong to that of the database."""
    of_none = [(table, table.c.corpus == "") for table in NAMED]
    with database.read() as connection:
        found = [each for each in of_none if connection.execute(select(each[0].c.corpus).where(each[1]).limit(1)).all()]
    if database.corpus and found:
        with database.write() as connection:
            for table, nobodys in found:
                connection.execute(update(table).where(nobodys).values(corpus=database.corpus))
