"""A chat as a whole: taken along as a file, shared by a link that can be taken back, pinned."""
