"""Benchmarks: `python -m bench NAME` measures ratios in one process on one core and ends with a JSON line."""
