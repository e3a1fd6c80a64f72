"""Comparing texts, words for fields, and where a word was found."""
