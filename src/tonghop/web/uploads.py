"""Files that are sent are held in memory only: nobody has looked yet whether they may be kept."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemory(MemoryFileUploadHandler):
    """Holds whatever the server lets through; it refuses what is too large before that is read."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Take all files, large or small."""
        super().handle_raw_input(*args, **kwargs)
        self.activated = True
