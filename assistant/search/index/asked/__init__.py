"""The questions of a generation: their vectors, what is fitted to them, and what a new one is like among them."""
