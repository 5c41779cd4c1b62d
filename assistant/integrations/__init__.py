"""The assistant inside of other programs: what they ask of it, and what they get."""
