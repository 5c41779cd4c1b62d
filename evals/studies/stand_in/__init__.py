"""A person, or any model that cannot be reached from here, stands in for the chat model: the study of a whole answer.

``python -m evals.studies.stand_in prompts FOLDER`` asks natural questions through the whole written path and writes
every prompt that has no reply yet to ``roundN.jsonl``. Somebody writes the replies to ``repliesN.jsonl`` beside it,
and the same command goes on: a check is only asked once the answer is written. When no prompt is left,
``… score FOLDER`` prints the figures beside those of the extract.
"""
