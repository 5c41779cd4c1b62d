"""The element by which another site's page shows the chat."""
