"""What somebody tells of a situation: step by step, or in a text of their own."""
