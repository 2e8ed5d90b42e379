"""Registers on paper: the book of one, the card of a case, and the documents of its steps."""
