"""What holds for councils, their members and their letters; no database, no window."""
