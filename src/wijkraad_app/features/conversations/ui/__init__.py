"""The windows of conversations."""
