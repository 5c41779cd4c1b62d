"""The pages of reviewers: the queue, one answer, the dashboard and the audit log."""
