"""Evaluation cases and what reads, checks and selects them."""
