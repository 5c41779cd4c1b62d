"""A brief in the making: its claims, and the numbers of what it quotes."""
