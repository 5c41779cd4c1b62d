"""How well the readers read: their text against known text."""
