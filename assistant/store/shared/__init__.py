"""What servers on one database have in common."""
