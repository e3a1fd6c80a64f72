"""The window of advice: list, draft with sources in the margin, the letter beside it."""
