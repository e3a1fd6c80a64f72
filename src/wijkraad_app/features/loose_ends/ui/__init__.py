"""The windows of what merging left to put right."""
