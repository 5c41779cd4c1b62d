"""The queue, and the page on which one answer is judged."""
