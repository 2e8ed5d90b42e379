"""Frozen value types that every other room speaks in. Nothing here reads a file or knows a rule."""
