"""Whether a document is stamped as a state secret. Such a document is refused unless told otherwise."""

import re
import unicodedata
from typing import Final

HEAD_LINES: Final = 30
HEAD_LENGTH: Final = 2500
_GAP: Final = r"[ \u00a0]"


def _spaced(word: str) -> str:
    return f"{_GAP}*".join(word)


_LEVEL: Final = f"(?:(?:{_spaced('TUYỆT')}|{_spaced('TỐI')}){_GAP}+)?{_spaced('MẬT')}"
_STAMP: Final = re.compile(
    rf"(?:^|\t|{_GAP}{{2,}}|[|*\[(]|Độ mật:|ĐỘ MẬT:){_GAP}*(?P<level>{_LEVEL})(?={_GAP}*(?:$|\t|[|*\])])|{_GAP}{{2,}})"
)
_HEART: Final = "Ậ"
"""What every stamp has and few other lines."""
_SPLIT_WORD: Final = re.compile(rf"(?:BÍ|BẢO){_GAP}*$")


def secrecy_mark(text: str) -> str | None:
    """`MẬT`, `TỐI MẬT` or `TUYỆT MẬT` where the head of a document carries that stamp, else None.

    A stamp stands alone on its line or apart from the words beside it; "bí mật nhà nước" is no stamp, in capitals
    neither, nor is a table that lists several levels.
    """
    head = unicodedata.normalize("NFC", text[:HEAD_LENGTH])
    lines = [line.rstrip() for line in head.splitlines() if line.strip()][:HEAD_LINES]
    for before, line in zip(["", *lines], lines, strict=False):
        if _HEART not in line:
            continue
        levels = {_level(stamp["level"]) for stamp in _STAMP.finditer(line) if not _is_inside_word(line, stamp, before)}
        if len(levels) == 1:
            return levels.pop()
    return None


def _is_inside_word(line: str, stamp: re.Match[str], before: str) -> bool:
    """Whether the word is the second half of "bí mật" or "bảo mật", perhaps cut by the line end."""
    ahead = line[: stamp.start("level")]
    return bool(_SPLIT_WORD.search(ahead if ahead.strip() else before))


def _level(stamp: str) -> str:
    letters = "".join(stamp.split())
    return letters if letters == "MẬT" else f"{letters.removesuffix('MẬT')} MẬT"
