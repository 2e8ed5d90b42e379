"""Tổng Hợp: reads reports of Vietnamese local authorities and checks their figures."""

__version__ = "0.1.0"
