"""How an answer is laid out: whose words these are, what stands first and what helps besides, part by part."""
