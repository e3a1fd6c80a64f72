"""The minutes of a meeting in the window: writing, comments, names in public, corrections."""
