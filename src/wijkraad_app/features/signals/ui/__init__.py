"""The windows of signals."""
