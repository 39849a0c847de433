"""How right records are: records beside labels made by reading. Nothing is imported here."""
