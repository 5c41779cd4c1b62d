"""The dashboard, its tables and the audit log, for reviewers and maintainers."""
