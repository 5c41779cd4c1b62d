"""A chat model as judge of answers: its questions, its verdicts, and what they come to."""
