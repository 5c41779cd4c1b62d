"""What proves a sentence: literal quotes, support of sentences, versions, records. Nothing is composed here."""
