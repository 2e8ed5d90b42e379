"""How many people use the office in the benchmark of the web, and how fast they are."""

OFFICERS, VISITORS = 50, 200
TYPING, READING = (6, 10), (8, 16)
"""Seconds from one figure to the next, and from one page to the next."""
STYLE = ("pico.css", "tonghop.css", "htmx.js", "tonghop.js", "icon.svg", "fonts/inter-latin.woff2")
"""What a browser asks for that has been here never before."""
