"""Characters that show nothing: they part no word and no number, and say only how the rest is to be set."""

INVISIBLE = dict.fromkeys(
    [0x00, 0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
"""For `str.translate`: zero-width characters, soft hyphens, marks and overrides of the direction of writing."""
