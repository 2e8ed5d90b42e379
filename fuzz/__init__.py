"""Broken files and mutated texts by the hundred thousand: `make fuzz N=…`."""
