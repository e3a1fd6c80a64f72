"""The windows of surveys; only `feature.py` imports them."""
