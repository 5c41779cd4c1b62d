"""Studies of what an installation on several machines can take: run by hand, since each takes minutes to hours."""
