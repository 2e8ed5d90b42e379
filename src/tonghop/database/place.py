"""Where the office keeps its data on this machine, and the secrets it makes there for itself."""

import os
import secrets
from pathlib import Path

import platformdirs

from tonghop.database.errors import DatabaseError


def data_directory() -> Path:
    """The directory named by TONGHOP_DATA, else that of the user; made if need be, and closed to others."""
    path = Path(os.environ.get("TONGHOP_DATA") or platformdirs.user_data_path("tonghop", appauthor=False))
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = path.resolve()
        if os.access(path, os.R_OK | os.W_OK | os.X_OK):
            return path
    except OSError:
        pass
    raise DatabaseError(
        "Không dùng được thư mục dữ liệu {path}. Kiểm tra quyền ghi, hoặc đặt TONGHOP_DATA tới thư mục khác.", path=path
    )


def secret(path: Path) -> str:
    """The secret kept in a file that only its owner can read; made of 288 random bits the first time."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    text = secrets.token_urlsafe(36)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    return text
