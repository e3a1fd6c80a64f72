"""The registers across meetings: decisions, what goes with them, and what owners of actions are written."""
