"""Windows of the handover."""
