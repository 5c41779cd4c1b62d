"""The assistant for other programs: JSON in, JSON out."""
