"""Figures as sentences of an official report, in the numbers and words that reading gives back unchanged."""
