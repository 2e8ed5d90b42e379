"""What is kept of documents until all are read, on disk and not in memory."""

import pickle
from collections.abc import Collection, Iterator
from typing import IO

from tonghop.core.document import Document


class Shelf(Collection[Document]):
    """Documents put into a file one after the other; each time they are gone through, they are read one at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._count = file, 0

    def put(self, document: Document) -> None:
        """Put a document by, after the last one."""
        pickle.dump(document, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Document]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)

    def __contains__(self, document: object) -> bool:
        return any(document == other for other in self)
