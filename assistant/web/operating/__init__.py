"""How who runs a server sees what it does, and how it comes and goes."""
