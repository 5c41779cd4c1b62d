"""The partner guide: from a company's situation to what the documents say about whom to partner with, and how."""
