"""The windows of meetings; only `feature` opens them."""
