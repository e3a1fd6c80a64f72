"""The windows of search and history."""
