"""Work on documents that goes wrong in the way their names tell, for worker processes of the tests."""

import os
import time
from pathlib import Path
from unittest.mock import Mock, patch

from tonghop.cli import doing
from tonghop.cli.work import Answer, Task


def do(task: Task) -> Answer:
    """The work itself, but for the documents whose names say otherwise."""
    assert isinstance(task.data, Path)
    match task.data.stem:
        case "cham":
            time.sleep(600)
        case "chet":
            os._exit(1)
        case "lon":
            raise MemoryError
        case "loi":
            with patch.object(doing, "read", Mock(side_effect=ZeroDivisionError("chia cho 0"))):
                return doing.do(task)
        case "kin":
            with patch.object(Path, "read_bytes", Mock(side_effect=PermissionError)):
                return doing.do(task)
        case "mat":
            task.data.unlink()
    return doing.do(task)
