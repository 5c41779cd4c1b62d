"""What goes wrong around servers, one thing after another, amid chats: what is seen and lost, and how long it takes."""
