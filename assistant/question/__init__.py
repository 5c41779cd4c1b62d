"""What is asked: its language, its words and their weight, the kind of thing wanted. Nothing is searched here."""
