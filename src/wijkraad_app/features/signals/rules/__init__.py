"""Pure rules of signals: words for kinds and states, what is private in a text, how long contact data stay."""
