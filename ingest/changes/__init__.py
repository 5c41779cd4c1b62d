"""What an ingest has to do: the folder as it is now, compared with the index in service."""
