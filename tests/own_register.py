"""The register that the guide shows how to add: the office's own file, as it stands there."""

import re
from pathlib import Path

_GUIDE = Path(__file__).parents[1] / "docs" / "huong-dan" / "them-so-theo-doi.md"
NAME = "cay_xanh.toml"


def text() -> str:
    """The whole file that the guide shows, followed by what it shows of parts."""
    return "".join(re.findall(r"```toml\n(.*?)```", _GUIDE.read_text("utf-8"), re.DOTALL))
