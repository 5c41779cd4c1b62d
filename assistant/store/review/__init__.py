"""What is read of reviewing: the queue, figures of a period, all that is known of an answer."""
