"""The outline that the guide shows how to add: the office's own file, as it stands there."""

import re
from pathlib import Path

_GUIDE = Path(__file__).parents[1] / "docs" / "huong-dan" / "them-loai-bao-cao.md"
NAME = "hop-giao-ban.toml"
TEXT = "".join(re.findall(r"```toml\n(.*?)```", _GUIDE.read_text("utf-8"), re.DOTALL))
