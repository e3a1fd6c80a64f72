"""Windows of what comes before a meeting."""
