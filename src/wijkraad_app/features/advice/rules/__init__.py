"""Pure rules of an advice: its states, exact versions, sources, numbering, differences and terms."""
