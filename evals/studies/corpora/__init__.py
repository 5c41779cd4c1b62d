"""Does the decision fit other corpora: forty documents beside the shipped three, and a manual on another subject."""
