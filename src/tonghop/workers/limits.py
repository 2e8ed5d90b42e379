"""What one document may cost: time, memory, and the size of its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tonghop.core.errors import Refusal, UnreadableDocument

MEGABYTE = 2**20
VARIABLES = {"seconds": "TONGHOP_LIMIT_TIME", "memory": "TONGHOP_LIMIT_MEMORY", "size": "TONGHOP_LIMIT_SIZE"}
_OVERSIZE = "Tệp lớn hơn mức cho phép ({limit} MB)."
_SMALLER = "Bỏ hình ảnh, tách tệp thành nhiều phần nhỏ hơn, hoặc tăng giới hạn bằng --limit-size ({variable})."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: `seconds`, and megabytes of `memory` and of `size` of its file."""

    seconds: int = 600
    memory: int = 2048
    size: int = 200

    @property
    def most_bytes(self) -> int:
        """How many bytes the content of a document may have."""
        return self.size * MEGABYTE

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Limits":
        """The limits that environment variables set; raises Refusal for a value that is no positive whole number."""
        given = {name: _whole(variable, environment) for name, variable in VARIABLES.items()}
        return cls(**{name: value for name, value in given.items() if value is not None})


def _whole(variable: str, environment: Mapping[str, str]) -> int | None:
    value = environment.get(variable, "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or not int(value):
        sentence = "Biến {variable} phải là số nguyên dương, không phải “{value}”."
        raise Refusal(sentence, variable=variable, value=value)
    return int(value)


def refuse_size(document: Path | bytes, name: str, limits: Limits) -> None:
    """Raise UnreadableDocument where the file, or the content, is larger than the limit. A missing file has no size."""
    if isinstance(document, bytes):
        size = len(document)
    else:
        try:
            size = document.stat().st_size
        except (OSError, ValueError):
            return
    if size > limits.most_bytes:
        raise UnreadableDocument(name, _OVERSIZE, _SMALLER, limit=limits.size, variable=VARIABLES["size"])
