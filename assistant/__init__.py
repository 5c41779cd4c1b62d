"""Question time: from a question to an answer in which every sentence is proven."""

import os

# Before numpy is loaded: its threads spin while they wait for work, which doubles the processor time of a question and
# brings no answer sooner.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
