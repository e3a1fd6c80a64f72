"""What today asks, in the words people read."""
