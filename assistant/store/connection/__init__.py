"""How a database is reached, how long it is waited for, and what happens while it is away."""
