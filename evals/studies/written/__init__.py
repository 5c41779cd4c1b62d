"""What becomes of recorded replies of chat models: which sentences are shown, by each way of checking them.

``replies.jsonl`` holds 26 replies to the assistant's own prompt, recorded once from two kinds of models and labelled by
hand: ``good``, all of whose sentences are faithful to their quotes, and ``careless``, of whose sentences about half are
not. ``supported`` is the label and ``verdict`` what a strong model said of a sentence, shown with its quotes alone.
"""
