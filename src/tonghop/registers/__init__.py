"""Registers of work: cases that pass through states under legal time limits, and what is counted of them."""
