"""Where reviewers read translations beside their originals, correct them and mark them checked."""
