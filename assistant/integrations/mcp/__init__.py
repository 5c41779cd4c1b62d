"""The assistant as a server of the Model Context Protocol, for assistants and editors that speak it."""
