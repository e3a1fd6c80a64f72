"""Pure rules of conversations: where a quote stands, whether it may be printed and how."""
