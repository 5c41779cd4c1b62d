"""Pages that are pictures: their text is recognised where a program for it is installed."""
