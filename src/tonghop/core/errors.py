"""Errors a user can act on. Each names the file, what is wrong and what to do."""


class TonghopError(Exception):
    """Base of all errors that end in a clear sentence instead of a traceback."""


class UnreadableDocument(TonghopError):
    """A file that cannot be read. `name` is the file, `problem` what is wrong, `remedy` what to do."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem} {remedy}")
        self.name, self.problem, self.remedy = name, problem, remedy

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        return type(self), (self.name, self.problem, self.remedy)


class SecretDocument(UnreadableDocument):
    """A document stamped MẬT, TỐI MẬT or TUYỆT MẬT, refused unless told otherwise."""


class CatalogError(TonghopError):
    """A catalog file with a wrong line; the message names file and line."""
