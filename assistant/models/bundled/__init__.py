"""The embedding model that comes with the program, and what is known of it without loading it."""

import os

# ONNX Runtime would make an id for this machine in the home folder and tell its maker what it does, from its import on.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

SETTING = "bundled"
NAME = "multilingual-e5-small-int4"
EDITION = "onnx"  # what an index notes besides: vectors of another edition must not be mixed with it
PROMPTS = {"query": "query: ", "document": "passage: "}
MAX_TOKENS = 512
