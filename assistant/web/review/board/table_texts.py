"""What the dashboard's tables and their columns are called, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class TableTexts:
    """The texts of one language: the tables' titles and the columns' heads."""

    titles: dict[str, str]
    columns: dict[str, str]


TABLE_TEXTS = Texts(TableTexts, "tables")
