"""What the SER's reviewers judge, and what their verdicts do: pure values and rules, kept by ``assistant.store``."""
