"""Windows of the year archive."""
