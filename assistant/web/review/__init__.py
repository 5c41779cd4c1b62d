"""Where reviewers work: the queue of answers, and the page on which one is judged."""
