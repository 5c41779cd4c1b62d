"""An answer in the other language, or in the documents' own words, by one click."""
